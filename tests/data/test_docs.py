"""What must be documented: this walks the code and the record and demands the words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.rows import DERIVED
from loaders.cells import PATTERNS
from loaders.codes import sentence
from loaders.dates import DATE_PATTERN
from loaders.descriptor_form import one_or_several
from loaders.rules import RULES
from pages._method.accessibility import GAPS, HOLDS
from serving.page_list import PAGES
from subjects.changes import subjects
from tests.live import RECORD

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA_README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
SECTIONS = {
    part.partition("\n")[0].strip(): part.partition("\n")[2] for part in re.split(r"^## ", DATA_README, flags=re.M)[1:]
}
TABLES = {resource["name"]: resource for resource in RECORD.descriptor["resources"]}
EVERY_TABLE = pytest.mark.parametrize("name", TABLES)


def fields(name: str) -> list[dict[str, Any]]:
    described: list[dict[str, Any]] = TABLES[name]["schema"]["fields"]
    return described


def described(part: Any) -> Iterator[dict[str, Any]]:
    """Whatever of the descriptor has a description: tables, columns, values."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from described(inner)
    if isinstance(part, dict) and "description" in part:
        yield part


@pytest.mark.parametrize("name", TABLES)
def test_a_description_that_names_a_year_is_known_from_it_on(name: str) -> None:
    for part in described(TABLES[name]):
        years = re.findall(r"\b(?:19|20)\d\d\b", part["description"])
        assert part.get("knownFrom", "")[:4] == max(years, default=""), part


def readme_section(heading: str) -> str:
    return re.split(rf"^## {heading}$", README, flags=re.M)[1].split("\n## ")[0]


def test_the_readme_names_every_page_and_no_other(addresses: list[str]) -> None:
    assert re.findall(r"^\| `(/\w*)` \|", readme_section("Pages"), flags=re.M) == addresses


def test_the_readme_asks_the_question_of_every_page() -> None:
    rows = re.findall(r"^\| `/(\w*)` \| (.+?) \| (.+?) \|$", readme_section("Pages"), flags=re.M)
    assert [(address, title) for address, title, _ in rows] == [(entry.address, entry.title) for entry in PAGES]
    assert all(told.startswith(entry.question) for (_, _, told), entry in zip(rows, PAGES, strict=True))


def test_a_page_shows_tables_of_the_record_and_tells_changes_of_claims() -> None:
    for entry in PAGES:
        assert (ROOT / entry.file).is_file()
        assert set(entry.tables) <= set(TABLES)
        assert entry.about in subjects(RECORD)


def test_the_readme_names_every_table_with_its_rows_and_key() -> None:
    told = re.findall(r"^\| `data/(\w+)\.csv` \| ([\d,]+) \| (.+?) \|", readme_section("Tables"), flags=re.M)
    assert {name for name, _, _ in told} == set(TABLES)
    for name, rows, key in told:
        held, about = len(RECORD.tables[name]), int(rows.replace(",", ""))
        assert abs(held - about) <= max(10, about / 10), f"{name} holds {held} rows, the README says about {about}"
        assert re.findall(r"`(\w+)`", key) == list(one_or_several(TABLES[name]["schema"]["primaryKey"]))


@pytest.mark.parametrize("heading", ["Run it", "Pages", "Tables", "How to read", "What it does not say", "How to cite"])
def test_the_readme_has_what_a_reader_looks_for(heading: str) -> None:
    assert re.search(rf"^## {heading}", README, flags=re.M)


def test_the_commands_of_the_readme_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert {"run", "test"} <= set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_the_accessibility_statement_is_one_text_and_each_point_of_it_has_a_test() -> None:
    page = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| ([A-Z].+?) \| `(.+?)` \|$", page, flags=re.M)) == HOLDS
    assert re.findall(r"^- (.+)$", page.split("is not known\n")[1].split("\n## ")[0], flags=re.M) == [*GAPS]
    assert missing_tests(page) == []


def test_links_between_documents_lead_somewhere() -> None:
    documents = (
        "README.md",
        "data/README.md",
        "data/CHANGELOG.md",
        "data/boundaries/README.md",
        "docs/reliability.md",
        "docs/architecture.md",
        "docs/accessibility.md",
        "deploy/README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    )
    links = [
        ((ROOT / document).parent, target)
        for document in documents
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / document).read_text(encoding="utf-8"))
    ]
    assert links
    assert [(str(folder), target) for folder, target in links if not (folder / target).exists()] == []


def test_what_a_pattern_asks_for_is_said_in_words() -> None:
    asked = {field.get("constraints", {}).get("pattern") for name in TABLES for field in fields(name)}
    assert asked - {None, DATE_PATTERN} == set(PATTERNS)


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("package", sorted(ROOT.glob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_every_room_is_described_as_it_describes_itself(package: Path) -> None:
    says = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8")))
    assert says
    assert f"| `{package.parent.name}/` | {' '.join(says.split())} |" in ARCHITECTURE


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(r"`([\w/.]+\.(?:py|json|csv|md))`", ARCHITECTURE)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def missing_tests(page: str) -> list[str]:
    """What a page names as tests and is none."""
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", page)
    assert named
    return [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / "tests" / path).is_file()
        or f"def {test}(" not in (ROOT / "tests" / path).read_text(encoding="utf-8")
    ]


def test_what_a_promise_is_held_by_is_there() -> None:
    assert missing_tests((ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")) == []
    invented = "`serving/test_start.py::test_that_never_was`"
    assert missing_tests(invented) == ["serving/test_start.py::test_that_never_was"]


TRIALS = {
    *(f"{kind}{n}" for kind, last in {"R": 33, "A": 4, "S": 22, "X": 14, "P": 4}.items() for n in range(1, last + 1)),
    *map(str, range(1, 41)),
}  # fmt: skip


def trials(page: str) -> dict[str, str]:
    """What the page says of each trial, by its name: `R6, R7` are two of them, `1 to 14` fourteen."""
    told = {}
    for names, held_by in re.findall(r"^\| ([A-Z]?\d[\w, ]*?) \| .+? \| (.+) \|$", page, flags=re.M):
        for part in names.split(", "):
            first, _, last = part.partition(" to ")
            each = [str(number) for number in range(int(first), int(last) + 1)] if last else [part]
            told.update(dict.fromkeys(each, held_by))
    return told


def test_every_trial_has_its_test_or_its_reason() -> None:
    told = trials((ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"))
    assert set(told) == TRIALS
    assert [name for name, held_by in told.items() if "::test_" not in held_by and len(held_by) < 15] == []
    assert trials("| R6, R7 | cut | `a.py::test_b` |\n| 1 to 3 | missing | why not |") == {
        "R6": "`a.py::test_b`", "R7": "`a.py::test_b`", "1": "why not", "2": "why not", "3": "why not"
    }  # fmt: skip


@EVERY_TABLE
def test_the_data_readme_names_every_column_in_order(name: str) -> None:
    columns = re.search(r"^Columns: (.+)\.$", SECTIONS[name], flags=re.M)
    assert columns
    assert re.findall(r"`(\w+)`", columns[1]) == [field["name"] for field in fields(name)]


@EVERY_TABLE
def test_numbers_have_a_unit_or_a_column_that_says_it(name: str) -> None:
    columns = {field["name"] for field in fields(name)}
    for field in fields(name):
        if field["type"] in ("number", "integer") and field["name"] != "year":
            assert "unit" in field or "unit" in columns, f"{name}.{field['name']}"


@EVERY_TABLE
def test_a_row_that_rests_on_a_document_is_a_claim_with_a_figure_or_has_a_sentence(name: str) -> None:
    columns = {field["name"] for field in fields(name)}
    if "source_id" in columns and name not in ("sources", "sightings"):
        assert ({"low", "high", "qualifier"} <= columns) != bool(sentence(name))
    else:
        assert name not in subjects(RECORD)
    assert name not in subjects(RECORD) or not sentence(name)


def test_every_source_is_used() -> None:
    used = {
        source
        for name, table in RECORD.tables.items()
        if name != "sources" and "source_id" in table
        for source in table["source_id"].dropna()
    }
    assert set(RECORD.tables["sources"]["source_id"]) == used


def test_every_rule_that_a_fault_can_name_is_explained() -> None:
    """The rules over several cells stand in RULES; those of one cell are in the descriptor itself."""
    text = (ROOT / "loaders" / "rules.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = {
        call.args[2].value
        for call in calls
        if ast.unparse(call.func).endswith(".fault") and len(call.args) > 2 and isinstance(call.args[2], ast.Constant)
    }
    assert named <= set(RULES)
    assert len(named) > 8


def test_derived_columns_are_not_in_the_descriptor() -> None:
    """A column is described once; `row_id` of sightings stands in no table that an export gives."""
    described = {field["name"] for name in TABLES for field in fields(name)}
    assert set(DERIVED) & described == {"strength", "row_id"}, "the record's own description would win"
