"""Thefts of which a recovered or frozen sum is known: what was stolen, what is known to be back, what is left."""

import pandas as pd
import plotly.graph_objects as go

from charts.marks import ARROW, LETTER, add_claims, incident_hover, label_room, victim_label
from charts.theme import (
    SANS,
    Palette,
    Words,
    annotate,
    empty,
    frame,
    is_missing,
    money,
    money_ticks,
    plural,
    quiet_axis,
    range_words,
    safe,
    short_date,
)

ROW, ABOVE = 30, 0.3  # px; of a lane, how far above the outcome the stolen sum stands
OUTCOME_WORDS = {"stolen": "Stolen", "recovered": "Recovered or frozen", "net": "Net"}


def finding(outcome: str, n_known: int, n: int) -> str:
    """The title: for how many thefts the outcome can be told at all."""
    if n == 0:
        return "What of the stolen assets is known to be back"
    what = "What is left" if outcome == "net" else "A recovered or frozen sum"
    return f"{what} is known for {n_known:,} of {plural(n, 'theft')}; the rest is unknown"


def theft_outcomes(
    rows: pd.DataFrame, outcome: str, *, palette: Palette, words: Words, columns: int = 150
) -> go.Figure:
    """One lane a theft, largest stolen sum first: what the outcome is, the stolen range above it in grey.

    `rows`: incidents with `recovered_or_frozen` known, `stolen_low`, `stolen_high` and, as `low` and `high`, what
    `loaders.thefts.outcomes` gives for `outcome` (US dollars). A theft without one is not drawn: unknown is not zero.
    """
    rows = rows[rows["stolen_low"].notna() | rows["stolen_high"].notna() | rows["low"].notna()]
    if rows.empty:
        return empty(palette, words, "Of no theft shown is a recovered or frozen sum known; that is not zero.")
    order = rows["stolen_high"].fillna(rows["stolen_low"]).astype("Float64").fillna(0)
    rows = rows.assign(order=order).sort_values(["order", "incident_id"], ascending=[False, True])
    rows = rows.assign(lane=[-float(i) for i in range(len(rows))], claim_id=rows["incident_id"])
    rows = rows.assign(hover=[_hover(row) for _, row in rows.iterrows()])
    rows = rows.assign(label=[safe(_label(row, outcome)) for _, row in rows.iterrows()])
    names = [f"{victim_label(str(row['victim']), 30)}, {short_date(row['date'])}" for _, row in rows.iterrows()]
    left = 18 + int(LETTER * max(len(name) for name in names))
    figure = frame(
        palette,
        words,
        plot_height=ROW * len(rows) + 10,
        left=left,
        right=label_room(rows["label"]),
        columns=columns,
        axis=14,
        top=44,
    )
    if outcome != "stolen":
        behind = rows.assign(low=rows["stolen_low"], high=rows["stolen_high"], lane=rows["lane"] + ABOVE)
        add_claims(figure, behind, palette, colour=palette.ghost, dot=8, thickness=0.16, name="stolen", labels=False)
    add_claims(figure, rows, palette, colour=palette.money, dot=12, thickness=0.4, name=outcome, labels=False)
    # Beside the mark that reaches furthest, so that no label lies over the stolen sum.
    furthest = rows[["stolen_low", "stolen_high", "low", "high"]].astype("Float64").max(axis=1)
    annotate(
        figure,
        [
            {
                "x": float(end),
                "y": row["lane"],
                "xshift": (ARROW if is_missing(row["stolen_high"]) else 0) + 14,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "text": row["label"],
                "font": {"family": SANS, "size": 14, "color": palette.ink},
            }
            for end, (_, row) in zip(furthest, rows.iterrows(), strict=True)
        ],
    )
    figure.update_layout(barmode="overlay")
    ends = rows[["stolen_low", "stolen_high", "low", "high"]].astype("Float64")
    highest = float(ends.max().max())
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
        **quiet_axis(
            palette,
            tickvals=rows["lane"].tolist(),
            ticktext=[safe(name) for name in names],
            range=[-len(rows) + 0.3, 0.7],
            showgrid=False,
            tickfont={"family": SANS, "size": 14, "color": palette.ink},
        )
    )
    return figure


def _label(row: pd.Series, outcome: str) -> str:
    text = range_words(row["low"], row["high"], kind="money")
    if outcome == "stolen":
        return text
    return f"{text} of {range_words(row['stolen_low'], row['stolen_high'], kind='money')}"


def _hover(row: pd.Series) -> str:
    stolen = row.to_dict() | {"low": row["stolen_low"], "high": row["stolen_high"]}
    back = row["recovered_or_frozen"]
    known = "not known; that is not zero" if is_missing(back) else money(float(back))
    return f"{incident_hover(pd.Series(stolen))}<br>Recovered or frozen: {safe(known)}"
