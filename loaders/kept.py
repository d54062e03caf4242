"""Work done once: results kept by key, within a bound, each made by one caller while the others wait for it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast

import pandas as pd

from language.messages import language

if TYPE_CHECKING:
    from loaders.tables import Record

P = ParamSpec("P")
V = TypeVar("V")

ENTRY: Final = 400
"""What an entry weighs beside its text (bytes): its key and its place."""

CELL: Final = 9
"""What a cell of a frame weighs (bytes): a number or a pointer, and whether it is missing."""

SHARED: Final = (pd.DataFrame, pd.Series, list, dict)
"""What one caller could change under another."""


class Kept(Generic[V]):
    """Values by key, those not asked for the longest let go first when together they weigh more than `most`.

    A value is made once: whoever asks for it meanwhile waits. Where making it fails, its caller gets the error and the
    next one waiting tries. A value that alone weighs more than `most` is handed out and not kept. What makes a value
    may ask for values of other keys, never for its own.
    """

    def __init__(self, most: int, weight: Callable[[V], int] = lambda value: 1) -> None:
        self.most = most
        self.made = 0  # how many values were made so far
        self.weight = 0  # of all that is kept
        self._weigh = weight
        self._lock = Lock()
        self._held: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._making: dict[Hashable, Event] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made now if it is not there."""
        while True:
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    return self._held[key][0]
                others = self._making.get(key)
                if others is None:
                    mine = self._making[key] = Event()
                    break
            others.wait()
        try:
            value = make()
            self._keep(key, value)
            return value
        finally:
            with self._lock:
                del self._making[key]
            mine.set()

    def find(self, key: Hashable) -> V | None:
        """The value of a key if it is there."""
        with self._lock:
            return self._held[key][0] if key in self._held else None

    def _keep(self, key: Hashable, value: V) -> None:
        weight = self._weigh(value)
        with self._lock:
            self.made += 1
            if weight > self.most:
                return
            self._held[key] = value, weight
            self.weight += weight
            while self.weight > self.most:
                self.weight -= self._held.popitem(last=False)[1][1]


def weight(value: object) -> int:
    """About how many bytes a value takes that is made of text, numbers, frames, and collections of these."""
    if isinstance(value, str | bytes):
        return ENTRY + len(value)
    if isinstance(value, pd.DataFrame | pd.Series):  # what pandas says itself takes a millisecond for each frame
        return ENTRY + CELL * value.size
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return ENTRY + sum(map(weight, parts))


def kept_with_record(function: "Callable[Concatenate[Record, P], V]") -> "Callable[Concatenate[Record, P], V]":
    """A function of a record and a few plain values, done once for each record, in each language in which it is asked
    for, and kept as long as it.

    Frames are handed out as copies: they share their memory until somebody changes one (pandas copies on writing). So
    are lists and dicts; one that is long and often asked for is better given as a `MappingProxyType`, which is shared.
    """

    @wraps(function)
    def once(record: "Record", *args: P.args, **kwargs: P.kwargs) -> V:
        key = (function.__module__, function.__qualname__, args, tuple(sorted(kwargs.items())), language())
        found: V = own(record.kept.get(key, lambda: function(record, *args, **kwargs)))
        return found

    return cast(Callable[Concatenate["Record", P], V], once)


def own(value: Any) -> Any:
    """What one caller may change without another seeing it."""
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)
    if isinstance(value, list):
        return [own(part) if isinstance(part, SHARED) else part for part in value]
    if isinstance(value, dict):  # often of thousands of texts: a call for each would take longer than what was kept
        return {key: own(part) if isinstance(part, SHARED) else part for key, part in value.items()}
    return value
