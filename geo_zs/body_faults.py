"""Faults of a decoded JSON body against a JSON Schema, said so that one can mend them.

Every fault names the path of the field, what came, and what is expected. Never more
than a short piece of what came is repeated.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geo_zs.errors import BROKEN_TEXT, Problem, is_broken

#: Longest piece of what came that a message repeats.
_MAX_ECHO: Final = 40
#: Most faults that are listed; a last one says that there are more.
MAX_PROBLEMS: Final = 50

_TYPES: Final = {
    "number": "a number",
    "integer": "a whole number",
    "string": "text",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}


def body_faults(body: object, schema: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a body, at most `MAX_PROBLEMS` faults and a last one.

    Parameters
    ----------
    body : object
        Decoded JSON.
    schema : mapping
        JSON Schema (2020-12). Every object in it refuses unknown fields or says
        what they may hold.

    Returns
    -------
    list of Problem
        In the order of their paths; empty if nothing is wrong.
    """
    import jsonschema  # noqa: PLC0415  imported late: 120 ms

    found: list[Problem] = [*_not_finite(body)]
    told = {one.field for one in found}
    for error in jsonschema.Draft202012Validator(schema).iter_errors(body):
        path = ".".join(_part(part) for part in error.absolute_path)
        found += [one for one in _explain(path, error) if one.field not in told]
        if len(found) > MAX_PROBLEMS:
            break
    found.sort(key=lambda one: one.field)
    if len(found) > MAX_PROBLEMS:
        found[MAX_PROBLEMS:] = [Problem("", "and more problems; mend these first")]
    return found


def below(path: str, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems of a part of a body with the path of the part before theirs."""
    return [
        Problem(f"{path}.{one.field}" if one.field else path, one.message)
        for one in problems
    ]


def show(value: object) -> str:
    """Return a value of a body as text for a message, never long."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return f"an object with {len(value)} fields"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)} items"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of more than 60 digits"
    if isinstance(value, str):
        return (
            ascii(value[:_MAX_ECHO])
            if not value.isprintable()
            else repr(value if len(value) <= _MAX_ECHO else value[:_MAX_ECHO] + "…")
        )
    return repr(value)[:_MAX_ECHO]


def near_misses(word: str, known: Sequence[str]) -> str:
    """Return ``"; did you mean a, b?"``, or an empty text if nothing is near."""
    near = difflib.get_close_matches(word[:80], known, n=3, cutoff=0.6)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _part(key: object) -> str:
    """Return one part of a path, short and printable."""
    text = str(key)[: _MAX_ECHO * 2]
    return text if text.isprintable() else ascii(text)[1:-1][: _MAX_ECHO * 2]


def _not_finite(body: object) -> Iterator[Problem]:
    """Yield a problem for every NaN, infinity and half character, however deep."""
    stack: list[tuple[str, object]] = [("", body)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, float) and not math.isfinite(value):
            yield Problem(path, f"is {value!r}; expected a finite number")
        texts = value if isinstance(value, Mapping) else (value,)
        if any(isinstance(one, str) and is_broken(one) for one in texts):
            yield Problem(path, BROKEN_TEXT)
        entries: Iterator[tuple[object, object]] = iter(())
        if isinstance(value, Mapping):
            entries = iter(value.items())
        elif isinstance(value, list):
            entries = iter(enumerate(value))
        stack += [
            (f"{path}.{_part(key)}" if path else _part(key), item)
            for key, item in entries
        ]


def _explain(path: str, error: Any) -> Iterator[Problem]:  # noqa: ANN401  no types
    """Yield the problems of one violation: what came, what is expected."""
    rule, wanted, came = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties" and wanted is False:
        known = list(error.schema["properties"])
        for name in [name for name in came if name not in known][:20]:
            hint = near_misses(name, known) or f"; known: {', '.join(known)}"
            field = f"{path}.{_part(name)}" if path else _part(name)
            yield Problem(field, f"is no field here{hint}")
    elif rule == "required":
        for name in wanted:
            if name not in came:
                yield Problem(f"{path}.{name}" if path else name, "is missing")
    elif rule == "anyOf":
        names = [name for one in wanted for name in one.get("required", ())]
        yield Problem(path, f"needs one of {', '.join(names)}")
    elif rule == "not":
        both = " and ".join(wanted.get("required", ()))
        yield Problem(path, f"has {both} together; give only one of them")
    else:
        yield Problem(path, f"is {show(came)}; expected {_expected(rule, wanted)}")


def _expected(rule: str, wanted: object) -> str:
    """Say in words what a rule of the schema expects."""
    if rule == "type":
        names = wanted if isinstance(wanted, list) else [wanted]
        return " or ".join(_TYPES.get(str(name), str(name)) for name in names)
    if rule == "enum" and isinstance(wanted, list):
        return f"one of {', '.join(str(item) for item in wanted)}"
    words = {
        "const": f"{wanted}",
        "minimum": f"at least {wanted}",
        "exclusiveMinimum": f"more than {wanted}",
        "maximum": f"at most {wanted}",
        "minLength": "text that is not empty",
        "maxLength": f"at most {wanted} characters",
        "minItems": f"at least {wanted} items",
        "maxItems": f"at most {wanted} items",
        "uniqueItems": "each item only once",
        "minProperties": f"at least {wanted} entries",
        "maxProperties": f"at most {wanted} entries",
        "pattern": f"text of the form {wanted}",
    }
    return words.get(rule, f"{rule} {wanted}")
