from datetime import UTC, datetime

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.faults import Fault, TableError
from loaders.store import RecordStore
from loaders.tables import Record
from serving.readiness import Readiness

FAULT = Fault("sources.csv", 7, "published", "2019-13", "date", "a month is 01 to 12")


class FakeLoader:
    """Gives `outcome`, or raises it, and counts how often it was asked."""

    def __init__(self, outcome):
        self.outcome = outcome
        self.calls = 0

    def __call__(self, folder):
        self.calls += 1
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def record(version, rows):
    return Record({"sources": pd.DataFrame({"source_id": range(rows)})}, {}, version)


@pytest.fixture
def load():
    return FakeLoader(record("0a1b2c3d", 3))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sources.csv").write_text("1")
    return tmp_path


@pytest.fixture
def client(folder, load):
    return TestClient(Starlette(routes=Readiness(RecordStore(folder, load)).routes()))


def test_a_valid_record_is_ready_with_its_version_and_rows(client):
    answer = client.get("/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "data_version": "0a1b2c3d", "rows": {"sources": 3}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_faults_are_the_reason_for_not_being_ready(client, load):
    load.outcome = TableError([FAULT] * 7)
    answer = client.get("/ready")
    assert answer.status_code == 503
    told = answer.json()
    assert datetime.fromisoformat(told.pop("since")) <= datetime.now(UTC)
    assert told == {"status": "not ready", "fault_count": 7, "faults": [str(FAULT)] * 5}


def test_the_reason_does_not_say_where_the_folder_stands(client, load, folder):
    load.outcome = TableError([Fault("sources.csv", None, "", "", "file-missing", f"no file in {folder}")])
    assert str(folder.parent) not in client.get("/ready").text


def test_it_becomes_ready_when_the_record_is_mended(client, load, folder):
    good, load.outcome = load.outcome, TableError([FAULT])
    assert client.get("/ready").status_code == 503
    load.outcome = good
    (folder / "sources.csv").write_text("mended")
    assert client.get("/ready").status_code == 200


def test_a_later_record_with_faults_is_refused_and_the_last_valid_one_stands(client, load, folder):
    client.get("/ready")
    load.outcome = TableError([FAULT])
    (folder / "sources.csv").write_text("broken")
    answer = client.get("/ready")
    assert answer.status_code == 200
    assert answer.json()["data_version"] == "0a1b2c3d"
    refused = answer.json()["refused"]
    assert datetime.fromisoformat(refused.pop("since")) <= datetime.now(UTC)
    assert refused == {"fault_count": 1, "faults": [str(FAULT)]}

    load.outcome = record("4e5f6a7b", 4)
    (folder / "sources.csv").write_text("mended again")
    assert client.get("/ready").json() == {"status": "ready", "data_version": "4e5f6a7b", "rows": {"sources": 4}}


def test_the_record_is_read_again_only_after_a_change(client, load, folder):
    client.get("/ready")
    client.get("/ready")
    assert load.calls == 1
    (folder / "sources.csv").write_text("changed")
    client.get("/ready")
    assert load.calls == 2


def test_it_is_ready_once_the_pages_are(folder, load):
    readiness = Readiness(RecordStore(folder, load), is_warm=False)
    client = TestClient(Starlette(routes=readiness.routes()))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "making pages ready", "data_version": "0a1b2c3d"}
    readiness.is_warm = True
    assert client.get("/ready").status_code == 200


def test_faults_are_told_rather_than_that_pages_are_made_ready(folder, load):
    load.outcome = TableError([FAULT])
    answer = TestClient(Starlette(routes=Readiness(RecordStore(folder, load), is_warm=False).routes())).get("/ready")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
