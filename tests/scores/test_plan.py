"""The plan and what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_rows import WAVES, importance

from voc.errors import UsageError
from voc.scores.plan import read_actions, status

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
