"""One wave after another."""

from __future__ import annotations

import pytest
from evidence_rows import AGAIN, WAVES, importance, performance


def test_waves_set_the_later_against_the_earlier(tables):
    frame = tables(WAVES)["waves"].frame
    price, quality = frame.iloc[0], frame.iloc[1]
    assert (price["wave_before"], price["wave"], price["rating_change"], price["weight_change"]) == (1, 2, 3, -30)
    # quality has no rating in wave 2: no change can be told, and none is made up
    assert (quality["rating_before"], quality["weight_change"]) == (6, 30)
    assert quality.isna()[["rating", "rating_change"]].all()
    assert tables(WAVES[:3])["waves"].frame.empty


READINGS = [
    ("half a point is a change", 6, 6.5, "improved"),
    ("less is none", 6, 6.4, "unchanged"),
    ("nor is this", 6, 5.6, "unchanged"),
    ("down", 6, 5.5, "worse"),
    ("said before only", 6, None, "rated in the earlier wave only"),
    ("said now only", None, 6, "rated in the later wave only"),
    ("never said", None, None, "not rated"),
]


@pytest.mark.parametrize(("why", "before", "now", "reading"), READINGS, ids=[row[0] for row in READINGS])
def test_a_change_in_words(tables, why, before, now, reading):
    rows = [importance(0, "price", "high"), importance(0, "price", "high", **AGAIN)]
    rows += [] if before is None else [performance(1, "price", before)]
    rows += [] if now is None else [performance(1, "price", now, **AGAIN)]
    frame = tables(rows)["waves"].frame
    assert frame["reading"].tolist() == [reading]
    ids = [row.id for row in rows]
    both = f"{frame['evidence_before'][0]} {frame['evidence'][0]}".split()
    assert sorted(both) == sorted(ids)


IN_WORDS = [
    ("praise against a seven is no change", "positive", 7, "unchanged"),
    ("blame against a seven is one", "negative", 7, "improved"),
    ("praise against a six is one", "positive", 6, "worse"),
]


@pytest.mark.parametrize(("why", "before", "now", "reading"), IN_WORDS, ids=[row[0] for row in IN_WORDS])
def test_a_rating_read_from_words_must_move_further(tables, why, before, now, reading):
    frame = tables([performance(0, "price", before), performance(0, "price", now, **AGAIN)])["waves"].frame
    assert frame["reading"].tolist() == [reading]


def test_waves_quote_the_rating_before_the_talk_about_it(tables):
    rows = [
        performance(0, "price", "negative", quote="they are dear, to be honest"),
        performance(1, "price", 4, quote="I would give them a four"),
        importance(2, "price", "high", quote="the price weighs a lot with us"),
        performance(3, "price", 9, vendor="Theirs", quote="a nine for the others, though"),
        performance(0, "price", 6, quote="A six.", **AGAIN),
        performance(1, "price", "positive", quote="they have become cheaper, yes", **AGAIN),
    ]
    row = tables(rows)["waves"].frame.iloc[0]
    assert row["quotes_before"] == "“I would give them a four” “they are dear, to be honest”"
    assert row["quotes"] == "“A six.” “they have become cheaper, yes”"
    assert (row["rating_basis_before"], row["rating_basis"]) == ("numbers", "numbers")


def test_accounts_missing_in_a_wave_are_said(tables):
    gone = importance(0, "price", "high", account="Gone", interview="gone")
    new = importance(0, "price", "high", account="New", interview="new", wave=2)
    ours = performance(0, "price", 9, account="Sell", interview="rep", side="supplier", wave=2)
    table = tables([*WAVES, gone, new, ours])["waves"]
    rest = table.frame[table.frame["criterion"] == ""]
    assert rest[["account", "wave_before", "wave", "reading"]].values.tolist() == [
        ["Gone", 1, 2, "no interview in wave 2"],
        ["New", 1, 2, "no interview in wave 1"],
    ]
    assert table.frame["criterion"].tolist()[-2:] == ["", ""]
    assert "no interview in wave 2: Gone" in table.notes
