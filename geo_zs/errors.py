"""The errors of geo_zs.

One tree, cut by what the caller can do::

    GeoZsError
    ├── DataError            a shipped or given data file is wrong: mend the file
    ├── CrsError             geometry without, or with another, reference system
    ├── UnknownPlaceError    no place has this name: see ``near``
    ├── AmbiguousPlaceError  several places have this name: see ``candidates``
    ├── RequirementError     an investor's requirement is wrong: see ``problems``
    ├── QueryError           a query of features is wrong: see ``problems``
    ├── Cql2Error            a filter cannot be read or evaluated: see ``at`` (in cql2)
    ├── CriterionError       a criterion or a weight is not usable
    │   └── JudgementError   judgements of weights do not agree: see ``problems``
    ├── SettingError         a setting of the service is missing or wrong
    ├── MissingGroupError    an optional group of libraries is not installed
    └── RegisterError        the register of projects cannot do what was asked
        ├── RecordError          values cannot be kept: see ``problems``
        ├── UnreadableFileError  a given file cannot be read: see ``problems``
        ├── UnknownRecordError   no record has this key, or not for this account
        ├── ConflictError        somebody else changed the record: see ``current``
        └── ForbiddenError       the account may not do this

Details are attributes, not only text. Errors that stand for many faults carry
all of them in ``problems``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: What is said of text with half a character, which no answer could repeat.
BROKEN_TEXT: Final = "holds half a character (a lone surrogate); send whole ones"


def is_broken(text: str) -> bool:
    """Tell whether a text holds half a character, so that it is no Unicode text."""
    return not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text)


@dataclass(frozen=True)
class Problem:
    """One fault, where it stands and what to do about it.

    Parameters
    ----------
    field : str
        Name of the column, or path of the field in a request (``limits.area``).
    message : str
        What came, what was expected, what to do.
    file : str or None
        Name of the file, relative to its folder of tables; None for a request.
    row : int or None
        Row in the file as a spreadsheet counts it (the header is row 1).
    zh : str
        The message in Chinese; empty where nobody has said it in Chinese.
    """

    field: str
    message: str
    file: str | None = None
    row: int | None = None
    zh: str = dataclasses.field(default="", compare=False, kw_only=True)

    def __str__(self) -> str:
        """Return the fault as one line: file, row, field, message."""
        where = " ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row is not None else None,
            )
            if part
        )
        subject = f"{self.field}: {self.message}" if self.field else self.message
        return f"{where}: {subject}" if where else subject


class GeoZsError(Exception):
    """Base of all errors raised on purpose by geo_zs."""

    #: The message in Chinese; empty where nobody has said it in Chinese.
    zh: str = ""


class _ProblemsError(GeoZsError):
    """An error that carries a list of faults."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DataError(_ProblemsError):
    """A data file is missing, damaged or contradicts another one."""


class CrsError(GeoZsError):
    """Geometry has no coordinate reference system, or not the one needed."""


class UnknownPlaceError(GeoZsError):
    """No place is known by this name.

    Parameters
    ----------
    name : str
        The name that was looked up.
    near : sequence of str
        Names of places that are spelled or pronounced alike, best first.
    """

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name = name
        self.near: tuple[str, ...] = tuple(near)
        hint = f"; near: {', '.join(self.near)}" if self.near else ""
        super().__init__(f"no place is known as {name!r}{hint}")


class AmbiguousPlaceError(GeoZsError):
    """Several places are known by this name.

    Parameters
    ----------
    name : str
        The name that was looked up.
    candidates : sequence of object
        The places, each with ``kind``, ``id``, ``name_zh`` and ``name_en``.
    """

    def __init__(self, name: str, candidates: Sequence[object]) -> None:
        self.name = name
        self.candidates: tuple[object, ...] = tuple(candidates)
        super().__init__(
            f"{name!r} names {len(self.candidates)} places; "
            "say the kind or the league, or use the id"
        )


class RequirementError(_ProblemsError):
    """A requirement has fields that are unknown, of wrong type or impossible."""


class QueryError(_ProblemsError):
    """A query of features has parameters that are unknown or impossible."""


class CriterionError(GeoZsError):
    """A criterion or its weight cannot be used."""


class JudgementError(CriterionError, _ProblemsError):
    """Judgements of weights are incomplete or contradict each other."""


class SettingError(GeoZsError):
    """A setting of the service is missing or has an unusable value."""


class MissingGroupError(GeoZsError):
    """An optional group of libraries is not installed.

    Parameters
    ----------
    what : str
        What needs it.
    group : str
        Its name.
    """

    def __init__(self, what: str, group: str) -> None:
        self.group = group
        super().__init__(
            f"{what} needs the optional group {group!r}; install it with: "
            f"pip install 'geo_zs[{group}]'"
        )


class RegisterError(GeoZsError):
    """The register of projects cannot do what was asked."""


class RecordError(RegisterError, _ProblemsError):
    """Values of a record cannot be kept; carries every fault."""


class UnreadableFileError(RegisterError, _ProblemsError):
    """A file that was given cannot be read, or is refused; carries every fault."""


class UnknownRecordError(RegisterError):
    """No record has this key, or none that the account may see.

    Parameters
    ----------
    kind : str
        What was looked for: ``project``, ``ledger_entry``, ….
    key : str
        The key that was looked up.
    """

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key
        super().__init__(f"the register holds no {kind} {key!r}")


class ConflictError(RegisterError):
    """A record was changed by somebody else since it was read.

    Parameters
    ----------
    kind, key : str
        Which record.
    current : mapping of str to object
        Its values now, with ``version``, ``updated_by`` and ``updated_at``.
    """

    def __init__(self, kind: str, key: str, current: Mapping[str, object]) -> None:
        self.kind = kind
        self.key = key
        self.current = dict(current)
        super().__init__(
            f"{kind} {key!r} was changed by {self.current.get('updated_by')} "
            f"at {self.current.get('updated_at')}; nothing was overwritten: "
            "read it again and repeat your change"
        )


class ForbiddenError(RegisterError):
    """The account may not do this; the message says what would be needed."""
