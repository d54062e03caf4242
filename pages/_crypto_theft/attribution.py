"""Who attributes which theft, and how firmly."""

import pandas as pd

from charts import attribution_matrix
from language.messages import plural, tr
from look.coded import key_of_looks
from pages._crypto_theft.quoting import WHO, attribution_rows, choose_attribution
from pages._crypto_theft.selection import filtered, nothing_left, say_what_they_rest_on, which_words
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page, kept
from subjects.attributions import by_one_only
from subjects.thefts import theft_attributions


def show_attribution(page: Page) -> None:
    """Attributors against thefts, and how many thefts rest on one attributor only."""
    attributions = theft_attributions(page.record)
    rows = filtered(page, attributions)
    if rows.empty:
        nothing_left(page)
        return
    say_what_they_rest_on(rows, attributions)
    attributions = attributions[attributions["incident_id"].isin(rows["incident_id"])]
    title, n_columns, n_names = kept("matrix in words", lambda: _matrix(rows, attributions))
    table_rows = attributions.merge(rows[["incident_id", "victim"]], on="incident_id", how="left")
    Exhibit(
        key="matrix",
        rows=table_rows,
        draw=lambda **look: attribution_matrix.attribution_matrix(rows, attributions, **look),
        title=title,
        subtitle=tr(
            "{key} The {theft} with the largest amounts, largest first, and the {attributor} with "
            "most of them; the table has all.",
            key=key_of_looks("symbol"),
            theft=plural("{n} theft", "{n} thefts", n_columns),
            attributor=plural("{n} attributor", "{n} attributors", n_names),
        ),
        counted=tr(
            "Counted: public attributions of {thefts}; an attributor who contests a theft does not count in its "
            "support.",
            thefts=which_words(),
        ),
        alt=tr(
            "Matrix of {attributor} against {theft}. {title}.",
            attributor=plural("{n} attributor", "{n} attributors", n_names),
            theft=plural("{n} theft", "{n} thefts", n_columns),
            title=title,
        ),
        opens=("said",),
        quote=lambda: choose_attribution(page, table_rows),
        table=Table(
            columns={"victim": tr("Victim"), **WHO},
            caption=plural(
                "The {n} attribution of the thefts shown", "The {n} attributions of the thefts shown", len(attributions)
            ),
            key="attributions",
            say=attribution_rows,
        ),
        files=[Files("attributions", ("attributions", "incidents", "sources"))],
    ).show()


def _matrix(rows: pd.DataFrame, attributions: pd.DataFrame) -> tuple[str, int, int]:
    """What the matrix shows, in words, and how many thefts and attributors it has."""
    columns, names = attribution_matrix.shown(rows, attributions)
    return attribution_matrix.finding(len(by_one_only(attributions)), len(rows)), len(columns), len(names)
