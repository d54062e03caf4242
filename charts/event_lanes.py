"""Every kind of event in time: a lane for each kind, a stroke for a day, a bar for a time that is less exact."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from charts import figure as go
from charts.apart import heights, sharing, upright
from charts.events import event_hovers
from charts.labels import FOOTER_LETTER, LABEL_SIZE, names_room
from charts.marks import DAY, is_day, year_ticks
from charts.theme import COLUMNS, SANS, TEXT_SIZE, Words, empty, frame, lane_axis, quiet_axis, safe
from charts.widths import shorten, text_width
from language.messages import mark, plural, tr
from loaders.codes import LANES
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from words.dates import date_words
from words.events import event_time_words, event_title
from words.text import listed

LANE = 32  # px
BAR, STROKE = 17, 24  # px: how high a mark is
TITLE_LETTERS = 96  # a title of one line
LEFT, RIGHT = 216, 24  # px
AWAY = 5  # px from the line of the deadline to its words
LEAST_CHOSEN = 60  # px
EXACT = 3  # decimals of a lane's height: a thirtieth of a pixel
FIRST = pd.Timestamp(2000, 1, 1)  # days are counted from it
LABELS, LEAST = 2, 150  # labels a lane, and the room (px) that the shortest of them needs
COLOUR_WORDS = mark("Red: host jurisdictions; blue: measures by states and courts; grey: everything else")


def finding(events: pd.DataFrame) -> str:
    """The title: which year holds most of the events shown, and what they were most often."""
    if events.empty:
        return tr("Events in time")
    if len(events) == 1:
        return f"{event_time_words(events.iloc[0])}: {event_title(events.iloc[0])}"
    years = events["date"].str[:4].value_counts()
    most = sorted(years[years == years.max()].index)
    if len(most) > 3:
        return plural(
            "{n} event, no year with more than {most}",
            "{n} events, no year with more than {most}",
            len(events),
            most=years.max(),
        )
    of_most = events.loc[events["date"].str[:4].isin(most), "lane"].value_counts()
    kinds = [LANES.said(lane, "withinSentence") for lane in LANES if of_most.get(lane, 0) == of_most.max()]
    numbers = {"years": listed(most), "most": years.max(), "events": plural("{n} event", "{n} events", len(events))}
    said = (
        tr("{years} is the busiest year: {most} of {events}", **numbers)
        if len(most) == 1
        else tr("{years} are the busiest years: {most} of {events} each", **numbers)
    )
    if len(kinds) > 3 or events["lane"].nunique() == 1:
        return said
    often = (
        tr("{fullest}, most often {kinds} ({n})", fullest=said, kinds=kinds[0], n=of_most.max())
        if len(kinds) == 1
        else tr("{fullest}, most often {kinds} ({n} each)", fullest=said, kinds=listed(kinds), n=of_most.max())
    )
    return often if len(often) <= TITLE_LETTERS else said


def event_lanes(
    events: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    chosen: str | None = None,
    years: tuple[int, int] | None = None,
    deadline: pd.Timestamp | None = None,
    hovers: Mapping[str, str] | None = None,
) -> go.Figure:
    """A lane for each kind of event. A day is an upright stroke; a month, a year, or an event with an end is a
    translucent bar over the time it covers, so a year is never a point. Marks on one spot share its height.

    `events`: `event_id`, `date`, `end_date`, `date_first`, `until`, `lane`, `title`, `publisher`, `source_title`,
    `grade`, and of a theft `low` and `high` (US dollars). Each mark carries its `event_id` in customdata; the chosen
    one is drawn larger and named. `years` are the ends of the axis, those of the events by default; `deadline` is a
    day to mark; `hovers` is what each mark says, by `event_id`, where that is known already. An empty frame gives an
    empty, labelled figure.
    """
    if events.empty:
        return empty(palette, words, tr("No event in this selection."))
    first, last = years or (events["date_first"].dt.year.min(), events["until"].dt.year.max())
    ends = pd.Timestamp(int(first), 1, 1), pd.Timestamp(int(last), 12, 31)
    counts = events["lane"].value_counts()
    lanes = [lane for lane in LANES if lane in counts]
    at = {lane: -float(place) for place, lane in enumerate(lanes)}
    names = [f"{LANES[lane]} ({counts[lane]})" for lane in lanes]
    left = names_room(names, LEFT)
    figure = frame(
        palette,
        words,
        plot_height=LANE * len(lanes) + 22,
        left=left,
        right=RIGHT,
        axis=30,
        top=40,
    )
    scale = (COLUMNS * FOOTER_LETTER - left - RIGHT) / ((ends[1] - ends[0]).days + 1)
    by_lane: dict[str, list[FrameRow]] = {lane: [] for lane in lanes}
    for drawn in each_row(_marks(events, scale, hovers)):
        by_lane[drawn["lane"]].append(drawn)
    by_colour: dict[str, list[FrameRow]] = {}
    for lane, marks in by_lane.items():
        by_colour.setdefault(_colour(lane, palette), []).extend(marks)
    for colour, marks in by_colour.items():
        _bars(figure, [drawn for drawn in marks if not drawn["is_exact"]], at, colour, chosen)
        _strokes(figure, [drawn for drawn in marks if drawn["is_exact"]], at, colour, chosen)
    labels = [label for marks in by_lane.values() for label in _labels(marks, ends, scale, chosen)]
    figure.add_annotations([_note(label, at, palette) for label in labels])
    if deadline is not None and ends[0] <= deadline <= ends[1]:
        _mark_deadline(figure, deadline, palette, scale * ((ends[1] - deadline).days + 1) + RIGHT)
    ticks, years_said = year_ticks(*ends, most=22)
    figure.add_annotations([_year_below(day, name, palette) for day, name in zip(ticks, years_said, strict=True)])
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        **quiet_axis(
            palette,
            type="date",
            side="top",
            tickvals=ticks,
            ticktext=years_said,
            range=[ends[0], ends[1]],
            tickangle=0,
            ticklabeloverflow="allow",
        )
    )
    figure.update_yaxes(
        **lane_axis(
            palette,
            at.values(),
            names,
            [min(at.values()) - 0.55, 0.55 + 22 / LANE * (deadline is not None)],
            ticklabeloverflow="allow",
        )
    )
    return figure


def _marks(events: pd.DataFrame, scale: float, hovers: Mapping[str, str] | None) -> pd.DataFrame:
    """What is drawn of each event: its lane and time, also as `day` and `length` (ms) of its bar, whether that is one
    day, its `shift` and `part` of the height of a mark, its name, and what stands over it. `scale`: pixels a day."""
    rows = each_row(events)
    says = event_hovers(events) if hovers is None else hovers
    is_exact = is_day(events["date"]) & events["end_date"].isna()
    middle = (events["date_first"] + (events["until"] - events["date_first"]) / 2 - FIRST).dt.total_seconds().tolist()
    shared = sharing([(lane, day / 86_400 * scale) for lane, day in zip(events["lane"], middle, strict=True)])
    return events[["event_id", "lane", "date_first", "until"]].assign(
        shift=[shift for shift, _ in shared],
        part=[part for _, part in shared],
        day=events["date_first"].dt.strftime("%Y-%m-%d"),
        length=((events["until"] - events["date_first"]).dt.days + 1) * DAY,
        is_exact=is_exact,
        name=[event_title(row) for row in rows],
        hover=[says[key] for key in events["event_id"]],
    )


def _colour(lane: str, palette: Palette) -> str:
    colours = {"hosts": palette.people, "measures": palette.money}
    return colours.get(str(LANES.each("concerns").get(lane)), palette.ink)


def _bars(figure: go.Figure, marks: list[FrameRow], at: Mapping[str, float], colour: str, chosen: str | None) -> None:
    if not marks:
        return
    high = heights([mark["part"] for mark in marks], BAR)
    figure.add_trace(
        go.Bar(
            orientation="h",
            name="time covered",
            base=[mark["day"] for mark in marks],
            x=[mark["length"] for mark in marks],
            y=_places(marks, at, BAR),
            width=[round(px / LANE, EXACT) for px in high],
            marker={
                "color": colour,
                "opacity": _by_choice(marks, chosen, 0.7, 0.3),
                "line": {"color": colour, "width": _by_choice(marks, chosen, 2.0, 0.8)},
            },
            customdata=_custom(marks),
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )


def _strokes(
    figure: go.Figure, marks: list[FrameRow], at: Mapping[str, float], colour: str, chosen: str | None
) -> None:
    if not marks:
        return
    sizes = upright([mark["part"] for mark in marks], STROKE)
    larger = [1.5 if mark["event_id"] == chosen else 1 for mark in marks]
    figure.add_trace(
        go.Scatter(
            mode="markers",
            name="day",
            x=[mark["day"] for mark in marks],
            y=_places(marks, at, STROKE),
            marker={
                "symbol": "line-ns",
                "size": [round(size * times, EXACT) for size, times in zip(sizes, larger, strict=True)],
                "color": colour,
                "opacity": _by_choice(marks, chosen, 1.0, 0.65),
                "line": {"width": _by_choice(marks, chosen, 4.5, 2.4), "color": colour},
            },
            customdata=_custom(marks),
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )


def _by_choice(marks: list[FrameRow], chosen: str | None, own: float, others: float) -> float | list[float]:
    """A number for each mark, `own` being that of the chosen one; one for all of them where none is chosen."""
    is_chosen = [mark["event_id"] == chosen for mark in marks]
    return [own if is_it else others for is_it in is_chosen] if any(is_chosen) else others


def _places(marks: list[FrameRow], at: Mapping[str, float], height: float) -> list[float]:
    """Where marks stand on the axis of the lanes, `height` (px) being that of one alone."""
    return [round(at[mark["lane"]] + mark["shift"] * height / LANE, EXACT) for mark in marks]


def _custom(marks: list[FrameRow]) -> list[list[str]]:
    return [[mark["event_id"], mark["hover"]] for mark in marks]


@dataclass(frozen=True)
class Label:
    """The name of an event beside its mark, on the side where there is room."""

    lane: str
    day: pd.Timestamp
    text: str
    is_right: bool  # the text begins right of the day
    is_chosen: bool = False


def _labels(
    marks: list[FrameRow], ends: tuple[pd.Timestamp, pd.Timestamp], scale: float, chosen: str | None
) -> list[Label]:
    """Names for the events of a lane with most empty lane beside them; the chosen event is named alone."""
    if any(mark["event_id"] == chosen for mark in marks):
        return _name_of_chosen(marks, ends, scale, str(chosen))
    gaps: list[tuple[float, str, Label]] = []
    taken = ends[0]
    named: FrameRow | None = None
    for event in [*sorted(marks, key=lambda mark: (mark["date_first"], mark["until"])), None]:
        until = ends[1] if event is None else max(event["date_first"], ends[0])
        room = (until - taken).days * scale - 18
        if room >= LEAST:
            owner, is_right = (event, False) if named is None else (named, True)
            if owner is not None:
                text = shorten(owner["name"], room, LABEL_SIZE)
                gaps.append(
                    (
                        room,
                        str(owner["event_id"]),
                        Label(str(owner["lane"]), taken if is_right else until, text, is_right),
                    )
                )
        if event is not None and (named is None or event["until"] >= taken):
            taken, named = max(taken, min(event["until"], ends[1])), event
    best: dict[str, Label] = {}
    for _, event_id, label in sorted(gaps, key=lambda gap: (gap[2].text.endswith("…"), -gap[0])):
        best.setdefault(event_id, label)
    return list(best.values())[:LABELS]


def _name_of_chosen(
    marks: list[FrameRow], ends: tuple[pd.Timestamp, pd.Timestamp], scale: float, chosen: str
) -> list[Label]:
    """The name on the side with more empty lane, cut to it; no name where it would cover other marks."""
    row = next(mark for mark in marks if mark["event_id"] == chosen)
    others = [mark for mark in marks if mark["event_id"] != chosen]
    first, until = max(row["date_first"], ends[0]), min(row["until"], ends[1])
    after = min((max(mark["date_first"], until) for mark in others if mark["until"] > until), default=ends[1])
    before = max((min(mark["until"], first) for mark in others if mark["date_first"] < first), default=ends[0])
    right = (min(after, ends[1]) - until).days * scale
    left = (first - max(before, ends[0])).days * scale
    room = max(left, right) - 26
    text = shorten(row["name"], room, LABEL_SIZE, "bold")
    if room < LEAST_CHOSEN or len(text) < 4:
        return []
    return [Label(str(row["lane"]), until if right >= left else first, text, right >= left, True)]


def _note(label: Label, at: dict[str, float], palette: Palette) -> dict[str, object]:
    shift = 10 if label.is_chosen else 6
    return {
        "x": label.day,
        "y": at[label.lane],
        "xshift": shift if label.is_right else -shift,
        "xanchor": "left" if label.is_right else "right",
        "yanchor": "middle",
        "text": f"<b>{safe(label.text)}</b>" if label.is_chosen else safe(label.text),
        "showarrow": False,
        "bgcolor": palette.paper,
        "borderpad": 1,
        "name": "label",
        "font": {"family": SANS, "size": LABEL_SIZE, "color": palette.ink if label.is_chosen else palette.muted},
    }


def _year_below(day: object, name: str, palette: Palette) -> dict[str, object]:
    """A year said once more under the lanes, which are taller than many a screen."""
    return {
        "x": day,
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -4,
        "text": name,
        "showarrow": False,
        "name": "year",
        "font": {"family": SANS, "size": TEXT_SIZE, "color": palette.muted},
    }


def _mark_deadline(figure: go.Figure, day: pd.Timestamp, palette: Palette, room: float) -> None:
    """A line with its words to the right, or to the left of it where the `room` to the right (pixels) is too little."""
    text = tr("Deadline to send workers home: {date}", date=safe(date_words(day.date())))
    is_right = text_width(text, LABEL_SIZE) + AWAY < room
    figure.add_vline(
        x=day.strftime("%Y-%m-%d"), line={"color": palette.people, "width": 1.2, "dash": "dot"}, layer="below"
    )
    figure.add_annotations(
        [
            {
                "x": day,
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "xanchor": "left" if is_right else "right",
                "xshift": AWAY if is_right else -AWAY,
                "text": text,
                "showarrow": False,
                "name": "deadline",
                "font": {"family": SANS, "size": LABEL_SIZE, "color": palette.people},
            }
        ],
    )
