"""Who holds whom to account for a theft, and which thefts count for it."""

import pandas as pd

from subjects.attributions import (
    Alone,
    by_one_only,
    by_one_source_only,
    incident_strength,
    most_alone,
    select_incidents,
)
from tests.subjects.made import frame

INCIDENTS = frame(
    "incident_id date low high",
    ("formal", "2022-03-23", 600e6, 620e6),
    ("two-assess", "2022", 100e6, None),
    ("one-assesses", "2022-05", 5e6, 5e6),
    ("twice-the-same", "2021", None, 7e6),
    ("suspected", "2021-01", None, None),
    ("contested", "2021-02", 1e6, 1e6),
    ("nobody", "2021-03", 9e6, 9e6),
)
ATTRIBUTIONS = frame(
    "incident_id attributed_by strength",
    ("formal", "A court", "formal"),
    ("formal", "A rival", "disputed"),
    ("two-assess", "A firm", "assessed"),
    ("two-assess", "Another firm", "assessed"),
    ("one-assesses", "A firm", "assessed"),
    ("twice-the-same", "A firm", "assessed"),
    ("twice-the-same", "A firm", "assessed"),
    ("suspected", "A paper", "suspected"),
    ("contested", "A rival", "disputed"),
)


def test_strength_of_an_incident() -> None:
    graded = incident_strength(INCIDENTS, ATTRIBUTIONS).set_index("incident_id")
    assert graded["strength"].fillna("").tolist() == [
        "formal",
        "assessed",
        "assessed",
        "assessed",
        "suspected",
        "disputed",
        "",
    ]
    assert graded.index[graded["is_default"]].tolist() == ["formal", "two-assess"]
    assert graded.index[graded["is_disputed"]].tolist() == ["formal", "contested"]
    assert graded["n_attributors"].tolist() == [2, 2, 1, 1, 1, 1, 0]


def test_default_and_any() -> None:
    assert select_incidents(INCIDENTS, ATTRIBUTIONS)["incident_id"].tolist() == ["formal", "two-assess"]
    assert len(select_incidents(INCIDENTS, ATTRIBUTIONS, "any")) == 6
    assert select_incidents(INCIDENTS, ATTRIBUTIONS.iloc[:0], "any").empty


def test_one_who_contests_is_nobody_a_theft_rests_on() -> None:
    said = pd.DataFrame(
        {
            "incident_id": ["a", "a", "b", "b", "c"],
            "attributed_by": ["X", "Y", "X", "Y", "Y"],
            "strength": ["assessed", "disputed", "assessed", "formal", "disputed"],
        }
    )
    assert by_one_only(said) == ["a"]


def test_what_rests_on_one_source_and_on_whom() -> None:
    said = pd.DataFrame(
        {
            "incident_id": ["a", "b", "b", "c", "c"],
            "attributed_by": ["X", "X", "Y", "X", "X"],
            "attributor_kind": ["un_panel", "un_panel", "government", "un_panel", "un_panel"],
            "source_id": ["one", "one", "two", "one", "three"],
            "strength": ["assessed", "assessed", "formal", "suspected", "assessed"],
        }
    )
    assert by_one_source_only(said) == ["a"]
    assert most_alone(said) == Alone("X", "un_panel", 2)
    assert most_alone(said.iloc[1:3]) is None
