"""The locks are what the lists of requirements ask for, no more and no less, and what is installed here."""

from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from scripts.lock import LISTS, ROOT, disagreements, read_list, read_lock

HASH = "0" * 64


def lock(*pins: str) -> str:
    return "".join(f"{pin} \\\n    --hash=sha256:{HASH}\n    # via -r requirements.txt\n" for pin in pins)


@pytest.mark.parametrize("wanted", LISTS)
def test_a_lock_is_exactly_what_its_list_brings_along(wanted):
    pins = read_lock((ROOT / LISTS[wanted]).read_text(encoding="utf-8"))
    assert disagreements(read_list(ROOT / wanted), pins) == []


def test_the_lists_pin_what_they_name():
    for wanted in [*LISTS, "requirements-tools.txt"]:
        assert [str(one) for one in read_list(ROOT / wanted) if not str(one.specifier).startswith("==")] == []


def test_what_is_installed_for_the_tests_is_what_the_lock_says():
    pins = read_lock((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"))
    here = {key: str(value) for key, value in default_environment().items()}
    locked = {name: pin.version for name, pin in pins.items() if pin.is_wanted(here)}
    assert {name: metadata.version(name) for name in locked} == locked


def test_the_tests_run_on_what_readers_get():
    running, extras, tests = (read_lock((ROOT / name).read_text(encoding="utf-8")) for name in LISTS.values())
    assert {name: extras[name] for name in running} == running
    assert {name: tests[name] for name in extras} == extras


def test_the_tools_are_locked_as_well():
    pins = read_lock((ROOT / "requirements-tools.lock").read_text(encoding="utf-8"))
    assert {one.name: f"=={pins[one.name].version}" for one in read_list(ROOT / "requirements-tools.txt")} == {
        one.name: str(one.specifier) for one in read_list(ROOT / "requirements-tools.txt")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tool==1.0\n", "not a pinned package with hashes: tool==1.0"),
        ("tool>=1.0 \\\n    --hash=sha256:" + HASH + "\n", "not a pinned package with hashes: tool>=1.0"),
        ("--index-url https://registry.example/simple\n" + lock("tool==1.0"), "not a pinned package"),
        ("tool @ https://registry.example/tool.whl\n", "not a pinned package"),
        (lock("tool==1.0") + "# from https://registry.example/simple\n", "an address or a path"),
        (lock("tool==1.0") + "# made in C:\\lists\n", "an address or a path"),
    ],
)
def test_a_lock_holds_pins_with_hashes_and_nothing_of_where_they_came_from(text, said):
    with pytest.raises(ValueError, match=said):
        read_lock(text)


@pytest.mark.parametrize(
    ("pins", "said"),
    [
        (["tool==1.0", "part==2.0"], []),
        (["tool==1.1", "part==2.0"], ["tool is locked at 1.1, but tool==1.0 is asked for"]),
        (["tool==1.0", "part==3.0"], ["part is locked at 3.0, but part<3 is asked for"]),
        (["tool==1.0"], ["part is missing"]),
        (["tool==1.0", "part==2.0 ; sys_platform == 'win32'"], ["part is missing"]),
        (["tool==1.0", "part==2.0", "stray==1.0"], ["stray is locked, but nothing asks for it"]),
    ],
)
def test_a_departure_is_named(pins, said):
    needs = {"tool": ["part<3", 'other; extra == "more"']}
    assert disagreements([Requirement("tool==1.0")], read_lock(lock(*pins)), lambda name: needs.get(name, [])) == said


def test_what_only_another_python_or_system_needs_is_locked_too():
    needs = {"tool": ['old; python_version < "3.12"', 'pane; sys_platform == "win32"', 'never; python_version < "3.9"']}
    pins = read_lock(lock("tool==1.0"))
    assert disagreements([Requirement("tool==1.0")], pins, lambda name: needs.get(name, [])) == [
        "old is missing",
        "pane is missing",
    ]
