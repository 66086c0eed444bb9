"""Hypotheses and saturation, and what holds for every table of a fuller study."""

from __future__ import annotations

import random

import pytest
from evidence_rows import CODEBOOK, evidence_of, importance, passage, performance, record, records_of

from voc.scores import score_all


def study(n, bond):
    """Account i: level rising with i, relationship weight `bond(i)`, ratings and intent rising with i."""
    for i in range(n):
        at = {"interview": f"i{i}", "account": f"A{i}", "date": f"2025-01-{i + 1:02}"}
        yield importance(0, "relationship", ("points", bond(i)), **at)
        yield importance(1, "quality", ("points", 100 - bond(i)), **at)
        yield from (passage(2 + j, "commodity", "commodity" if j < i else "differentiated", **at) for j in range(n))
        yield performance(50, "quality", 1 + i, **at)
        yield passage(51, "renewal", "renew" if i > n / 2 else "leaving", **at)


PATTERNS = [
    ("rises", lambda i: 5 * i, 1.0, "borne out by these accounts", "contradicted by these accounts"),
    ("falls", lambda i: 90 - 5 * i, -1.0, "contradicted by these accounts", "borne out by these accounts"),
    ("neither", lambda i: [50, 10, 60, 5, 55, 20, 40, 30, 51][i], None, "undecided", "undecided"),
]


@pytest.mark.parametrize(("why", "bond", "rho", "rise", "fall"), PATTERNS, ids=[row[0] for row in PATTERNS])
def test_rise_is_tested_against_fall(tables, why, bond, rho, rise, fall):
    frame = tables(list(study(9, bond)))["hypotheses"].frame.set_index("hypothesis")
    assert frame.loc["rise", "n"] == 9
    assert rho is None or frame.loc["rise", "statistic"] == rho
    assert frame.loc["rise", "reading"].startswith(rise)
    assert frame.loc["fall", "reading"].startswith(fall)
    assert frame.loc["bond_keeps", "reading"].startswith("too few accounts: 0")
    assert frame.loc["contract_keeps", "statistic"] > 0.8
    # a p that no random pairing reached is small, never 0
    assert (frame["p"].dropna() > 0).all()


def test_below_eight_accounts_nothing_is_computed(tables):
    row = tables(list(study(7, lambda i: 10 * i)))["hypotheses"].frame.iloc[0]
    assert row["n"] == 7
    assert row[["statistic", "low", "high", "p"]].isna().all()
    assert row["reading"] == "too few accounts: 7 of at least 8 with both numbers"


def test_without_spread_nothing_can_be_told(tables):
    frame = tables(list(study(9, lambda i: 50)))["hypotheses"].frame
    assert frame["reading"].iloc[0].startswith("cannot be told")


def test_saturation_counts_new_codes_in_the_last_run(tables):
    new = {0: "price", 1: "quality", 2: "delivery", 3: "service", 5: "relationship"}
    rows = []
    for i in range(8):
        at = {"interview": f"i{i}", "date": f"2025-01-{i + 1:02}"}
        rows.append(importance(0, new.get(i, "price"), "high", **at))
        rows.append(passage(1, "mention", criterion="quality", **at))
    frame = tables(rows)["saturation"].frame
    assert frame["new"].tolist() == [1, 1, 1, 1, 0, 1, 0, 0]
    # base 4 codes; runs of two end at the sixth, seventh and eighth interview
    assert frame["share"].tolist()[5:] == [0.25, 0.25, 0.0]
    assert frame["share"].isna().tolist()[:5] == [True] * 5
    assert frame["reading"].tolist()[4:] == [
        "6 interviews are needed",
        "still new codes",
        "still new codes",
        "saturated",
    ]


def test_every_table_is_the_same_in_whatever_order_rows_come():
    rows = [*study(9, lambda i: 5 * i), passage(0, "tier", "partner", interview="rep", account="A1", side="supplier")]
    rows += [passage(60 + i, signal, label, interview="i3", account="A3") for i, (signal, label) in enumerate(MORE)]
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    records = records_of(rows, record("silent", account="Mute"))
    first = score_all(evidence_of(rows), records, CODEBOOK)
    again = score_all(evidence_of(mixed), records.iloc[::-1], CODEBOOK)
    assert list(first) == list(again)
    for name, table in first.items():
        assert table.frame.to_csv() == again[name].frame.to_csv(), name
        assert (table.title, table.notes) == (again[name].title, again[name].notes)


MORE = [
    ("value", "unique"),
    ("shortfall", ""),
    ("rep_change", "negative"),
    ("dependence", "Karen"),
    ("tier", "supplier"),
    ("buying", "rfp"),
    ("mention", ""),
]


def test_what_was_given_is_left_as_it_was():
    evidence, records = evidence_of(list(study(3, lambda i: 10))), records_of(list(study(3, lambda i: 10)))
    before = evidence.to_csv(), records.to_csv()
    score_all(evidence, records, CODEBOOK)
    assert (evidence.to_csv(), records.to_csv()) == before
