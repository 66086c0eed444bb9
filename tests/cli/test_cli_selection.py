"""The few passages that explain an account, out of all that its numbers rest on."""

from __future__ import annotations

import pandas as pd
import pytest
from cli_study import row

from voc.cli.selection import telling

PASSAGES = [
    # what is said, as what, of what, how, who vouches for it
    ("bare", "Fifty.", "importance", "relationship", "decisive", "rule:importance.points"),
    ("full", "half of my decision is that man", "importance", "relationship", "decisive", "rule:importance.points"),
    ("learned", "he just cannot do anything for us", "importance", "relationship", "decisive", "model:importance"),
    ("price", "the price decides, and that is that", "importance", "price", "decisive", "rule:importance.words"),
    ("alike", "they are as like as two peas, all of them", "commodity", "", "commodity", "rule:commodity.alike"),
    ("tender", "it goes out to three of them in May", "buying", "", "rfp", "rule:buying.rfp"),
    ("rating", "a nine for the service, I would say", "performance", "service", "positive", "rule:performance.score"),
]
CHOSEN = [
    ("a full sentence before a bare answer", ["bare", "full"], ["full"]),
    ("a bare answer where there is nothing else", ["bare"], ["bare"]),
    ("the bond before the price", ["price", "full"], ["full"]),
    ("what a phrase vouches for before what a model found", ["learned", "price"], ["price"]),
    ("what a model found where there is nothing else", ["learned"], ["learned"]),
    ("one on weight and one on the kind of purchase", ["tender", "full", "alike"], ["full", "alike"]),
    ("a rating is neither", ["rating"], []),
]


@pytest.mark.parametrize(("why", "said", "chosen"), CHOSEN, ids=[case[0] for case in CHOSEN])
def test_the_plainest_passage_is_shown(why: str, said: list[str], chosen: list[str]) -> None:
    rows = [
        row(id=id_, quote=quote, signal=signal, criterion=criterion, label=label, source=source)
        for id_, quote, signal, criterion, label, source in PASSAGES
        if id_ in said
    ]
    gaps = pd.DataFrame({"gap": [20.0], "evidence": [" ".join(said)]})
    assert telling(pd.DataFrame(rows), gaps)["id"].tolist() == chosen


def test_accounts_with_the_largest_gaps_either_way() -> None:
    gaps = pd.DataFrame({"gap": [21.0, 3.0, None, -5.0, -40.0], "evidence": ["a", "b", "c", "d", "e"]})
    rows = [row(id=id_, quote="one two three four five", signal="commodity", label="commodity") for id_ in "abcde"]
    assert telling(pd.DataFrame(rows), gaps, accounts=3)["id"].tolist() == ["a", "d", "e"]
