"""How many parts a text has and how deep it is nested, before it is parsed.

One pass of one regular expression, some ten times cheaper than the parser. For a
text that is a filter the parts are counted as `limits.check_size` counts nodes. Where
that would take a parser (a list of one in brackets, the left side of a long sum) less
is counted, never more: what is refused here would be refused afterwards too. Counting
ends where a text is surely no filter, because the parser gets no further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from geo_zs.cql2.limits import (
    MAX_BRACKETS,
    MAX_DEPTH,
    MAX_NODES,
    too_deep,
    too_many_nodes,
)
from geo_zs.cql2.text_tokens import tokens

#: What is one part with its arguments → the most parts that these would be.
_LITERALS: Final = {"date": 1, "timestamp": 1, "bbox": 6}
#: What a group, and the list of IN, are called; no name is empty or has a blank.
_GROUP: Final = ""
_LIST: Final = " in"


def check_text_size(text: str) -> None:
    """Refuse a text with too many parts, or nested too deeply, without parsing it.

    Raises
    ------
    Cql2Error
        With the position of the first token that is too much.
    """
    count = _Count()
    for found in tokens(text):
        getattr(count, found.lastgroup or "")(found)
        if count.is_over:
            return
        if count.nodes > MAX_NODES:
            raise too_many_nodes(found.start())


class _Level:
    """What is known between two brackets, up to the token that was read last."""

    __slots__ = (
        "ands",
        "between",
        "called",
        "chain",
        "commas",
        "depth",
        "factors",
        "nodes",
        "nots",
        "ors",
    )

    def __init__(self, called: str, depth: int, nodes: int) -> None:
        self.called = called
        self.depth = depth
        #: Parts before the bracket; of a literal, what it is to have at least.
        self.nodes = nodes
        self.commas = False
        self.restart()

    def restart(self) -> None:
        """Forget the operand that ends with a comma."""
        self.ors = False
        self.between = False
        self.end_conjunction()

    def end_conjunction(self) -> None:
        self.ands = False
        self.end_negation()

    def end_negation(self) -> None:
        self.nots = 0
        self.end_sum()

    def end_sum(self) -> None:
        self.chain = 0
        self.factors = 0

    @property
    def reached(self) -> int:
        """Depth of the deepest value so far, at least."""
        return self.depth + self.nots + max(self.chain, self.factors) + 1


class _Count:
    """Counts the parts of a text; one method for each kind of token."""

    def __init__(self) -> None:
        self.nodes = 0
        self._level = _Level(_GROUP, 0, 0)
        self._outside: list[_Level] = []
        #: Whether a value is to come, so that a sign belongs to it and a word such
        #: as AND is a name; and whether NOT may come before it.
        self._is_open = True
        self._is_condition = True
        self._sign = ""
        #: Whether the parser stops here at the latest.
        self.is_over = False
        #: Name that the next bracket, if it follows at once, belongs to.
        self._called = _GROUP
        self._is_null_test = False

    def _value(self, found: re.Match[str], called: str = _GROUP) -> None:
        self.is_over = not self._is_open
        # The minus before a name is a product with -1.
        self.nodes += 3 if called and self._sign == "-" else 1
        self._check_depth(found)
        self._end_value(called)

    def _end_value(self, called: str = _GROUP) -> None:
        self._is_open = False
        self._sign = ""
        self._called = called

    def _check_depth(self, found: re.Match[str]) -> None:
        if self._level.reached > MAX_DEPTH:
            raise too_deep(found.start())

    def _operator(self, parts: int, *, is_condition: bool = False) -> None:
        self.nodes += parts
        self._is_open = True
        self._is_condition = is_condition
        self._sign = ""
        self._called = _GROUP

    def string(self, found: re.Match[str]) -> None:
        if found[0] == "'..'":
            # An open end of an interval is no part.
            self._end_value()
        else:
            self._value(found)

    def number(self, found: re.Match[str]) -> None:
        self._value(found)

    def geometry(self, found: re.Match[str]) -> None:
        self._value(found)

    def quoted(self, found: re.Match[str]) -> None:
        self._value(found, '"')

    def name(self, found: re.Match[str]) -> None:
        word = found[0].lower()
        if self._is_open:
            is_name = word == "not" and not self._is_condition
            read = None if is_name else _BEFORE.get(word)
        else:
            read = _BEHIND.get(word)
        if read is None:
            self._value(found, word)
        else:
            read(self, found)

    def opened(self, found: re.Match[str]) -> None:
        outer, called = self._level, self._called
        depth = outer.depth + outer.nots
        if called in _LITERALS:
            self.nodes -= _LITERALS[called]
        elif called:
            depth += 2 if called == _LIST else 1
        self._outside.append(outer)
        if len(self._outside) > MAX_BRACKETS:
            raise too_deep(found.start())
        self._level = _Level(called, depth, self.nodes)
        self._operator(0, is_condition=True)

    def closed(self, _found: re.Match[str]) -> None:
        inner = self._level
        if not self._outside:
            self.is_over = True
            return
        self._level = self._outside.pop()
        if inner.called in _LITERALS:
            self.nodes = max(self.nodes, inner.nodes + _LITERALS[inner.called])
        elif inner.called == _GROUP and (inner.commas or self._is_open):
            self.nodes += 1
        self._end_value()

    def comma(self, _found: re.Match[str]) -> None:
        self.is_over = self._is_open or not self._outside
        self._level.restart()
        self._level.commas = True
        self._operator(0, is_condition=True)

    def sum(self, found: re.Match[str]) -> None:
        if self._is_open:
            self.is_over = bool(self._sign)
            self._sign = found[0]
            self._is_condition = False
            return
        self._level.chain += 1
        self._level.factors = 0
        self._check_depth(found)
        self._operator(1)

    def product(self, found: re.Match[str]) -> None:
        self.is_over = self._is_open
        self._level.factors += 1
        self._check_depth(found)
        self._operator(1)

    def power(self, _found: re.Match[str]) -> None:
        self.is_over = self._is_open
        self._operator(1)

    def comparison(self, _found: re.Match[str]) -> None:
        self.is_over = self._is_open
        self._level.end_sum()
        self._operator(1)

    def word_and(self, _found: re.Match[str]) -> None:
        level = self._level
        if level.between:
            level.between = False
            self._operator(0)
        else:
            # All of a AND b AND c is one operation.
            self._operator(0 if level.ands else 1, is_condition=True)
            level.ands = True
        level.end_negation()

    def word_or(self, _found: re.Match[str]) -> None:
        level = self._level
        self._operator(0 if level.ors else 1, is_condition=True)
        level.end_conjunction()
        level.ors = True

    def word_not(self, found: re.Match[str]) -> None:
        # Behind a value LIKE, BETWEEN, IN or NULL follows, before one a condition.
        self.nodes += 1
        self._called = _GROUP
        self._level.nots += 1
        self._check_depth(found)

    def word_like(self, found: re.Match[str]) -> None:
        self.comparison(found)

    def word_between(self, found: re.Match[str]) -> None:
        self.comparison(found)
        self._level.between = True

    def word_in(self, _found: re.Match[str]) -> None:
        self._level.end_sum()
        self._operator(2)
        self._called = _LIST

    def word_is(self, _found: re.Match[str]) -> None:
        self.nodes += 1
        self._called = _GROUP
        self._is_null_test = True

    def word_null(self, _found: re.Match[str]) -> None:
        self.is_over = not self._is_null_test
        self._is_null_test = False

    def word_value(self, found: re.Match[str]) -> None:
        self._value(found)


_Reader = Callable[[_Count, re.Match[str]], None]

#: Words of the grammar in lower case, before a value (where others are names).
_BEFORE: Final[Mapping[str, _Reader]] = {
    "not": _Count.word_not,
    "null": _Count.word_value,
    "true": _Count.word_value,
    "false": _Count.word_value,
}
#: As above, behind a value, where nothing is a name.
_BEHIND: Final[Mapping[str, _Reader]] = {
    "and": _Count.word_and,
    "or": _Count.word_or,
    "not": _Count.word_not,
    "like": _Count.word_like,
    "between": _Count.word_between,
    "in": _Count.word_in,
    "is": _Count.word_is,
    "null": _Count.word_null,
    "div": _Count.product,
}
