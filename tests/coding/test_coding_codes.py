"""Names of codes, and rows against the codebook: what is understood, and what is refused with which cure."""

from __future__ import annotations

from typing import Any

import pytest
from coded_study import CODEBOOK, KNOWN, ROWS

from voc.coding import codes
from voc.coding.checking import code
from voc.coding.coded import CODE, Coded


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("performance", "performance/price", "performance/price/negative"), "performance price negative"),
        (("performance/price/negative",), "performance price negative"),
        (("performance > price > negative",), "performance price negative"),
        (("Performance", "Price", "Negative"), "performance price negative"),
        (("Price", "negative"), "performance price negative"),
        (("Price", "high"), "importance price high"),
        (("Price",), "mention price "),
        (("Decision criteria", "Price"), "mention price "),
        (("Tier: Supplier of choice",), "tier  supplier_of_choice"),
        (("partner",), "tier  partner"),
        (("rep change", "negative"), "rep_change  negative"),
        (("value", "unique"), "value  unique"),
        (("commodity", "commodity"), "commodity  commodity"),
        (("commodity",), "commodity  "),
        (("dependence", "Rusty Pike"), "dependence  Rusty Pike"),
        (("negative",), None),  # of performance, or of a change of contact?
        (("Price", "too dear for us"), None),
        (("Interesting",), None),
        ((), None),
    ],
)
def test_a_code_by_its_names(names: tuple[str, ...], expected: str | None) -> None:
    said = codes.understood(names, KNOWN)
    found = said and " ".join(said.get(part, "") for part in ("signal", "criterion", "label"))
    assert found == expected


def test_the_names_of_a_row_mean_the_row() -> None:
    for row in ROWS:
        said = codes.understood([codes.name(codes.path(row))], KNOWN)
        assert said is not None
        label = row.label.replace("/", "-")
        assert (said["signal"], said.get("criterion", ""), said.get("label", "")) == (row.signal, row.criterion, label)


def test_a_vendor_is_a_branch_of_its_own() -> None:
    assert codes.understood(["vendor", "vendor/acme"], KNOWN) == {"vendor": "Acme Ltd"}


def checked(**said: str) -> tuple[dict[str, Any], list[str]]:
    found, faults = code(Coded(place="row 2", cells={name: f"X{name}" for name in CODE}, **said), KNOWN)
    return found, [f"{place}: {message}" for place, message in faults]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"signal": "Performance", "criterion": "PRICE", "label": "Positive"}, "performance price  positive None None"),
        ({"signal": "performance", "criterion": "price", "label": "mixed", "vendor": "acme"},
         "performance price Acme Ltd mixed None None"),
        ({"signal": "performance", "criterion": "price", "amount": "8", "reference": "10"},
         "performance price   8.0 0.777778"),
        ({"signal": "performance", "criterion": "price", "amount": "7,5", "reference": "10"},
         "performance price   7.5 0.722222"),
        ({"signal": "performance", "criterion": "price", "amount": "0", "reference": "10"},
         "performance price   0.0 0.0"),
        ({"signal": "performance", "criterion": "price", "amount": "2", "reference": "1"},
         "performance price   2.0 0.8"),
        ({"signal": "performance", "criterion": "price", "amount": "b+"}, "performance price   B+ 0.777778"),
        ({"signal": "importance", "criterion": "price", "label": "high", "amount": "40", "unit": "points"},
         "importance price  high 40.0 0.4"),
        ({"signal": "importance", "criterion": "price", "label": "high", "amount": "2", "unit": "rank"},
         "importance price  high 2.0 0.5"),
        ({"signal": "value", "amount": "9,000"}, "value    9000.0 None"),
        ({"signal": "value", "label": "unique"}, "value   unique None None"),
        ({"signal": "performance/price/negative"}, "performance price  negative None None"),
        ({"criterion": "price"}, "mention price   None None"),
        ({"criterion": "price", "label": "negative"}, "performance price  negative None None"),
        ({"signal": "dependence", "label": "Rusty Pike"}, "dependence   Rusty Pike None None"),
    ],
)  # fmt: skip
def test_codes_that_are_right(said: dict[str, str], expected: str) -> None:
    found, faults = checked(**said)
    assert faults == []
    assert (
        " ".join(str(found[name]) for name in ("signal", "criterion", "vendor", "label", "amount", "value")) == expected
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"signal": "perfomance"}, "row 2, Xsignal: unknown signal 'perfomance'; did you mean 'performance'?"),
        ({}, "row 2, Xsignal: there is no signal"),
        ({"signal": "mention", "criterion": "prise"},
         "row 2, Xcriterion: unknown criterion 'prise'; did you mean 'price'?"),
        ({"signal": "importance", "label": "high"}, "row 2, Xcriterion: importance needs a criterion"),
        ({"signal": "performance", "criterion": "price", "label": "good"}, "row 2, Xlabel: unknown label 'good'"),
        ({"signal": "performance", "criterion": "price"}, "row 2, Xlabel: performance needs a label: positive, neg"),
        ({"signal": "tier", "label": "positive"}, "row 2, Xlabel: unknown label 'positive'"),
        ({"signal": "shortfall", "label": "late"}, "row 2, Xlabel: shortfall has no label"),
        ({"signal": "renewal", "label": "renew", "vendor": "Acne"},
         "row 2, Xvendor: unknown vendor 'Acne'; did you mean 'Acme Ltd'?"),
        ({"signal": "value", "amount": "lots"}, "row 2, Xamount: amount 'lots' is not a number"),
        ({"signal": "value", "amount": "nan"}, "row 2, Xamount: amount 'nan' is not a number"),
        ({"signal": "value", "value": "7"}, "row 2, Xvalue: value 7 is not between 0 and 1"),
    ],
)  # fmt: skip
def test_codes_that_are_refused_name_cell_and_cure(said: dict[str, str], expected: str) -> None:
    _, faults = checked(**said)
    assert [fault[: len(expected)] for fault in faults] == [expected]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    _, faults = checked(signal="performance", criterion="prise", label="good", vendor="Acne", amount="x")
    assert len(faults) == 4


def test_without_known_vendors_any_may_be_named() -> None:
    from voc.coding.checking import names
    from voc.model import Codebook

    known = names(Codebook(CODEBOOK.criteria), ())
    found, faults = code(Coded(signal="renewal", label="renew", vendor="Newcomer"), known)
    assert (found["vendor"], faults) == ("Newcomer", [])
