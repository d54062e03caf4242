"""What stands for Streamlit when the script of a page runs without a browser and without a session."""

import importlib
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, Final

import pytest
import streamlit as st

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "pages"
PAGES: Final = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
CONTROLS: Final = (
    *("selectbox", "segmented_control", "pills", "multiselect", "slider", "select_slider", "date_input"),
    *("text_input", "number_input", "checkbox", "toggle", "radio"),
)
LISTS: Final = ("selectbox", "segmented_control", "pills", "multiselect", "radio")


class Screen:
    """Stands for Streamlit and for every container: takes whatever is shown; a control gives the value of its key."""

    def hear(self, name: str, key: str | None, value: Any, parts: tuple[Any, ...]) -> None:
        """Take down what is shown: by which function, under which key, the value of a control, all arguments."""

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *fault: object) -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def show(*parts: Any, key: str | None = None, **named: Any) -> Any:
            value = held(name, key, parts, named) if name in CONTROLS else None
            self.hear(name, key, value, (*parts, *named.values()))
            return value if name in CONTROLS else self

        return show

    def columns(self, spec: Any, **more: Any) -> list["Screen"]:
        return [self for _ in (range(spec) if isinstance(spec, int) else spec)]

    def tabs(self, names: list[str], **more: Any) -> list["Screen"]:
        return [self for _ in names]

    def button(self, label: str, *more: Any, **named: Any) -> bool:
        self.hear("button", None, None, (label,))
        return False

    def download_button(self, label: str, make: Any, name: str, *more: Any, **named: Any) -> bool:
        self.hear("download", None, None, (label, name))
        return False

    def pagination(self, *shown: Any, **more: Any) -> int:
        return 1

    def stop(self, *shown: Any, **more: Any) -> None:
        raise AssertionError("the page stopped")

    error = stop


def held(kind: str, key: str | None, parts: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """The value of a control as Streamlit has it: none but its options, each put into words."""
    value = None if key is None else st.session_state.get(key)
    if kind in LISTS and value is not None:
        label, options = parts[0], list(parts[1] if len(parts) > 1 else named.get("options", ()))
        for each in value if isinstance(value, list | tuple) else [value]:
            assert each in options, f"{each!r} is none of the options of {label}"
            if words := named.get("format_func"):
                assert isinstance(words(each), str)
    return value


class Query(dict[str, Any]):
    """The parameters of an address."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []

    def from_dict(self, given: dict[str, str]) -> None:
        self.clear()
        self.update(given)

    def to_dict(self) -> dict[str, str]:
        return dict(self)


@cache
def load_parts() -> None:
    """Import what pages are made of, before anything is put in the place of a chart: who imports it later must not
    keep what was put there."""
    for path in [*FOLDER.glob("_*.py"), *FOLDER.glob("_*/*.py")]:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@cache
def script(page: str) -> CodeType:
    """The script of a page, compiled once for all its runs."""
    path = FOLDER / f"{page}.py"
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


def run_script(page: str) -> None:
    """Run the script of a page from its first line, with names of its own."""
    exec(script(page), {"__name__": "<page>", "__file__": str(FOLDER / f"{page}.py")})


def show_on(screen: Screen, patch: pytest.MonkeyPatch) -> None:
    """Put a screen in the place of all that Streamlit shows."""
    for name in dir(st):
        if name.islower() and not name.startswith("_") and inspect.isroutine(getattr(st, name)):
            patch.setattr(st, name, getattr(screen, name))
