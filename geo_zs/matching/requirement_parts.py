"""The parts of a request that faults are looked for in, and how they are named.

No more than `MAX_ECHO` characters of a user's text are ever repeated.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from geo_zs.errors import Problem

#: Longest piece of a user's text that a message repeats.
MAX_ECHO: Final = 80


class Sound:
    """The parts of a request that the schema finds no fault with.

    Parameters
    ----------
    request : mapping
        Decoded JSON object.
    problems : sequence of Problem
        What is wrong with its values and members.
    """

    def __init__(self, request: Mapping[str, Any], problems: Sequence[Problem]) -> None:
        self._request = request
        self._broken = {problem.field for problem in problems}

    def get(self, path: str, default: Any) -> Any:  # noqa: ANN401  any JSON value
        """Return a member that has no fault itself; its entries may have some."""
        value: Any = self._request
        at = ""
        for part in path.split("."):
            at = join_path(at, part)
            if at in self._broken or part not in value:
                return default
            value = value[part]
        return value

    def is_whole(self, path: str) -> bool:
        """Whether nothing is wrong at `path` and below it."""
        return not any(
            one == path or one.startswith(path + ".") for one in self._broken
        )

    def items(self, path: str) -> Iterator[tuple[int, Any]]:
        """Yield number and value of the sound entries of a list."""
        for index, item in enumerate(self.get(path, ())):
            if self.is_whole(f"{path}.{index}"):
                yield index, item


def show(value: object) -> str:
    """Return a value of a request as text for a message, never more than 80 long.

    Lists and objects are named by their size, so that no nesting is followed.
    """
    text = repr(value) if isinstance(value, float) else "a value"
    if value is None or isinstance(value, bool):
        text = {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, Mapping):
        text = f"an object with {len(value)} fields"
    elif isinstance(value, list | tuple):
        text = f"a list of {len(value)} items"
    elif isinstance(value, str):
        cut = MAX_ECHO // 2
        text = repr(value if len(value) <= cut else value[:cut] + "…")
    elif isinstance(value, int):
        is_long = value.bit_length() > 200
        text = "a number of more than 60 digits" if is_long else repr(value)
    return text[:MAX_ECHO]


def near_misses(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean a, b?"``, or an empty text if nothing is near."""
    near = difflib.get_close_matches(word[:MAX_ECHO], list(known), n=3, cutoff=0.6)
    return f"; did you mean {', '.join(near)}?" if near else ""


def join_path(path: str, key: object) -> str:
    """Return the path of a field below `path`, with a long or odd key made safe."""
    part = str(key)[: MAX_ECHO - 20]
    if not part.isprintable():  # control and direction marks, half characters
        part = ascii(part)[1:-1][: MAX_ECHO - 20]
    return f"{path}.{part}" if path else part
