"""The environment in which a template's tags are worked out: safe, strict on names, and within bounds.

A template is a file that somebody sent: a slip or an ill will in it may end in a message, never in a full memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sized
from functools import cache, lru_cache, wraps
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

_DOKUMEN, _ALINEA, _BARIS = 25_000_000, 150_000, 300_000
"""How many characters of XML, how many paragraphs, and how many ends of lines and tabs a document may have.

The report on a plan of 5000 rows has some 20 million, and 100 thousand of each: a paragraph begins a line of XML.
"""

_PUTARAN = 100_000
"""How often the loops of a document may go round altogether."""

_NILAI = 1_000_000
"""How large a number in a tag, and how long a text or list that is worked out in it, may be."""

_DIKERJAKAN = 30_000_000
"""How many characters the tags of a document may make on their way, and how many one step may: a filter, a `~`."""

_TERTULIS = 10
"""About how many characters a number or row in a list is written out in."""

_TERLARANG = (nodes.Block, nodes.CallBlock, nodes.FilterBlock, nodes.FromImport, nodes.Import, nodes.Include)
"""What a template of one document has no use for, besides macros: it may go round without a loop, or open files."""

_METODE = (
    *("capitalize", "casefold", "count", "endswith", "get", "index", "isdigit", "items", "keys", "lower"),
    *("lstrip", "rstrip", "startswith", "strip", "title", "upper", "values"),
)
"""What of a text's or list's own may be called: that which makes it no longer."""

_DALAM = frozenset({"escape", "e", "forceescape", "join", "pprint", "string", "sum", "tojson", "xmlattr"})
"""Filters that write out what stands within a list."""

_PANGKAT = 64
"""The highest power that a number may be raised to."""

_LEBAR = re.compile(r"%[-+ #0]*(?:\d*\.)?\d{7}|\{[^}]*:[^}]*\d{7}")
"""A format that pads its value to a width of millions."""


class TooLargeError(SecurityError):
    """A tag, or the whole document, would become too large."""


class Sandbox(SandboxedEnvironment):
    """Works tags out, so far and no further."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(
        self, dikenal: Collection[str] | None = None, finalize: Callable[[Any], Any] = lambda value: value
    ) -> None:
        """Take the names that a template may use, if not all, and what makes of a value that which is printed."""
        # A document is worked out once: what jinja2 would work out beforehand is no gain.
        super().__init__(autoescape=True, undefined=StrictUndefined, optimized=False)

        @pass_context  # else constants are printed as the text is compiled, which is done once for many documents
        def printed(_context: Context, value: Any) -> Any:  # noqa: ANN401 - any value of a tag
            return finalize(self._unrolled(value))

        self.finalize = printed
        self.filters = {nama: self._bounded(nama, filter_) for nama, filter_ in self.filters.items()}
        self.filters.pop("wordwrap")  # slow beyond all measure at a long text, and Word wraps by itself
        self.filters["terhitung"] = self._counted
        self.filters["terukur"] = self._spent
        self.filters["terurai"] = self._unrolled
        self._dikenal = dikenal
        self._putaran = self._panjang = self._alinea = self._baris = self._dikerjakan = 0

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - jinja2's own name
        template_class: type[Template] | None = None,
    ) -> Template:
        """Compile a template whose loops are counted, and whose joined texts are measured.

        A name that is not known is an error wherever it stands.
        """
        try:
            code, names = _compiled(source) if isinstance(source, str) else self.compile_tree(source)
        except (
            SyntaxError,
            RecursionError,
            MemoryError,
        ) as error:  # Python's own, at what is nested too deep
            raise TooLargeError from error
        if self._dikenal is not None and (unknown := names - set(self._dikenal)):
            raise UndefinedError(min(unknown))
        return (template_class or self.template_class).from_code(self, code, self.make_globals(globals))

    def compile_tree(self, tree: nodes.Template) -> tuple[CodeType, set[str]]:
        """Compile a template; give also the names that it takes from outside."""
        every = list(walk(tree))
        names = free_names(every)
        for node in every:
            self._bind(node)
        return self.compile(tree), names

    def _bind(self, node: nodes.Node) -> None:
        """Put what counts and measures into a piece of a template."""
        if isinstance(node, (*_TERLARANG, nodes.Macro, nodes.Extends)) or getattr(node, "recursive", False):
            raise TemplateSyntaxError("", node.lineno)
        if isinstance(node, nodes.Const):
            _within(node.value)
        elif isinstance(node, nodes.For):
            node.iter = self._filtered(node.iter, "terhitung")
        elif isinstance(node, nodes.Compare):
            node.expr = self._filtered(node.expr, "terurai")
        elif isinstance(node, nodes.Concat):
            node.nodes = [self._filtered(one, "terukur") for one in node.nodes]

    def _filtered(self, node: nodes.Node, nama: str) -> nodes.Filter:
        given: tuple[Any, ...] = (node, nama, [], [], None, None)
        return nodes.Filter(*given, lineno=node.lineno, environment=self)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 - jinja2's own signature
        """Take a text's `format` for no more than what it is: `is_safe_attribute` refuses it."""
        del value
        return None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - any value of a tag
        """Refuse what jinja2 refuses, and methods that make a text or list longer."""
        longer = isinstance(obj, Sized) and callable(value) and attr not in _METODE
        return not longer and super().is_safe_attribute(obj, attr, value)

    def _bounded(self, nama: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """Give a filter that refuses what would make its result too long, and counts the result."""

        @wraps(filter_)
        def apply(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever a filter takes
            value, *others = given[1:] if hasattr(filter_, "jinja_pass_arg") else given
            most = max((1, *map(_extent, (*others, *named.values()))))
            own = _extent(_within(value) if nama == "format" else value, deep=nama in _DALAM)
            if own * most > _DIKERJAKAN or (nama == "sum" and any(isinstance(one, Sized) for one in others)):
                raise TooLargeError
            return self._spent(filter_(*given, **named))

        return apply

    def _unrolled(self, value: Any) -> Any:  # noqa: ANN401 - any value of a tag
        """Give a value that is printed or compared; of a list all that is in it counts."""
        return self._spent(value) if isinstance(value, list | tuple) else value

    def _spent(self, value: Any) -> Any:  # noqa: ANN401 - any value of a tag
        """Give a value that a tag made, once its length is counted."""
        self._dikerjakan += _extent(value, deep=True) if isinstance(value, Sized) else 1
        if self._dikerjakan > _DIKERJAKAN:
            raise TooLargeError
        return value

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - any operand
        """Work out an operation whose result stays within bounds."""
        match operator, left, right:
            case ("*", Sized(), int()) | ("*", int(), Sized()):
                times, once = (right, left) if isinstance(right, int) else (left, right)
                _check(times * _extent(once, deep=True))
            case "+", Sized(), Sized():
                _check(_extent(left, deep=True) + _extent(right, deep=True))
            case "**", _, _:
                _check(_NILAI + 1 if right > _PANGKAT else 0)
            case "%", str(), _:
                _within(left)
        return _within(super().call_binop(context, operator, left, right))

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what a template gives, as long as the document stays within bounds."""
        return "".join(map(self._measured, pieces))

    def _measured(self, piece: str) -> str:
        self._panjang += len(piece)
        self._alinea += piece.count("</w:p>")
        self._baris += sum(map(piece.count, "\n\t\a\f"))
        if self._panjang > _DOKUMEN or self._alinea > _ALINEA or self._baris > _BARIS:
            raise TooLargeError
        return piece

    def _counted(self, rows: Iterable[Any]) -> Sized:
        """Give what a loop goes through, once it is counted."""
        known = rows if isinstance(rows, Sized) else list(rows)
        self._putaran += len(known)
        if self._putaran > _PUTARAN:
            raise TooLargeError
        return known


@cache
def bare() -> Sandbox:
    """Give the one that works nothing out: it takes longer to make than a tag to compile."""
    return Sandbox()


@lru_cache(maxsize=512)
def _compiled(source: str) -> tuple[CodeType, set[str]]:
    """Compile a text once, however many documents are made of it: what it becomes hangs on nothing else."""
    return bare().compile_tree(bare().parse(source))


def walk(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Go through all nodes of a template, in no order; jinja2's own search takes twice as long."""
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(node.iter_child_nodes())


def free_names(every: Iterable[nodes.Node]) -> set[str]:
    """Give the names that a template takes from outside; those that a for or set makes are its own."""
    names = [node for node in every if isinstance(node, nodes.Name)]
    own = {name.name for name in names if name.ctx == "store"}
    return {name.name for name in names if name.ctx == "load"} - own - {"loop"}


def _within(nilai: Any) -> Any:  # noqa: ANN401 - any value of a tag
    """Give a value of a tag, as long as it is no number beyond all figures of a plan, nor makes such a width."""
    if isinstance(nilai, int | float):
        _check(abs(nilai))
    elif isinstance(nilai, str) and _LEBAR.search(nilai):
        raise TooLargeError
    return nilai


def _extent(value: Any, *, deep: bool = False) -> int:  # noqa: ANN401 - any value of a tag
    """Say how long a value is: a text or list by its length, or by what stands in it; a number by itself."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | list | tuple | range | Mapping):
        return 1
    if isinstance(value, int | float):
        return int(min(abs(value), _DIKERJAKAN + 1))
    if not deep or isinstance(value, str | range):
        return len(value)
    total = 0
    for one in _parts(value):
        total += _extent(one, deep=True) if isinstance(one, Sized) else _TERTULIS
        if total > _DIKERJAKAN:
            break
    return total


def _parts(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any value of a tag
    return (one for pair in value.items() for one in pair) if isinstance(value, Mapping) else iter(value)


def _check(ukuran: float) -> None:
    if ukuran > _NILAI:
        raise TooLargeError
