"""The group of commands: each is imported when it is called; what goes wrong in it is printed here, nowhere else."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from voc.cli.streams import JSON_WANTED, put, tell
from voc.errors import CodebookError, VocError

WRONG = 2
INTERRUPTED = 130


class LazyGroup(TyperGroup):
    """Lists stand-ins with their one line of help, and runs `voc.cli.<name>.run`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(name) if name and command else command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from voc.cli import front

        options = [record for option in self.get_params(ctx) if (record := option.get_help_record(ctx))]
        commands = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(front.page(usage, self.help or "", options, commands, self.epilog or ""))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output (`head`, a pager) has seen enough. Python would complain again when it flushes.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.dup2(nowhere, sys.stderr.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            tell("interrupted", "red")
            raise typer.Exit(INTERRUPTED) from None
        except VocError as error:
            _fail(ctx, str(error), error.faults if isinstance(error, CodebookError) else ())
            raise typer.Exit(error.exit_code) from None
        except OSError as error:
            _fail(ctx, f"{error.filename}: {error.strerror}" if error.filename else str(error))
            raise typer.Exit(WRONG) from None


def load(name: str) -> Any:
    """The command of that name with its options. Its module has a function `run`."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name)(importlib.import_module(f"voc.cli.{name}").run)
    return typer.main.get_command(app)


def _fail(ctx: Any, message: str, faults: Sequence[str] = ()) -> None:
    for fault in faults or (message,):
        tell(fault, "red")
    if ctx.meta.get(JSON_WANTED):
        from voc.reports import json
        from voc.reports.report import Report, Screen

        put(json.render(Report({}, error=message), Screen()))
