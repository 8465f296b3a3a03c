"""Filters (CQL2) in query strings: read, and their faults told with their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_zs import cql2
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.limits import MAX_TEXT
from geo_zs.features.filters import FilterProblem
from webapp.errors import PlacedFault

if TYPE_CHECKING:
    from geo_zs.cql2.expression import Expression
    from geo_zs.errors import QueryError
    from webapp.params import Reader

LONGEST_FILTER: Final = MAX_TEXT
"""Characters of a filter in an address, as text or JSON."""
LANGUAGES: Final = ("cql2-text", "cql2-json")


def read_filter(reader: Reader) -> Expression | None:
    """Return the filter of a link; None where there is none, or a fault was noted."""
    language = reader.choice("filter-lang", LANGUAGES, "")
    text = reader.args.get("filter", "")
    if not text.strip():
        if language:
            message = "says nothing without filter; send both"
            reader.fail("filter-lang", message, "fault_alone", needed="filter")
        return None
    if len(text) > LONGEST_FILTER:
        reader.fail(
            "filter",
            f"is longer than {LONGEST_FILTER} characters; shorten it",
            "fault_long",
            count=len(text),
            maximum=LONGEST_FILTER,
        )
        return None
    try:
        if language == "cql2-json":
            return cql2.parse_json(text)
        if language == "cql2-text":
            return cql2.parse_text(text)
        return cql2.parse(text)
    except Cql2Error as error:
        note_fault(reader, error)
    return None


def note_faults(reader: Reader, error: QueryError) -> None:
    """Note the faults of a query; those of its filter with where they are."""
    for problem in error.problems:
        if isinstance(problem, FilterProblem) and problem.error is not None:
            note_fault(reader, problem.error)
        else:
            reader.problems.append(problem)


def note_fault(reader: Reader, error: Cql2Error) -> None:
    """Note the fault of a filter, with where it is and what could stand there.

    Parameters
    ----------
    reader : Reader
        With the filter among its values.
    error : Cql2Error
        From reading or evaluating the filter; evaluation does not know its text.
    """
    if error.source is None and error.offset is not None:
        error.source = reader.args.get("filter", "")
    members = {
        "line": error.line,
        "column": error.column,
        "pointer": error.pointer,
        "expected": list(error.expected) or None,
    }
    reader.problems.append(
        PlacedFault(
            "filter",
            str(error),
            zh=error.zh,
            snippet=error.snippet(),
            members={
                name: value for name, value in members.items() if value is not None
            },
        )
    )
