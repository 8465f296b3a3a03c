"""What is wrong with a filter, where, and what could stand there instead."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from geo_zs.errors import GeoZsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_zs.cql2.expression import Position

#: Characters of the faulty line that a snippet shows on each side of the fault.
_AROUND = 40


class Cql2Error(GeoZsError):
    """A filter that cannot be read, is too large, or cannot be evaluated.

    Parameters
    ----------
    message, zh : str
        What is wrong and what to do, in English and in Chinese, without the place.
    at : int, str or None
        Offset into the text (from 0), or pointer into the JSON document (RFC 6901).
    expected : sequence of str
        What could stand there, in words (``"')'"``, ``"a comparison"``).
    source : str or None
        The text that was read; the reader adds it.
    """

    def __init__(
        self,
        message: str,
        zh: str = "",
        *,
        at: Position = None,
        expected: Sequence[str] = (),
        source: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self._zh = zh
        self.at = at
        self.expected: tuple[str, ...] = tuple(expected)
        self.source = source

    @property
    def offset(self) -> int | None:
        """Characters of the text before the fault; None without a text."""
        return self.at if isinstance(self.at, int) else None

    @property
    def pointer(self) -> str | None:
        """JSON pointer to the fault; None for a text. The whole is ``""``."""
        return self.at if isinstance(self.at, str) else None

    @property
    def line(self) -> int | None:
        """Line of the fault, from 1."""
        if self.offset is None or self.source is None:
            return None
        return self.source.count("\n", 0, self.offset) + 1

    @property
    def column(self) -> int | None:
        """Column of the fault in its line, from 1, in characters."""
        if self.offset is None or self.source is None:
            return None
        return self.offset - self.source.rfind("\n", 0, self.offset)

    @property
    def zh(self) -> str:  # type: ignore[override]  # here it is made of the place and the message
        """Message and place in Chinese."""
        words = self._zh or self.message
        if self.pointer is not None:
            return f"{self.pointer or '/'}：{words}"
        if self.line is None:
            return words
        return f"第 {self.line} 行第 {self.column} 列：{words}"

    def __str__(self) -> str:
        """Return place and message as one line."""
        if self.pointer is not None:
            return f"{self.pointer or '/'}: {self.message}"
        if self.line is None:
            return self.message
        return f"line {self.line}, column {self.column}: {self.message}"

    def snippet(self) -> str:
        """Return the faulty line and a caret below the fault; empty without a text.

        A long line is cut round the fault; wide characters count two columns.
        """
        if self.offset is None or self.source is None:
            return ""
        start = self.source.rfind("\n", 0, self.offset) + 1
        end = self.source.find("\n", self.offset)
        end = len(self.source) if end < 0 else end
        first = max(start, self.offset - _AROUND)
        before = _printable(self.source[first : self.offset])
        after = _printable(self.source[self.offset : min(end, self.offset + _AROUND)])
        head = "…" if first > start else ""
        tail = "…" if end > self.offset + _AROUND else ""
        return f"{head}{before}{after}{tail}\n{' ' * _width(head + before)}^"


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
