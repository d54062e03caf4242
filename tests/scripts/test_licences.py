"""Every package that is installed has its licence written down, and none forbids what we do with it."""

import re
from email.message import Message

import pytest
from packaging.markers import default_environment

from scripts.licences import PAGE, STATED, licence, locks, read_page, rows

HERE = {key: str(value) for key, value in default_environment().items()}
WRITTEN = read_page(PAGE.read_text(encoding="utf-8"))


def test_the_page_is_what_the_locks_and_the_packages_say():
    pins = locks()
    here = {
        name: {package: pin for package, pin in lock.items() if pin.is_wanted(HERE) or package in STATED}
        for name, lock in pins.items()
    }
    expected = rows(here)
    names = {row[0] for row in expected}
    assert [row for row in WRITTEN if row[0] in names] == expected
    assert {row[0] for row in WRITTEN} == pins["requirements-dev.lock"].keys() | pins["requirements.lock"].keys()


def test_nothing_that_runs_has_a_licence_that_would_bind_the_whole():
    assert [row for row in WRITTEN if row[3] == "running" and re.match(r"\(?A?GPL", row[2])] == []


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({"License-Expression": "MIT AND PSF-2.0", "License": "something else"}, "MIT AND PSF-2.0"),
        ({"License": "Apache Software License"}, "Apache-2.0"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "Copyright (c) 2015, the authors.\nAll rights reserved.", "Classifier": "Topic :: Maps"}, None),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, None),
        ({}, None),
    ],
)
def test_a_licence_is_read_or_asked_for(monkeypatch, told, read):
    message = Message()
    for name, text in told.items():
        message[name] = text
    monkeypatch.setattr("scripts.licences.metadata.metadata", lambda name: message)
    if read:
        assert licence("tool") == read
    else:
        with pytest.raises(LookupError, match="tool states no licence"):
            licence("tool")
