"""What claims that were published after a day changed: the span of each subject then and now."""

from datetime import date
from typing import Final

import pandas as pd

from loaders.descriptor import resource_of
from loaders.kept import kept_with_record
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from subjects.comparability import KEY, comparability_key, ranks_of, spans, texts
from subjects.places import places
from subjects.quantities import prefix_of_time
from subjects.sources import with_source
from subjects.thefts import incident_amounts
from subjects.vintage import cut_by_day

CLAIM: Final = ["claim_id", "source_id"]
SAID: Final = ("low", "high", "grade", "author", "published", "published_last")
TIME: Final = tuple(f"{end}{day}" for end in ("start", "end") for day in ("", "_first", "_last"))
"""What `spans` asks of a claim beside the key, and the columns of its time without their prefix."""


def subjects(record: Record) -> dict[str, str]:
    """The tables of claims, each with what a reader is told that they are about, in the order of the descriptor."""
    return {table["name"]: table["subject"] for table in record.descriptor["resources"] if "subject" in table}


def changes(record: Record, since: date) -> pd.DataFrame:
    """One row for each subject about which a claim was published after `since`, in the order of the tables.

    Columns: `table`, `first` (a claim of the subject, with its `kind_of_time`), `then` and `now` (rows
    of `comparability.spans`, the former None where nothing was claimed), `later` (ids of the claims that came after).
    Undated claims count as later.
    """
    claims, firsts = _every_claim(record), _first_claims(record)
    is_known = (claims["published_last"] <= pd.Timestamp(since)).to_numpy(dtype=bool)
    later: dict[int, list[str]] = {}
    for subject, claim_id, is_old in zip(claims["subject"], claims["claim_id"], is_known, strict=True):
        if not is_old:
            later.setdefault(subject, []).append(claim_id)
    now = each_row(_spans_now(record))
    known = claims[is_known & claims["subject"].isin(later)]
    then = {row["subject"]: row for row in each_row(spans(known, by="subject"))}
    rows = [(*firsts[subject], then.get(subject), now[subject], later[subject]) for subject in sorted(later)]
    return pd.DataFrame(rows, columns=["table", "first", "then", "now", "later"])


@kept_with_record
def _every_claim(record: Record) -> pd.DataFrame:
    """The claims of all tables as `spans` takes them, with the number of their `subject`, counted from 0 through all
    tables in their order."""
    parts, n = [], 0
    for table in subjects(record):
        claims = _by_subject(record, table)
        time = prefix_of_time(claims)
        claims = claims.rename(columns={f"{time}_{part}": f"as_of_{part}" for part in TIME})
        of_spans = [*CLAIM, *SAID, *(f"as_of_{part}" for part in TIME), *(name for name in KEY if name in claims)]
        parts.append(claims[of_spans].assign(subject=claims["subject"] + n))
        n += claims["subject"].nunique()
    return pd.concat(parts, ignore_index=True)


@kept_with_record
def _spans_now(record: Record) -> pd.DataFrame:
    """The span of each subject, in their order."""
    return spans(_every_claim(record), by="subject")


@kept_with_record
def _first_claims(record: Record) -> tuple[tuple[str, FrameRow], ...]:
    """Of each subject its table and its first claim, in their order."""
    firsts: list[tuple[str, FrameRow]] = []
    for table in subjects(record):
        first: dict[int, FrameRow] = {}
        for row in each_row(_by_subject(record, table)):
            first.setdefault(row["subject"], row)
        firsts += [(table, first[subject]) for subject in sorted(first)]
    return tuple(firsts)


@kept_with_record
def _by_subject(record: Record, table: str) -> pd.DataFrame:
    """The claims of a table with the number of their `subject`, in order of the subjects, and `kind_of_time`."""
    claims = _claims(record, table)
    apart = resource_of(record.descriptor, table).get("subjectColumns", [])
    key = comparability_key(claims)
    alike = [*zip(*(texts(claims[column]) for column in apart), *key.values(), strict=True)]
    subject = pd.Series(ranks_of(alike), claims.index, dtype="int64")  # of no claims, too
    return claims.assign(subject=subject, kind_of_time=key["kind_of_time"])


def later_claims(record: Record, table: str, changed: pd.DataFrame) -> pd.DataFrame:
    """The claims of one table behind its rows of `changes`, newest first."""
    claims = _claims(record, table)
    ids = {claim for later in changed.loc[changed["table"] == table, "later"] for claim in later}
    found = claims[claims["claim_id"].isin(ids)]
    return found.sort_values(["published_last", "claim_id"], ascending=[False, True], ignore_index=True)


def newest_documents(record: Record, most: int) -> pd.DataFrame:
    """The dated documents published last that make claims, newest first, one row each; one of which only the month or
    the year is known counts from its first day.

    Columns: `source_id`, `publisher`, `title`, `published`, `published_last`, `n_claims`, and one claim: `table`,
    `claim_id`.
    """
    return _documents_with_claims(record).head(most)


@cut_by_day
def _documents_with_claims(record: Record) -> pd.DataFrame:
    claims = pd.concat([record.tables[table][CLAIM].assign(table=table) for table in subjects(record)])
    claims = claims.assign(n_claims=claims.groupby("source_id")["claim_id"].transform("size"))
    documents = record.tables["sources"][["source_id", "publisher", "title", "published", "published_last"]]
    documents = documents.dropna(subset="published")
    found = documents.merge(claims.drop_duplicates("source_id"), on="source_id", validate="one_to_one")
    return found.sort_values(["published", "source_id"], ascending=[False, True], ignore_index=True)


def claim_of(record: Record, table: str, claim_id: str) -> FrameRow:
    """One claim of a table of `subjects`, with the name of the place or the victim it is about."""
    claims = _claims(record, table)
    return each_row(claims)[claims["claim_id"].tolist().index(claim_id)]


def _claims(record: Record, table: str) -> pd.DataFrame:
    """Claims with a place's `name` or a theft's `victim`, where they have one, and `is_share`: a figure in percent."""
    if table == "incident_amounts":  # the time of a theft is known by several documents
        return incident_amounts(record).assign(is_share=False)
    return _with_place(record, table)


@cut_by_day
def _with_place(record: Record, table: str) -> pd.DataFrame:
    claims = with_source(record, table, ["claim_id"])
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
