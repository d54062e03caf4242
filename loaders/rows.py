"""The rows of a frame one by one, without a Series made for each, which takes twenty times as long."""

from typing import Any, Protocol

import pandas as pd


class FrameRow(Protocol):
    """What one row of a frame holds, by column. A row that pandas gives (`frame.loc[key]`) is one, too."""

    def __getitem__(self, column: str, /) -> Any:
        """The value in a column; KeyError where the frame has none of this name."""

    def get(self, column: str, default: Any = None, /) -> Any:
        """The same, or `default` where the frame has no such column."""

    def __contains__(self, column: object, /) -> bool:
        """Whether the frame has such a column."""


class _Columns(dict[str, list[Any]]):
    """The columns of a frame as lists, each made when it is first asked for."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self.frame = frame

    def __missing__(self, column: str) -> list[Any]:
        self[column] = self.frame[column].tolist()
        return self[column]


class _RowOf:
    """One row of the frame whose columns it shares with the others."""

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: _Columns, at: int) -> None:
        self._columns, self._at = columns, at

    def __getitem__(self, column: str, /) -> Any:
        return self._columns[column][self._at]

    def get(self, column: str, default: Any = None, /) -> Any:
        return self[column] if column in self._columns.frame else default

    def __contains__(self, column: object, /) -> bool:
        return column in self._columns.frame


def each_row(frame: pd.DataFrame) -> list[FrameRow]:
    """The rows of a frame in their order, for reading: missing values are those of the column (`pd.NA`, `NaT`, nan).

    A column is read when it is first asked for: do not change the frame while its rows are read.
    """
    columns = _Columns(frame)
    return [_RowOf(columns, at) for at in range(len(frame))]
