"""Click's commands, values and errors become Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

import click

_Nilai_co = TypeVar("_Nilai_co", covariant=True)

_KATA = {
    "Options": "Pilihan",
    "Commands": "Perintah",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}
"""What click itself writes into a help."""


class _Bantuan(click.HelpFormatter):
    """Click's help with its own words in Indonesian; of a docstring the examples stay a line each, to be copied."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[PILIHAN]"), prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_KATA.get(heading, heading))

    def write_text(self, text: str) -> None:
        super().write_text(text.replace("\n\nContoh:\n", "\n\n\b\nContoh:\n"))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(name, _KATA.get(text, text).replace("  [required]", " Wajib.")) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class _Konteks(click.Context):
    formatter_class = _Bantuan


class Perintah(click.Command):
    """A verb; what is wrong in its use is told by `sentence`."""

    context_class = _Konteks
    allow_extra_args = True  # for `parse_args` to refuse them in Indonesian

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse those that are one too many."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # some of click's own do not say which verb it was
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(f"Argumen berlebih: {' '.join(rest)}.", ctx)
        return rest

    def get_short_help_str(self, limit: int = 90) -> str:
        """Give the first sentence whole, however narrow the window."""
        return super().get_short_help_str(max(limit, 90))


class Kelompok(Perintah, click.Group):
    """The command `zi`, which gathers the verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they are defined: the most used first."""
        del ctx
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, then that of options."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)


class Isian(click.ParamType[_Nilai_co]):
    """A value of the command line: the sentence that refuses it, how it is read, and its name in a help."""

    def __init__(self, tolak: str, baca: Callable[[Any], _Nilai_co], nama: str) -> None:
        self._tolak, self._baca, self.name = tolak, baca, nama

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _Nilai_co:  # noqa: ANN401 - click's own signature
        """Read the value by a type of click's or by a function of ours; what reads as nothing is refused."""
        with suppress(click.BadParameter, ValueError):
            if nilai := self._baca(value.strip() if isinstance(value, str) else value):
                return nilai
        return self.fail(self._tolak.format(value), param, ctx)


def sentence(error: click.UsageError) -> str:
    """Give a wrong use of the command as one Indonesian line."""
    text = error.message
    match error:
        case click.NoSuchOption(option_name=name, possibilities=similar):
            meant = f" Maksudnya {' atau '.join(similar)}?" if similar else ""
            text = f"Pilihan {name} tidak dikenal.{meant}"
        case click.NoSuchCommand(command_name=name, ctx=click.Context(command=click.Group(commands=known))):
            text = f"Perintah {name} tidak dikenal. Yang ada: {', '.join(known)}."
        case click.BadOptionUsage(option_name=name, ctx=click.Context(command=command) as ctx):
            params = command.get_params(ctx)
            flag = any(name in satu.opts and getattr(satu, "is_flag", False) for satu in params)
            text = f"Pilihan {name} {'tidak ' if flag else ''}memerlukan nilai."
        case (
            click.MissingParameter(param=click.Argument(human_readable_name=str(name)))
            | click.MissingParameter(param=click.Option(opts=[str(name), *_]))
        ):
            text = f"{name} belum disebutkan."
    path = error.ctx.command_path if error.ctx else "zi"
    return f"{text} Lihat: {path} --help"


def refuse(text: str) -> NoReturn:
    """Refuse a use of the command that only its verb can see to be wrong."""
    raise click.UsageError(text, click.get_current_context(silent=True))
