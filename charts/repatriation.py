"""Workers before the deadline, sent home, remaining, and after it: one lane a host jurisdiction."""

import math
from typing import Any

import pandas as pd

from charts import figure as go
from charts.theme import SANS, Words, empty, frame, quiet_axis, safe
from charts.theme import count_ticks as round_ticks
from charts.widths import short_name, shorten, text_width
from language.forms import strung
from language.messages import mark, plural, tr
from loaders.rows import FrameRow, each_row
from look.coded import PHASE_LOOKS
from look.palette import Palette
from subjects.hosts import AFTER_DEADLINE, GONE, STATUSES
from subjects.repatriation import PHASES
from words.claims import places_words
from words.numbers import count, span_words
from words.text import is_missing, listed

MARK, GAP, HEAD = 13, 13, 34  # px: one mark of a lane, the gap between lanes, the heading of a group
NAMES, UNKNOWN, RIGHT = 180, 158, 352  # px: the columns of names, of what is unknown, and of who says it
BY_ROOM = 330  # px
AN_EVENT = mark("an event reports workers")
ZERO = 0.4  # where zero stands on the logarithmic axis, apart from 1
SPAN = ("lowest", "highest", "is_low_open", "is_high_open", "n_low_authors", "n_high_authors")


def finding(rows: pd.DataFrame) -> str:
    """The title: in how many of the places shown workers are reported after the deadline, and in how many gone."""
    after, gone = (rows.loc[rows["status"].eq(status), ["of"]] for status in (AFTER_DEADLINE, GONE))
    if after.empty and gone.empty:
        return plural(
            "{n} place: none reported after the deadline, none reported gone",
            "{n} places: none reported after the deadline, none reported gone",
            len(rows),
        )
    if after.empty:
        return tr("Workers reported gone from {places}", places=places_words(gone))
    if gone.empty:
        return tr("Workers reported after the deadline in {places}", places=places_words(after))
    return tr(
        "Workers reported after the deadline in {places}; reported gone from {n}",
        places=places_words(after),
        n=len(gone),
    )


def phase_span(row: FrameRow, phase: str) -> dict[str, Any]:
    """The span of one phase of a row, under the names that `span_words` reads."""
    return {name: row[f"{phase}_{name}"] for name in SPAN}


def phase_words(row: FrameRow, phase: str) -> str:
    """One phase of one place in words: '511 to 15,000', 'unknown', or 'no number given'."""
    if is_missing(row[f"{phase}_n_claims"]):
        return tr("unknown")
    said = span_words(phase_span(row, phase))
    return tr("{span} (part)", span=said) if row[f"{phase}_is_part"] is True else said


def has_event_alone(row: FrameRow) -> bool:
    """Whether a place counts as reported after the deadline by an event only: no claim of that time is above zero."""
    if row["status"] != AFTER_DEADLINE:
        return False
    if is_missing(row["after_n_claims"]) or is_missing(row["after_highest"]):
        return is_missing(row["after_n_claims"])
    is_open = row["after_is_low_open"] or row["after_is_high_open"] or row["after_is_part"] is True
    return bool(row["after_highest"] == 0 and not is_open)


def highest_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The highest figure of each phase (persons, missing where none is known), one column a phase; its rows are those
    of `rows` that are drawn: they name a number in any phase."""
    return rows[[f"{phase}_highest" for phase in PHASE_LOOKS]].astype("Float64").dropna(how="all")


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that name a number in any phase, in the order of the chart."""
    ends = highest_ends(rows)
    keys = rows.loc[ends.index, ["status", "name"]].assign(after=ends["after_highest"], top=ends.max(axis=1))
    ordered = keys.assign(order=keys["status"].map(STATUSES.order)).sort_values(
        ["order", "after", "top", "name"], ascending=[True, False, False, True], na_position="last", kind="stable"
    )
    return rows.loc[ordered.index]


def repatriation_chart(rows: pd.DataFrame, *, palette: Palette, words: Words, log: bool = False) -> go.Figure:
    """Four marks a place, told apart by shape and colour, grouped by status; a range is a bar with a mark at each end.

    `rows`: as `subjects.repatriation.repatriation` gives them. What is unknown stands as that word in a column of its
    own, which the stage leaves to the plot, zero as a mark at zero. Those reported after the deadline come first, by
    their highest claim. `log` sets persons on a logarithmic axis on which zero stands apart. A place without any number
    is not drawn; the page lists it. Marks carry `iso3` in customdata. An empty frame gives an empty, labelled figure.
    """
    shown = drawn(rows)
    if shown.empty:
        return empty(palette, words, tr("No number in this selection."))
    left = NAMES + UNKNOWN
    lanes, heads, bottom = _lanes(shown)
    figure = frame(palette, words, plot_height=int(bottom), left=left, right=RIGHT, axis=10, top=74)
    colours = {phase: look.colour_in(palette) for phase, look in PHASE_LOOKS.items()}
    notes: list[dict[str, object]] = []
    for phase, colour in colours.items():
        notes += _add_phase(figure, shown, lanes, phase, colour, log=log)
    notes += [{**_text(text, -left, -y, palette.ink, size=14), "name": "heading"} for text, y in heads]
    for row in each_row(shown):
        notes += _lane_texts(row, lanes[str(row["iso3"])], left, palette)
    notes += _legend(colours, left, palette)
    figure.told["lanes"] = [
        _told(row, *(-edge for edge in _extent(lanes[str(row["iso3"])]))) for row in each_row(shown)
    ]
    figure.told["key"] = [[PHASE_LOOKS[phase].glyph, colour, PHASES[phase]] for phase, colour in colours.items()]
    figure.told["unknown"] = [UNKNOWN, tr("no mark: unknown, not zero")]
    figure.add_annotations(notes)
    highest = float(shown[[f"{phase}_highest" for phase in PHASE_LOOKS]].astype("Float64").max().max())
    figure.update_xaxes(**quiet_axis(palette, **_axis(highest, palette, log=log)))
    figure.update_yaxes(visible=False, range=[-bottom, 0], fixedrange=True)
    figure.update_traces(cliponaxis=False, selector={"mode": "markers"})  # one at zero is a whole one
    edges = [top - GAP / 2 for top, _ in (_extent(lane) for lane in lanes.values())]
    figure.update_layout(
        shapes=[
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": -edge,
                "y1": -edge,
                "layer": "below",
                "line": {"color": palette.hairline, "width": 1},
            }
            for edge in edges
        ]
    )
    return figure


def _lanes(rows: pd.DataFrame) -> tuple[dict[str, dict[str, float]], list[tuple[str, float]], float]:
    """For each place the height (px from the top) of each known phase; the headings with theirs; the bottom."""
    lanes: dict[str, dict[str, float]] = {}
    heads: list[tuple[str, float]] = []
    y = 4.0
    for status, group in rows.groupby("status", sort=False):
        heads.append((f"<b>{STATUSES[str(status)]}</b>", y + HEAD / 2 - 2))
        y += HEAD + GAP / 2
        for row in each_row(group):
            known = [phase for phase in PHASE_LOOKS if not is_missing(row[f"{phase}_highest"])]
            first = y + MARK / 2 + (MARK / 4 if len(known) == 1 else 0)
            lanes[str(row["iso3"])] = {phase: first + MARK * place for place, phase in enumerate(known)}
            y += MARK * max(len(known), 1.5) + GAP
    return lanes, heads, y


def _extent(lane: dict[str, float]) -> tuple[float, float]:
    """Top and bottom (px) of a lane."""
    spare = MARK / 2 + (MARK / 4 if len(lane) == 1 else 0)
    return min(lane.values()) - spare, max(lane.values()) + spare


def _add_phase(
    figure: go.Figure,
    rows: pd.DataFrame,
    lanes: dict[str, dict[str, float]],
    phase: str,
    colour: str,
    *,
    log: bool,
) -> list[dict[str, object]]:
    """Draw one phase: bars, then marks at their ends; gives the arrows of open ends."""
    bars: dict[str, list[float | None]] = {"x": [], "y": []}
    marks: dict[str, list[Any]] = {"x": [], "y": [], "customdata": []}
    arrows: list[dict[str, object]] = []
    look = PHASE_LOOKS[phase]
    for row in each_row(rows):
        if is_missing(row[f"{phase}_highest"]):
            continue
        low, high = (float(row[f"{phase}_{end}"]) for end in ("lowest", "highest"))
        y, hover = -lanes[str(row["iso3"])][phase], _hover(row, phase)
        bars["x"] += [_at(low, log=log), _at(high, log=log), None]
        bars["y"] += [y, y, None]
        for value in dict.fromkeys((low, high)):
            marks["x"].append(_at(value, log=log))
            marks["y"].append(y)
            marks["customdata"].append([row["iso3"], hover, value])
        for value, is_open, away in ((low, row[f"{phase}_is_low_open"], -24), (high, row[f"{phase}_is_high_open"], 24)):
            if not is_missing(is_open) and is_open:
                arrows.append(_arrow(_at(value, log=log), y, away, colour, log=log))
    figure.add_scatter(
        **bars, mode="lines", line={"color": colour, "width": 4}, hoverinfo="skip", name=f"{phase}: bars"
    )
    figure.add_scatter(
        **marks,
        mode="markers",
        name=phase,
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "symbol": look.symbol,
            "size": look.size,
            "color": colour,
            "opacity": 1,
            "line": {"width": look.outline, "color": colour},
        },
    )
    return arrows


def _at(value: float, *, log: bool) -> float:
    return ZERO if log and value == 0 else value


def _arrow(x: float, y: float, away: int, colour: str, *, log: bool) -> dict[str, object]:
    return {
        "x": math.log10(x) if log else x,
        "y": y,
        "xshift": away,
        "ax": -away,
        "ay": 0,
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowsize": 0.9,
        "arrowwidth": 2,
        "arrowcolor": colour,
    }


def _axis(highest: float, palette: Palette, *, log: bool) -> dict[str, object]:
    title = tr("persons; logarithmic scale, with zero set apart") if log else tr("persons")
    common = {
        "side": "top",
        "tickangle": 0,
        "title": {"text": title, "font": {"family": SANS, "size": 13, "color": palette.muted}, "standoff": 4},
    }
    if not log:
        values, texts = round_ticks(highest)
        top = max(highest, 1.0)
        return {**common, "tickvals": values, "ticktext": texts, "range": [-0.012 * top, top * 1.03]}
    powers = [10.0**power for power in range(max(1, math.ceil(math.log10(max(highest, 1.0)))) + 1)]
    return {
        **common,
        "type": "log",
        "tickvals": [ZERO, *powers],
        "ticktext": ["0", *(count(value) for value in powers)],
        "range": [math.log10(ZERO) - 0.12, math.log10(max(highest, 10.0)) + 0.22],
    }


def _text(
    text: str, shift: float, y: float, colour: str, *, size: int = 13, x: float = 0, above: int | None = None
) -> dict[str, object]:
    return {
        "xref": "paper",
        "x": x,
        "xshift": shift,
        "y": y,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "text": text,
        "font": {"family": SANS, "size": size, "color": colour},
        **({} if above is None else {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": above}),
    }


def _lane_texts(row: FrameRow, lane: dict[str, float], left: int, palette: Palette) -> list[dict[str, object]]:
    """The name of a place, the phases that are unknown, and who says what of the time after."""
    y = -sum(_extent(lane)) / 2
    texts = [_text(safe(shorten(str(row["label"]), NAMES - 8)), -left, y, palette.ink, size=14)]
    unknown = [tr(look.short) for phase, look in PHASE_LOOKS.items() if phase not in lane]
    if unknown:
        texts.append({**_text(strung(unknown), -UNKNOWN, y, palette.muted), "name": "unknown"})
    if said := _after_words(row):
        texts.append({**_text(safe(said), 14, y, palette.ink, x=1), "name": "aside"})
    return texts


def _told(row: FrameRow, top: float, bottom: float) -> list[object]:
    """A lane for a phone: the name of the place, top and bottom, and what is said of it beside its marks."""
    unknown = [tr(look.short) for phase, look in PHASE_LOOKS.items() if is_missing(row[f"{phase}_highest"])]
    said = tr("unknown: {phases}", phases=listed(unknown, len(unknown))) if unknown else ""
    return [safe(row["name"]), top, bottom, *([safe(said)] if said else [])]


def _after_words(row: FrameRow) -> str:
    """What is said of the time after, and by whom."""
    if is_missing(row["after_n_claims"]):
        return tr(AN_EVENT) if has_event_alone(row) else ""
    says, names = phase_words(row, "after"), list(row["after_authors"])
    more = len(names) - 1

    def say(author: str) -> str:
        said = (
            tr("{says}: {author} and {n} more", says=says, author=author, n=more)
            if more
            else tr("{says}: {author}", says=says, author=author)
        )
        return tr("{said}; an event reports workers", said=said) if has_event_alone(row) else said

    return say(short_name(names[0], BY_ROOM - text_width(say(""), 13), 13))


def _hover(row: FrameRow, phase: str) -> str:
    names = [safe(name) for name in row[f"{phase}_authors"]]
    return (
        f"<b>{safe(row['name'])}</b>, {PHASES[phase]}: {phase_words(row, phase)}<br>"
        + plural("{n} claim, by", "{n} claims, by", int(row[f"{phase}_n_claims"]))
        + f"<br>{'<br>'.join(names[:5])}"
        + (f"<br>{tr('and {n} more', n=len(names) - 5)}" if len(names) > 5 else "")
    )


def _legend(colours: dict[str, str], left: int, palette: Palette) -> list[dict[str, object]]:
    """What each shape means, and what the columns beside the plot hold, above the plot."""
    marks = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;".join(
        f"<span style='color:{colour}'>{PHASE_LOOKS[phase].glyph}</span> {PHASES[phase]}"
        for phase, colour in colours.items()
    )
    return [
        {**_text(marks, 0, 1, palette.ink, size=14, above=46), "name": "key"},
        {**_text(tr("Unknown, not zero"), -UNKNOWN, 1, palette.muted, above=24), "name": "unknown"},
        _text(tr("Place"), -left, 1, palette.muted, above=24),
        _text(tr("After the deadline, and who says so"), 14, 1, palette.muted, x=1, above=24),
    ]


def summary(rows: pd.DataFrame) -> str:
    """The places reported after the deadline, with their figures, for those who do not see the chart."""
    top = drawn(rows[rows["status"] == AFTER_DEADLINE])
    top = top[top["after_n_claims"].notna()]
    return (
        listed([tr("{place} {span}", place=row["name"], span=phase_words(row, "after")) for row in each_row(top)])
        if len(top)
        else tr("none")
    )
