"""What readers see is plain English: turns of phrase that were weeded out do not come back."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("pages", "look", "charts", "words", "exports", "serving", "links", "subjects")
WEEDED_OUT = {
    r"\b(?:one|a) (?:lane|row|mark|strip) an? \w": "one lane per author",
    r", by \d+ claims?\b": "in 3 claims",
    r"\bno publisher but one\b": "only one publisher",
    r"\band hence\b": "so",
    r"\bhere stands?\b": "this is",
    r"\bwhat is told\b": "what is said",
    r"\bstands? in no\b": "is in no",
    r"\bway to earn\b": "source of income",
    r"\bput right\b": "corrected",
    r"\bof a kind not\b": "of unstated type",
    r"\bcome meanwhile\b": "arrived in the meantime",
    r"\bthat nobody has seen\b": "not seen by us",
    r"\bstands? (?:in|at) (?:the|its)\b": "is in the",
    r"\bof no \w+ \w+ is\b": "is not known for any theft shown",
    r"\b(?:is|are|a list and) no (?:column|columns|JSON|map|text|data version|claim,)\b": "is not a column",
    r"\bthat is not none\b": "unknown, not zero",
    r"\b(?:that|which) is not zero\b": "unknown, not zero",
    r"\bnot under its control\b": "not under government control",
    r"\bunsigned or undated\b": "anonymous or undated",
    r"\b(?:victims?|companies) sits?\b": "where a victim is based",
    r"\bnone of the \S+ values there are\b": "not one of the 8 possible values",
    r"\bsays nothing of\b": "says nothing about",
    r"\bmade, but for\b": "made, except for",
    r"\bmeanwhile\b": "in the meantime",
    r"\b(?:place|theft) is left;": "no place matches;",
    r"\b(?:shown|entered) is what is called\b": "these are the entries called",
    r"\bthefts that were tried\b": "attempted thefts",
    r"\bfullest years?\b": "the busiest year",
    r"\b(?:bar|line|lane)s? (?:is )?the time that\b": "a bar covers the period of the claim",
    r"\ball else\b": "everything else",
    r"\bfrom zero up\b": "starts at zero",
    r"\b(?:lies?|lie) wholly\b": "is entirely above it",
    r"\bset off against each other\b": "offset against each other",
    r"\bwhat became of the deadline\b": "what happened after the deadline",
    r"\breports? of a theft\b": "report about a theft",
    r"\bdifferent wholes\b": "different totals",
    r"\bno point between\b": "no midpoint",
    r"\bput among money\b": "mixed with sums of money",
    r"\bis wrong elsewhere\b": "has errors elsewhere",
    r"\bfor lack of room\b": "for lack of space",
    r"\bdollars of the day\b": "dollars of the time",
    r"\bwhich says nothing about the world\b": "which is not proof that nothing exists",
}
"""What may not be said, as a pattern, and what is said in its place."""

FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def texts(path: Path) -> list[str]:
    """The texts of a file that may reach a reader: all literals but docstrings, with 0 for each part filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in joined for part in ast.walk(node) if part is not node}
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    said = [re.sub(r"\{\w+\}", "0", str(node.value)) for node in plain if id(node) not in bare | inside]
    return said + [
        "".join(str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else "0" for part in node.values)
        for node in joined
    ]


def weeds(said: list[str]) -> list[str]:
    return [
        f"{found[0]!r}: say {better!r}"
        for text in said
        for weed, better in WEEDED_OUT.items()
        if (found := re.search(weed, text, re.IGNORECASE))
    ]


def test_no_weeded_out_phrase_comes_back() -> None:
    found = {str(path.relative_to(ROOT)): weeds(texts(path)) for path in FILES}
    assert len(found) > 100
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "weed", ["Claims, a lane an author", "China: 5 to 9, by 17 claims", "1 theft stands in no sum", "so it is no map"]
)
def test_a_weed_is_found(weed: str) -> None:
    assert weeds([weed])
    assert not weeds(
        ["Claims, one lane per author", "China: 5 to 9, in 17 claims", "1 theft is in no sum", "it is not a map"]
    )
