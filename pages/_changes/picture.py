"""Two days side by side: the spans as known on the first and on the second, for each unit that they are counted in."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from charts import then_and_now
from language.messages import capital, mark, plural, tr
from loaders.codes import PERIODS
from loaders.rows import FrameRow, each_row
from pages._parts.exhibit import Exhibit
from words.claims import claim_kind, unit_words
from words.dates import date_words
from words.numbers import span_words

NUMBER = mark("Number")
PICTURES = 3  # units that have a picture; what is counted in others is read in the list


def pictured(changed: pd.DataFrame, name: Callable[[str, pd.Series], str]) -> pd.DataFrame:
    """The changes of one table as `charts.then_and_now` takes them, with `kind` and `unit`, the largest first.

    `changed`: rows of `subjects.changes.changes`; `name` puts a subject into words.
    """
    rows = []
    for row in each_row(changed):
        first, then, now = row["first"], row["then"], row["now"]
        kind = "percent" if first["is_share"] else claim_kind(first)
        before = tr("no claim") if then is None else span_words(then, kind=kind)
        after = span_words(now, kind=kind)
        rows.append(
            {
                "claim_id": row["later"][0],
                "name": name(row["table"], first),
                "kind": kind,
                "unit": _unit(first, kind),
                **_ends("then", then),
                **_ends("now", now),
                "is_new": then is None,
                "said": after if then is None or before == after else f"{before} → {after}",
            }
        )
    days = [f"{day}_{what}" for day in ("then", "now") for what in ("low", "high", "is_low_open", "is_high_open")]
    made = pd.DataFrame(rows, columns=["claim_id", "name", "kind", "unit", *days, "is_new", "said"])
    made = made.astype({column: "bool" if "_is_" in column else "Float64" for column in days} | {"is_new": "bool"})
    return made.sort_values(["now_high", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def _ends(day: str, span: FrameRow | None) -> dict[str, object]:
    """The ends of a span, as the columns of a day."""
    names = [f"{day}_{end}" for end in ("low", "high", "is_low_open", "is_high_open")]
    ends = (
        (None, None, False, False)
        if span is None
        else [span[end] for end in ("lowest", "highest", "is_low_open", "is_high_open")]
    )
    return dict(zip(names, ends, strict=True))


def _unit(claim: FrameRow, kind: str) -> str:
    """The name of the axis on which a subject stands; only subjects of one unit share an axis."""
    if kind == "percent":
        return tr("Percent")
    if "unit" in claim:
        return capital(unit_words(claim["unit"]))
    per = f" {PERIODS[claim['per']]}" if "per" in claim else ""
    return tr("US dollars{per}", per=per) if kind == "money" else tr(NUMBER)


def draw_days(rows: pd.DataFrame, claims: pd.DataFrame, since: date, until: date) -> None:
    """A picture for each of the units of `rows` in which most subjects stand."""
    units = rows["unit"].value_counts()
    ordered = sorted(units.index, key=lambda unit: (-units[unit], unit))
    for number, unit in enumerate(ordered[:PICTURES]):
        _draw_unit(rows[rows["unit"] == unit], claims, since, until, key=f"days_{number}" if number else "days")


def _draw_unit(rows: pd.DataFrame, claims: pd.DataFrame, since: date, until: date, *, key: str) -> None:
    first, second = date_words(since), date_words(until)
    kind, unit = str(rows["kind"].iloc[0]), str(rows["unit"].iloc[0])
    drawn = then_and_now.drawable(rows).head(then_and_now.MOST)
    counted = tr(
        "Counted: for each subject the span of all comparable claims about it, "
        "every edition included; an undated document counts as later."
    )
    if len(rows) > len(drawn):
        counted = plural(
            "{counted} Not drawn: {n} subject, in the list.",
            "{counted} Not drawn: {n} subjects, in the list.",
            len(rows) - len(drawn),
            counted=counted,
        )
    Exhibit(
        key=key,
        rows=claims,
        draw=lambda **look: then_and_now.then_and_now(rows, kind=kind, unit=unit, **look),
        title=then_and_now.finding(rows, first),
        subtitle=tr(
            "Grey, above: as known on {first}. Coloured, beneath: as known on {second}. A line joins "
            "an end that moved.",
            first=first,
            second=second,
        ),
        counted=counted,
        alt=lambda: then_and_now.description(rows, first, second),
        drawn=claims,
    ).show()
