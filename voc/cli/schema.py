"""`voc schema`: the JSON Schema of criteria.yaml."""

from __future__ import annotations

from voc.cli import streams


def run() -> None:
    """Print the JSON Schema of criteria.yaml, for editors that check and complete while one types."""
    import json

    from voc import codebook

    streams.put(json.dumps(codebook.schema(), ensure_ascii=False, indent=2) + "\n")
