"""IT workers who earn remotely under borrowed or forged identities."""

from typing import Final

import pandas as pd

from language.messages import mark
from loaders.codes import A_YEAR, ABOUT, HOST_SECTORS, IT_MEASURES, LANES, PROGRAMME, Derived
from loaders.descriptor import resource_of
from loaders.kept import kept_with_record
from loaders.own_rows import with_mark
from loaders.tables import Record
from subjects.comparability import Comparable, comparable
from subjects.events import events
from subjects.places import abroad
from subjects.quantities import has_number, top_of
from subjects.revenue import earned_in_a_year, revenue_claims
from subjects.sources import with_source
from subjects.workers import host_sectors

SUBJECTS: Final = Derived(
    {
        "numbers": {"label": mark("How many")},
        "income": {"label": mark("Income")},
        "pay": {"label": mark("Pay and what is withheld")},
        "companies": {"label": mark("Companies deceived")},
        "identities": {"label": mark("Identities")},
        "laptops": {"label": mark("Laptop farms")},
        "seizures": {"label": mark("Seizures and sums ordered")},
    }
)
"""What the measures of IT workers are about; each has one subject."""


@kept_with_record
def it_worker_claims(record: Record) -> pd.DataFrame:
    """Claims about IT workers: numbers, earnings, shares withheld, firms infiltrated, seizures; one row a claim.

    Columns: those of the table and of `with_source`; `low` and `high` in the `unit` of the row; a missing `iso3` means
    worldwide or not stated. Ordered by `measure`, `as_of_start_first`, `source_id`, `claim_id`.
    """
    return with_source(record, "it_worker_claims", ["measure", "as_of_start_first", "source_id", "claim_id"])


@kept_with_record
def topics(record: Record) -> pd.DataFrame:
    """What can be asked about IT workers: one row for each measure in one unit, so that no two units ever meet.

    Columns: `topic` (a short code: the measure, and where it has two units the last word of the unit, as in `-month`),
    `subject`, `measure`, `unit`, `n_claims` and `n_numbered` (claims of the record, and those that name a figure).
    The rows come from the descriptor, in the order of `SUBJECTS`, and are the same on any day.
    """
    units = {**resource_of(record.descriptor, "it_worker_claims")["unitsByMeasure"], PROGRAMME: [A_YEAR]}
    columns = ["measure", "unit", "low", "high"]
    programme = _programme(record).assign(measure=PROGRAMME, unit=A_YEAR)
    claims = pd.concat([it_worker_claims(record)[columns], programme[columns]])
    is_numbered = has_number(claims)
    n_claims = claims.groupby(["measure", "unit"]).size().to_dict()
    n_numbered = claims[is_numbered].groupby(["measure", "unit"]).size().to_dict()
    subject_of = IT_MEASURES.each("subject") | {PROGRAMME: "income"}
    rows = []
    for measure in sorted(IT_MEASURES, key=lambda measure: SUBJECTS.order[subject_of[measure]]):
        for unit in units[measure]:
            topic = measure if len(units[measure]) == 1 else f"{measure}-{unit.rpartition('_')[2]}"
            counted = (n_claims.get((measure, unit), 0), n_numbered.get((measure, unit), 0))
            rows.append((topic, subject_of[measure], measure, unit, *counted))
    return pd.DataFrame(rows, columns=["topic", "subject", "measure", "unit", "n_claims", "n_numbered"])


@kept_with_record
def select_topic(record: Record, measure: str, unit: str) -> pd.DataFrame:
    """The claims of one measure in one unit, with the `name` of the jurisdiction they are about, missing for worldwide.

    The yearly income of the programme comes from `revenue_claims` and names no jurisdiction.
    """
    if measure == PROGRAMME:
        claims = _programme(record)
        nowhere = pd.Series(pd.NA, index=claims.index, dtype="string")
        return claims.assign(unit=unit, iso3=nowhere, name=nowhere)
    claims = it_worker_claims(record)
    claims = claims[claims["measure"].eq(measure) & claims["unit"].eq(unit)]
    return claims.assign(name=claims["iso3"].map(_names(record)))


def worldwide(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims about no single jurisdiction; where none names a number, those about the one with the highest."""
    nowhere = claims[claims["iso3"].isna()]
    if has_number(nowhere).any() or claims.empty:
        return nowhere
    largest = int(top_of(claims).fillna(-1).to_numpy("float64").argmax())
    return claims[claims["iso3"].eq(claims["iso3"].iloc[largest])]


@kept_with_record
def comparable_in_topic(record: Record, measure: str, unit: str, *, is_of_people: bool) -> Comparable:
    """Of the claims of `select_topic` those that may set its headline; a number of people is one of the `worldwide`."""
    claims = select_topic(record, measure, unit)
    return comparable(worldwide(claims) if is_of_people else claims.drop(columns="iso3"))


@kept_with_record
def it_worker_places(record: Record) -> pd.DataFrame:
    """Where IT workers are said to be, one row for each source that says so, and about which place.

    Claims that place workers or their firm in a jurisdiction; sectors of a host jurisdiction; events of workers found.
    The DPRK itself and the countries of deceived companies are not among them. Columns: `iso3`, `name`, `row_kind`
    (`claim`, `sector`, `event`), `row_id`, `measure`, `unit`, `low`, `high`, `qualifier` (of claims), `says` (of
    events), the document with `published_last`, `source_id`, `grade`, `note`, as in PLACE_COLUMNS; ordered by name,
    then date of publication.
    """
    claims = it_worker_claims(record)
    claims = claims[claims["measure"].isin(IT_MEASURES.where(isInPlace=True)) & claims["iso3"].notna()]
    claims = claims.assign(row_kind="claim", row_id=claims["claim_id"], source_title=claims["title"])
    sectors = host_sectors(record)
    sectors = sectors[sectors["sector"].isin(HOST_SECTORS.where(isIt=True))]
    sectors = sectors.assign(row_kind="sector", row_id=sectors["iso3"] + "/" + sectors["source_id"])
    sectors = sectors.assign(source_title=sectors["title"])
    found = it_events(record)
    found = found[found["lane"].isin(LANES.where(says="there"))]
    found = found.assign(row_kind="event", row_id=found["event_id"], says=found["summary"])
    found = found.assign(iso3=found["iso3_list"].str.split(";")).explode("iso3").astype({"iso3": "string"})
    rows = pd.concat([claims, sectors, found], ignore_index=True)
    rows = abroad(rows).reindex(columns=with_mark(PLACE_COLUMNS, rows))
    rows = rows.assign(name=rows["iso3"].map(_names(record)))
    return rows.sort_values(["name", "published_last", "row_id"], ignore_index=True)


PLACE_COLUMNS: Final = [
    *("iso3", "name", "row_kind", "row_id", "measure", "unit", "low", "high", "qualifier", "says", "publisher"),
    *("source_title", "url", "published", "published_last", "source_id", "grade", "note"),
]


@kept_with_record
def it_events(record: Record) -> pd.DataFrame:
    """The events that are about IT workers, in order of time; columns of `events`."""
    frame = events(record)
    return frame[frame["about"].isin(ABOUT.where(isIt=True))]


def _programme(record: Record) -> pd.DataFrame:
    return earned_in_a_year(revenue_claims(record), "it")


def _names(record: Record) -> "pd.Series[str]":
    return record.tables["jurisdictions"].set_index("iso3")["name"]
