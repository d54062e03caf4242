"""Where stolen assets went: one mark an event, in time, a lane for each kind of event or each service."""

from collections.abc import Mapping

import pandas as pd

from charts import figure as go
from charts.apart import sharing
from charts.labels import CHARACTER, names_beside, names_room, short_money
from charts.marks import day_axis, days_around, middle_day, still
from charts.theme import COLUMNS, Words, broken, empty, frame, lane_axis, safe
from charts.widths import shorten
from language.messages import mark, plural, tr
from loaders.codes import STEPS
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from words.dates import date_words
from words.numbers import money
from words.text import is_missing

LANE, LARGEST, RIGHT = 58, 50, 30  # px
TICK, SHARED = 16, 36  # px: the height of a tick, and of what stands on one spot
TOP = 0.9  # lanes above the first: room for a name over a disc that stands on another
NOT_ADDED = mark(
    "Freezes, seizures and recoveries are never added together: the same assets may be "
    "frozen first, seized later and given back in the end."
)


def finding(events: pd.DataFrame) -> str:
    """The title: the largest single sum that a source says went one way, and through whom."""
    known = events[events["amount"].notna()]
    if known.empty:
        return tr("Where the stolen assets went")
    top = known.sort_values(["amount", "event_id"], ascending=[False, True]).iloc[0]
    lane = STEPS.said(top["kind"], "withinSentence")
    return tr(
        "The largest sum named: {amount}, {service} ({lane}), {date}",
        amount=money(float(top["amount"])),
        service=top["service"],
        lane=lane,
        date=date_words(top["date"]),
    )


def without_amount(events: pd.DataFrame) -> str:
    """One sentence on how many events name no amount."""
    missing = int(events["amount"].isna().sum())
    return plural(
        "{n} event of {total} names no amount.", "{n} events of {total} name no amount.", missing, total=len(events)
    )


def money_trail(
    events: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    by: str = "kind",
    lanes: Mapping[str, str] = STEPS,
    named: int = 24,
) -> go.Figure:
    """Discs whose area follows the amount, on a time axis, a lane for each kind; an event without amount is a tick.

    `by` is the column that tells the lane, `lanes` its values in order with their names; an event that stands in
    several lanes is a row, and a mark, in each. Events of one time in one lane stand above one another.

    `events`: `event_id`, `date`, `date_first`, `date_last`, `kind`, `service`, `amount` (US dollars), `summary`,
    `publisher`, `title`. Every mark carries its `event_id`; nothing is added up.
    """
    if events.empty:
        return empty(palette, words, tr("No event in this selection."))
    rows = events.assign(
        middle=middle_day(events),
        amount=events["amount"].astype("Float64"),
        lane=events[by],
        hover=[_hover(row) for row in each_row(events)],
    ).sort_values(["amount", "event_id"], ascending=[False, True], na_position="last")
    kinds = [kind for kind in lanes if (rows["lane"] == kind).any()]
    lane = {kind: -float(i) for i, kind in enumerate(kinds)}
    names = [f"{lanes[kind]} ({int((rows['lane'] == kind).sum())})" for kind in kinds]
    left = names_room(names, 150)
    first, last = days_around(rows)
    width, height = COLUMNS * CHARACTER - left - RIGHT, float(LANE * len(kinds))
    across = [float((day - first) / (last - first)) * width for day in rows["middle"]]
    shared = sharing(list(zip(rows["lane"], across, strict=True)))
    rows = rows.assign(
        across=across,
        place=[lane[kind] + shift * SHARED / LANE for kind, (shift, _) in zip(rows["lane"], shared, strict=True)],
        tick=[min(TICK, part * SHARED - 2) for _, part in shared],
    )
    known, unknown = rows[rows["amount"].notna()], rows[rows["amount"].isna()]
    largest = float(known["amount"].max()) if len(known) else 1.0
    figure = frame(palette, words, plot_height=LANE * len(kinds), left=left, right=RIGHT, axis=8, top=40)
    radii = [max(4.0, LARGEST / 2 * (float(amount) / largest) ** 0.5) for amount in known["amount"]]
    _marks(figure, known, unknown, radii, palette)
    bottom = min(lane.values()) - 0.6
    marks = [
        (
            float(row["across"]),
            (row["place"] - bottom) / (TOP - bottom) * height,
            radius,
        )
        for row, radius in zip(each_row(rows), [*radii, *[12.0] * len(unknown)], strict=True)
    ]
    texts = [
        f"{shorten(str(row['service']), 165)} {short_money(float(row['amount']))}" if place < named else ""
        for place, row in enumerate(each_row(known))
    ] + [""] * len(unknown)
    spots = [(row["middle"], row["place"]) for row in each_row(rows)]
    figure.add_annotations(names_beside(marks, spots, texts, palette, width=width, height=height))
    figure.update_xaxes(**day_axis(palette, first, last, side="top"))
    figure.update_yaxes(**lane_axis(palette, lane.values(), (safe(name) for name in names), [bottom, TOP]))
    return figure


def _marks(
    figure: go.Figure,
    known: pd.DataFrame,
    unknown: pd.DataFrame,
    radii: list[float],
    palette: Palette,
) -> None:
    """A disc for each event with an amount, of its radius, and a tick for each without."""
    common = {"mode": "markers", "hovertemplate": "%{customdata[1]}<extra></extra>"}
    figure.add_trace(
        go.Scatter(
            x=known["middle"],
            y=known["place"],
            name="event",
            **still(0.6),
            customdata=known[["event_id", "hover"]].to_numpy().tolist(),
            marker={
                "size": [2 * radius for radius in radii],
                "color": palette.money,
                "opacity": 0.6,
                "line": {"width": 1, "color": palette.paper},
            },
            **common,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=unknown["middle"],
            y=unknown["place"],
            name="event without an amount",
            **still(),
            customdata=unknown[["event_id", "hover"]].to_numpy().tolist(),
            marker={
                "symbol": "line-ns",
                "size": unknown["tick"].tolist(),
                "opacity": 1,
                "line": {"width": 2, "color": palette.muted},
            },
            **common,
        )
    )


def _hover(row: FrameRow) -> str:
    amount = tr("amount unknown, not zero") if is_missing(row["amount"]) else money(float(row["amount"]))
    lines = [f"<b>{safe(row['service'])}</b>, {safe(date_words(row['date']))}"]
    lines.append(f"{STEPS[row['kind']]}: {safe(amount)}")
    lines.append(broken(str(row["summary"]), 60))
    lines.append(broken(f"{row['publisher']}: {row['title']}", 60))
    return "<br>".join(lines)
