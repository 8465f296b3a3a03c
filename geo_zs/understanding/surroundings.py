"""The words around a number: its relation, and what stands before and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_zs.understanding.industry import Industries
from geo_zs.understanding.measures import Measure
from geo_zs.understanding.tokens import Token, Tokens

#: Relations that words before and behind a number give it.
BEFORE: Final = ("ge", "gt", "le", "lt", "about")
AFTER: Final = ("ge", "le", "about")


class Surroundings:
    """The words around the numbers of one text.

    Parameters
    ----------
    tokens : Tokens
        The text cut into pieces.
    industries : Industries
        The industries that it names.
    """

    def __init__(self, tokens: Tokens, industries: Industries) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.main = industries.tags[0] if industries.tags else ""
        self.mentions = {one.token: one for one in industries.mentions}
        self.clauses: dict[int, list[int]] = {}
        for number, token in enumerate(tokens.items):
            self.clauses.setdefault(token.clause, []).append(number)

    def phase(self, number: int) -> Token | None:
        """Return the 一期 or 其中 that stands before a number in its clause."""
        for at in self.clauses[self.items[number].clause]:
            if at < number and self.items[at].has("phase"):
                return self.items[at]
        return None

    def relation(self, number: int, measure: Measure) -> tuple[str, int, int]:
        """Return the relation, and the first and last token of number and relation."""
        relation = "about" if measure.is_loose else "eq"
        first = last = number
        while first > 0:
            before = self.items[first - 1]
            gap = self.tokens.gap(first - 1, first).strip(" :")
            found = next((r for r in BEFORE if before.has(f"pre_{r}")), None)
            same = before.clause == self.items[number].clause
            if gap or found is None or not same:
                break
            if relation == "eq" or found != "about":
                relation = found
            first -= 1
        if last + 1 < len(self.items):
            after = self.items[last + 1]
            gap = self.tokens.gap(last, last + 1).strip()
            found = next((r for r in AFTER if after.has(f"post_{r}")), None)
            if not gap and found and after.clause == self.items[number].clause:
                if relation in ("eq", "about"):
                    relation = found
                last += 1
        if measure.is_range:
            relation = "range"
        return relation, first, last

    def sides(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """Return the tokens before and behind, nearest first, up to a number."""
        clause = self.items[first].clause
        before: list[int] = []
        for at in range(first - 1, -1, -1):
            if self.items[at].clause != clause or self.items[at].measure is not None:
                break
            before.append(at)
        after: list[int] = []
        for at in range(last + 1, len(self.items)):
            if self.items[at].clause != clause or self.items[at].measure is not None:
                break
            after.append(at)
        return before, after

    def nearest(
        self, numbers: Sequence[int], roles: Sequence[str]
    ) -> tuple[int, str] | None:
        """Return the nearest token with one of the roles, and the role."""
        for at in numbers:
            for role in roles:
                if self.items[at].has(role):
                    return at, role
        return None

    def slice(self, first: int, last: int, owner: int | None) -> tuple[int, int]:
        """Return the folded slice of a number with its owner and relation."""
        start, end = self.items[first].start, self.items[last].end
        if owner is not None:
            start = min(start, self.items[owner].start)
            end = max(end, self.items[owner].end)
        return start, end
