"""What can be wrong with a requirement, said so that its author can mend it.

Every fault names the path of the field, what came, what is expected and what to do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from geo_zs.errors import BROKEN_TEXT, Problem, is_broken
from geo_zs.matching.area import Area, parse_area
from geo_zs.matching.choice_faults import choice_problems
from geo_zs.matching.requirement_parts import Sound, join_path, near_misses, show
from geo_zs.matching.requirement_schema import REQUIREMENT_SCHEMA
from geo_zs.matching.vocabulary import SHOWN_ONLY, Vocabulary

#: Most problems that are listed; a last one says how many more there are.
MAX_PROBLEMS: Final = 50
#: Longest list and widest object that is looked into at all.
_MAX_ITEMS: Final = 5000

#: Kinds of industry that stand on a banner and never in a park.
BANNER_INDUSTRIES: Final = frozenset({"power_station", "extraction"})


def find_faults(
    request: Mapping[str, Any], known: Vocabulary
) -> tuple[Area | None, list[Problem]]:
    """Check a request against the schema and the names of the data.

    Parameters
    ----------
    request : mapping
        Decoded JSON object.
    known : Vocabulary
        Names that may be used.

    Returns
    -------
    area : Area or None
        The checked ``limits.area``, if there is one.
    problems : list of Problem
        Every fault, at most `MAX_PROBLEMS` and one that counts the others. Names
        are looked at wherever the schema finds no fault.
    """
    problems = [*_oversized(request)]
    if problems:
        return None, _cap(problems)
    problems = [*_not_finite(request)]
    told = {problem.field for problem in problems}
    problems += [one for one in _against_schema(request) if one.field not in told]
    area = None
    if len(problems) <= MAX_PROBLEMS:  # else the schema was not read to its end
        sound = Sound(request, problems)
        area, faults = _read_area(sound)
        problems += [*faults, *_against_names(sound, known)]
    return area, _cap(problems)


def _cap(problems: Sequence[Problem]) -> list[Problem]:
    """Return at most `MAX_PROBLEMS` problems and a last one counting the others."""
    kept = list(problems[:MAX_PROBLEMS])
    if len(problems) > MAX_PROBLEMS:
        more = len(problems) - MAX_PROBLEMS
        kept.append(Problem("", f"and {more} more problems; mend these first"))
    return kept


def _oversized(request: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for every list or object that is too long to look into."""
    for path, value in _walk(request, limit=_MAX_ITEMS):
        if isinstance(value, Mapping | list) and len(value) > _MAX_ITEMS:
            yield Problem(
                path, f"is {show(value)}; expected at most {_MAX_ITEMS} entries"
            )


def _not_finite(request: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for every NaN, infinity and half character, however deep."""
    for path, value in _walk(request):
        if isinstance(value, float) and not math.isfinite(value):
            yield Problem(path, f"is {value!r}; expected a finite number")
        keys = value if isinstance(value, Mapping) else (value,)
        if any(isinstance(one, str) and is_broken(one) for one in keys):
            yield Problem(path, BROKEN_TEXT)


def _walk(
    request: Mapping[str, Any], *, limit: int | None = None
) -> Iterator[tuple[str, object]]:
    """Yield path and value of everything in a request, without recursion.

    What has more than `limit` entries is yielded and not entered.
    """
    stack: list[tuple[str, object]] = [("", request)]
    while stack:
        path, value = stack.pop()
        yield path, value
        if isinstance(value, Mapping | list):
            if limit is not None and len(value) > limit:
                continue
            entries = value.items() if isinstance(value, Mapping) else enumerate(value)
            stack.extend((join_path(path, key), item) for key, item in entries)


@lru_cache(maxsize=1)
def _validator() -> Any:  # noqa: ANN401  jsonschema ships no types
    """Return the validator of `REQUIREMENT_SCHEMA`; made once."""
    import jsonschema  # noqa: PLC0415  imported late: 120 ms

    jsonschema.Draft202012Validator.check_schema(REQUIREMENT_SCHEMA)
    return jsonschema.Draft202012Validator(REQUIREMENT_SCHEMA)


def _against_schema(request: Mapping[str, Any]) -> list[Problem]:
    """Return every violation of the schema as a problem."""
    problems: list[Problem] = []
    for error in _validator().iter_errors(request):
        path = ""
        for part in error.absolute_path:
            path = join_path(path, part)
        problems.extend(_explain(path, error))
        if len(problems) > MAX_PROBLEMS:
            break
    return sorted(problems, key=lambda problem: problem.field)


def _explain(path: str, error: Any) -> Iterator[Problem]:  # noqa: ANN401  as above
    """Yield the problems of one violation: what came, what is expected."""
    rule, wanted, came = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties" and wanted is False:
        yield from _unknown_fields(path, came, error.schema["properties"])
    elif rule == "anyOf":
        yield Problem("industry", "is missing; " + _MISSING_HINT)
    elif rule == "required":
        yield from (
            Problem(join_path(path, name), "is missing")
            for name in wanted
            if name not in came
        )
    elif rule == "pattern" and error.schema_path[-2] == "propertyNames":
        yield Problem(
            path, f"has the name {show(came)}; expected a column or criterion"
        )
    else:
        yield Problem(path, f"is {show(came)}; expected {_expected(rule, wanted)}")


_MISSING_HINT: Final = (
    "name the industry by its tag, such as pv_wafer, or say it in 'text'"
)
_TYPES: Final = {
    "number": "a number",
    "integer": "a whole number",
    "string": "text",
    "boolean": "true",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def _one_of_types(wanted: object) -> str:
    """Return the names of one or several types."""
    names = wanted if isinstance(wanted, list) else [wanted]
    return " or ".join(_TYPES.get(str(name), str(name)) for name in names)


def _expected(rule: str, wanted: object) -> str:
    """Say in words what a rule of the schema expects."""
    if rule == "type":
        return _one_of_types(wanted)
    if rule == "enum" and isinstance(wanted, list):
        return f"one of {', '.join(str(item) for item in wanted)}"
    words = {
        "const": "true; leave the field out if it is not needed",
        "minimum": f"at least {wanted}",
        "exclusiveMinimum": f"more than {wanted}",
        "maximum": f"at most {wanted}",
        "minLength": "text that is not empty",
        "maxLength": f"at most {wanted} characters",
        "minItems": "at least one item; leave the field out if it is not needed",
        "maxItems": f"at most {wanted} items",
        "uniqueItems": "each item only once",
        "minProperties": "at least one entry; leave the field out if not needed",
        "maxProperties": f"at most {wanted} entries",
        "pattern": f"text of the form {wanted}",
    }
    return words.get(rule, f"{rule} {wanted}")


def _unknown_fields(
    path: str, came: Mapping[str, Any], known: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield a problem for each field that does not exist."""
    extra = [name for name in came if name not in known]
    for name in extra[:20]:
        hint = near_misses(name, known) or f"; known: {', '.join(known)}"
        yield Problem(join_path(path, name), f"is no field of a requirement{hint}")
    if len(extra) > 20:
        yield Problem(path, f"has {len(extra) - 20} more unknown fields")


def _read_area(sound: Sound) -> tuple[Area | None, list[Problem]]:
    """Return the area of a request, and what is wrong with it."""
    geometry = sound.get("limits.area", None)
    if geometry is None or not sound.is_whole("limits.area"):
        return None, []
    area, faults = parse_area(geometry)
    return area, [Problem("limits.area.coordinates", fault) for fault in faults]


def _against_names(sound: Sound, known: Vocabulary) -> Iterator[Problem]:
    """Yield a problem for each name that the data do not know."""
    industries = list(_industries(sound))
    if sound.get("text", None) is not None and not industries:
        yield Problem("industry", "is missing; the text was not read before")
    for path, industry in industries:
        if industry not in known.industry_kind:
            hint = near_misses(industry, known.industry_kind)
            yield Problem(path, f"is {show(industry)}, no tag of the vocabulary{hint}")
    for index, league in sound.items("limits.leagues"):
        if league not in known.leagues:
            hint = f"; known: {', '.join(known.leagues)}"
            yield Problem(
                f"limits.leagues.{index}", f"is {show(league)}, no league{hint}"
            )
    for column, bounds in sound.get("limits.ranges", {}).items():
        yield from _range_problems(column, bounds, known.columns, sound)
    yield from _port_problems(sound, known)
    yield from choice_problems(sound, known)
    if industries:
        kind = known.industry_kind.get(industries[0][1], "")
        yield from _kind_problems(sound, kind)


def _industries(sound: Sound) -> Iterator[tuple[str, str]]:
    """Yield path and tag of the sound industries, the main one first."""
    given = sound.get("industry", None)
    if isinstance(given, str):
        yield "industry", given
    elif given is not None:
        yield from (
            (f"industry.{index}", tag) for index, tag in sound.items("industry")
        )


def _range_problems(
    column: str, bounds: Mapping[str, float], columns: Sequence[str], sound: Sound
) -> Iterator[Problem]:
    """Yield what is wrong with one entry of ``limits.ranges``."""
    path = join_path("limits.ranges", column)
    if column in SHOWN_ONLY:
        yield Problem(path, SHOWN_ONLY[column])
    elif column not in columns:
        hint = near_misses(column, columns) or f"; known: {', '.join(columns)}"
        yield Problem(path, f"is no column of the sites{hint}")
    if not sound.is_whole(path):
        return
    low, high = bounds.get("min"), bounds.get("max")
    if low is not None and high is not None and low > high:
        yield Problem(path, f"min is {low!r}, above max {high!r}; exchange them")


def _port_problems(sound: Sound, known: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with the choice of ports."""
    for index, port in sound.items("limits.port_ids"):
        path = f"limits.port_ids.{index}"
        if port in known.other_ports:
            yield Problem(path, f"is {show(port)}, which {known.other_ports[port]}")
        elif port not in known.land_ports:
            hint = near_misses(port, known.land_ports)
            hint = hint or f"; known: {', '.join(known.land_ports)}"
            yield Problem(path, f"is {show(port)}, no port of entry{hint}")
    fields = ("port_ids", "port_neighbour", "port_mode")
    if not all(sound.is_whole(f"limits.{name}") for name in fields):
        return
    asked, neighbour, mode = (sound.get(f"limits.{name}", ()) for name in fields)
    chosen = [port for port in asked if port in known.land_ports] or known.land_ports
    left = [
        port
        for port in chosen
        if neighbour in ((), known.land_ports[port][0])
        and mode in ((), known.land_ports[port][1])
    ]
    if (asked or neighbour or mode) and not left:
        yield Problem(
            "limits",
            "no open port is left by port_ids, port_neighbour and port_mode "
            "together; drop one of them",
        )


def _kind_problems(sound: Sound, kind: str) -> Iterator[Problem]:
    """Yield a problem if parks are asked for an industry that stands on banners."""
    wrong = [one for _, one in sound.items("limits.site_kinds") if one != "banner"]
    if kind in BANNER_INDUSTRIES and wrong:
        name = "power stations" if kind == "power_station" else "mines and pastures"
        yield Problem(
            "limits.site_kinds",
            f"names {', '.join(wrong)}; {name} stand on banners and never in parks; "
            'send ["banner"] or leave the field out',
        )
