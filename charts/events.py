"""What an event is called, when it was and what its mark says, on every page alike."""

import pandas as pd

from charts.theme import grade_words, is_missing, period_words, range_words, safe, wrap
from loaders.timeline import THEFT

LANE_WORDS = {
    "un_resolution": "Security Council resolutions",
    "un_monitoring": "Sanctions monitors",
    "deadline": "Deadlines",
    "nuclear_test": "Nuclear tests",
    "missile_milestone": "Missile milestones",
    "diplomacy": "Diplomacy",
    THEFT: "Largest thefts",
    "advisory": "Advisories",
    "joint_statement": "Joint statements",
    "designation": "Designations",
    "indictment": "Charges",
    "guilty_plea_or_sentence": "Pleas and sentences",
    "seizure": "Seizures",
    "agreement": "Agreements on workers",
    "permits_halted": "Permits halted",
    "report_submitted": "Reports to the UN",
    "departure": "Departures",
    "repatriated": "All said to have left",
    "workers_found": "Workers reported",
    "visa_workaround": "Other visas than for work",
    "denial": "Denials",
    "other": "Other",
}
"""The lanes in the order in which they are drawn; beside those of the table of events the largest thefts."""


def event_title(row: pd.Series) -> str:
    """What an event is called: its title; of a theft the victim and the amount."""
    if row["lane"] != THEFT:
        return str(row["title"])
    return f"{row['title']}: {range_words(row['low'], row['high'], kind='money')} stolen"


def event_time_words(row: pd.Series) -> str:
    """When an event was, as precise as its source: '22 December 2019', '2018', 'October 2022 to January 2023'."""
    return period_words(row["date"], row["end_date"])


def event_hover(row: pd.Series) -> str:
    """What the mark of an event says: title, time, document, grade."""
    lines = [f"<b>{safe(line)}</b>" for line in wrap(event_title(row), 60)]
    lines.append(safe(event_time_words(row)))
    if not is_missing(row["publisher"]):
        lines += [safe(line) for line in wrap(f"{row['publisher']}: {row['source_title']}", 64)]
    return "<br>".join([*lines, f"Grade {safe(grade_words(row['grade']))}"])
