"""What is written beside a mark: how wide it is, how it is cut short, and where it stands so that nothing meets."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from charts.theme import SANS, TEXT_SIZE, safe
from charts.widths import short_name, shorten, text_width, widest
from language.messages import tr
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from subjects.quantities import top_of
from words.claims import time_words
from words.numbers import money, range_words
from words.text import Cell, is_missing

ARROW = 34  # px


NAME_GAP, LABEL_GAP = 14, 6  # px, between a name and its lane, and beyond a label


ASIDE = 8  # px, around a label that stands aside of its mark, or it seems to be that of another


LABEL_SIZE = 13  # px, the letters of what stands beside a mark


ALONG = (0.0, 0.3, 0.6, 1.0)  # of an arrow: no figure is written on it


FOOTER_LETTER = 6.2  # px, a letter of the footer: what `columns` of a figure are in width


CHARACTER = 6.0  # px, the same reckoned narrowly, for marks and names that must not meet on a narrower screen


def names_room(names: Iterable[str], least: int = 60) -> int:
    """The margin (px) left of a plot that the names or numbers of its vertical axis need (HTML), at least so much: in
    bold letters, in which the stage sets the one that it points at."""
    return max(least, NAME_GAP + math.ceil(widest(names, TEXT_SIZE, "bold")))


def label_room(labels: pd.Series) -> int:
    """The margin (px) to the right of the plot that the longest label beside a mark may need."""
    return math.ceil(ARROW + 14 + LABEL_GAP + widest(labels, TEXT_SIZE)) if len(labels) else 0


def label_margin(rows: pd.DataFrame, width: float) -> int:
    """The room (px) right of the plot that no label leaves: a label beside a short bar has the plot itself.

    `rows`: `low`, `high`, `label`; `width` is that of the plot and of this room together (px).
    """
    ends = top_of(rows).astype(float)
    need = 30.0
    for end, label in zip(ends / max(float(ends.max()), 1e-9), rows["label"], strict=True):
        length = ARROW + 14 + LABEL_GAP + widest([label], TEXT_SIZE)
        if end > 0:
            need = max(need, (length - (1 - end) * width) / end)
    return int(need)


def lane_name(row: FrameRow, room: float) -> str:
    """The name of a claim's lane: its author, cut to what the time leaves of `room` (px), and that time."""
    period = f", {time_words(row, short=True)}"
    return f"{short_name(str(row.get('author', row['publisher'])), room - text_width(period, TEXT_SIZE))}{period}"


def victim_label(victim: str, room: float = 165) -> str:
    """The name of a victim for a label: without what stands in brackets when it is wider than `room` (px), then cut at
    a word."""
    short = victim.split(" (")[0] if text_width(victim, TEXT_SIZE) > room else victim
    return shorten(short, room)


def short_money(value: float) -> str:
    """US dollars for a label where room is scarce: 1650000000 -> '$1.65bn'."""
    words = money(value)
    return words.replace(" trillion", "tn").replace(" billion", "bn").replace(" million", "m")


def short_range(low: Cell, high: Cell) -> str:
    """Both ends of a figure for a label where room is scarce; an open end is said as open."""
    if is_missing(low) and is_missing(high):
        return tr("no amount")
    ends = [short_money(float(end)) for end in (low, high) if not is_missing(end)]
    if len(ends) == 1:
        end = ends[0]
        return tr("at least {figure}", figure=end) if is_missing(high) else tr("up to {figure}", figure=end)
    return ends[0] if ends[0] == ends[1] else tr("{low} to {high}", low=ends[0], high=ends[1])


@dataclass(frozen=True)
class Place:
    """Where the label of mark number `index` stands: shifts (px) from the mark, and the side it is anchored by."""

    index: int
    xshift: float
    yshift: float
    xanchor: str


def label_places(
    marks: list[tuple[float, float, float]], texts: list[str], *, width: float, height: float
) -> list[Place]:
    """Places for as many labels as fit without meeting a mark or another label, the first marks served first.

    `marks`: x and y (px, from the lower left corner of the plot) and radius; a text that is empty asks for no label.
    """
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in marks]
    found = []
    for index, ((x, y, r), text) in enumerate(zip(marks, texts, strict=True)):
        wide = text_width(text, LABEL_SIZE)
        sides = [
            ("center", 0.0, r + 10),
            ("left", r + 5, 0.0),
            ("right", -r - 5, 0.0),
            ("left", -r, r + 10),
            ("right", r, r + 10),
            ("center", 0.0, -r - 10),
            ("left", -r, -r - 10),
            ("right", r, -r - 10),
        ]
        for anchor, across, up in sides if text else []:
            left = x + across - {"center": wide / 2, "left": 0.0, "right": wide}[anchor]
            box = (left, y + up - 8, left + wide, y + up + 8)
            is_inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            others = taken[:index] + taken[index + 1 :]
            air = ASIDE if across and up else 0
            if is_inside and not any(
                box[0] < b[2] + air and b[0] < box[2] + air and box[1] < b[3] + air and b[1] < box[3] + air
                for b in others
            ):
                taken.append(box)
                found.append(Place(index, across, up, anchor))
                break
    return found


def names_of_highest(
    rows: pd.DataFrame,
    at: Sequence[tuple[float, float]],
    palette: Palette,
    *,
    kind: str,
    width: float,
    height: float,
    arrow: float = ARROW,
    axis: str = "y",
    taken: Sequence[tuple[float, float, float]] = (),
) -> list[dict[str, object]]:
    """The figure of the mark of each year that reaches highest, its arrow included, beyond which it is written; the
    first rows are served first.

    `rows`: `claim_id`, `low`, `high`, `lane`, `top` (their highest figure), `year`; `at`: where each stands (px).
    `kind` is "money" or "count"; `width` and `height` (px) hold the names, `arrow` is the length of an arrow, `axis`
    the y axis of the marks, and at `taken`, marks as of `label_places`, nothing is written. Returns annotations.
    """
    beyond = {"at_least": arrow, "up_to": -arrow}
    tips = [beyond.get(shape_of(row["low"], row["high"]), 0.0) for row in each_row(rows)]
    spots = [(x, y + max(0.0, tip), 5.0) for (x, y), tip in zip(at, tips, strict=True)]
    marks = sorted(zip((y for _, y, _ in spots), rows["year"], rows["claim_id"], strict=True), key=lambda mark: mark[0])
    highest = {*{year: claim_id for _, year, claim_id in marks}.values()}
    spots += [(x, y + part * tip, 5.0) for (x, y), tip in zip(at, tips, strict=True) if tip for part in ALONG]
    spots += taken
    say = short_range if kind == "money" else range_words
    texts = [say(row["low"], row["high"]) if row["claim_id"] in highest else "" for row in each_row(rows)]
    texts += [""] * (len(spots) - len(texts))
    return [
        {
            "x": rows["lane"].iloc[found.index], "y": rows["top"].iloc[found.index], "xshift": found.xshift,
            "yshift": found.yshift + max(0.0, tips[found.index]), "xanchor": found.xanchor, "yanchor": "middle",
            "showarrow": False, "name": "claim", "text": safe(texts[found.index]), "yref": axis,
            "font": {"family": SANS, "size": LABEL_SIZE, "color": palette.ink},
        }
        for found in label_places(spots, texts, width=width, height=height)
        # Below the mark it would run into the axis, and above but aside it would seem to be of a neighbour.
        if found.yshift == 0 or (found.yshift > 0 and found.xanchor == "center")
    ]  # fmt: skip


def names_beside(
    marks: list[tuple[float, float, float]],
    spots: Sequence[tuple[Cell, Cell]],
    texts: list[str],
    palette: Palette,
    *,
    width: float,
    height: float,
) -> list[dict[str, object]]:
    """Annotations with the texts that find room beside their marks, as `label_places` finds it.

    `spots`: where each mark with a text stands on the axes of the figure; marks that only take room come last.
    """
    return [
        {
            "x": spots[place.index][0],
            "y": spots[place.index][1],
            "xshift": place.xshift,
            "yshift": place.yshift,
            "xanchor": place.xanchor,
            "yanchor": "middle",
            "text": safe(texts[place.index]),
            "name": "claim",
            "showarrow": False,
            "font": {"family": SANS, "size": LABEL_SIZE, "color": palette.ink},
        }
        for place in label_places(marks, texts, width=width, height=height)
    ]


def shape_of(low: Cell, high: Cell) -> str:
    """'range', 'figure', 'at_least', 'up_to' or 'none': what kind of mark a claim gets."""
    if is_missing(low) and is_missing(high):
        return "none"
    if is_missing(high):
        return "at_least"
    if is_missing(low):
        return "up_to"
    return "figure" if low == high else "range"
