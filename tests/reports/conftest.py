from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"


@pytest.fixture
def like_gold() -> Callable[[str, str], None]:
    """Compares with a file of `gold/`; with VOC_RENEW_GOLD=1 writes it instead, to be looked at before it is kept."""

    def compare(name: str, text: str) -> None:
        path = GOLD / name
        if os.environ.get("VOC_RENEW_GOLD"):
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
