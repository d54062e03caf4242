"""What claims that were published after a day changed: the span of each subject then and now."""

from datetime import date
from typing import Final

import pandas as pd

from loaders.descriptor import resource_of
from loaders.kept import kept_with_record
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from subjects.comparability import comparability_key, spans
from subjects.places import places
from subjects.sources import with_source
from subjects.thefts import incident_amounts

CLAIM: Final = ["claim_id", "source_id"]


def subjects(record: Record) -> dict[str, str]:
    """The tables of claims, each with what a reader is told that they are about, in the order of the descriptor."""
    return {table["name"]: table["subject"] for table in record.descriptor["resources"] if "subject" in table}


def changes(record: Record, since: date) -> pd.DataFrame:
    """One row for each subject about which a claim was published after `since`, in the order of the tables.

    Columns: `table`, `first` (a claim of the subject, with its `kind_of_time`), `then` and `now` (rows
    of `comparability.spans`, the former None where nothing was claimed), `later` (ids of the claims that came after).
    Undated claims count as later.
    """
    rows = []
    for table in subjects(record):
        claims = _by_subject(record, table)
        was_known = (claims["published_last"] <= pd.Timestamp(since)).fillna(False).astype(bool)
        claims = claims.assign(was_known=was_known)
        claims = claims[claims["subject"].isin(claims.loc[~was_known, "subject"])]
        now, then = _spans_now_and_then(claims)
        later = (
            claims.loc[~claims["was_known"], ["subject", "claim_id"]].groupby("subject")["claim_id"].agg(list).to_dict()
        )
        first: dict[int, FrameRow] = {}
        for row in each_row(claims):
            first.setdefault(row["subject"], row)
        known = {row["subject"]: row for row in each_row(then)}
        rows += [
            {"table": table, "first": first[subject], "then": known.get(subject), "now": row, "later": later[subject]}
            for row in each_row(now)
            for subject in [row["subject"]]
        ]
    return pd.DataFrame(rows, columns=["table", "first", "then", "now", "later"])


@kept_with_record
def _by_subject(record: Record, table: str) -> pd.DataFrame:
    """The claims of a table with the number of their `subject`, in order of the subjects, and `kind_of_time`."""
    claims = _claims(record, table)
    apart = resource_of(record.descriptor, table).get("subjectColumns", [])
    extra = claims[apart].astype("string").fillna("").add_prefix("of_")
    keyed = pd.concat([extra, comparability_key(claims)], axis=1)
    return claims.assign(subject=keyed.groupby(list(keyed), sort=True).ngroup(), kind_of_time=keyed["kind_of_time"])


def _spans_now_and_then(claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The spans of all claims by `subject`, and of those that were known."""
    n = int(claims["subject"].max()) + 1 if len(claims) else 0
    known = claims[claims["was_known"]]
    both = spans(pd.concat([claims, known.assign(subject=known["subject"] + n)], ignore_index=True), by="subject")
    is_now = both["subject"] < n
    then = both[~is_now]
    return both[is_now], then.assign(subject=then["subject"] - n)


def later_claims(record: Record, table: str, changed: pd.DataFrame) -> pd.DataFrame:
    """The claims of one table behind its rows of `changes`, newest first."""
    claims = _claims(record, table)
    ids = {claim for later in changed.loc[changed["table"] == table, "later"] for claim in later}
    found = claims[claims["claim_id"].isin(ids)]
    return found.sort_values(["published_last", "claim_id"], ascending=[False, True], ignore_index=True)


@kept_with_record
def newest_documents(record: Record, most: int) -> pd.DataFrame:
    """The dated documents published last that make claims, newest first, one row each; one of which only the month or
    the year is known counts from its first day.

    Columns: `source_id`, `publisher`, `title`, `published`, `n_claims`, and one claim: `table`, `claim_id`.
    """
    claims = pd.concat([record.tables[table][CLAIM].assign(table=table) for table in subjects(record)])
    claims = claims.assign(n_claims=claims.groupby("source_id")["claim_id"].transform("size"))
    documents = record.tables["sources"][["source_id", "publisher", "title", "published"]].dropna(subset="published")
    found = documents.merge(claims.drop_duplicates("source_id"), on="source_id", validate="one_to_one")
    return found.sort_values(["published", "source_id"], ascending=[False, True], ignore_index=True).head(most)


def claim_of(record: Record, table: str, claim_id: str) -> pd.Series:
    """One claim of a table of `subjects`, with the name of the place or the victim it is about."""
    claims = _claims(record, table)
    return claims[claims["claim_id"] == claim_id].iloc[0]


@kept_with_record
def _claims(record: Record, table: str) -> pd.DataFrame:
    """Claims with a place's `name` or a theft's `victim`, where they have one, and `is_share`: a figure in percent."""
    claims = incident_amounts(record) if table == "incident_amounts" else with_source(record, table, ["claim_id"])
    if "iso3" in claims:
        names = places(record).set_index("iso3")["name"]
        place = claims["area"].fillna(claims["iso3"]) if "area" in claims else claims["iso3"]
        claims = claims.assign(name=place.map(names))
    if "share_low" not in claims:
        return claims.assign(is_share=False)
    is_share = (
        claims["low"].isna() & claims["high"].isna() & (claims["share_low"].notna() | claims["share_high"].notna())
    )
    return claims.assign(
        is_share=is_share,
        low=claims["low"].astype("Float64").mask(is_share, claims["share_low"]),
        high=claims["high"].astype("Float64").mask(is_share, claims["share_high"]),
    )
