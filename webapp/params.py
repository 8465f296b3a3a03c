"""Query strings to values: everything is checked, all faults are reported at once.

Nothing here knows of HTTP; a wrong value raises `ParameterError`, which
``errors.py`` turns into an answer.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from geo_zs.errors import Problem
from geo_zs.text_guard import odd_digit
from webapp.errors import Fault, ParameterError
from webapp.phrases import LANGS, Lang

MAX_TEXT: Final = 200
"""Longest text taken from a link, in characters."""

Bbox = tuple[float, float, float, float]

_T = TypeVar("_T", bound=str)


@dataclass
class Reader:
    """Reads values from a query string and collects the faults.

    Parameters
    ----------
    args : mapping of str to str
        The first value of each parameter.
    """

    args: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def fail(self, name: str, message: str, key: str = "", **values: object) -> None:
        """Note a fault of the parameter `name`; `key` is its phrase for a page."""
        self.problems.append(Fault(name, message, key=key, values=values))

    def finish(self) -> None:
        """Raise `ParameterError` with all faults noted so far, if any."""
        if self.problems:
            raise ParameterError(self.problems)

    def only(self, known: Sequence[str], *, needed: Sequence[str] = ()) -> None:
        """Note a fault for each parameter that is unknown, empty or given twice.

        For programs: a form leaves fields empty, a program that does has a fault.
        That one of `needed` is empty is left to the caller.
        """
        for name, value in self.args.items():
            if name in needed:
                continue
            if name in known and not value.strip():
                self.fail(name, "is empty; leave it out if it is not needed")
            elif name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.fail(
                    name[:MAX_TEXT],
                    f"no such parameter{hint}; known are: {', '.join(known)}",
                    "fault_parameter_near" if near else "fault_parameter",
                    near=near[0] if near else "",
                    known=", ".join(known),
                )
        self.once()

    def once(self) -> None:
        """Note a fault for each parameter that is given more than once."""
        lists = getattr(self.args, "lists", dict)
        for name, values in dict(lists()).items():
            if len(values) > 1:
                message = "is given more than once; give it once"
                self.fail(name[:MAX_TEXT], message, "fault_twice")

    def text(self, name: str) -> str:
        """Return a text without surrounding space; empty when it is not given."""
        value = self.args.get(name, "").strip()
        if len(value) > MAX_TEXT:
            self.fail(
                name,
                f"has {len(value)} characters; at most {MAX_TEXT} are read",
                "fault_long",
                count=len(value),
                maximum=MAX_TEXT,
            )
            return ""
        return value

    def choice(self, name: str, allowed: Sequence[_T], default: _T) -> _T:
        """Return one of `allowed`; `default` when it is not given."""
        value = self.args.get(name, "").strip()
        if not value:
            return default
        for item in allowed:
            if item == value:
                return item
        shown = value[:MAX_TEXT]
        if not allowed:
            self.fail(name, f"is {shown!r}; nothing can be chosen", "fault_no_filter")
            return default
        self.fail(
            name,
            f"is {shown!r}; expected one of: {', '.join(allowed)}",
            "fault_choice",
            value=shown,
            allowed=", ".join(allowed),
        )
        return default

    def whole(self, name: str, *, default: int, minimum: int, maximum: int) -> int:
        """Return a whole number within bounds; `default` when it is not given."""
        value = self.args.get(name, "").strip()
        if not value:
            return default
        is_digits = value.isascii() and value.isdigit() and len(value) <= 9
        if not is_digits or not minimum <= int(value) <= maximum:
            self.fail(
                name,
                f"is {value[:MAX_TEXT]!r}; "
                f"expected a whole number from {minimum} to {maximum}",
                "fault_between",
                value=value[:MAX_TEXT],
                minimum=minimum,
                maximum=maximum,
            )
            return default
        return int(value)

    def number(self, name: str, *, minimum: float, maximum: float) -> float | None:
        """Return a finite number within bounds; None when it is not given."""
        value = self.args.get(name, "").strip()
        if not value:
            return None
        number = parse_number(value)
        if number is None or not minimum <= number <= maximum:
            self.fail(
                name,
                f"is {value[:MAX_TEXT]!r}; "
                f"expected a number from {minimum:g} to {maximum:g}",
            )
            return None
        return number

    def flag(self, name: str) -> bool:
        """Return a yes/no value; no when it is not given."""
        return self.choice(name, ("1", "0"), "0") == "1"

    def bbox(self, name: str = "bbox") -> Bbox | None:
        """Return ``(west, south, east, north)`` in degrees; None when not given."""
        value = self.args.get(name, "").strip()
        if not value:
            return None
        numbers = [parse_number(part) for part in value.split(",")]
        if len(numbers) != 4 or any(number is None for number in numbers):
            self.fail(
                name,
                f"is {value[:MAX_TEXT]!r}; "
                "expected four numbers west,south,east,north in degrees",
            )
            return None
        west, south, east, north = (number or 0.0 for number in numbers)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            self.fail(
                name,
                f"is {value[:MAX_TEXT]!r}; expected -180 ≤ west ≤ east ≤ 180 "
                "and -90 ≤ south ≤ north ≤ 90",
            )
            return None
        return (west, south, east, north)


def parse_number(text: str) -> float | None:
    """Return the finite number written as `text`, or None.

    Full-width digits, thousands separators, ``nan`` and ``inf`` are not numbers here.
    """
    cleaned = text.strip()
    if not cleaned.isascii() or "_" in cleaned:
        return None
    try:
        number = float(cleaned)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


def plain_number(text: str) -> str:
    """Return a number typed by a person as `parse_number` takes it.

    Full-width digits and signs become plain ones; spaces and the commas of thousands
    go. What is no number then stays as it was typed.

    Parameters
    ----------
    text : str
        What stands in a field.
    """
    if odd_digit(text):
        return text
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return text if parse_number(plain) is None else plain


def read_lang(args: Mapping[str, str]) -> Lang:
    """Return the language that a link asks for; Chinese when it asks for none.

    An unknown language is Chinese too: a page in the main language helps more
    than an error about the language it would be written in.
    """
    asked = args.get("lang", "zh")
    return next((lang for lang in LANGS if lang == asked), "zh")
