"""What became of stolen assets, theft by theft: stolen, recovered, seized, frozen or left, each by itself."""

import pandas as pd

from charts import figure as go
from charts.labels import ARROW, label_room, names_room, victim_label
from charts.marks import add_claims
from charts.theme import SANS, Words, broken, empty, frame, lane_axis, money_ticks, quiet_axis, safe
from language.forms import strung
from language.messages import plural, tr, whole
from loaders.codes import GRADES
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from subjects.quantities import top_of
from words.dates import date_words, short_date
from words.numbers import money, range_words
from words.outcomes import OUTCOME_WORDS
from words.text import is_missing, listed

ROW, ABOVE = 30, 0.3  # px; of a lane, how far above the outcome the stolen sum stands


def finding(outcome: str, n_known: int, n: int) -> str:
    """The title: for how many thefts the outcome can be told at all."""
    if n == 0:
        return tr("What became of the stolen assets")
    return tr(OUTCOME_WORDS[outcome].known, n=whole(n_known), thefts=plural("{n} theft", "{n} thefts", n))


def theft_outcomes(
    thefts: pd.DataFrame, marks: pd.DataFrame, outcome: str, *, palette: Palette, words: Words
) -> go.Figure:
    """One lane a theft, largest first: the marks of one outcome, and above them in grey the range that was stolen.

    `thefts`: columns of `subjects.thefts.incidents`, one lane each; a lane without a mark says that the outcome is not
    known. `marks`: what `subjects.outcomes.outcome_marks` gives for `outcome`, one mark a row, which carries its
    `claim_id`. US dollars of the time; several marks of one theft are single events and are not added.
    """
    if thefts.empty:
        return empty(palette, words, tr("What became of the assets is not known for any theft shown."))
    size = top_of(thefts).fillna(0)
    thefts = thefts.assign(size=size).sort_values(["size", "incident_id"], ascending=[False, True])
    lanes = {theft: -float(place) for place, theft in enumerate(thefts["incident_id"])}
    victims = dict(zip(thefts["incident_id"], thefts["victim"], strict=True))
    marks = marks[marks["incident_id"].isin(lanes)]
    marks = marks.assign(
        lane=marks["incident_id"].map(lanes).astype(float),
        hover=[_hover(row, victims[row["incident_id"]], outcome) for row in each_row(marks)],
    )
    stolen = thefts.assign(
        claim_id=thefts["incident_id"],
        lane=thefts["incident_id"].map(lanes).astype(float) + ABOVE,
        hover=[_hover(row, row["victim"], "stolen") for row in each_row(thefts)],
    )
    labels = [_label(row, marks[marks["incident_id"] == row["incident_id"]], outcome) for row in each_row(thefts)]
    names = [f"{victim_label(str(row['victim']), 190)}, {short_date(row['date'])}" for row in each_row(thefts)]
    figure = frame(
        palette,
        words,
        plot_height=ROW * len(thefts) + 10,
        left=names_room(names),
        right=label_room(pd.Series(labels)),
        axis=14,
        top=44,
    )
    if outcome != "stolen":
        add_claims(figure, stolen, palette, colour=palette.ghost, dot=8, thickness=0.16, name="stolen", labels=False)
    add_claims(figure, marks, palette, colour=palette.money, dot=12, thickness=0.4, name=outcome, labels=False)
    # Beside the mark that reaches furthest, so that no label lies over the stolen sum.
    reach = pd.concat([marks, thefts])[["incident_id", "low", "high"]].astype({"low": "Float64", "high": "Float64"})
    furthest = reach[["low", "high"]].max(axis=1).groupby(reach["incident_id"]).max().fillna(0)
    figure.add_annotations(_labels_beside(labels, lanes, thefts, furthest, set(marks["incident_id"]), palette))
    figure.update_layout(barmode="overlay")
    highest = float(furthest.max()) or 1.0
    values, texts = money_ticks(highest)
    figure.update_xaxes(
        **quiet_axis(
            palette,
            side="top",
            tickvals=values,
            ticktext=texts,
            range=[-0.012 * highest, max(highest * 1.02, values[-2])],
        )
    )
    figure.update_yaxes(
        **lane_axis(palette, lanes.values(), (safe(name) for name in names), [-len(thefts) + 0.3, 0.7], showgrid=False)
    )
    return figure


def _labels_beside(
    labels: list[str],
    lanes: dict[str, float],
    thefts: pd.DataFrame,
    furthest: pd.Series,
    known: set[str],
    palette: Palette,
) -> list[dict[str, object]]:
    """The label of each lane, to the right of the `furthest` mark in it; muted where the outcome is not `known`."""
    is_open = thefts["high"].isna() & thefts["low"].notna()
    return [
        {
            "x": float(furthest[theft]),
            "y": lanes[theft],
            "xshift": (ARROW if has_arrow else 0) + 14,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "text": safe(label),
            "font": {"family": SANS, "size": 14, "color": palette.ink if theft in known else palette.muted},
        }
        for label, theft, has_arrow in zip(labels, lanes, is_open, strict=True)
    ]


def _label(theft: FrameRow, marks: pd.DataFrame, outcome: str) -> str:
    """The figures of a lane; several events stand side by side. Beside them what was stolen."""
    stolen = _amount(theft)
    if outcome == "stolen":
        return stolen
    figures = [_amount(row) for row in each_row(marks.sort_values("high", ascending=False))]
    return (
        tr("{amounts} of {stolen}", amounts=listed(figures, len(figures)), stolen=stolen)
        if figures
        else tr("not known, of {stolen}", stolen=stolen)
    )


def _amount(row: FrameRow) -> str:
    if is_missing(row["low"]) and is_missing(row["high"]):
        return tr("an unknown sum")
    return range_words(row["low"], row["high"], kind="money")


def _hover(row: FrameRow, victim: str, outcome: str) -> str:
    """A mark in HTML lines; one that is an event says who reports it and where."""
    about = tr(OUTCOME_WORDS[outcome].heading)
    lines = [f"<b>{safe(victim)}</b>", tr("{about}: {says}", about=about, says=safe(_amount(row)))]
    if not is_missing(row.get("event_id")):
        lines[1] = tr(
            "{about}: {says}",
            about=about,
            says=strung([safe(money(float(row["amount"]))), safe(date_words(row["date"]))]),
        )
        lines.append(broken(str(row["summary"]), 60))
        lines.append(broken(f"{row['publisher']}: {row['title']}", 60))
        lines.append(tr("Grade {grade}: {seen}", grade=row["grade"], seen=GRADES[str(row["grade"])]))
    return "<br>".join(lines)
