r"""Lines of the protocol whose half characters every reader of JSON takes.

A lone surrogate (``\ud800``) is no Unicode text: the reader of the SDK drops the
whole line, so that the call gets no answer at all. Here it becomes a sign that stands
for no character, `HALF`, and the call is refused in words.
"""

from __future__ import annotations

import io
import re
from typing import BinaryIO, Final

#: Stands for half a character; Unicode promises that no text holds it.
HALF: Final = "\ufdd0"
_ESCAPED: Final = rb"\ufdd0"
_ESCAPE: Final = re.compile(
    rb"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"
    rb"|u(?P<half>[dD][89a-fA-F][\da-fA-F]{2})|.)",
    re.DOTALL,
)


def whole(line: bytes) -> bytes:
    """Return a line of JSON with `HALF` for each lone surrogate, as long as before."""
    if b"\\ud" not in line and b"\\uD" not in line:
        return line
    return _ESCAPE.sub(
        lambda found: found[0] if found["half"] is None else _ESCAPED, line
    )


class WholeText(io.RawIOBase):
    """The lines of a stream as `whole` gives them.

    Parameters
    ----------
    lines : BinaryIO
        The stream.
    """

    def __init__(self, lines: BinaryIO) -> None:
        super().__init__()
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # the stub's buffer has no length
        """Give the next part of a line; nothing at the end."""
        if not self._rest:
            self._rest = whole(self._lines.readline())
        part = self._rest[: len(into)]
        into[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)
