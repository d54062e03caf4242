"""What an event is called, and when it was."""

from language.messages import tr
from loaders.codes import THEFT
from loaders.rows import FrameRow
from words.dates import period_words
from words.numbers import range_words


def event_title(row: FrameRow) -> str:
    """What an event is called: its title; of a theft the victim and the amount."""
    if row["lane"] != THEFT:
        return str(row["title"])
    return tr("{theft}: {amount} stolen", theft=row["title"], amount=range_words(row["low"], row["high"], kind="money"))


def event_time_words(row: FrameRow) -> str:
    """When an event was, as precise as its source: '22 December 2019', '2018', 'October 2022 to January 2023'."""
    return period_words(row["date"], row["end_date"])
