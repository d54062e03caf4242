"""What a page shows does not depend on the process that shows it: its seed, zone, language."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tests.pages.quick import open_page
from tests.pages.screen import ROOT

VIEWS: Final = [
    ("host_countries", {"iso3": "CHN"}),
    ("crypto_theft", {"view": "money", "trail": "service"}),
    ("search", {"q": "Lazarus"}),
]
ZONES: Final = ("Asia/Pyongyang", "America/St_Johns", "Pacific/Honolulu")
"""In one of them it is the same day as here; what is known as of today would differ on another."""
CODE: Final = """
import json, sys
from tests.pages.quick import open_page
print(json.dumps([open_page(page, query, whole=True).hash for page, query in json.loads(sys.argv[1])]))
"""


def test_another_process_shows_the_same() -> None:
    zone = next(zone for zone in ZONES if datetime.now(ZoneInfo(zone)).date() == date.today())
    other = {"TZ": zone, "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps(VIEWS)], cwd=ROOT, env={**os.environ, **other}, capture_output=True
    )
    here = [open_page(page, query, whole=True).hash for page, query in VIEWS]
    assert json.loads(ran.stdout) == here, ran.stderr.decode()[-2000:]
