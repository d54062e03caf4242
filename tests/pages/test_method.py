"""The page on method: every rule in words, every count from the record."""

from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from loaders.codes import GRADES
from loaders.descriptor import column_meaning
from loaders.rules import RULES
from subjects.hosts import STATUSES, statuses
from tests.live import RECORD


def test_every_status_stands_with_its_rule_and_count(run_page: Callable[..., Any]) -> None:
    html = run_page("method").html
    counts = statuses(RECORD)["status"].value_counts()
    for status, words in STATUSES.items():
        row = (
            f"<tr><td>{words}</td><td>{escape(STATUSES.said(status, 'rule'))}</td><td>{counts.get(status, 0)}</td></tr>"
        )
        assert row in html
    assert f"{len(statuses(RECORD))} places in all" in html


def test_every_grade_and_every_rule_of_the_checker_is_explained(run_page: Callable[..., Any]) -> None:
    html = run_page("method").html
    for name, text in RULES.items():
        assert f"<td>{name}</td><td>{escape(text)}</td>" in html
    for grade, words in GRADES.items():
        assert f"<td>{grade}</td><td>{words.capitalize()}</td>" in html


def test_every_table_and_column_is_described(run_page: Callable[..., Any]) -> None:
    ran = run_page("method")
    labels = [part.proto.label for part in ran.app.get("expander")]
    for resource in RECORD.descriptor["resources"]:
        rows = len(RECORD.tables[resource["name"]])
        assert f"{resource['title']} ({rows:,} row{'' if rows == 1 else 's'})" in labels
        for field in resource["schema"]["fields"]:
            assert f"<td>{field['name']}</td><td>{escape(column_meaning(field))}</td>" in ran.html


@pytest.mark.parametrize(
    "subject",
    [
        *(
            "known from the day",
            "Publishers revise",
            "open end stays open",
            "never added",
            "one researcher's public list",
        ),
        *("The running total", "freezes and seizures are not subtracted", "beside claims about weapons spending"),
    ],
)
def test_the_rules_of_evidence_stand_there(run_page: Callable[..., Any], subject: str) -> None:
    assert subject in run_page("method").text


def test_the_count_of_the_advisory_is_known_from_its_day(run_page: Callable[..., Any]) -> None:
    assert "41, or 42 by another count" in run_page("method").text
    early = run_page("method", known_on="2018-07-23").text
    assert "was not known on this day" in early
    assert "said to list" not in early
