"""Who may import whom, and what no file may hold: found by reading every file, not by hoping."""

import ast
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.live import RECORD

ROOT = Path(__file__).parents[1]
# language <- geography <- loaders <- words, look, subjects <- charts, exports <- pages <- dashboard.py, others beside
# them. Who is not named may not be imported.
MAY_IMPORT = {
    "language": {"language"},
    "geography": {"language", "geography"},
    "loaders": {"language", "geography", "loaders"},
    "words": {"language", "loaders", "words"},
    "look": {"language", "loaders", "look"},
    "subjects": {"language", "geography", "loaders", "subjects"},
    "charts": {"language", "loaders", "words", "look", "subjects", "charts"},
    "links": {"language", "geography", "loaders", "subjects", "links"},
    "exports": {"language", "loaders", "words", "look", "subjects", "exports"},
    "serving": {"language", "loaders", "subjects", "serving"},
    "pages": {
        "language",
        "geography",
        "loaders",
        "words",
        "look",
        "subjects",
        "charts",
        "links",
        "exports",
        "serving",
        "pages",
    },
    "dashboard": {"language", "exports", "links", "pages", "serving"},
    "scripts": {"language", "loaders", "scripts", "serving"},
    "benchmarks": {"language", "loaders", "words", "look", "subjects", "charts", "exports", "serving", "benchmarks"},
}
SHUT_OUT = {
    "language": {"streamlit", "plotly", "pandas"},
    "geography": {"streamlit", "plotly", "pandas"},
    "loaders": {"streamlit", "plotly"},
    "words": {"streamlit", "plotly"},
    "look": {"streamlit", "plotly"},
    "subjects": {"streamlit", "plotly"},
    "charts": {"streamlit", "pathlib", "os", "io", "open"},
    "exports": {"streamlit"},
}
MEETING_PLACES = {
    f"charts.{name}"
    for name in ("advances", "apart", "events", "figure", "labels", "map_view", "marks", "theme", "widths")
}
MEETING_ROOM = "pages._parts."
UNSAFE = {"unsafe_allow_html", "unsafe_allow_javascript", "eval", "exec", "read_pickle"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "requests", "httpx", "aiohttp", "http", "ftplib"}
UNSAFE_MODULES |= {"urllib.request", "urllib.error"}  # its parsing of addresses fetches nothing
VOCABULARIES = (  # names, which no program fetches
    "http://www.w3.org/2005/Atom",
    "http://www.w3.org/2000/svg",
    "http://www.geopackage.org/spec121/#extension_schema",
)
ADDRESS = re.compile(r"(?:https?:|wss?:|['\"(])//[\w.-]+\.\w+")


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def parts_of(path: Path) -> str:
    """Where the parts of a long page stand, for that page alone: those of pages/x.py in pages/_x/."""
    return f"pages._{path.parent.name.strip('_') if path.parent.name != 'pages' else path.stem}."


FILES = [path for room in MAY_IMPORT for path in sorted([*ROOT.glob(f"{room}.py"), *ROOT.glob(f"{room}/**/*.py")])]


@cache
def tree(path: Path) -> ast.Module:
    """The code of a file, read once for all rules."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The full name of every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by dots"
            is_room = "." not in str(node.module) and node.module in MAY_IMPORT
            yield from (f"{node.module}.{name.name}" for name in node.names) if is_room else [str(node.module)]


def named(path: Path) -> Iterator[str]:
    """Every name that the code of a file uses: of variables, attributes, keywords and modules."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
    for module in imported(path):
        yield from module.split(".")


def broken(rule: Callable[[Path], Collection[str]]) -> dict[str, list[str]]:
    """What `rule` finds wrong, by file."""
    found = {str(path.relative_to(ROOT)): sorted(rule(path)) for path in FILES}
    return {name: faults for name, faults in found.items() if faults}


LONGEST_FUNCTION, LONGEST_FILE = 60, 400  # lines


def too_long(text: str) -> list[str]:
    """What of a file is too long: itself, or functions, whose signature and docstring do not count."""
    found = ["the file"] if text.count("\n") > LONGEST_FILE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first, last = node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0], node.body[-1]
            if (last.end_lineno or 0) - first.lineno >= LONGEST_FUNCTION:
                found.append(node.name)
    return found


def test_no_file_and_no_function_is_longer_than_a_reader_can_hold() -> None:
    paths = [*FILES, *sorted((ROOT / "tests").glob("**/*.py"))]
    found = {str(path.relative_to(ROOT)): too_long(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: parts for name, parts in found.items() if parts} == {}
    scripts = {path.name: path.read_text(encoding="utf-8").count("\n") for path in ROOT.glob("look/*.js")}
    assert "stage.js" in scripts
    assert {name for name, lines in scripts.items() if lines > LONGEST_FILE} == set()
    body = ["    x = 1"] * LONGEST_FUNCTION
    assert too_long("\n".join(["def f():", '    """Say."""', *body])) == []
    assert too_long("\n".join(["def f():", '    """Say."""', *body, "    y = 2"])) == ["f"]
    assert too_long("x = 1\n" * LONGEST_FILE) == []
    assert too_long("x = 1\n" * (LONGEST_FILE + 1)) == ["the file"]


def test_every_room_with_code_is_held_to_the_rule() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tests"}
    assert rooms <= set(MAY_IMPORT)
    assert len(FILES) > 40


def test_imports_point_left() -> None:
    def wrong(path: Path) -> list[str]:
        tops = {module: module.split(".")[0] for module in imported(path)}
        mine = MAY_IMPORT[room_of(path)]
        return [module for module, top in tops.items() if top == "dashboard" or top in {*MAY_IMPORT} - mine]

    assert broken(wrong) == {}


def test_charts_and_pages_meet_only_where_they_may() -> None:
    def wrong(path: Path) -> set[str]:
        room, mine = room_of(path), (parts_of(path), MEETING_ROOM)
        neighbours = {
            module for module in imported(path) if room in ("charts", "pages") and module.split(".")[0] == room
        }
        return {module for module in neighbours if not module.startswith(mine)} - MEETING_PLACES

    assert broken(wrong) == {}


def test_no_streamlit_outside_the_pages() -> None:
    def wrong(path: Path) -> set[str]:
        room = room_of(path)
        return set(named(path)) & (
            {"streamlit"} if room == "links" and path.stem != "state" else SHUT_OUT.get(room, set())
        )

    assert broken(wrong) == {}


def test_plotly_s_slow_objects_are_made_in_one_place_only() -> None:
    def wrong(path: Path) -> list[str]:
        if path == ROOT / "charts" / "figure.py" or room_of(path) == "benchmarks":  # the peers are as others write them
            return []
        let_go_of = {"plotly.validator_cache"} if path == ROOT / "serving" / "memory.py" else set()
        return [module for module in {*imported(path)} - let_go_of if module.split(".")[0] == "plotly"]

    assert broken(wrong) == {}


def test_rows_of_a_frame_are_read_by_each_row() -> None:
    """Pandas would make a Series for each, which takes twenty times as long."""
    assert broken(lambda path: {*named(path)} & {"iterrows"}) == {}


def test_a_figure_is_shown_by_its_exhibit_alone() -> None:
    def wrong(path: Path) -> set[str]:
        is_free = room_of(path) != "pages" or path == ROOT / "pages" / "_parts" / "exhibit.py"
        return set() if is_free else {*named(path)} & {"plotly_chart", "chart"}

    assert broken(wrong) == {}


def bare_keys(code: ast.Module) -> set[str]:
    """The keys of controls in the session that do not carry their page; that of a container is a class alone."""
    calls = (node for node in ast.walk(code) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    shown = (call for call in calls if ast.unparse(call.func).split(".")[-1] not in ("container", "sort_values"))
    keys = {ast.unparse(keyword.value) for call in shown for keyword in call.keywords if keyword.arg == "key"}
    return {key for key in keys if not key.startswith("session.key(")}


def test_what_a_page_holds_in_the_session_carries_the_page() -> None:
    def wrong(path: Path) -> set[str]:
        held = bare_keys(tree(path)) | {*named(path)} & {"session_state"}
        return held if room_of(path) == "pages" else set()

    assert broken(wrong) == {}
    assert bare_keys(ast.parse('st.slider("Years", key="years")')) == {"'years'"}
    assert bare_keys(ast.parse('row.slider("Years", key=session.key("years"))')) == set()


def test_nothing_unsafe_and_nothing_fetched() -> None:
    def wrong(path: Path) -> set[str]:
        modules = [module.split(".") for module in imported(path)]
        return {*named(path)} & UNSAFE | {
            ".".join(parts[:depth]) for parts in modules for depth in (1, 2)
        } & UNSAFE_MODULES

    assert broken(wrong) == {}


def compared(path: Path) -> Iterator[str]:
    """Every text with which the code of a file compares something."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = node.args if node.func.attr in ("eq", "ne", "isin") else []
        else:
            continue
        for part in parts:
            each = part.elts if isinstance(part, ast.Tuple | ast.List | ast.Set) else [part]
            yield from (text.value for text in each if isinstance(text, ast.Constant) and isinstance(text.value, str))


RULED = ("qualifier", "seen", "grade")
"""Columns of codes that the rules of the loader themselves are about."""


def test_no_code_of_the_record_decides_by_its_name() -> None:
    """What a code decides it says itself, in the descriptor; loaders/codes.py has the few that are known by name."""
    fields = [field for resource in RECORD.descriptor["resources"] for field in resource["schema"]["fields"]]
    coded = [category for field in fields if field["name"] not in RULED for category in field.get("categories", ())]
    ruled = {value for field in fields if field["name"] in RULED for value in field["constraints"]["enum"]}
    said = {text for category in coded for name, text in category.items() if name not in ("value", "label")}
    names = {*RECORD.tables, *(field["name"] for field in fields)}
    codes = {category["value"] for category in coded} - said - ruled - names
    rooms = ("words", "look", "subjects", "charts", "links", "exports", "pages")
    assert broken(lambda path: {*compared(path)} & codes if room_of(path) in rooms else set()) == {}
    assert {"workers_abroad", "independent_researcher", "nationals"} <= codes


def test_no_address_of_others_in_code() -> None:
    """Outside addresses stand in the record, as sources; code and settings fetch nothing."""

    def wrong(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8")
        for name in VOCABULARIES:
            text = text.replace(f'"{name}"', "")
        return [address for address in ADDRESS.findall(text) if "127.0.0.1" not in address]

    assert broken(wrong) == {}


def test_colours_stand_in_the_palette_alone() -> None:
    def wrong(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8")
        return [] if path.name == "palette.py" else re.findall(r"['\"]#[0-9A-Fa-f]{3,8}['\"]|rgba?\(", text)

    assert broken(wrong) == {}


def test_each_rule_finds_what_breaks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart, page = (tmp_path / room / "wrong.py" for room in ("charts", "pages"))
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    monkeypatch.setitem(globals(), "FILES", [chart, page])
    for file in (chart, page):
        file.parent.mkdir()
    page.write_text("import streamlit\nstreamlit.plotly_chart({})\n")
    code = RECORD.descriptor["resources"][0]["schema"]["fields"][5]["categories"][0]["value"]
    chart.write_text(
        f"kind == {code!r}\n"
        "import pickle\nimport streamlit\nfrom pages import x\nfrom plotly import graph_objects\n"
        "from charts.host_map import y\nfor row in x.iterrows(): print('#ff0000', 'https://other.example/')\n"
    )
    for rule in (
        test_imports_point_left,
        test_charts_and_pages_meet_only_where_they_may,
        test_no_streamlit_outside_the_pages,
        test_plotly_s_slow_objects_are_made_in_one_place_only,
        test_rows_of_a_frame_are_read_by_each_row,
        test_nothing_unsafe_and_nothing_fetched,
        test_no_address_of_others_in_code,
        test_colours_stand_in_the_palette_alone,
        test_no_code_of_the_record_decides_by_its_name,
    ):
        with pytest.raises(AssertionError, match=r"charts/wrong\.py"):
            rule()
    with pytest.raises(AssertionError, match=r"pages/wrong\.py"):
        test_a_figure_is_shown_by_its_exhibit_alone()


@pytest.mark.parametrize("name", [".streamlit/config.toml", "look/style.css"])
def test_no_address_of_others_in_settings_and_look(name: str) -> None:
    assert ADDRESS.findall((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "look").glob("*.svg")), ids=lambda path: path.name)
def test_pictures_of_the_look_hold_no_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert ADDRESS.findall(text) == []
    assert "<script" not in text
