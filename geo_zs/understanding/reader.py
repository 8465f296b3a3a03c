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
from geo_zs.understanding.quantity import RULE_FIGURES, UNITS, Reading, canonical
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
#: Roles of words that stand for something: told if nothing was made of them.
_OBJECTS: Final = (
    *("place_other", "airport", "rail", "plant", "base", "port", "near"),
    *("green", "land_other", "water", "energy_use", *sorted(RULE_FIGURES)),
)
#: Characters that end a run of words, and small words at the ends of one.
_PARTS: Final = frozenset("、/+*=:：")
_SMALL: Final = (
    " -~.的了为是有和与及在对有其并可等以按从到个次型类级套种我你贵请也均各本该此"
)
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
    result.told += [*places.told, *names, *_mentioned(tokens, industries)]
    result.add_silent_runs()
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
        self.told: list[tuple[int, int]] = []

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
            if field in RULE_FIGURES:
                self._add_rule_figure(field, found)
            else:
                self._fill(field, found)

    def _add_rule_figure(self, field: str, found: list[Reading]) -> None:
        """Show a figure that rules read from the text; none if there are two."""
        values = {canonical(one) for one in found}
        if len(values) > 1:
            self.slices += [(one.start, one.end) for one in found]
            return
        for one in found:
            piece, start, end = self._original(one.start, one.end)
            value = one.measure.high
            self.phrases.append(
                Phrase(piece, start, end, field, value, "", one.relation)
            )

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

    def add_silent_runs(self) -> None:
        """Report every run of words that nothing was made of.

        A clause of which nothing was understood is reported whole.
        """
        covered = self._covered()
        text = self.tokens.folded.text
        content = [False] * len(text)
        for start, end in self._unknown():
            for at in range(start, end):
                content[at] = not covered[at]
        for start, end in self.tokens.clauses:
            runs = _runs(text, content, start, end)
            if not runs:
                continue
            if not any(covered[start:end]):
                piece = text[start:end]
                lead = len(piece) - len(piece.lstrip())
                self.slices.append((start + lead, start + len(piece.rstrip())))
            else:
                self.slices += [(self._with_negation(a), b) for a, b in runs]

    def _covered(self) -> list[bool]:
        """Tell of each folded character whether something was made of it."""
        folded = self.tokens.folded
        covered = [False] * len(folded.text)
        spans = [*self.slices, *self.told]
        spans += [
            (token.start, token.end)
            for token in self.tokens.items
            if token.meaning.unevaluated is not None
        ]
        for start, end in spans:
            covered[start:end] = [True] * (end - start)
        read_at = sorted((one.start, one.end) for one in self.phrases)
        for at, (first, last) in enumerate(
            zip(folded.starts, folded.ends, strict=True)
        ):
            if any(start <= first and last <= end for start, end in read_at):
                covered[at] = True
        return covered

    def _unknown(self) -> list[tuple[int, int]]:
        """Return the slices that are no grammar: unknown words, and objects."""
        unknown: list[tuple[int, int]] = []
        at = 0
        for token in self.tokens.items:
            unknown.append((at, token.start))
            is_trade = token.meaning.industry or token.meaning.sector
            if token.has(*_OBJECTS) or is_trade:
                unknown.append((token.start, token.end))
            at = token.end
        unknown += self._split_words()
        return [*unknown, (at, len(self.tokens.folded.text))]

    def _split_words(self) -> list[tuple[int, int]]:
        """Return the small words that stand inside an unknown longer one."""
        items, text = self.tokens.items, self.tokens.folded.text
        ends = {one.end for one in items}
        starts = {one.start for one in items}
        return [
            (one.start, one.end)
            for one in items
            if one.end - one.start == 1
            and one.measure is None
            and one.start not in ends
            and one.end not in starts
            and is_han(text[one.start - 1 : one.start] or " ")
            and is_han(text[one.end : one.end + 1] or " ")
        ]

    def _with_negation(self, start: int) -> int:
        """Return where a run begins with the 避开 or 不 before it."""
        for token in self.tokens.items:
            if token.end == start and token.has("negation", "far", "except_open"):
                return token.start
        return start

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


def _mentioned(tokens: Tokens, industries: Industries) -> list[tuple[int, int]]:
    """Return the slices of words that name a trade."""
    named = [(one.tag, tokens.items[one.token]) for one in industries.mentions]
    return [
        (token.start, token.end)
        for tag, token in named
        if tag or not token.has(*_OBJECTS)
    ]


def _runs(
    text: str, content: list[bool], start: int, end: int
) -> list[tuple[int, int]]:
    """Return the runs of content of a clause that are long enough to mean something.

    Blanks and small words between two pieces join them.
    """
    runs: list[tuple[int, int]] = []
    at = start
    while at < end:
        if not (content[at] and (is_han(text[at]) or text[at].isalpha())):
            at += 1
            continue
        last = at
        while last < end and content[last] and text[last] not in _PARTS:
            last += 1
        piece = text[at:last].strip(_SMALL)
        if sum(is_han(char) or char.isalpha() for char in piece) >= 2:
            begin = text.index(piece, at)
            runs.append((begin, begin + len(piece)))
        at = last
    return runs


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
