"""The practitioners' tables: perception, waves and the plan, ladder, continuity, value, renewal, actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_rows import importance, passage, performance

from voc.errors import UsageError
from voc.scores.plan import read_actions, status

REP = {"interview": "rep", "side": "supplier"}


def test_perception_is_belief_minus_view(tables):
    rows = [
        importance(0, "price", ("points", 80)),
        importance(1, "relationship", ("points", 20)),
        performance(2, "relationship", 4),
        importance(0, "price", ("points", 100), **REP),
        performance(1, "relationship", 9, **REP),
        passage(2, "tier", "partner", **REP),
    ]
    frame = tables(rows)["perception"].frame
    price, bond = frame.iloc[0], frame.iloc[1]
    assert (price["weight"], price["believed_weight"], price["weight_difference"]) == (80, 100, 20)
    assert (bond["rating"], bond["believed_rating"], bond["rating_difference"]) == (4, 9, 5)
    assert (bond["tier"], bond["believed_tier"]) == ("", "partner")
    assert price.isna()[["rating", "believed_rating", "rating_difference"]].all()


MET = [performance(0, "price", 8), performance(1, "quality", 7)]
SURPRISES = [
    (
        "the bond rated low",
        [*MET, performance(2, "relationship", 5)],
        "yes",
        "business criteria are rated 7.5, but the relationship 5.0",
    ),
    ("the bond is fine", [*MET, performance(2, "relationship", 6)], "no", ""),
    (
        "a tender is coming",
        [*MET, passage(2, "renewal", "at_risk")],
        "yes",
        "business criteria are rated 7.5, but the customer looks around",
    ),
    ("they stay", [*MET, passage(2, "renewal", "renew")], "no", ""),
    (
        "the supplier believes in more",
        [*MET, passage(2, "tier", "supplier"), passage(3, "tier", "partner", **REP)],
        "yes",
        "business criteria are rated 7.5, but the customer speaks of a supplier and the supplier believes in a partner",
    ),
    (
        "two reasons",
        [*MET, performance(2, "relationship", 2), passage(3, "renewal", "leaving")],
        "yes",
        "business criteria are rated 7.5, but the relationship 2.0; the customer is leaving",
    ),
    ("the contract is not met either", [performance(0, "price", 3), performance(1, "relationship", 3)], "no", ""),
    ("nothing said of the bond", MET, "", ""),
    ("nothing said of business", [performance(0, "relationship", 2)], "", ""),
]


@pytest.mark.parametrize(("why", "rows", "surprise", "because"), SURPRISES, ids=[row[0] for row in SURPRISES])
def test_surprise_is_a_contract_met_and_a_bond_that_is_not(tables, why, rows, surprise, because):
    frame = tables(rows)["perception"].frame
    assert set(frame["surprise"]) == {surprise}
    assert set(frame["because"]) == {because}


AGAIN = {"interview": "again", "wave": 2}
WAVES = [
    importance(0, "price", ("points", 100)),
    performance(1, "price", 4),
    performance(2, "quality", 6),
    importance(0, "price", ("points", 70), **AGAIN),
    importance(1, "quality", ("points", 30), **AGAIN),
    performance(2, "price", 7, **AGAIN),
]


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


PLAN = """account,wave,criterion,priority,action,owner,due,done
Acme,1,price,60,Halve the surcharge,Jo,2025-03-31,2025-03-01
Acme,1,price,60,Explain the index,Al,,
Acme,1,service,60,Answer at night,,2025-03-31,no
Acme,1,quality,0,,,,
Gone,,price,9,Call them,Jo,,
Nobody,,price,9,Call them too,Jo,,
"""


def test_a_plan_read_back_stands_beside_the_change(tables, tmp_path):
    path = tmp_path / "actions.csv"
    path.write_text(PLAN, encoding="utf-8-sig")
    plan = read_actions(path)
    assert plan["action"].tolist()[:2] == ["Halve the surcharge", "Explain the index"]
    gone = importance(0, "price", "high", account="Gone", interview="gone")
    table = tables([*(replace(row, date="2025-06-01") for row in WAVES), gone], plan=plan)["waves"]
    columns = ["criterion", "reading", "action", "owner", "due", "done", "status"]
    both = "Halve the surcharge; Explain the index"
    assert table.frame[columns].values.tolist() == [
        ["price", "improved", both, "Jo; Al", "2025-03-31; –", "2025-03-01; –", "done; open"],
        ["quality", "rated in the earlier wave only", "", "", "", "", ""],
        ["service", "not rated", "Answer at night", "", "2025-03-31", "no", "overdue"],
        ["price", "no interview in wave 2", "Call them", "Jo", "", "", "open"],
    ]
    assert "the plan names accounts that were not interviewed: Nobody" in table.notes


STATUS = [
    # due, done, asked again on
    ("2025-03-31", "2025-03-31", "2025-06-01", "done"),
    ("2025-03-31", "2025-04-01", "2025-06-01", "done late"),
    ("", "yes", "", "done"),
    ("2025-03-31", "2025-06-02", "2025-06-01", "done after the interview"),
    ("2025-03-31", "", "2025-06-01", "overdue"),
    ("2025-07-31", "", "2025-06-01", "open"),
    ("2025-03-31", "no", "", "open"),
]


@pytest.mark.parametrize(("due", "done", "asked", "said"), STATUS)
def test_what_became_of_an_action(due, done, asked, said):
    assert status(due, done, asked) == said


def test_the_table_that_is_written_can_be_read_back(tables, tmp_path):
    frame = tables(WAVES[:3])["actions"].frame.assign(action="Mend it")
    for name, separator in (("comma.csv", ","), ("semicolon.csv", ";")):
        frame.to_csv(tmp_path / name, index=False, sep=separator)
        assert read_actions(tmp_path / name)["criterion"].tolist() == ["price"]


FAULTS = [
    ("account,criterion\nAcme,price\n", "actions.csv:1: no column action"),
    ("account,criterion,action,wave\nAcme,price,Mend,two\n", "actions.csv:2: wave 'two' is not a whole number"),
    ("account,criterion,action,due\nAcme,price,Mend,31.3.25\n", "actions.csv:2: due '31.3.25' is not a date"),
    ("account,criterion,action,due\nAcme,price,Mend,20250331\n", "is not a date"),
    ("account,criterion,action,done\nAcme,price,Mend,yess\n", "did you mean 'yes'"),
    ("account,criterion,action,done\nAcme,price,Mend,31.3.25\n", "done '31.3.25' is neither a date"),
    (
        "account,criterion,action\n,price,Mend\nAcme,,Mend\n",
        r"csv:2: account is empty[^\n]*\n[^\n]*csv:3: criterion is empty",
    ),
    ("", "actions.csv:1: no column account, criterion, action"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_wrong_plan_is_told_with_its_lines(tmp_path, text, message):
    path = tmp_path / "actions.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_actions(path)


def test_a_plan_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_actions(tmp_path / "none.csv")


def test_ladder_keeps_the_suppliers_own_words_apart(tables):
    rows = [
        passage(0, "tier", "supplier"),
        passage(1, "tier", "supplier"),
        passage(2, "tier", "partner"),
        passage(0, "tier", "partner", **REP),
        passage(1, "tier", "partner", **REP),
        passage(3, "tier", "supplier_of_choice", vendor="Theirs"),
    ]
    frame = tables(rows)["ladder"].frame
    ours, theirs = frame.iloc[0], frame.iloc[1]
    assert (ours["tier"], ours["believed"]) == ("supplier", "partner")
    assert ours["difference"] == "the supplier believes more than the customer says"
    assert (ours["supplier"], ours["supplier_of_choice"], ours["partner"], ours["believed_passages"]) == (2, 0, 1, 2)
    assert ours["evidence"].split() == [row.id for row in rows[:3]]
    assert (theirs["tier"], theirs["believed"], theirs["difference"]) == ("supplier_of_choice", "", "")


def test_ladder_with_the_suppliers_view_alone_leaves_the_customers_empty(tables):
    frame = tables([passage(0, "tier", "partner", **REP)])["ladder"].frame
    assert frame[["tier", "believed"]].values.tolist() == [["", "partner"]]


BONDS = [
    ("one person", [("dependence", "Karen")], "medium", "Karen (1)", "the bond hangs on one person"),
    (
        "one person, and a change taken badly",
        [("dependence", "Karen"), ("dependence", "Karen Whitty"), ("rep_change", "negative")],
        "high",
        "Karen Whitty (2)",
        "the bond hangs on one person, and a change of contact was taken badly",
    ),
    ("two persons", [("dependence", "Karen"), ("dependence", "Bob")], "low", "Bob (1); Karen (1)", ""),
    ("a change taken badly", [("rep_change", "negative")], "medium", "", "a change of contact was taken badly"),
    ("a change taken well", [("rep_change", "positive"), ("rep_change", "neutral")], "low", "", ""),
    ("a person without a name", [("dependence", "")], "medium", "unnamed (1)", "the bond hangs on one person"),
]


@pytest.mark.parametrize(("why", "said", "risk", "persons", "because"), BONDS, ids=[row[0] for row in BONDS])
def test_continuity(tables, why, said, risk, persons, because):
    rows = [passage(i, signal, label) for i, (signal, label) in enumerate(said)]
    row = tables(rows)["continuity"].frame.iloc[0]
    assert (row["risk"], row["persons"], row["because"]) == (risk, persons, because)
    assert row["changes"] == sum(signal == "rep_change" for signal, _ in said)


CLAIMS = [
    # label, amount, unit, source → kind, currency, per, unique, customer_value
    ("unique", 5000.0, "USD/year", "rule:value", "benefit", "USD", "year", "yes", "yes"),
    ("", 5000.0, "USD/year", "rule:value", "benefit", "USD", "year", "no", "no"),
    ("unique", None, "", "rule:value", "benefit", "", "", "yes", "no"),
    ("unique", 80.0, "EUR", "rule:value", "benefit", "EUR", "", "yes", "yes"),
    ("", 80.0, "hour", "rule:value.failure", "cost", "", "hour", "no", ""),
]


@pytest.mark.parametrize("said", CLAIMS)
def test_value_claims(tables, said):
    label, amount, unit, source, *expected = said
    frame = tables([passage(0, "value", label, amount=amount, unit=unit, source=source)])["value"].frame
    assert frame[["kind", "currency", "per", "unique", "customer_value"]].values.tolist() == [expected]


REALISED = [
    ("three hours for ninety minutes", 90.0, 190.0, "negative", 0.47),
    ("sixty drums for a hundred", 100.0, 60.0, "negative", 0.6),
    ("nothing of what was promised", 4.0, 0.0, "", 0.0),
    ("zero faults promised, three had", 0.0, 3.0, "negative", 0.0),
    ("kept to the minute", 30.0, 30.0, "positive", 1.0),
    ("sooner than promised", 30.0, 20.0, "positive", 1.5),
    ("no figure", None, 20.0, "negative", None),
]


@pytest.mark.parametrize(("why", "expected", "actual", "praise", "share"), REALISED, ids=[row[0] for row in REALISED])
def test_realised_share_needs_no_knowledge_of_units(tables, why, expected, actual, praise, share):
    rows = [passage(0, "shortfall", amount=actual, reference=expected, unit="minutes")]
    rows += [performance(0, "delivery", praise)] if praise else []
    row = tables(rows)["value"].frame.iloc[0]
    assert (row["kind"], row["unit"], row["silent"]) == ("shortfall", "minutes", "")
    assert row.isna()["realised"] if share is None else row["realised"] == share


def test_a_shortfall_that_was_never_raised_is_silent(tables):
    rows = [passage(i, "shortfall", source=f"rule:shortfall.{word}") for i, word in enumerate(("silent", "raised"))]
    assert tables(rows)["value"].frame["silent"].tolist() == ["yes", "no"]


BREAK_EVEN = [
    ("a month is a twelfth", 100.0, "USD/month", 1100.0, "USD/year", "yes"),
    ("costs more", 100.0, "USD/month", 1300.0, "USD/year", "no"),
    ("two currencies cannot be compared", 100.0, "USD/month", 1.0, "EUR/year", ""),
    ("once is not a year", 100.0, "USD", 1.0, "USD/year", ""),
]


@pytest.mark.parametrize(("why", "gain", "a", "cost", "b", "even"), BREAK_EVEN, ids=[row[0] for row in BREAK_EVEN])
def test_break_even(tables, why, gain, a, cost, b, even):
    rows = [
        passage(0, "value", "unique", amount=gain, unit=a),
        passage(1, "value", "unique", amount=gain, unit=a),
        passage(2, "value", "", amount=cost, unit=b, source="rule:value.cost"),
    ]
    # the claim made twice counts once, else 1300 would be covered
    assert set(tables(rows)["value"].frame["break_even"]) == {even}


RISKS = [
    ("they stay", [passage(0, "renewal", "renew")], "low", ""),
    ("they leave", [passage(0, "renewal", "leaving")], "high", ""),
    ("they look around", [passage(0, "renewal", "at_risk")], "medium", ""),
    (
        "they stay, with two reasons against",
        [passage(0, "renewal", "renew"), passage(1, "shortfall"), passage(2, "rep_change", "negative")],
        "medium",
        "1 shortfall; a change of contact was taken badly",
    ),
    (
        "they look around, with two reasons",
        [passage(0, "renewal", "at_risk"), passage(1, "shortfall"), passage(2, "tier", "supplier")],
        "high",
        "1 shortfall; speaks of no more than a supplier",
    ),
    (
        "what happens at a rival is no reason",
        [passage(0, "renewal", "renew"), passage(1, "rep_change", "negative", vendor="Theirs")],
        "low",
        "",
    ),
    ("one reason and no intent", [passage(0, "shortfall")], "low", "1 shortfall"),
    (
        "some of them never raised",
        [passage(0, "shortfall"), passage(1, "shortfall", source="rule:shortfall.silent")],
        "low",
        "2 shortfalls, 1 never raised",
    ),
    (
        "a promise that was beaten is none",
        [
            passage(0, "renewal", "renew"),
            passage(1, "shortfall", amount=98.6, reference=97.0, unit="percent"),
            performance(1, "delivery", "positive"),
        ],
        "low",
        "",
    ),
    (
        "what a rival promised is none",
        [passage(0, "renewal", "renew"), passage(1, "shortfall", vendor="Theirs")],
        "low",
        "",
    ),
    ("nothing told", [performance(0, "price", 5)], "", ""),
]


@pytest.mark.parametrize(("why", "rows", "risk", "reasons"), RISKS, ids=[row[0] for row in RISKS])
def test_renewal_risk_lists_its_reasons(tables, why, rows, risk, reasons):
    row = tables(rows)["renewal"].frame.iloc[0]
    assert (row["risk"], row["reasons"]) == (risk, reasons)


TIES = [
    ("one leaves, one renews", ["renew", "leaving"], "leaving"),
    ("one looks around, one renews", ["renew", "at_risk"], "at_risk"),
    ("two of three renew", ["leaving", "renew", "renew"], "renew"),
]


@pytest.mark.parametrize(("why", "said", "intent"), TIES, ids=[row[0] for row in TIES])
def test_interviews_that_differ_are_settled_with_care(tables, why, said, intent):
    rows = [passage(0, "renewal", label, interview=name) for name, label in zip("abc", said, strict=False)]
    assert tables(rows)["renewal"].frame["intent"].tolist() == [intent]
    assert tables(list(reversed(rows)))["renewal"].frame["intent"].tolist() == [intent]


def test_a_tie_on_the_ladder_is_the_lower_step(tables):
    rows = [passage(0, "tier", "partner", interview="a"), passage(0, "tier", "supplier", interview="b")]
    every = tables(rows)
    assert every["ladder"].frame["tier"].tolist() == ["supplier"]
    assert "speaks of no more than a supplier" in every["renewal"].frame["reasons"][0]


def test_the_riskiest_account_comes_first(tables):
    rows = [
        passage(0, "renewal", "renew", account="A", interview="a"),
        passage(0, "renewal", "leaving", account="Z", interview="z"),
    ]
    assert tables(rows)["renewal"].frame["account"].tolist() == ["Z", "A"]


def test_actions_put_weight_times_room_first_and_quote_complaints(tables):
    rows = [
        importance(0, "price", ("points", 40)),
        importance(1, "delivery", ("points", 60)),
        performance(2, "price", 2),
        performance(3, "delivery", 9),
        performance(4, "price", "negative", quote="three increases in one year"),
        performance(5, "price", "positive", quote="the rebate came on time, though"),
        performance(6, "price", 8, vendor="Theirs"),
        performance(7, "price", "negative", quote="and Theirs is not cheap either", vendor="Theirs"),
    ]
    frame = tables(rows)["actions"].frame
    price, delivery = frame.iloc[0], frame.iloc[1]
    assert (price["criterion"], price["priority"], delivery["priority"]) == ("price", 32, 6)
    assert price["mend"] == "Price at 2.0: Theirs is rated better"
    assert price["why"].startswith("weight 40.0, rating 2.0")
    assert (price["whom"], delivery["mend"]) == ("Ann", "Delivery at 9.0: good, keep it up")
    assert price["quotes"].startswith("“three increases in one year” “the rebate came on time, though”")
    assert "not cheap either" not in price["quotes"]
    assert price[["action", "owner", "due", "done"]].tolist() == [""] * 4


def test_actions_look_at_the_latest_wave(tables):
    frame = tables(WAVES)["actions"].frame
    assert frame[["wave", "criterion"]].values.tolist() == [[2, "price"]]
