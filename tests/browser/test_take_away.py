"""What a reader takes along of a figure or a row: the map as a file, a citation, a link, a report."""

import io
import re
from pathlib import Path
from typing import Any

import geopandas
from playwright.sync_api import Page


def test_the_map_is_taken_as_a_file_with_the_places_shown(visit: Any, page: Page) -> None:
    visit.open("/host_countries?region=gulf&known_on=2023-01-01")
    with visit.rerun():
        page.get_by_role("button", name="Other files").click()
    with page.expect_download() as file:
        page.get_by_role("button", name="Map as GeoParquet").click()
    places = geopandas.read_parquet(io.BytesIO(Path(file.value.path()).read_bytes()))
    counted = sum(visit.figure("map")["layout"]["meta"]["legend"].values())
    assert len(places) == counted > 5
    assert places["data_version"].str.endswith("as known on 2023-01-01").all()
    assert places["newest_published"].dropna().max() <= "2023-01-01"
    assert re.search(r"region-gulf-known-on-2023-01-01-[0-9a-f]{8}-map\.parquet$", file.value.suggested_filename)
