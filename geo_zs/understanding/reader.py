"""Read an investor's words: the one way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from geo_zs.understanding.capacities import read_capacity
from geo_zs.understanding.folding import fold, is_han
from geo_zs.understanding.hints import (
    LOWER_END,
    WISHES,
    conflict_hint,
    note_hint,
    phase_hint,
    range_hint,
    usual_hints,
    wish_hint,
)
from geo_zs.understanding.industry import Industries, company_names, read_industries
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.misses import near_misses
from geo_zs.understanding.places import read_places
from geo_zs.understanding.quantities import read_quantities
from geo_zs.understanding.quantity import UNITS, Reading, canonical
from geo_zs.understanding.result import (
    Capacity,
    Hint,
    NotEvaluated,
    Phrase,
    Understood,
)
from geo_zs.understanding.tokens import Tokens, tokenize

#: Longest text that is read.
MAX_TEXT: Final = 2000
#: Largest value of a field; what lies beyond is no quantity of a project.
_LARGEST: Final = {
    "land_ha": 1e6,
    "power_mw": 1e6,
    "water_m3_per_day": 1e8,
    "investment_cny_1e8": 1e6,
    "investment_usd_1e8": 1e6,
    "green_power_share_min": 1.0,
    "energy_tce_per_year": 1e9,
    "output_cny_1e8_per_year": 1e6,
}
_LARGEST_KM: Final = 5000.0
#: Two values nearer than this are one: 300 亩 and 20 公顷.
_SAME: Final = 0.005


def read(text: str, lexicon: Lexicon) -> Understood:
    """Read a text.

    Parameters
    ----------
    text : str
        Chinese or English, any characters; only the first `MAX_TEXT` are read.
    lexicon : Lexicon
        The compiled vocabulary.

    Returns
    -------
    Understood
        Never raises: what has no clear meaning is listed as not understood.
    """
    kept = text[:MAX_TEXT]
    tokens = tokenize(fold(kept), lexicon)
    industries = read_industries(tokens, lexicon)
    names = company_names(tokens)
    result = _Result(kept, tokens)
    readings = read_quantities(tokens, industries)
    result.add_industries(industries)
    result.add_quantities(readings)
    capacity = result.add_capacities(readings, industries, lexicon)
    places = read_places(kept, tokens, industries, names)
    result.phrases += places.phrases
    result.hints += places.hints
    result.slices += places.not_understood
    if places.limits:
        result.request.setdefault("limits", {}).update(places.limits)
    not_evaluated = result.read_unevaluated()
    result.add_silent_clauses()
    hints = [*result.hints, *usual_hints(result.request, capacity, lexicon)]
    misses = () if industries.tags else near_misses(kept, tokens, industries, lexicon)
    return Understood(
        text=text,
        industry_tags=industries.tags,
        request=result.request,
        phrases=tuple(sorted(result.phrases, key=lambda one: (one.start, one.end))),
        not_understood=result.not_understood(),
        not_evaluated=not_evaluated,
        hints=tuple(dict.fromkeys(hints)),
        near_misses=misses,
        capacity=capacity,
        words=industries.words,
    )


class _Result:
    """Collects what a text is read as."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = tokens
        self.request: dict[str, Any] = {}
        self.phrases: list[Phrase] = []
        self.hints: list[Hint] = []
        self.slices: list[tuple[int, int]] = []

    def _original(self, start: int, end: int) -> tuple[str, int, int]:
        return self.tokens.original(self.text, start, end)

    def add_industries(self, industries: Industries) -> None:
        """Add the phrase of every industry that is named."""
        main = industries.tags[0] if industries.tags else ""
        for mention in industries.mentions:
            if not mention.tag:
                continue
            token = self.tokens.items[mention.token]
            role = mention.role
            if mention.tag in industries.tags and role in ("main", "supporting"):
                role = "main" if mention.tag == main else "also"
            piece, start, end = self._original(token.start, token.end)
            self.phrases.append(
                Phrase(piece, start, end, "industry", mention.tag, relation=role)
            )

    def add_quantities(self, readings: Iterable[Reading]) -> None:
        """Fill the fields; a field with several values stays empty."""
        by_field: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.note:
                self.hints.append(note_hint(reading.note))
            if reading.field == "capacity":
                continue
            if reading.is_wish and reading.field in WISHES and _is_possible(reading):
                self.hints.append(wish_hint(reading.field))
                self.slices.append((reading.start, reading.end))
                continue
            if not reading.field or not _is_possible(reading):
                self.slices.append((reading.start, reading.end))
                continue
            by_field.setdefault(reading.field, []).append(reading)
        for field, found in by_field.items():
            self._fill(field, found)

    def _fill(self, field: str, found: list[Reading]) -> None:
        """Fill one field from its readings."""
        whole = [one for one in found if not one.is_phase]
        if whole and len(whole) < len(found):
            self.hints.append(phase_hint(field, is_used=False))
            self.slices += [(one.start, one.end) for one in found if one.is_phase]
            found = whole
        bounds = _bounds(found)
        if bounds is not None:
            low, high = bounds
        else:
            low, high = canonical(found[0])
            if any(not _same((low, high), canonical(one)) for one in found[1:]):
                values = [canonical(one)[1] for one in found]
                self.hints.append(conflict_hint(field, values))
                self.slices += [(one.start, one.end) for one in found]
                return
        if not whole:
            self.hints.append(phase_hint(field, is_used=True))
        if low != high:
            self.hints.append(range_hint(field, low, high))
        value = low if field in LOWER_END else high
        target = self.request
        *path, name = field.split(".")
        for part in path:
            target = target.setdefault(part, {})
        target[name] = value
        for one in found:
            piece, start, end = self._original(one.start, one.end)
            self.phrases.append(
                Phrase(piece, start, end, field, value, UNITS[field], one.relation)
            )

    def add_capacities(
        self, readings: Iterable[Reading], industries: Industries, lexicon: Lexicon
    ) -> tuple[Capacity, ...]:
        """Add the phrases of capacities and return them."""
        main = industries.tags[0] if industries.tags else ""
        found = []
        for reading in readings:
            if reading.field != "capacity":
                continue
            piece, start, end = self._original(reading.start, reading.end)
            made = read_capacity(reading, piece, main, lexicon)
            found.append(made)
            self.phrases.append(
                Phrase(
                    piece,
                    start,
                    end,
                    "capacity",
                    made.value,
                    made.unit,
                    reading.relation,
                )
            )
        return tuple(found)

    def read_unevaluated(self) -> tuple[NotEvaluated, ...]:
        """Return the words that ask for what is not evaluated."""
        found: dict[str, NotEvaluated] = {}
        for number, token in enumerate(self.tokens.items):
            reason = token.meaning.unevaluated
            if reason is None:
                continue
            before = self.tokens.items[number - 1] if number else None
            if (
                before is not None
                and before.has("negation")
                and not self.tokens.gap(number - 1, number).strip()
            ):
                continue
            piece, _, _ = self._original(token.start, token.end)
            found.setdefault(
                piece, NotEvaluated(piece, reason.rule_id, reason.zh, reason.en)
            )
        return tuple(found.values())

    def add_silent_clauses(self) -> None:
        """Report the clauses in which nothing was recognised."""
        spoken = {
            token.clause
            for token in self.tokens.items
            if token.measure is not None or _says_something(token.meaning)
        }
        listed = {self._clause(start) for start, _ in self.slices}
        read_at = [one.start for one in self.phrases]
        for clause, (start, end) in enumerate(self.tokens.clauses):
            if clause in spoken or clause in listed:
                continue
            first, last = self.tokens.folded.span(start, end)
            if any(first <= at < last for at in read_at):
                continue
            piece = self.tokens.folded.text[start:end]
            letters = sum(is_han(char) or char.isalnum() for char in piece)
            if letters >= 2 and not self._is_filler(clause):
                lead = len(piece) - len(piece.lstrip())
                self.slices.append((start + lead, start + len(piece.rstrip())))

    def _clause(self, at: int) -> int:
        """Return the number of the clause that holds a folded place."""
        for number, (start, end) in enumerate(self.tokens.clauses):
            if start <= at <= end:
                return number
        return -1

    def _is_filler(self, clause: int) -> bool:
        """Tell whether filler covers all letters of a clause."""
        start, end = self.tokens.clauses[clause]
        covered = sum(
            token.end - token.start
            for token in self.tokens.items
            if token.clause == clause
        )
        text = self.tokens.folded.text[start:end]
        return covered >= sum(is_han(char) or char.isalnum() for char in text)

    def not_understood(self) -> tuple[str, ...]:
        """Return the pieces that were not understood, in the order of the text."""
        pieces = []
        told = [
            (token.start, token.end)
            for token in self.tokens.items
            if token.meaning.unevaluated is not None
        ]
        slices = set(self.slices)
        for start, end in sorted(slices):
            said = any(start <= first and last <= end for first, last in told)
            inside = any(
                first <= start and end <= last and (first, last) != (start, end)
                for first, last in slices
            )
            if start < end and not said and not inside:
                pieces.append(self._original(start, end)[0].strip())
        return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _says_something(meaning: Any) -> bool:  # noqa: ANN401  Meaning
    """Tell whether a word is more than filler."""
    return (
        meaning.industry is not None
        or bool(meaning.sector)
        or meaning.port is not None
        or meaning.place is not None
        or meaning.unevaluated is not None
        or not meaning.roles.isdisjoint({"chemical_park", "noise", "company"})
    )


def _is_possible(reading: Reading) -> bool:
    """Tell whether a value can be one of its field."""
    low, high = canonical(reading)
    largest = _LARGEST.get(reading.field, _LARGEST_KM)
    zero = reading.field.endswith("_km_max") or (
        reading.field == "green_power_share_min"
    )
    return high <= largest and (zero or low > 0)


def _bounds(found: list[Reading]) -> tuple[float, float] | None:
    """Return the ends that 不少于 and 不超过 give together, or None."""
    if len(found) != 2:
        return None
    relations = {one.relation: canonical(one)[1] for one in found}
    low = relations.get("ge", relations.get("gt"))
    high = relations.get("le", relations.get("lt"))
    if low is None or high is None or low > high:
        return None
    return low, high


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether two readings give the same value."""
    return all(
        abs(a - b) <= _SAME * max(abs(a), abs(b))
        for a, b in zip(one, other, strict=True)
    )
