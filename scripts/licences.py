"""The licences of what we install, as each package states its own; run as a module, it writes docs/licences.md."""

import re
from importlib import metadata
from typing import Any

from scripts.lock import ROOT, Pin, read_lock

PAGE = ROOT / "docs" / "licences.md"
ROW = re.compile(r"^\| ([\w.-]+) \| (\S+) \| (.+?) \| (running|tests) \|$", re.M)
HEAD = """# Licences of the packages we install

As each package states its own; written by `make licences`, held complete by a test. *Running*: installed wherever the
dashboard runs; *tests*: only where it is tested or changed. None of them is part of this repository.

| package | version | licence | for |
|---|---|---|---|
"""
EXPRESSION = re.compile(r"\(*[\w.+-]+\)*(?: (?:AND|OR|WITH) \(*[\w.+-]+\)*)*")
STATED = {  # where a package states a text, a name that is no licence's, or nothing a program can read
    "altair": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pathspec": "MPL-2.0",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "shellingham": "ISC",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
NAMES = {"MIT License": "MIT", "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0"}


def licence(name: str) -> str:
    """The licence that an installed package states, as an SPDX expression; `LookupError` where it states none."""
    if name in STATED:
        return STATED[name]
    told: Any = metadata.metadata(name)  # its type knows no get()
    classifiers = [
        text.rpartition(" :: ")[2] for text in told.get_all("Classifier") or [] if text.startswith("License")
    ]
    for text in (told.get("License-Expression"), told.get("License"), *classifiers):
        known = NAMES.get(text or "", text or "")
        if EXPRESSION.fullmatch(known):
            return known
    raise LookupError(f"{name} states no licence that a program can read; name it in STATED")


def rows(pins: dict[str, dict[str, Pin]]) -> list[tuple[str, str, str, str]]:
    """One row a locked package: name, version, licence, and what it is for (`running` or `tests`)."""
    return [
        (name, pin.version, licence(name), "running" if name in pins["requirements.lock"] else "tests")
        for name, pin in sorted((pins["requirements-dev.lock"] | pins["requirements.lock"]).items())
    ]


def read_page(text: str) -> list[tuple[str, str, str, str]]:
    """The rows of the page as it is written."""
    return ROW.findall(text)


def locks() -> dict[str, dict[str, Pin]]:
    """The pins of both locks, by the name of the lock."""
    names = ("requirements.lock", "requirements-dev.lock")
    return {name: read_lock((ROOT / name).read_text(encoding="utf-8")) for name in names}


def main() -> None:
    """Write the page."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows(locks())]
    PAGE.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} packages")


if __name__ == "__main__":
    main()
