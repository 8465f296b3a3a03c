"""Answers that are kept in memory with their entity tags.

A kept answer is never used without asking: the service is sent its tag and says 304
if nothing changed, which saves the bytes of a layer and not the question.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Bytes of all answers that a client keeps at most.
MOST_BYTES: Final = 64_000_000


@dataclass(frozen=True)
class KeptAnswer:
    """One answer as it came.

    Parameters
    ----------
    etag : str
        Its entity tag, with its quotes.
    content : bytes
        The body, not compressed.
    headers : mapping of str to str
        Headers, names in small letters.
    """

    etag: str
    content: bytes
    headers: Mapping[str, str]


class KeptAnswers:
    """The answers used last, up to a sum of bytes; safe between threads.

    Parameters
    ----------
    most_bytes : int
        Sum of the bodies that are kept; 0 keeps none.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._answers: OrderedDict[str, KeptAnswer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> KeptAnswer | None:
        """Return the answer of an address, or None."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer; the ones used longest ago make room for it."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._held -= len(before.content) if before else 0
            if len(answer.content) > self._most:
                return
            self._answers[key] = answer
            self._held += len(answer.content)
            while self._held > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._held -= len(oldest.content)
