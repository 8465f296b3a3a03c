"""The line on which ``geo-zs import`` shows how far it is, on a terminal only."""

from __future__ import annotations

import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from geo_zs.imports.progress import Progress, Standing
    from geo_zs.vocab import Lang

_BAR: Final = 16
#: Seconds between two drawings of the same phase.
_EVERY: Final = 0.2


@contextmanager
def progress_line(lang: Lang, *, is_quiet: bool) -> Iterator[Progress]:
    """Give what shows progress on one line of standard error.

    Nothing is shown where that is no terminal: a log wants no line of a bar.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the words.
    is_quiet : bool
        Show nothing.
    """
    from geo_zs.imports.progress import (  # noqa: PLC0415  when needed
        Meter,
        no_progress,
    )

    if is_quiet or not sys.stderr.isatty():
        yield no_progress
        return
    meter, line = Meter(), _Line(sys.stderr, lang)

    def show(phase: str, done: int, total: int) -> None:
        line.show(meter(phase, done, total))

    try:
        yield show
        line.finish()
    finally:
        line.end()


class _Line:
    """One line of a terminal that is written over and over."""

    def __init__(self, stream: TextIO, lang: Lang) -> None:
        self._stream = stream
        self._lang = lang
        self._phase = ""
        self._drawn = 0.0
        self._width = 0

    def show(self, standing: Standing) -> None:
        """Draw where the work stands, not too often."""
        from geo_zs.imports.progress import detail_of, phase_name  # noqa: PLC0415  slow

        now = time.monotonic()
        if standing.phase == self._phase and now - self._drawn < _EVERY:
            return
        self._phase, self._drawn = standing.phase, now
        words = (
            phase_name(standing.phase, self._lang),
            detail_of(standing, self._lang),
        )
        self._draw(standing.percent, "  ".join(filter(None, words)))

    def finish(self) -> None:
        """Draw the whole bar: all is done."""
        if self._width:
            self._draw(100, "")

    def end(self) -> None:
        """Leave the line, so that what is printed next has one of its own."""
        if self._width:
            self._stream.write("\n")
            self._stream.flush()

    def _draw(self, percent: int, words: str) -> None:
        """Write over what stands on the line."""
        full = _BAR * percent // 100
        text = f"[{'#' * full}{'-' * (_BAR - full)}] {percent:3d}%  {words}".rstrip()
        text = _cut(text, shutil.get_terminal_size().columns - 1)
        width = _width_of(text)
        self._stream.write(f"\r{text}{' ' * max(0, self._width - width)}")
        self._stream.flush()
        self._width = width


def _width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese takes two each."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _cut(text: str, most: int) -> str:
    """Return as much of a text as a line has room for: a longer one would wrap."""
    while text and _width_of(text) > most:
        text = text[:-1]
    return text
