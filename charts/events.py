"""What the mark of an event says, on every page alike."""

import pandas as pd

from charts.theme import broken, safe
from language.messages import tr
from loaders.rows import FrameRow, each_row
from words.claims import grade_words
from words.events import event_time_words, event_title
from words.text import is_missing


def event_hover(row: FrameRow) -> str:
    """What the mark of an event says: title, time, document, grade."""
    lines = [f"<b>{broken(event_title(row), 60)}</b>"]
    lines.append(safe(event_time_words(row)))
    if not is_missing(row["publisher"]):
        lines.append(broken(f"{row['publisher']}: {row['source_title']}", 64))
    return "<br>".join([*lines, tr("Grade {grade}", grade=safe(grade_words(row["grade"])))])


def event_hovers(events: pd.DataFrame) -> dict[str, str]:
    """What the mark of each of some events says, by its id."""
    return {str(row["event_id"]): event_hover(row) for row in each_row(events)}
