"""A table of keys finds what a dict finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voc.signals.keys import find, index

numbers = st.integers(0, 2**64 - 1) | st.integers(0, 40)


@given(st.lists(numbers, unique=True, max_size=60), st.lists(numbers, max_size=60))
def test_each_key_is_found_at_its_index_and_no_other_is(held: list[int], wanted: list[int]) -> None:
    known = {key: i for i, key in enumerate(held)}
    asked = [*wanted, *held]
    found = find(index(np.array(held, dtype=np.uint64)), np.array(asked, dtype=np.uint64))
    assert found.tolist() == [known.get(key, -1) for key in asked]
