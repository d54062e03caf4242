"""The server in other circumstances than its own folder, port and record."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from loaders.descriptor import DATA
from serving import outlines
from tests.conftest import ROOT


def wait_until_ready(fetch, base):
    """Until every page has been made ready; meanwhile the answer says so."""
    while (answer := fetch(base + "/ready")).status != 200:
        assert json.loads(answer.body)["status"] == "making pages ready"
        time.sleep(0.2)


def test_an_invalid_record_is_not_ready_but_the_server_lives(start_server, fetch, tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.csv"))
    for table in DATA.glob("*.csv"):
        (folder / table.name).write_text("nonsense\n1\n")
    server = start_server(settings={"HARD_CURRENCY_DATA": str(folder)})
    answer = fetch(server + "/ready")
    assert answer.status == 503
    assert json.loads(answer.body)["faults"]
    assert str(folder) not in answer.body.decode()
    assert fetch(server + "/_stcore/health").status == 200


def test_under_a_base_path_everything_moves_together(start_server, fetch):
    server = start_server("--server.baseUrlPath=briefing")
    base = server + "/briefing"
    assert fetch(base + "/").status == 200
    wait_until_ready(fetch, base)
    assert fetch(base + outlines.outlines_url()).status == 200
    assert fetch(base + outlines.topojson_url() + "world_110m.json").status == 200
    assert fetch(base + "/_stcore/metrics").status == 404
    assert fetch(base + "/_stcore/upload_file/session/file", method="PUT", body=b"x").status == 404
    assert fetch(server + "/ready").status == 404
    assert "Content-Security-Policy" in fetch(server + "/ready").headers


def test_it_is_ready_once_every_page_has_been_drawn_or_at_once_if_that_is_not_wanted(start_server, fetch):
    cold = start_server()
    assert json.loads(fetch(cold + "/ready").body)["status"] == "ready"
    warm = start_server(settings={"HARD_CURRENCY_WARM_UP": "1"})
    assert json.loads(fetch(warm + "/ready").body)["status"] == "making pages ready"


SELDOM = ("opentelemetry", "authlib", "geopandas", "pptx", "typst", "xlsxwriter", "pyarrow", "sqlite3")


def test_what_few_ask_for_is_loaded_when_they_do() -> None:
    script = (
        "import sys; from serving.app import app_parts; import pages._parts.frame, exports.briefs, exports.map_file; "
        f"app_parts(); print([name for name in {SELDOM} if name in sys.modules])"
    )
    assert said_by(script) == "[]"


def test_once_ready_no_library_of_few_is_loaded_either(start_process, fetch):
    """Every page has run in both themes by then, and what is written in C is mapped for all to see."""
    process, server = start_process(settings={"HARD_CURRENCY_WARM_UP": "1"})
    wait_until_ready(fetch, server)
    mapped = Path(f"/proc/{process.pid}/maps").read_text()
    assert "/pandas/" in mapped
    seldom = ("pyarrow", "_sqlite3", "pyogrio", "shapely", "typst", "lxml", "cryptography")
    assert [name for name in seldom if name in mapped] == []


HELD = """
import ast, gc, pycountry
from babel import core, localedata
from plotly.validator_cache import ValidatorCache
from loaders.store import STORE
from loaders.talks import offered
from serving.app import app_parts
from serving.memory import set_aside
from serving.stage import PLOTLY
app_parts(); STORE.current(); offered(); PLOTLY.url
trees = sum(isinstance(each, ast.Module) for each in gc.get_objects())
set_aside()
print([
    trees, ValidatorCache._json_cache, [*localedata._cache], core._global_data,
    pycountry.languages._is_loaded, pycountry.subdivisions._is_loaded, "_kept" in vars(PLOTLY),
])
"""


def test_what_was_read_for_one_answer_is_not_held() -> None:
    """The source of the pages, what Plotly knows of attributes and Babel of languages, the languages of the world and
    the parts of its countries, and the library of the stage."""
    assert said_by(HELD) == "[0, None, [], None, False, False, False]"


def said_by(script: str) -> str:
    """What a script prints that runs in a process of its own."""
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def test_the_server_answers_soon_after_its_start(start_process, fetch):
    """Soon by its own work: how busy the machine is with something else is not asked."""
    process, server = start_process()
    fetch(server + "/ready")
    user, system = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    assert (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") < 10
