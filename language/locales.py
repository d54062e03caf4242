"""Facts about a language that are read once, such as its names of places, without keeping all that Babel knows."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from babel import Locale, core, localedata

V = TypeVar("V")
ROOT: Final = "root"  # what all languages inherit, and none copies


def read_once(tag: str, read: Callable[[Locale], V]) -> V:
    """What `read` takes from a language ("ko", "zh_Hant"): numbers, text, and collections of these.

    Babel never lets go of a language: about a megabyte each, forty megabytes for those whose names of places we know.
    So one that nobody had asked for before is forgotten, and read anew should it be asked for.
    """
    held = {*localedata._cache, ROOT}
    try:
        return read(Locale.parse(tag))
    finally:
        with localedata._cache_lock:
            for name in {*localedata._cache} - held:
                _untie(localedata._cache.pop(name))


def _untie(known: dict[str, Any]) -> None:
    """Let what Babel knew of a language be freed now: its parts refer to the whole, once they have been looked at, and
    wait for the garbage collector, which comes seldom, by tens of megabytes. Whoever still reads it ties them anew."""
    for name, part in known.items():
        if isinstance(part, localedata.LocaleDataDict):
            known[name] = part._data


def let_go() -> None:
    """Forget all that Babel has read so far, and the facts about all languages that it keeps beside: whoever needs
    some of it again, such as a reader in another language than English, has it read anew in some milliseconds."""
    with localedata._cache_lock:
        localedata._cache.clear()
    core._global_data = None
