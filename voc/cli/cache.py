"""`voc cache`: what is kept of interviews already coded."""

from __future__ import annotations

from typing import Annotated

import typer

from voc.cli import options, streams
from voc.errors import UsageError, unknown

ACTIONS = ("info", "path", "clear")


def run(
    action: Annotated[
        str, typer.Argument(metavar="[info|path|clear]", autocompletion=lambda: list(ACTIONS), help="What to do.")
    ] = "info",
    as_json: options.Json = False,
) -> None:
    """Show or clear what is kept of interviews already coded.

    It holds quotes from your interviews and stays on this machine; without it, every run codes everything anew.
    """
    from voc import store

    if action not in ACTIONS:
        raise UsageError(unknown("action", action, ACTIONS))
    told: dict[str, object] = {"path": str(store.location())}
    if action == "info":
        told |= store.info()
    if action == "clear":
        told["removed"] = store.clear()
    if as_json:
        from voc.reports import json

        streams.put(json.document(told))
    elif action == "path":
        streams.put(f"{told['path']}\n")
    else:
        streams.put("".join(f"{name:<10}  {said}\n" for name, said in told.items()))
