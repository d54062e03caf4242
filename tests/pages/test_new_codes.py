"""A new value of a coded column needs the descriptor alone: with one more in every such column each page opens, and
says it in the words of the descriptor, never by its code."""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from loaders import codes
from loaders.descriptor import DATA, DESCRIPTOR
from loaders.store import STORE
from loaders.tables import Record, load_record
from tests.live import RECORD
from tests.pages.quick import open_page

FIXED: Final = ("qualifier", "seen", "grade", "basis", "region")
"""Columns whose values the rules of the loader themselves are about, or the UN gives."""

SHOWN: Final = {
    "sources kind": ("sources", {"kind": "new_sources_kind"}),
    "worker_claims measure": ("host_countries", {"measure": "new_worker_claims_measure"}),
    "worker_claims sector": ("host_countries", {"sector": "new_worker_claims_sector"}),
    "events lane": ("timeline", {"lane": "new_events_lane"}),
    "events reported_to_un": ("repatriation", {}),
    "theft_totals measure": ("changes", {"since": "2010-01-01", "about": "theft_totals"}),
    "worker_totals measure": ("changes", {"since": "2010-01-01", "about": "worker_totals"}),
    "incidents victim_kind": ("crypto_theft", {"view": "incidents", "attribution": "any"}),
    "attributions strength": ("crypto_theft", {"view": "attribution", "attribution": "any"}),
    "laundering kind": ("crypto_theft", {"view": "money"}),
    "it_worker_claims measure": ("it_workers", {"measure": "new_it_worker_claims_measure"}),
    "revenue_claims channel": ("changes", {"since": "2010-01-01", "about": "revenue_claims"}),
    "revenue_claims per": ("revenue", {"per": "new_revenue_claims_per"}),
    "revenue_claims share_of": ("revenue", {"view": "cost"}),
}
"""Where a reader meets a new value."""
VIEWS: Final = [
    *SHOWN.values(),
    *(
        (page, {})
        for page in ("overview", "compare", "method", "search", "it_workers", "revenue", "timeline", "crypto_theft")
    ),
    *(("crypto_theft", {"view": "incidents", "attribution": "any", "drawn": drawn}) for drawn in ("log", "place")),
    ("crypto_theft", {"view": "incidents", "by": "new_attributions_attributor_kind"}),
    *(("crypto_theft", {"view": view}) for view in ("yardsticks", "attribution")),
    *(("it_workers", {"view": view}) for view in ("places", "cases")),
    *(("changes", {"since": "2010-01-01", "about": f"{name}_claims"}) for name in ("worker", "it_worker")),
    ("host_countries", {"iso3": "CHN"}),
    ("compare", {}),
    ("revenue", {"view": "calculator"}),
]


def with_new_codes(folder: Path) -> Record:
    """The record with one more value in every coded column, alike to the one that most rows hold, in some rows."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        path, schema = folder / resource["path"], resource["schema"]
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for field in schema["fields"]:
            if "categories" in field and field["name"] not in (*FIXED, *schema["primaryKey"]):
                _add(resource, field, rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field["name"] for field in schema["fields"]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
    return load_record(folder)


def _add(resource: dict[str, Any], field: dict[str, Any], rows: list[dict[str, str]]) -> None:
    column, table = field["name"], resource["name"]
    held = Counter(row[column] for row in rows)
    model = max(field["categories"], key=lambda category: held[category["value"]])
    new = {**model, "value": f"new_{table}_{column}", "label": f"Fresh {table} {column}"}
    field["categories"].append(new)
    field["constraints"]["enum"].append(new["value"])
    units = resource.get("unitsByMeasure", {})
    if column == "measure" and model["value"] in units:
        units[new["value"]] = units[model["value"]]
    if column == "unit":
        units.update({measure: [*listed, new["value"]] for measure, listed in units.items()})
    for row in [row for row in rows if row[column] == model["value"]][::3]:
        row[column] = new["value"]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pages of this process show a record with new codes."""
    STORE.current()
    record = with_new_codes(tmp_path_factory.mktemp("codes"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STORE, "valid", record)
        codes.use(record.descriptor)
        yield
    codes.use(RECORD.descriptor)


@pytest.mark.usefixtures("shown")
def test_every_page_opens_and_says_a_new_value_in_words() -> None:
    written = {str(view): open_page(*view, whole=True).text for view in VIEWS}
    for label, view in SHOWN.items():
        assert re.search(rf"Fresh(?: |<br>){label.replace(' ', '(?: |<br>)')}", written[str(view)]), label
    for view, text in written.items():
        assert not re.findall(r"[>(] ?new_\w+(?=[<)])", text), view
