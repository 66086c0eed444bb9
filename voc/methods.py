"""The paragraph on method that can be pasted into a report, made from `run.json` and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

FILE = "methods.md"
KINDS = "constant sums, importance scores, rank orders, words, mentions"
EXPECTED = {
    "rise": "a line that rises from {0:g} at level 0 to {1:g} at level 100",
    "fall": "a line that falls from {0:g} at level 0 to {1:g} at level 100",
    "fit": "the Theil–Sen line through the study's own accounts",
}


def paragraph(run: Mapping[str, Any]) -> str:
    """`run` is `manifest.manifest`'s content. One paragraph of plain sentences, without line breaks; every figure in it
    stands in `run.json`."""
    return " ".join(_sentences(run))


def _sentences(run: Mapping[str, Any]) -> Iterator[str]:
    counts, codebook = run["counts"], run["codebook"]
    yield _talk(counts)
    software = ", ".join(f"{_NAMES[name]} {number}" for name, number in run["software"].items() if number)
    place = f"the codebook {codebook['path']}" if codebook["path"] else "the built-in codebook"
    yield (
        f"They were coded offline with {software} by {place} ({_counted(len(codebook['criteria']), 'criterion')}:"
        f" {', '.join(codebook['criteria'])}; digest {codebook['digest'][:12]})."
    )
    yield (
        "Only what respondents say is coded; interviewers' questions are read for what a short answer answers."
        " A coded passage is a verbatim clause or sentence with one of ten signals (importance, performance, commodity,"
        " change of contact, tier, buying, value, shortfall, renewal, dependence), its criterion and the vendor it"
        " speaks of; hypotheticals, hearsay and states that are over are not coded."
    )
    yield _coded(counts)
    if failures := counts["failures"]:
        yield f"{_counted(failures, 'transcript')} could not be read and {'is' if failures == 1 else 'are'} left out."
    yield from _scored(run["settings"])
    yield _said_enough(run["saturation"])
    yield _agreed(run["agreement"])
    yield "Hashes of all inputs, word lists and models and every setting stand in run.json."


def summary(run: Mapping[str, Any]) -> tuple[str, ...]:
    """What the numbers rest on, in a line or two for the foot of a page."""
    counts, saturation = run["counts"], run["saturation"]
    sides = f" ({counts['supplier']} of them with the supplier's people)" if counts["supplier"] else ""
    lines = [
        f"{_counted(counts['interviews'], 'interview')}{sides}, {_counted(counts['accounts'], 'account')},"
        f" {_counted(counts['words'], 'word')}, {_counted(counts['passages'], 'coded passage')}"
    ]
    if saturation and saturation["share"] is not None:
        lines.append(
            f"saturation: {_counted(saturation['new'], 'new code')} in the last two interviews,"
            f" {saturation['share']:.0%} of the {saturation['base']} of the first four: {saturation['reading']}"
        )
    return tuple(lines)


_NAMES = {"voc": "voc", "python": "Python", "spacy": "spaCy", "numpy": "numpy", "pandas": "pandas"}


def _talk(counts: Mapping[str, Any]) -> str:
    who = [f"{counts['customer']:,} with customers"] if counts["customer"] else []
    who += [f"{counts['supplier']:,} with people of the supplier"] if counts["supplier"] else []
    first, last = counts["first"], counts["last"]
    when = "" if not first else f", held on {first}" if first == last else f", held from {first} to {last}"
    waves = f" in {counts['waves']} waves" if counts["waves"] > 1 else ""
    return (
        f"The study rests on {_counted(counts['interviews'], 'interview')} ({' and '.join(who)}) from"
        f" {_counted(counts['accounts'], 'account')}{waves}{when}: {_counted(counts['words'], 'word')} in"
        f" {_counted(counts['turns'], 'turn')}."
    )


def _coded(counts: Mapping[str, Any]) -> str:
    sources = counts["sources"]
    by = [
        (sources["rule"], "by phrases of the word lists"),
        (sources["model"], "by models learned from hand-coded interviews"),
        (sources["coder"], "by people"),
    ]
    told = ", ".join(f"{number:,} {how}" for number, how in by if number)
    return f"{_counted(counts['passages'], 'passage')} were coded" + (f" ({told})." if told else ".")


def _scored(settings: Mapping[str, Any]) -> Iterator[str]:
    scoring = settings["scoring"]
    ratio = " : ".join(f"{value:g}" for value in scoring["strengths"].values())
    yield (
        "A criterion's weight in an interview (100 over all criteria) comes from the best evidence there is, in the"
        f" order {KINDS}; {', '.join(scoring['strengths'])} stand {ratio} where a person coded them and half-way to low"
        " where the program did, ranks are rank-order centroids (Barron & Barrett 1996). An account's weight is the"
        " mean over its interviews. Ratings are brought to 1 to 10, whatever scale they were given on; where no number"
        " was given they are read from the words."
    )
    yield (
        "The commodity level (0 to 100) is the mean of homogeneity, price sensitivity, switching ease (after Reimann,"
        " Schilke & Thomas 2010) and specifiability, as far as each was spoken of."
    )
    expect = str(settings.get("expect", "none"))
    if expect in EXPECTED:
        line = EXPECTED[expect].format(*scoring.get(expect, ()))
        yield f"The relationship weight to be expected at a commodity level is {line}: a hypothesis, no finding."


def _said_enough(saturation: Mapping[str, Any] | None) -> str:
    if saturation is None or saturation["share"] is None:
        return "Too few interviews were held to tell whether further ones would bring new codes."
    return (
        f"The last two interviews brought {_counted(saturation['new'], 'new code')}, {saturation['share']:.0%} of the"
        f" {saturation['base']} of the first four ({saturation['reading']}; Guest, Namey & Chen 2020)."
    )


def _agreed(agreement: Mapping[str, Any] | None) -> str:
    rows = {(row["what"], row["name"]): row for row in agreement["rows"]} if agreement else {}
    all_codes = rows.get(("codes", "all"), {})
    told = [
        f"{name} {all_codes[key]:.2f}"
        for key, name in (("f1", "F1"), ("kappa", "Cohen's kappa"), ("alpha", "Krippendorff's alpha"))
        if key in all_codes
    ]
    rating = rows.get(("rating", "performance"), {})
    if "alpha" in rating:
        told.append(f"Krippendorff's alpha of the ratings (ordinal) {rating['alpha']:.2f}")
    if not told:
        return "Agreement with a second coding was not measured."
    return f"Agreement with a second coding, over all codes: {', '.join(told)}."


def _counted(number: int, noun: str) -> str:
    plural = {"criterion": "criteria"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"
