"""Two small codings laid beside each other."""

from __future__ import annotations

import pandas as pd
import pytest
from evidence_rows import evidence_of, importance, passage, performance

from voc.scores.agreement import COLUMNS, agreement, compared
from voc.scores.coefficients import LEAST
from voc.scores.disagreements import disagreements, weights_compared


def coding(labels, start=0, **fields):
    return [importance(i, "price", label, start=start, end=start + 10, **fields) for i, label in enumerate(labels)]


def sentences(count, width=10, interview="one"):
    """One turn each, a sentence of `width` characters."""
    return pd.DataFrame([{"interview": interview, "turn": i, "start": 0, "end": width} for i in range(count)])


def laid(first, second, units=None, **more):
    return compared(evidence_of(first), evidence_of(second), units, **more)


def rows_of(first, second, units=None):
    table = agreement(laid(first, second, units))
    return {(row["what"], row["name"]): row for row in table.frame.to_dict("records")}


def test_passages_found():
    ours = [*coding(["high"] * 10), passage(11, "buying", "rfp")]
    theirs = [*coding(["high"] * 8 + ["low"] * 2, start=5), *coding(["high"], start=20)]
    rows = rows_of(ours, theirs)
    found = rows["signal", "importance"]
    assert (found["first"], found["second"], found["matched"]) == (10, 11, 10)
    assert (found["precision"], found["recall"], found["f1"]) == (1.0, 0.909, 0.952)
    # Wilson's interval of 10 out of 11
    assert (found["recall_low"], found["recall_high"]) == (0.623, 0.984)
    assert rows["criterion", "price"]["matched"] == 10
    assert rows["codes", "all"]["first"] == 11
    # eight high both, two high against low: all chance, for we never say low
    label = rows["label", "importance"]
    assert (label["units"], label["agreed"], label["kappa"], label["reading"]) == (10, 0.8, 0, "not reliable")


def test_presence_is_counted_by_sentence():
    # of 40 sentences 10 carry the code in both, 5 only in the first, 5 only in the second
    ours = coding(["high"] * 15)
    theirs = coding(["high"] * 10) + [importance(i, "price", "high", end=10) for i in range(15, 20)]
    row = rows_of(ours, theirs, sentences(40))["signal", "importance"]
    assert (row["unit"], row["units"], row["agreed"]) == ("sentence", 40, 0.75)
    # p_e = (15·15 + 25·25) / 1600 = 0.53125
    assert row["kappa"] == pytest.approx((0.75 - 0.53125) / (1 - 0.53125), abs=5e-4)
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]


@pytest.mark.parametrize(
    ("start", "end", "carried"),
    [
        (0, 10, [1, 0]),
        (2, 5, [1, 0]),  # a clause of the sentence
        (0, 20, [1, 1]),  # two sentences
        (0, 12, [1, 0]),  # runs over a little
        (8, 11, [1, 0]),
    ],
)
def test_which_sentences_a_passage_stands_in(start, end, carried):
    units = pd.DataFrame([{"interview": "one", "turn": 0, "start": s, "end": s + 10} for s in (0, 10)])
    more = [importance(i, "price", "high", end=10) for i in range(1, 13)]
    units = pd.concat([units, sentences(20).iloc[1:]], ignore_index=True)
    row = rows_of([importance(0, "price", "high", start=start, end=end), *more], more, units)["codes", "all"]
    assert round((1 - row["agreed"]) * 21) == sum(carried)


def test_without_transcripts_only_passages_are_compared():
    row = rows_of(coding(["high"] * 12), coding(["high"] * 12))["signal", "importance"]
    assert row["unit"] == ""
    assert pd.isna(row["kappa"])
    assert row["precision"] == 1


def test_criterion_is_compared_whether_or_not_it_is_the_same():
    ours = [importance(i, "price" if i % 2 else "quality", "high") for i in range(12)]
    theirs = [importance(i, "price" if i % 2 and i != 3 else "quality", "high") for i in range(12)]
    rows = rows_of(ours, theirs)
    # p_o 11/12, p_e = (6·5 + 6·7)/144 = 1/2
    assert rows["chosen", "criterion"]["kappa"] == pytest.approx(5 / 6, abs=5e-4)
    assert rows["signal", "importance"]["matched"] == 11


def test_ratings_are_compared_by_order():
    numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    ours = [performance(i, "price", n) for i, n in enumerate(numbers)]
    near = [performance(i, "price", min(10, n + 1)) for i, n in enumerate(numbers)]
    far = [performance(i, "price", n) for i, n in enumerate(reversed(numbers))]
    rating = ("rating", "performance")
    assert rows_of(ours, ours)[rating]["alpha"] == 1
    assert rows_of(ours, near)[rating]["reading"] == "reliable"
    assert rows_of(ours, far)[rating]["alpha"] < 0


def test_strength_is_compared_as_a_name_and_by_its_order():
    ours, near = coding(["decisive", "high", "medium", "low"] * 3), coding(["high", "medium", "low", "none"] * 3)
    rows = rows_of(ours, near)
    assert rows["label", "importance"]["alpha"] < 0 < rows["strength", "importance"]["alpha"]


def test_few_units_are_insufficient():
    rows = rows_of(coding(["high"] * (LEAST - 1)), coding(["high"] * (LEAST - 1)), sentences(40))
    row = rows["signal", "importance"]
    assert [row[name] for name in COLUMNS if name.startswith(("precision", "recall", "kappa", "alpha"))] == [
        pytest.approx(float("nan"), nan_ok=True)
    ] * 12
    assert "insufficient: 9 of at least 10 passages" in row["reading"]
    assert "insufficient: 9 of at least 10 sentences carry it" in row["reading"]


def test_only_interviews_of_both_count_unless_they_are_named():
    ours = [*coding(["high"] * 9), importance(0, "price", "high", interview="only ours")]
    theirs = coding(["high"] * 9)
    assert laid(ours, theirs).interviews == ("one",)
    # who coded an interview and found nothing there disagrees with all that the other found
    both = laid(ours, theirs, interviews=["one", "only ours"])
    assert [row.kind for row in disagreements(both).frame.itertuples()] == ["only first"]


def test_mentions_do_not_count():
    assert len(laid([passage(0, "mention", criterion="price")], coding(["high"])).first) == 0


def disagreed(first, second):
    return disagreements(laid([first], [second])).frame[["kind", "first", "second"]].values.tolist()


HIGH = importance(0, "price", "high")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (HIGH, HIGH, []),
        (HIGH, importance(0, "price", "low"), [["label", "importance · price · high", "importance · price · low"]]),
        (HIGH, importance(0, "price", ""), []),
        (
            HIGH,
            importance(0, "quality", "high"),
            [["criterion", "importance · price · high", "importance · quality · high"]],
        ),
        (
            performance(0, "price", 8),
            performance(0, "price", 7, vendor="Theirs"),
            [["vendor, number", "performance · price · Ours · 8 of 10", "performance · price · Theirs · 7 of 10"]],
        ),
        (
            HIGH,
            performance(0, "price", "positive"),
            [["signal", "importance · price · high", "performance · price · Ours · positive"]],
        ),
        (
            HIGH,
            importance(3, "price", "high"),
            [["only first", "importance · price · high", ""], ["only second", "", "importance · price · high"]],
        ),
    ],
)
def test_what_is_disagreed_on(first, second, expected):
    assert disagreed(first, second) == expected


def test_disagreements_are_counted_by_kind():
    pair = laid(coding(["high"] * 3), coding(["low"] * 2))
    assert disagreements(pair).notes == ("label: 2, only first: 1",)


def weights(**shares):
    rows = [("one", "Acme", name, weight, "points") for name, weight in shares.items()]
    return pd.DataFrame(rows, columns=["interview", "account", "criterion", "weight", "basis"])


def test_weights_are_compared_where_both_have_them():
    found = weights_compared(weights(price=70.0, relationship=30.0), weights(price=100.0), ("relationship",))
    assert found.frame[["criterion", "first", "second", "difference"]].values.tolist() == [
        ["price", 70, 100, -30],
        ["relationship", 30, 0, 30],
    ]
    assert "mean difference 30.0 points" in found.notes[0]
    assert "insufficient: 1 of at least 10 interviews" in found.notes[1]
    other = weights(price=100.0).assign(interview="two")
    assert len(weights_compared(weights(price=100.0), other, ()).frame) == 0
