"""What the requirements of one batch have in common, worked out once.

A function marked with `once` is pure: the same arguments give the same result. While
a batch runs (`sharing`) its results are remembered; outside a batch nothing is, so
that nothing of a single request stays in memory.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")

#: Results that a batch remembers at most; each is a few kB.
MAX_REMEMBERED: Final = 4096


class Memo:
    """Results of pure functions by function and arguments.

    Parameters
    ----------
    size : int
        How many results are kept; past that all are forgotten, which bounds memory
        and changes no result.
    """

    def __init__(self, size: int = MAX_REMEMBERED) -> None:
        self._size = size
        self._found: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], _R]) -> _R:
        """Return the result under `key`, made if it is not there."""
        if key not in self._found:
            if len(self._found) >= self._size:
                self._found.clear()
            self._found[key] = make()
        found: _R = self._found[key]
        return found

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._found)


_memo: ContextVar[Memo | None] = ContextVar("memo", default=None)


@contextmanager
def sharing(memo: Memo) -> Iterator[None]:
    """Remember in `memo` what functions marked with `once` return meanwhile."""
    token = _memo.set(memo)
    try:
        yield
    finally:
        _memo.reset(token)


def once(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a pure function as worked out once for each of its arguments in a batch.

    Parameters
    ----------
    function : callable
        Its arguments are hashable (site tables and attributes are, by identity); its
        result is not written to by anyone.
    """

    @functools.wraps(function)
    def remembered(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        memo = _memo.get()
        if memo is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        return memo.get(key, lambda: function(*args, **kwargs))

    return remembered
