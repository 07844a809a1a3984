"""Click's commands with their help, usage and errors in Indonesian."""

from __future__ import annotations

import datetime as dt
import inspect
import itertools
import re
from typing import NoReturn

import click

BANTUAN = {"help_option_names": ["-h", "--help"], "allow_extra_args": True, "max_content_width": 100}
"""Context settings of every verb; extra arguments are let in for `Perintah` to refuse them in Indonesian."""


class Perintah(click.Command):
    """A verb whose help is Indonesian."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse those that are one too many."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # some of click's own do not say which verb it was
            raise
        if ctx.args:
            raise click.UsageError(f"Argumen berlebih: {' '.join(ctx.args)}.", ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option for help with its text in Indonesian."""
        return _help_option(super().get_help_option(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the verb does, and its examples."""
        del ctx
        _write_text(self, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the verb is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options."""
        _write_options(self, ctx, formatter)


class Kelompok(click.Group):
    """The command `zi`, which gathers the verbs."""

    command_class = Perintah

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option for help with its text in Indonesian."""
        return _help_option(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that the first argument names."""
        if self.get_command(ctx, args[0]) is None:
            if args[0].startswith("-"):
                raise click.NoSuchOption(args[0], ctx=ctx)
            known = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"Perintah {args[0]} tidak dikenal. Yang ada: {known}.", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they are defined: the most used first."""
        del ctx
        return list(self.commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, and its examples."""
        del ctx
        _write_text(self, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        formatter.write_usage(ctx.command_path, "PERINTAH [ARGUMEN]...", "Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, then that of options."""
        with formatter.section("Perintah"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(limit=90))
                    for name, command in self.commands.items()
                    if not command.hidden
                ]
            )
        _write_options(self, ctx, formatter)


class Bulan(click.ParamType[dt.date]):
    """A month written `2025-12`, given on as its first day."""

    name = "bulan"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the month, or refuse it with an example."""
        if isinstance(value, dt.date):
            return value
        match = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", str(value).strip())
        if not match:
            self.fail(f"Bulan {value} tidak dikenal. Tulis tahun-bulan, misalnya 2025-12.", param, ctx)
        return dt.date(int(match[1]), int(match[2]), 1)


def sentence(error: click.UsageError) -> str:
    """Give a wrong use of the command as one Indonesian line."""
    if isinstance(error, click.NoSuchOption):
        text = f"Pilihan {error.option_name} tidak dikenal."
    elif isinstance(error, click.BadOptionUsage):
        text = f"Pilihan {error.option_name} memerlukan nilai."
    elif isinstance(error, click.MissingParameter):
        argument = isinstance(error.param, click.Argument)
        name = (error.param.human_readable_name if argument else error.param.opts[0]) if error.param else ""
        text = f"{name} belum disebutkan."
    else:
        text = error.message
    path = error.ctx.command_path if error.ctx else "zi"
    return f"{text} Lihat: {path} --help"


def refuse(text: str) -> NoReturn:
    """Refuse a use of the command that only its verb can see to be wrong."""
    raise click.UsageError(text, click.get_current_context(silent=True))


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Tampilkan bantuan ini."
    return option


def _write_text(command: click.Command, formatter: click.HelpFormatter) -> None:
    """Write a docstring: its paragraphs wrapped to the window, its examples a line each, to be copied."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines = paragraph.splitlines()
        head = list(itertools.takewhile(lambda line: not line.startswith(" "), lines))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(" ".join(head))
        for example in lines[len(head) :]:
            formatter.write(f"  {example}\n")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [
        record
        for param in command.get_params(ctx)
        if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
    ]
    with formatter.section("Pilihan"):
        formatter.write_dl(records)
