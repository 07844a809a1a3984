"""The environment in which a template's tags are worked out: safe, strict on names, and within bounds.

A template is a file that somebody sent: a slip or an ill will in it may end in a message, never in a full memory.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sized
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

_DOKUMEN, _ALINEA = 25_000_000, 150_000
"""How many characters of XML, and how many paragraphs, a document may have.

The report on a plan of 5000 rows has some 20 million, and 100 thousand.
"""

_PUTARAN = 100_000
"""How often the loops of a document may go round altogether."""

_NILAI = 1_000_000
"""How large a number in a tag, and how long a text or list that is worked out in it, may be."""

_PANGKAT = 64
_LEBAR = re.compile(r"%[-+ #0]*(?:\d*\.)?\d{7}|\{[^}]*:[^}]*\d{7}")
"""A format that pads its value to a width of millions."""


class TooLargeError(SecurityError):
    """A tag, or the whole document, would become too large."""


class Sandbox(SandboxedEnvironment):
    """Works tags out, so far and no further."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, dikenal: Collection[str] | None = None, **pilihan: Any) -> None:  # noqa: ANN401 - whatever jinja2 takes
        """Take the names that a template may use, if not all, and the options of jinja2 that are not set here."""
        # A document is worked out once: what jinja2 would work out beforehand is no gain.
        super().__init__(autoescape=True, undefined=StrictUndefined, optimized=False, **pilihan)
        self.filters["terhitung"] = self._counted
        self._dikenal = dikenal
        self._putaran = self._panjang = self._alinea = 0

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - jinja2's own name
        template_class: type[Template] | None = None,
    ) -> Template:
        """Compile a template whose loops are counted; a name that is not known is an error wherever it stands."""
        tree = self.parse(source) if isinstance(source, str) else source
        every = list(walk(tree))
        if self._dikenal is not None and (unknown := free_names(every) - set(self._dikenal)):
            raise UndefinedError(min(unknown))
        for node in every:
            if isinstance(node, nodes.Const):
                _within(node.value)
            elif isinstance(node, nodes.For):
                counted: tuple[Any, ...] = (node.iter, "terhitung", [], [], None, None)
                node.iter = nodes.Filter(*counted, lineno=node.lineno, environment=self)
        return super().from_string(tree, globals, template_class)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - any operand
        """Work out an operation whose result stays within bounds."""
        match operator, left, right:
            case ("*", Sized(), int()) | ("*", int(), Sized()):
                times, once = (right, left) if isinstance(right, int) else (left, right)
                _check(times * len(once))
            case "+", Sized(), Sized():
                _check(len(left) + len(right))
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
        if self._panjang > _DOKUMEN or self._alinea > _ALINEA:
            raise TooLargeError
        return piece

    def _counted(self, rows: Iterable[Any]) -> Sized:
        """Give what a loop goes through, once it is counted."""
        known = rows if isinstance(rows, Sized) else list(rows)
        self._putaran += len(known)
        if self._putaran > _PUTARAN:
            raise TooLargeError
        return known


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


def _check(ukuran: float) -> None:
    if ukuran > _NILAI:
        raise TooLargeError
