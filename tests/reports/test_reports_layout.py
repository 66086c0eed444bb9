"""Which columns fit, and how wide they become; the answers can be counted on fingers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.reports.layout import GAP, Need, fit


@pytest.mark.parametrize(
    ("why", "needs", "width", "widths"),
    [
        ("all fit", [Need(5, 5, 0), Need(3, 3, 1)], 10, [5, 3]),
        ("one short of fitting: the higher rank goes", [Need(5, 5, 0), Need(3, 3, 1)], 9, [5, 0]),
        ("columns of a rank go together", [Need(5, 5, 0), Need(1, 1, 2), Need(9, 9, 2)], 12, [5, 0, 0]),
        ("highest rank first, whatever its place", [Need(3, 3, 9), Need(3, 3, 1), Need(3, 3, 0)], 8, [0, 3, 3]),
        ("room that is left goes to text", [Need(4, 4, 0), Need(4, 20, 0)], 16, [4, 10]),
        ("but no more than it needs", [Need(4, 4, 0), Need(4, 6, 0)], 40, [4, 6]),
        ("texts share it", [Need(4, 10, 0), Need(4, 10, 0)], 14, [6, 6]),
        ("more to the greater claim", [Need(4, 10, 0), Need(4, 20, 0, 2)], 17, [5, 10]),
        ("what stays does not fit", [Need(8, 8, 0), Need(8, 8, 0)], 12, None),
    ],
)
def test_fit(why: str, needs: list[Need], width: int, widths: list[int] | None) -> None:
    assert fit(needs, width) == widths, why


NEEDS = st.builds(
    lambda least, more, rank: Need(least, least + more, rank), st.integers(1, 30), st.integers(0, 40), st.integers(0, 3)
)


@given(st.lists(NEEDS, min_size=1, max_size=12), st.integers(10, 250))
def test_never_wider_than_the_screen_never_narrower_than_readable(needs: list[Need], width: int) -> None:
    widths = fit(needs, width)
    if widths is None:
        return
    shown = [place for place, wide in enumerate(widths) if wide]
    assert sum(widths) + GAP * (len(shown) - 1) <= width
    assert all(needs[place].least <= widths[place] <= needs[place].full for place in shown)
