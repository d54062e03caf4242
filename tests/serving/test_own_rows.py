"""What the server says of own rows: `/ready` names them or their faults, `/data/` goes on being the curated record."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.lastgood import LastGood
from loaders.store import RecordStore
from serving.data_page import data_routes
from serving.readiness import Readiness
from serving.record import record_routes
from serving.settings import SettingError, read_settings
from tests.live import RECORD


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One own row: a further sector of a place, from a document of the record."""
    folder = tmp_path_factory.mktemp("own")
    row = RECORD.tables["host_sectors"].iloc[0]
    columns = [name for name in RECORD.tables["host_sectors"] if name != "is_corrected"]
    cells = {**row.dropna().to_dict(), "sector": "football"}
    assert not RECORD.tables["host_sectors"].query("iso3 == @row.iso3 and sector == 'football'").size
    lines = [",".join(columns), ",".join(f'"{cells.get(name, "")}"' for name in columns)]
    (folder / "host_sectors.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(own: Path) -> RecordStore:
    return RecordStore(own=own)


@pytest.fixture(scope="module")
def client(store: RecordStore) -> TestClient:
    routes = [*Readiness(store).routes(), *data_routes(store), *record_routes(store.shown_files)]
    return TestClient(Starlette(routes=routes))


def test_ready_names_them_and_data_does_not_hold_them(client: TestClient, store: RecordStore) -> None:
    ready = client.get("/ready").json()
    assert ready["own_rows"] == {"rows": 1}
    assert "with 1 own row (" in ready["data_version"]
    index = client.get("/data/").text
    assert f"<strong>{RECORD.version}</strong>" in index
    assert client.get("/data/host_sectors.csv").text.count("\n") == len(RECORD.tables["host_sectors"]) + 1


def test_ready_tells_why_they_were_refused(own: Path, store: RecordStore, client: TestClient) -> None:
    text = (own / "host_sectors.csv").read_text(encoding="utf-8")
    (own / "host_sectors.csv").write_text(text.replace('"football"', '" football"'), encoding="utf-8")
    ready = client.get("/ready").json()
    (own / "host_sectors.csv").write_text(text, encoding="utf-8")
    assert ready["data_version"] == RECORD.version
    assert ready["own_rows"]["refused"]["fault_count"] == 1
    (fault,) = ready["own_rows"]["refused"]["faults"]
    assert fault.startswith("own/host_sectors.csv:2:sector: ' football'")


def test_a_start_with_a_bad_record_joins_them_to_the_last_good_one(own: Path, tmp_path: Path) -> None:
    state, empty = LastGood(tmp_path / "state", tmp_path / "data"), tmp_path / "data"
    empty.mkdir()
    state.keep(RecordStore().shown_files())
    shown, faults = RecordStore(empty, last_good=state, own=own).current()
    assert faults
    assert shown is not None
    assert shown.own is not None
    assert shown.curated == RECORD.version


@pytest.mark.parametrize("within", ["data", "data/own", "."])
def test_own_rows_and_the_record_stand_in_folders_apart(tmp_path: Path, within: str) -> None:
    (tmp_path / "data" / "own").mkdir(parents=True)
    settings = {"HARD_CURRENCY_DATA": str(tmp_path / "data"), "HARD_CURRENCY_OWN_ROWS": str(tmp_path / within)}
    with pytest.raises(SettingError, match="neither it nor the data folder may be inside the other"):
        read_settings(settings)
    (tmp_path / "own").mkdir()
    read_settings({**settings, "HARD_CURRENCY_OWN_ROWS": str(tmp_path / "own")})
    with pytest.raises(SettingError, match=r"OWN_ROWS=.*no such folder"):
        read_settings({**settings, "HARD_CURRENCY_OWN_ROWS": str(tmp_path / "nowhere")})
