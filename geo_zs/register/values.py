"""Check the values of a project one by one: types, words, forms, dates, shapes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo_zs.register.faults import RecordFault, fault, shown
from geo_zs.register.fields import RecordField, fields
from geo_zs.register.names import Names
from geo_zs.text_guard import is_seen

#: Most characters of a text whose field names no other limit.
LONGEST: Final = 500
#: Years that a date of a record may have.
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2100
#: Most vertices of a shape.
MOST_VERTICES: Final = 20_000
#: Kinds of shapes that a project may have, as shapely names them.
SHAPES: Final = ("Point", "Polygon", "MultiPolygon")
#: Fields that the register gives itself; what comes for them is not read.
DERIVED: Final = ("located_by",)
#: Field → vocabulary of `Names` that holds its keys.
_KEYS: Final[Mapping[str, str]] = {
    "league": "leagues",
    "banner": "banners",
    "park_id": "parks",
    "industry_tags": "industry_tags",
    "supersedes_id": "shipped_projects",
}
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_HALF: Final = re.compile(r"[\ud800-\udfff]")
#: Characters that show, asked for first because most texts begin with one.
_SEEN: Final = frozenset(
    map(chr, (*range(0x21, 0x7F), *range(0x4E00, 0xA000)))  # ASCII, Chinese
)
_FORMS: Final[Mapping[str, str]] = {
    "project_code": "2306-150206-04-01-123456",
    "credit_code": "91150206MA0AAAAAAX",
    "gb_t_4754": "3825",
    "pledged_currency": "CNY",
    "league": "150200",
    "banner": "150206",
}
_CREDIT_DIGITS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = tuple(3**position % 31 for position in range(17))
_EARTH: Final = {"lon": 180.0, "lat": 90.0}

Finding = tuple[str, dict[str, object]]
#: Value → (what is kept, what is wrong with it).
Checker = Callable[[Any, Names], tuple[Any, Finding | None]]


def check_fields(
    values: Mapping[str, object], known: Names, *, row: int | None = None
) -> tuple[dict[str, Any], list[RecordFault]]:
    """Check each given value by itself.

    Parameters
    ----------
    values : mapping of str to object
        By the names of the fields, and ``geometry`` (a shape, or GeoJSON). None,
        NaN and an empty text say that the value is not known.
    known : Names
        Keys that a record may name.
    row : int or None
        Number of the record among many, for the faults.

    Returns
    -------
    dict
        The values as the register keeps them: text as it came, numbers as float,
        lists as text with ``;`` between, a shape in two dimensions, None.
    list of RecordFault
        All faults, in the order of the values.
    """
    by_name = checkers()
    kept: dict[str, Any] = {}
    faults: list[RecordFault] = []
    for name, value in values.items():
        if name in DERIVED:
            continue
        checker = by_name.get(name)
        if checker is None:
            faults.append(fault(shown(name)[1:-1], "unknown_field", row=row))
            continue
        if value is None or (isinstance(value, str) and not value):
            kept[name] = None
            continue
        kept[name], finding = checker(value, known)
        if finding is not None:
            faults.append(fault(name, finding[0], finding[1], row=row))
    return kept, faults


def is_real_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that there is."""
    parts = _DATE.fullmatch(text)
    if parts is None or not text.isascii():
        return False
    year, month, day = parts.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def date_fault(text: str) -> Finding | None:
    """Return what is wrong with a date: none of the calendar, or of another age."""
    if not is_real_date(text):
        return "bad_date", {"value": shown(text)}
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return "date_out_of_range", {"value": shown(text), **years}
    return None


def credit_check_character(code: str) -> str:
    """Return the check character of a unified social credit code.

    Parameters
    ----------
    code : str
        At least the first 17 characters, of the 31 that GB 32100-2015 allows.

    Notes
    -----
    GB 32100-2015: the sum of value × 3^(position−1) modulo 31, taken from 31.
    """
    total = sum(
        weight * _CREDIT_DIGITS.index(char)
        for weight, char in zip(_CREDIT_WEIGHTS, code[:17], strict=True)
    )
    return _CREDIT_DIGITS[(31 - total % 31) % 31]


@lru_cache(maxsize=1)
def checkers() -> dict[str, Checker]:
    """Return the checker of each field of a project."""
    answer: dict[str, Checker] = {}
    for field in fields():
        if field.is_list:
            answer[field.name] = _list_checker(field)
        elif field.type == "number":
            answer[field.name] = _number_checker(field)
        else:
            answer[field.name] = _text_checker(field)
    answer["geometry"] = check_shape
    return answer


def text_fault(value: object, most: int = LONGEST) -> Finding | None:
    """Return what keeps a value from being kept as text, None if nothing does."""
    if not isinstance(value, str):
        return "not_text", {"value": shown(value)}
    if len(value) > most:
        return "too_long", {"length": len(value), "most": most}
    is_shown = not value or value[0] in _SEEN or not value.strip() or is_seen(value)
    if value.isprintable():
        return None if is_shown else ("unseen_text", {})
    found = _HALF.search(value)
    if found:
        return "half_character", {"position": found.start() + 1}
    found = _CONTROL.search(value)
    if found:
        return "hidden_characters", {"position": found.start() + 1}
    return None if is_shown else ("unseen_text", {})


def _text_checker(field: RecordField) -> Checker:
    """Return the checker of a field of text."""
    allowed = frozenset(field.allowed)
    pattern = re.compile(field.pattern, re.ASCII) if field.pattern else None
    is_date = field.quantity == "date" or field.name.endswith("_date")
    vocabulary = _KEYS.get(field.name)
    most = field.max_length or LONGEST
    has_form = bool(allowed or is_date or pattern or vocabulary)

    def word_fault(value: str, known: Names) -> Finding | None:
        keys = getattr(known, vocabulary) if vocabulary else ()
        answer: Finding | None = None
        if allowed and value not in allowed:
            words = ", ".join(field.allowed)
            answer = "not_allowed", {"value": shown(value), "allowed": words}
        elif is_date:
            answer = date_fault(value)
        elif pattern is not None and pattern.fullmatch(value) is None:
            form = _FORMS.get(field.name, field.form)
            answer = "bad_pattern", {"value": shown(value), "form": form}
        elif field.name == "credit_code":
            answer = _credit_fault(value)
        elif keys and value not in keys:
            answer = "unknown_key", {"value": shown(value)}
        return answer

    def check(value: Any, known: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        if type(value) is not str and _is_missing(value):
            return None, None
        finding = text_fault(value, most)
        if finding is None and has_form:
            finding = word_fault(value, known)
        return (value if finding is None else None), finding

    return check


def _credit_fault(code: str) -> Finding | None:
    """Return what is wrong with the check character of a credit code."""
    expected = credit_check_character(code)
    if code[17] == expected:
        return None
    return "bad_check_character", {"value": shown(code), "expected": expected}


def _number_checker(field: RecordField) -> Checker:
    """Return the checker of a field of numbers."""
    limit = _EARTH.get(field.name)
    low = field.minimum if limit is None else -limit
    high = field.maximum if limit is None else limit
    unit = f" {field.unit}" if field.unit else ""

    def check(value: Any, _: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        number = value if type(value) is float else _as_number(value)
        if number is None or math.isnan(number):
            return None, None
        finding: Finding | None = None
        if math.isinf(number):
            finding = "not_number", {"value": shown(value)}
        elif low is not None and number < low:
            finding = "too_small", {"minimum": f"{low:.12g}"}
        elif high is not None and number > high:
            finding = "too_large", {"maximum": f"{high:.12g}"}
        if finding is None:
            return number + 0.0, None  # no negative zero
        return None, (finding[0], {"value": shown(value), "unit": unit} | finding[1])

    return check


def _as_number(value: object) -> float | None:
    """Return a value as a number: infinite if it is none, None if it is missing."""
    if _is_missing(value):
        return None
    is_truth = isinstance(value, bool | np.bool_)
    if is_truth or not isinstance(value, int | float | np.integer | np.floating):
        return math.inf
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _list_checker(field: RecordField) -> Checker:
    """Return the checker of a field of lists."""
    vocabulary = _KEYS.get(field.name)

    def check(value: Any, known: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        if isinstance(value, str):
            items = [item.strip() for item in value.split(";")]
        elif isinstance(value, list | tuple):
            items = list(value)
        elif _is_missing(value):
            return None, None
        else:
            return None, ("not_list", {"value": shown(value)})
        for item in items:
            finding = text_fault(item)
            if finding is not None:
                return None, finding
        kept = list(dict.fromkeys(item for item in items if item != ""))
        keys = getattr(known, vocabulary) if vocabulary else ()
        for item in kept:
            if ";" in item or (keys and item not in keys):
                return None, ("unknown_key", {"value": shown(item)})
        joined = ";".join(kept)
        return joined or None, text_fault(joined, 1000)

    return check


def check_shape(value: Any, _: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
    """Return a shape as it is kept, and what is wrong with it."""
    shape = value
    if isinstance(value, Mapping):
        try:
            shape = shapely.geometry.shape(dict(value))
        except (
            shapely.errors.ShapelyError,
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
        ):
            return None, ("not_a_shape", {"value": shown(value)})
    if not isinstance(shape, BaseGeometry):
        if _is_missing(value):
            return None, None
        return None, ("not_a_shape", {"value": shown(value)})
    if shape.geom_type not in SHAPES:
        return None, ("not_a_shape", {"value": shape.geom_type})
    if shape.is_empty:
        return None, ("empty_shape", {})
    finding = _shape_fault(shape)
    return (None, finding) if finding else (shapely.force_2d(shape), None)


def _shape_fault(shape: BaseGeometry) -> Finding | None:
    """Return what is wrong with the vertices of a shape."""
    count = int(shapely.get_num_coordinates(shape))
    if count > MOST_VERTICES:
        return "too_many_vertices", {"count": count, "most": MOST_VERTICES}
    points = shapely.get_coordinates(shape)
    is_off = ~((np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90))
    if is_off.any():
        x, y = points[int(np.argmax(is_off))]
        return "not_on_earth", {"value": f"({x:g}, {y:g})"}
    if not shape.is_valid:
        return "invalid_shape", {"reason": shapely.is_valid_reason(shape)}
    return None


def _is_missing(value: object) -> bool:
    """Tell whether a single value says that nothing is known."""
    if value is None:
        return True
    if isinstance(value, str | bytes | Mapping | list | tuple | BaseGeometry):
        return False
    try:
        return bool(pd.isna(value))  # type: ignore[call-overload]  # any object
    except (TypeError, ValueError):
        return False
