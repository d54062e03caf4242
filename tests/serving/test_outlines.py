import gzip
import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.boundaries import DATA, LAND
from serving import app, outlines
from serving.files import content_hash
from tests.live import RECORD

WORLD = DATA / "boundaries" / "world.geojson"


@pytest.fixture
def client():
    return TestClient(Starlette(routes=outlines.outline_routes()))


@pytest.fixture
def addresses():
    return [outlines.outlines_url(), outlines.outlines_for([])[0], outlines.topojson_url() + "world_110m.json"]


def test_the_outlines_are_those_of_the_record(client):
    answer = client.get(outlines.outlines_url())
    assert answer.content == WORLD.read_bytes()
    assert answer.headers["Content-Type"] == "application/geo+json"


def test_the_base_topology_has_every_layer_and_nothing_in_them(client):
    topology = client.get(outlines.topojson_url() + "world_110m.json").json()
    assert topology["type"] == "Topology"
    assert set(topology["objects"]) == {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert all(layer["geometries"] == [] for layer in topology["objects"].values())


def test_places_that_the_record_does_not_have_have_one_outline_together(client):
    address, land = outlines.outlines_for(["CHN", "RUS"])
    features = {feature["id"]: feature["geometry"] for feature in client.get(address).json()["features"]}
    whole = {feature["id"]: feature["geometry"] for feature in json.loads(WORLD.read_bytes())["features"]}
    own = set(RECORD.tables["jurisdictions"]["iso3"]) & set(whole)
    assert set(features) == {*own, LAND}
    assert {"CHN", "RUS", *land} == set(features)
    assert all(features[code] == whole[code] for code in own)
    pieces = [piece for code in sorted(whole.keys() - own - {"ATA"}) for piece in whole[code]["coordinates"]]
    assert sorted(map(str, features[LAND]["coordinates"])) == sorted(map(str, pieces))


@pytest.mark.parametrize(("shown", "is_fine"), [(["FRA", "ATF"], False), (["CHN"], True)])
def test_a_map_of_other_places_or_of_a_part_of_the_world_has_each_outline_by_itself(client, shown, is_fine):
    address, land = outlines.outlines_for(shown, is_fine=is_fine)
    features = {feature["id"] for feature in client.get(address).json()["features"]}
    assert address == outlines.outlines_url(is_fine=is_fine)
    assert sorted([*shown, *land]) == sorted(features - {"ATA"})


def test_each_may_be_kept_for_a_year(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        assert client.head(address).content == b""


def test_the_address_names_the_content():
    assert f"world.{content_hash(WORLD.read_bytes())}.geojson" in outlines.outlines_url()
    assert content_hash(b"one") != content_hash(b"other")


@pytest.mark.parametrize("name", ["world", "record"])
def test_an_address_that_names_other_content_does_not_exist(client, name):
    assert client.get(f"/data/boundaries/{name}.000000000000.geojson").status_code == 404


def test_addresses_stand_under_the_base_path(monkeypatch):
    monkeypatch.setattr("streamlit.config.get_option", {"server.baseUrlPath": "/briefing/"}.get)
    assert outlines.outlines_url().startswith("/briefing/data/boundaries/world.")
    assert outlines.topojson_url().startswith("/briefing/data/boundaries/")


def test_the_server_sends_them_compressed(server, addresses, fetch):
    for address in addresses:
        answer = fetch(server + address, {"Accept-Encoding": "gzip"})
        plain = fetch(server + address)
        assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.body) == plain.body
        json.loads(plain.body)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"features": []}'])
def test_without_outlines_the_server_does_not_start_and_says_why(content, monkeypatch, capsys):
    def read(name):
        if content is None:
            raise FileNotFoundError(2, "No such file or directory")
        return content, ""

    app.need_the_outlines()
    monkeypatch.setattr(app, "read_outlines", read)
    with pytest.raises(SystemExit) as left:
        app.need_the_outlines()
    assert left.value.code == 2
    assert "The server does not start, for the outlines of its maps: " in capsys.readouterr().err


def test_a_figure_asks_for_the_outlines_that_it_names_each_once_and_for_the_topology():
    world, (rising, _) = outlines.outlines_url(), outlines.hatch_urls()
    figure = f'{{"data":[{{"geojson":"{world}"}},{{"geojson":"{rising}"}},{{"geojson":"{world}"}}]}}'
    assert outlines.asked_for_by(figure) == [outlines.topojson_url() + "world_110m.json", world, rising]
    assert outlines.asked_for_by('{"data":[{"type":"bar"}]}') == []
