"""What a text says about places, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from geo_zs.understanding.industry import Industries
from geo_zs.understanding.limit_distances import far_clauses
from geo_zs.understanding.result import Hint, Phrase
from geo_zs.understanding.surroundings import Surroundings
from geo_zs.understanding.tokens import Token, Tokens


@dataclass
class Places:
    """What a text says about places.

    Parameters
    ----------
    limits : dict
        Members of ``limits``.
    phrases : list of Phrase
        Where each came from.
    not_understood : list of (int, int)
        Folded slices that name a place to no clear end.
    hints : list of Hint
        Remarks.
    told : list of (int, int)
        Folded slices that a remark is on.
    """

    limits: dict[str, Any] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    not_understood: list[tuple[int, int]] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    told: list[tuple[int, int]] = field(default_factory=list)


class PlaceWords:
    """The words around the places of one text, and what was found there.

    Parameters
    ----------
    text : str
        The original text.
    tokens : Tokens
        The text cut into pieces.
    industries : Industries
        The industries that it names.
    names : list of (int, int)
        Folded slices that are names of firms.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        industries: Industries,
        names: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.items = tokens.items
        self.industries = industries
        self.names = names
        self.found = Places()
        self.far = far_clauses(Surroundings(tokens, industries))

    def add_phrase(
        self, start: int, end: int, name: str, *, value: str | bool, relation: str = ""
    ) -> None:
        """Add the phrase of a folded slice, and the limit that it fills."""
        piece, first, last = self.tokens.original(self.text, start, end)
        self.found.phrases.append(
            Phrase(
                piece, first, last, f"limits.{name}", value, relation=relation or "eq"
            )
        )

    def has_in_clause(self, number: int, *roles: str) -> bool:
        """Tell whether a token of the same clause has one of the roles."""
        clause = self.items[number].clause
        return any(token.clause == clause and token.has(*roles) for token in self.items)

    def beside(self, number: int, step: int) -> Token | None:
        """Return the next token of the clause if only blanks lie between, or None."""
        return self.tokens.beside(number, step, passes=" :")

    def is_in_name(self, token: Token) -> bool:
        """Tell whether a word is part of the name of a firm."""
        return any(a <= token.start and token.end <= b for a, b in self.names)

    def is_negated(self, number: int) -> bool:
        """Tell whether 不, 非 or 除 stands before."""
        before = self.beside(number, -1)
        return before is not None and before.has("negation", "except_open")
