"""Facts about a language that are read once, such as its names of places, without keeping all that Babel knows."""

from collections.abc import Callable
from typing import Final, TypeVar

from babel import Locale, localedata

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
                del localedata._cache[name]
