"""The tags of a template are worked out a line each, without the document around them, to find those that fail.

So the line of a fault is its tag. With every branch taken, names in branches that no data leads to are read too.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.visitor import NodeTransformer

from zi_reports.rencana.bahasa import sebaris
from zi_reports.word.sandbox import Sandbox, TooLargeError
from zi_reports.word.tags import (
    Tag,
    TemplateError,
    find_tags,
    unknown_names,
    unlocated,
    unreadable,
    visible_faults,
)

_GALAT_TAG = (
    *(JinjaError, ArithmeticError, AttributeError, LookupError),
    *(MemoryError, RuntimeError, TypeError, ValueError),
)
"""What a tag may raise as it is worked out."""

_ATRIBUT = re.compile(r"attribute '([^']+)'")
_NAMA = re.compile(r"^'([^']+)' is undefined")

_PENGGANTI = {"if": "{% if 1 %}", "elif": "{% elif 1 %}", "for": "{% for _ in () %}"}
"""What stands for a command that failed, so that its end has a beginning; nothing for any other tag."""


def explain(nama: str, docx: Document, isian: Mapping[str, object], error: Exception) -> TemplateError:
    """Say in one line which tag of a template failed while it was rendered."""
    tags = find_tags(nama, docx)
    if isinstance(error, TemplateSyntaxError | TooLargeError | UndefinedError) and (
        fault := unreadable(tags)
    ):
        return fault
    # A name that is not known at all comes before a field that a row lacks.
    if isinstance(error, UndefinedError) and (fault := next(unknown_names(tags, isian), None)):
        return fault
    lines = [_line(tag) for tag in tags]
    failed = _failure(lines, isian, every=False)
    if failed:
        number, cause = failed
        name = _ATRIBUT.search(str(cause)) or _NAMA.search(str(cause))
        return tags[number].unknown(name[1]) if name else tags[number].impossible(cause)
    if isinstance(error, TooLargeError):
        return TemplateError(
            f"Templat {nama}: dokumennya menjadi terlalu besar. Kurangi perulangan (for) di sana."
        )
    return next(visible_faults(nama, docx, isian), None) or unlocated(nama)


def find_faults(nama: str, docx: Document, isian: Mapping[str, object]) -> Iterator[TemplateError]:
    """Find all faults of a template that its text shows, or else the fields in it that no row has."""
    shown = list(visible_faults(nama, docx, isian))
    yield from shown or _misspelt(find_tags(nama, docx), isian)


def _misspelt(tags: Sequence[Tag], isian: Mapping[str, object]) -> Iterator[TemplateError]:
    """Find the fields that no row has, in all branches; `isian` must have rows in every list, and no None.

    What fails otherwise may do so in a branch that was never meant for these data.
    """
    lines = [_line(tag) for tag in tags]
    while failed := _failure(lines, isian, every=True):
        number, cause = failed
        name = _ATRIBUT.search(str(cause))
        if name and not str(cause).startswith("'None'"):
            yield tags[number].unknown(name[1])
        command = tags[number].perintah
        lines[number] = _PENGGANTI.get(command["kata"], "") if command else ""


def _line(tag: Tag) -> str:
    """Write a tag as a line of a template of tags alone."""
    command = tag.perintah
    if command and command["kata"] in {"colspan", "cellbg"}:  # docxtpl's own, as are the next two
        return f"{{{{ {command['sisa']} }}}}"
    return "" if command and command["kata"] in {"vm", "hm"} else sebaris(tag.polos)


def _failure(
    lines: Sequence[str], isian: Mapping[str, object], *, every: bool
) -> tuple[int, Exception] | None:
    """Work the lines out; give the number (from 0) of the one that fails, and the error."""
    env = Sandbox()
    try:
        tree = env.parse("\n".join(lines))
        if every:
            _EveryBranch().visit(tree)
        tree.set_environment(env)
        env.from_string(tree).render(isian)
    except _GALAT_TAG as error:
        numbers = [
            one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == "<template>"
        ]
        number = (numbers[-1] or 0) if numbers else 0
        return (number - 1, error) if 0 < number <= len(lines) and lines[number - 1] else None
    return None


class _EveryBranch(NodeTransformer):
    """Makes of each choice the sequence of all its parts, save where it asks whether something is defined."""

    def visit_If(self, node: nodes.If) -> nodes.Node | list[nodes.Node]:  # noqa: N802 - jinja2's own name
        """Take every branch of an if; its elif are ifs themselves."""
        self.generic_visit(node)
        return node if _guards(node.test) else [_read(node.test), *node.body, *node.elif_, *node.else_]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802 - jinja2's own name
        """Go round with all rows, and take what stands for none."""
        self.generic_visit(node)
        if node.test is not None:
            node.body.insert(0, _read(node.test))
        node.test, instead, node.else_ = None, node.else_, []
        return [node, *instead]

    def visit_Assign(self, node: nodes.Assign) -> list[nodes.Node]:  # noqa: N802 - jinja2's own name
        """Read what is set where it is set."""
        self.generic_visit(node)
        return [_read(node.node), node]

    def visit_CondExpr(self, node: nodes.Expr) -> nodes.Expr:  # noqa: N802 - jinja2's own name
        """Work out both sides of a choice within a tag, of an and, and of an or."""
        self.generic_visit(node)
        if _guards(node):
            return node
        read = [_as_text(part) for part in node.iter_child_nodes() if isinstance(part, nodes.Expr)]
        every = nodes.List([node, *read], lineno=node.lineno)
        return nodes.Getitem(every, nodes.Const(0, lineno=node.lineno), "load", lineno=node.lineno)

    visit_And = visit_Or = visit_CondExpr  # noqa: N815 - likewise


def _guards(node: nodes.Node) -> bool:
    """Say whether a choice asks first if something is there at all."""
    asked = (one for one in (node, *node.find_all(nodes.Test)) if isinstance(one, nodes.Test))
    return any(one.name in {"defined", "undefined"} for one in asked)


def _read(test: nodes.Node) -> nodes.Output:
    return nodes.Output([_as_text(test)], lineno=test.lineno)


def _as_text(part: nodes.Node) -> nodes.Filter:
    """Write a value out, which fails where a name in it is unknown."""
    return nodes.Filter(part, "string", [], [], None, None, lineno=part.lineno)
