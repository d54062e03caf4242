"""A tiny valid record, built in code, that a test breaks in one place."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders.codes import SECTORS, STEPS
from loaders.dates import DATE_PATTERN
from loaders.faults import Fault, TableError
from loaders.tables import Record, load_record

TODAY = date(2026, 11, 24)
SLUG = r"^[a-z0-9]+([-.][a-z0-9]+)*$"
NUMBERS = ("low", "high", "share_low", "share_high", "amount", "recovered_or_frozen")
QUALIFIERS = ["exact", "about", "at_least", "up_to", "range", "none"]
CONSTRAINTS: dict[str, dict[str, Any]] = {
    "iso3": {"pattern": "^[A-Z]{3}$"},
    "iso3_list": {"pattern": "^[A-Z]{3}(;[A-Z]{3})*$"},
    "url": {"pattern": r"^https?://[^\s<>\"]+$"},
    "grade": {"required": True, "enum": ["A", "B", "C"]},
    "qualifier": {"required": True, "enum": QUALIFIERS},
    "seen": {"required": True, "enum": ["whole", "part", "quoted"]},
    "source_id": {"required": True, "pattern": SLUG},
    "year": {"minimum": 2009, "maximum": 2100},
    "share_high": {"minimum": 0, "maximum": 100},
}
SAYS = {("laundering", "kind"): (STEPS, "outcome"), ("worker_claims", "sector"): (SECTORS, "extent")}
"""Codes of which a rule asks what they say."""
DATES = ("published", "date", "end_date", "as_of_start", "as_of_end", "period_start", "period_end")

TABLES = {
    "sources": """
        source_id,publisher,title,published,url,kind
        court-2020-case,A court,A judgment,2020-05-04,https://court.example/1,court_document
        news-2019-report,A paper,A report,2019,https://paper.example/a?b=1,news
        panel-2018-report,A panel,A finding,2018-03,,un_document
        undated-page,A ministry,A page,,https://ministry.example/,government
        """,
    "jurisdictions": """
        iso3,name,region,un_member,listed_in_2018_advisory,source_id
        CHN,China,Eastern Asia,true,yes,panel-2018-report
        GBR,United Kingdom,Northern Europe,true,,panel-2018-report
        POL,Poland,Eastern Europe,true,yes,panel-2018-report
        TWN,Taiwan,Eastern Asia,false,,panel-2018-report
        XKX,Kosovo,Southern Europe,false,,panel-2018-report
        """,
    "worker_claims": """
        claim_id,iso3,measure,low,high,qualifier,as_of_start,as_of_end,sector,scope,source_id,grade,note,area
        chn-2017,CHN,present,20000,100000,range,2017,2017,all,,panel-2018-report,A,"Seen twice, once in a table",
        chn-2019,CHN,present,,80000,up_to,2019,2019,all,,news-2019-report,B,,a-region
        pol-2016,POL,present,400,,at_least,2016-01,2016-12,all,,panel-2018-report,A,,
        pol-2019,POL,remaining,0,0,exact,2019-12-31,2019-12-31,all,,court-2020-case,A,,
        twn-2016,TWN,present,278,278,about,2016-08-12,2016-08-12,fishing,boats,undated-page,C,,
        """,
    "worker_totals": """
        claim_id,measure,low,high,unit,qualifier,as_of_start,source_id,grade
        total-1,workers_abroad,50000,60000,persons,range,2015,panel-2018-report,A
        """,
    "host_sectors": """
        iso3,sector,source_id,grade
        CHN,catering,panel-2018-report,A
        """,
    "events": """
        event_id,date,end_date,lane,title,summary,iso3_list,source_id,grade,area
        inspection,2020-02-03,2020-02-05,workers_found,Inspectors find workers,Work.,CHN;POL,court-2020-case,A,a-region
        return,2019-03,,repatriated,Workers sent home,They left.,POL,news-2019-report,B,
        """,
    "theft_totals": """
        claim_id,year,period_start,period_end,estimator,measure,scope,low,high,share_low,share_high,qualifier,source_id,grade
        share-2022,2022,2022,2022,A firm,share_of_all,bridges,,,43.7,43.7,about,undated-page,B
        stolen-2022,2022,2022-01,2022-12,A firm,stolen_by_dprk,,630000000,1700000000,,,range,undated-page,B
        """,
    "incidents": """
        incident_id,date,victim,low,high,recovered_or_frozen,act
        first-hack,2018-01,An exchange,1000000,1500000.5,,theft
        second-hack,2018,A bridge,,,0,theft
        """,
    "incident_amounts": """
        claim_id,incident_id,low,high,qualifier,source_id,grade
        first-hack--a,first-hack,1000000,1000000,about,news-2019-report,B
        first-hack--b,first-hack,1200000,1500000.5,range,panel-2018-report,A
        """,
    "attributions": """
        attribution_id,incident_id,attributed_by,date,strength,source_id,grade
        a-1,first-hack,A panel,2018-03,assessed,panel-2018-report,A
        a-2,first-hack,A firm,2019,assessed,news-2019-report,B
        a-3,second-hack,A firm,,disputed,news-2019-report,B
        """,
    "laundering": """
        event_id,date,kind,service,amount,summary,source_id,grade,incident_id
        mixer-1,2018-02,mixer,A mixer,250000,It went through a mixer.,court-2020-case,A,first-hack
        return-1,2018-12,recovery,A bridge,0,Nothing came back.,court-2020-case,A,second-hack
        """,
    "it_worker_claims": """
        claim_id,measure,iso3,low,high,unit,qualifier,as_of_start,source_id,grade
        it-1,it_workers_abroad,CHN,1000,1000,workers,about,2019,court-2020-case,A
        """,
    "revenue_claims": """
        claim_id,channel,low,high,share_low,share_high,share_of,qualifier,period_start,per,source_id,grade
        rev-1,overseas_workers,200000000,500000000,,,,range,2015,year,panel-2018-report,A
        rev-2,cyber,,,50,50,foreign currency,about,2019,year,news-2019-report,B
        """,
    "sightings": """
        sighting_id,source_id,row_id,publisher,copied_from,url,seen,note
        court-2020-case--1,court-2020-case,,A court,,https://court.example/1,whole,
        court-2020-case--2,court-2020-case,,A paper,,https://paper.example/court,quoted,
        news-2019-report--1,news-2019-report,,A paper,,https://paper.example/a?b=1,whole,
        news-2019-report--2,news-2019-report,,Another paper,,https://another.example/,quoted,
        news-2019-report--3,news-2019-report,return,A third paper,A paper,https://third.example/,quoted,
        panel-2018-report--1,panel-2018-report,,A panel,,,part,Printed report of March 2018
        undated-page--1,undated-page,,A broadcaster,,https://broadcaster.example/,quoted,
        undated-page--2,undated-page,,Another paper,,https://another.example/2,quoted,
        """,
    "corrections": """
        table,key,column,printed,used,why,source_id
        worker_claims,chn-2017,low,20000,50000,The table prints another number.,court-2020-case
        """,
    "areas": """
        area_id,iso3,name,is_controlled,lon,lat
        a-region,CHN,A region,false,100,30
        """,
}
POINTS = b"iso3,lon,lat\nCHN,1,1\nGBR,1,1\nPOL,1,1\nTWN,1,1\nXKX,1,1\n"
KEYS = {"host_sectors": ["iso3", "sector", "source_id"], "corrections": ["table", "key", "column"]}
OWN: dict[str, dict[str, Any]] = {
    "sources": {"everyRowUsed": True},
    "jurisdictions": {"drawnFrom": "boundaries/points.csv"},
    "worker_totals": {"unitsByMeasure": {"workers_abroad": ["persons"]}},
    "theft_totals": {"unitsByMeasure": {"share_of_all": ["percent"]}},
}


class Folder:
    """A record in a folder: change `rows` (header first) or `descriptor`, or put `bytes` for a file, then load."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = {
            name: list(csv.reader(line.strip() for line in text.strip().split("\n"))) for name, text in TABLES.items()
        }
        self.descriptor: dict[str, Any] = {
            "name": "tiny",
            "resources": [_resource(name, rows[0]) for name, rows in self.rows.items()],
        }
        self.bytes: dict[str, bytes | None] = {"boundaries/points.csv": POINTS}

    def set(self, table: str, row: int, /, **cells: str) -> None:
        """Put cells into a row, counted as a spreadsheet does."""
        for name, text in cells.items():
            self.rows[table][row - 1][self.rows[table][0].index(name)] = text

    def add(self, table: str, *cells: str) -> None:
        self.rows[table].append(list(cells))

    def text(self, table: str) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(self.rows[table])
        return out.getvalue()

    def resource(self, table: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.descriptor["resources"] if each["name"] == table)
        return found

    def write(self) -> None:
        files = {f"{table}.csv": self.text(table).encode() for table in self.rows}
        files["datapackage.json"] = json.dumps(self.descriptor).encode()
        for name, data in {**files, **self.bytes}.items():
            (self.path / name).parent.mkdir(exist_ok=True)
            if data is not None:
                (self.path / name).write_bytes(data)

    def load(self) -> Record:
        self.write()
        return load_record(self.path, today=TODAY, needed={})

    def faults(self) -> list[Fault]:
        with pytest.raises(TableError) as raised:
            self.load()
        return raised.value.faults

    def fault(self) -> str:
        """The only fault, as it is printed."""
        (fault,) = self.faults()
        return str(fault)


def _resource(name: str, labels: list[str]) -> dict[str, Any]:
    key = KEYS.get(name, labels[:1])
    targets = {"source_id": "sources", "iso3": "jurisdictions", "incident_id": "incidents"}
    links = [
        {"fields": label, "reference": {"resource": targets[label], "fields": label}}
        for label in labels
        if label in targets and targets[label] != name
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": f"All {name}.",
        "minimumRows": 1,
        "schema": {
            "fields": [_field(label, label in key, name) for label in labels],
            "primaryKey": key,
            "foreignKeys": links,
        },
        **OWN.get(name, {}),
    }


def _field(label: str, is_key: bool, table: str) -> dict[str, Any]:
    kind = "string"
    constraints = dict(CONSTRAINTS.get(label, {}))
    if label in DATES:
        constraints["pattern"] = DATE_PATTERN
    if label in NUMBERS:
        kind = "integer" if table == "worker_claims" else "number"
        constraints.setdefault("minimum", 0)
    if label == "year":
        kind = "integer"
    if label in ("lon", "lat"):
        kind = "number"
    if label in ("un_member", "is_controlled"):
        kind = "boolean"
    if is_key:
        constraints["required"] = True
    categories: list[dict[str, Any]] = [{"value": value, "label": value} for value in constraints.get("enum", ())]
    if (table, label) in SAYS:
        codes, says = SAYS[table, label]
        constraints["enum"] = [*codes]
        categories = [{"value": value, "label": value, says: codes.says(value, says)} for value in codes]
    return {
        "name": label,
        "type": kind,
        "description": f"What {label} means.",
        "knownBy": "source",
        "constraints": constraints,
        "categories": categories,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def record(folder: Folder) -> Record:
    return folder.load()
