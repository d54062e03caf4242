"""What the same claims say together as known on two days: the span then above the span now, lane by lane."""

from functools import partial
from typing import Final

import pandas as pd

from charts import figure as go
from charts.labels import FOOTER_LETTER, label_margin, names_room
from charts.marks import add_claims, ranges_frame
from charts.theme import COLUMNS, Words, empty, safe, ticks
from charts.widths import shorten
from language.forms import strung
from language.messages import mark, plural, tr, whole
from loaders.rows import each_row
from look.palette import Palette
from words.text import is_missing

MOST = 40  # lanes; more of them are read in the list beneath
NAME_ROOM = 380  # px
BESIDE, THICKNESS, DOT, ARROW = 0.19, 0.2, 8.0, 22.0
ENDS = ("low", "high")


def finding(rows: pd.DataFrame, since: str) -> str:
    """The title: how many spans moved, how many are new, how many stayed as they were; `rows` as `then_and_now` has
    them, `since` a day in words."""
    new = int(rows["is_new"].sum())
    moved = int((has_moved(rows) & ~rows["is_new"]).sum())
    parts = {mark("{n} moved"): moved, mark("{n} new"): new, mark("{n} unchanged"): len(rows) - moved - new}
    said = [tr(what, n=whole(number)) for what, number in parts.items() if number]
    if not said:
        return tr("Since {day}: no span with a number", day=since)
    return tr("Since {day}: {changes}", day=since, changes=strung(said))


def has_moved(rows: pd.DataFrame) -> pd.Series:
    """In which rows an end is another now than it was, or open and was not, or the other way round."""
    moved = pd.Series(False, index=rows.index)
    for end in ENDS:
        then, now = (rows[f"{day}_{end}"].astype("Float64") for day in ("then", "now"))
        moved |= (then.isna() != now.isna()) | then.ne(now).fillna(False)
        moved |= rows[f"then_is_{end}_open"] != rows[f"now_is_{end}_open"]
    return moved.astype(bool)


def then_and_now(rows: pd.DataFrame, *, palette: Palette, words: Words, kind: str, unit: str) -> go.Figure:
    """Two marks a lane, grey as known on the first day and coloured as known on the second, moved ends joined by lines.

    `rows`: one row a subject, in the order of the lanes: `claim_id` (of a claim that came between), `name`; for each of
    the two days, `then` and `now` before an underscore, `low` and `high` (the lowest and the highest figure named;
    missing where there is none), `is_low_open` and `is_high_open`; `is_new` (no claim was known on the first day);
    `said` (both spans in words). `kind`: money, count or percent. The first MOST rows with a number now are drawn. An
    empty frame gives an empty, labelled figure.
    """
    rows = drawable(rows).head(MOST)
    if rows.empty:
        return empty(palette, words, tr("No range with a number has changed."))
    rows = rows.assign(place=[-float(lane) for lane in range(len(rows))])
    then, now = (_marks(rows, day, away, palette) for day, away in (("then", BESIDE), ("now", -BESIDE)))
    ends = pd.concat([then, now], ignore_index=True)
    names = [shorten(str(name), NAME_ROOM) for name in rows["name"]]
    left = names_room(names, 102)
    highest = float(ends[list(ENDS)].astype("Float64").max().max())
    tickmarks = ticks(kind, highest)
    figure = ranges_frame(
        palette,
        words,
        ends=ends,
        lanes=[(lane, safe(name)) for lane, name in zip(rows["place"], names, strict=True)],
        bottom=-len(rows) + 0.4,
        unit=unit,
        ticks=tickmarks,
        top=100.0 if kind == "percent" else max(highest, tickmarks[0][-2]),
        left=left,
        right=label_margin(now[now["is_last"]], COLUMNS * FOOTER_LETTER - left),
    )
    _join(figure, rows, palette)
    draw = partial(add_claims, figure, palette=palette, thickness=THICKNESS, dot=DOT, arrow=ARROW)
    draw(then, colour=palette.muted, name="then", labels=False)
    for is_last, marks in now.groupby("is_last"):  # the rightmost mark of a lane has its words beside it
        draw(marks, colour=_colour(palette, kind), name="now", labels=bool(is_last))
    return figure


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that name a number now."""
    return rows[rows["now_high"].notna()]


def description(rows: pd.DataFrame, then: str, now: str) -> str:
    """What the figure shows, for who does not see it."""
    drawn = drawable(rows).head(MOST)
    return plural(
        "Range chart of {n} subject, each as known on {then} and on {now}; lines join the ends that moved. {finding}.",
        "Range chart of {n} subjects, each as known on {then} and on {now}; lines join the ends that moved. {finding}.",
        len(drawn),
        then=then,
        now=now,
        finding=finding(rows, then),
    )


NEW: Final = mark("<b><span style='color:{colour}'>new</span></b> {said}")


def _colour(palette: Palette, kind: str) -> str:
    return palette.money if kind == "money" else palette.people


def _marks(rows: pd.DataFrame, day: str, away: float, palette: Palette) -> pd.DataFrame:
    """The marks of one of the two days, as `add_claims` takes them: a bar or dot for what is named, and an arrow out of
    each end that is open. `is_last`: the rightmost mark of its lane."""
    marks = []
    for row in each_row(rows):
        low, high = row[f"{day}_low"], row[f"{day}_high"]
        if is_missing(high):
            continue
        is_low_open, is_high_open = row[f"{day}_is_low_open"], row[f"{day}_is_high_open"]
        parts = [(None, low)] if is_low_open else []
        if low != high or not (is_low_open or is_high_open):
            parts.append((low, high))
        parts += [(high, None)] if is_high_open else []
        said = {
            "claim_id": row["claim_id"],
            "lane": row["place"] + away,
            "hover": f"<b>{safe(row['name'])}</b><br>{safe(row['said'])}",
            "label": tr(NEW, colour=palette.ink, said=safe(row["said"])) if row["is_new"] else safe(row["said"]),
        }
        marks += [{**said, "low": a, "high": b, "is_last": (a, b) == parts[-1]} for a, b in parts]
    made = pd.DataFrame(marks, columns=["claim_id", "lane", "hover", "label", "low", "high", "is_last"])
    return made.astype({"low": "Float64", "high": "Float64", "is_last": bool})


def _join(figure: go.Figure, rows: pd.DataFrame, palette: Palette) -> None:
    """A line from each end then to the same end now, where it moved."""
    across: list[float | None] = []
    down: list[float | None] = []
    for row in each_row(rows):
        for end in ENDS:
            then, now = row[f"then_{end}"], row[f"now_{end}"]
            if is_missing(then) or is_missing(now) or then == now:
                continue
            across += [float(then), float(now), None]
            down += [row["place"] + BESIDE, row["place"] - BESIDE, None]
    if across:
        figure.add_trace(
            go.Scatter(
                x=across,
                y=down,
                mode="lines",
                name="moved ends",
                line={"color": palette.ink, "width": 1.4},
                hoverinfo="skip",
            )
        )
