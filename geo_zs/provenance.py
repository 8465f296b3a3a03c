"""Where a statement comes from: the register of sources and the credits to print.

Every row of every table names its sources by their key in ``SOURCES.csv``. The
address of a repost is kept as text and never becomes a link: the domain is not the
publisher's, and what stands there today is not known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo_zs.errors import DataError, Problem
from geo_zs.vocab import AddressKind

_FIELDS: Final = (
    "source_id",
    "title",
    "publisher",
    "date",
    "address",
    "address_kind",
    "terms",
    "terms_zh",
    "credit",
    "used_for",
    "notes",
)
_LINKED: Final = frozenset(
    {AddressKind.OFFICIAL, AddressKind.PUBLISHER, AddressKind.DATASET}
)


@dataclass(frozen=True)
class Source:
    """One source of the register.

    Parameters
    ----------
    source_id : str
        Key, as the rows of the tables name it.
    title, publisher, date : str
        What it is, who published it and when; empty where not known.
    address : str
        Where it was read; not always a web address.
    address_kind : AddressKind
        What stands at the address.
    terms, terms_zh : str
        Licence, or why facts may be taken; in English and in Chinese.
    credit : str
        Credit that pages and exports must print; empty if none is asked for.
    used_for : tuple of str
        Tables that name the source.
    notes : str
        What it lacks, or how it was read.
    """

    source_id: str
    title: str
    publisher: str
    date: str
    address: str
    address_kind: AddressKind
    terms: str
    terms_zh: str
    credit: str
    used_for: tuple[str, ...]
    notes: str

    @property
    def link(self) -> str | None:
        """Return the address if pages may link to it, else None."""
        is_web = self.address.startswith(("https://", "http://"))
        return self.address if is_web and self.address_kind in _LINKED else None


def load_sources(path: Path) -> dict[str, Source]:
    """Read the register of sources.

    Parameters
    ----------
    path : Path
        ``SOURCES.csv``.

    Returns
    -------
    dict of str to Source
        In the order of the file.

    Raises
    ------
    DataError
        With all faults: missing file, not UTF-8, missing columns, empty or
        repeated keys, unknown kinds of address.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except FileNotFoundError as error:
        raise DataError([_problem(path, "is missing; restore the file")]) from error
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (byte {error.start}); save the file as UTF-8"
        raise DataError([_problem(path, message)]) from error
    except csv.Error as error:
        message = f"is not CSV ({error}); the file may be cut off or a quote missing"
        raise DataError([_problem(path, message)]) from error
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for number, row in enumerate(rows, start=2):
        faults = _row_problems(path, number, row, sources)
        problems += faults
        if not faults:
            sources[row["source_id"]] = _source(row)
    if not rows:
        problems.append(_problem(path, "holds no source", row=1))
    if problems:
        raise DataError(problems)
    return sources


def credits(sources: Iterable[Source] | Mapping[str, Source]) -> tuple[str, ...]:
    """Return the credits to print for `sources`, each once, sorted.

    Parameters
    ----------
    sources : iterable of Source, or mapping of str to Source
        The register, or those of its sources that a page uses.
    """
    found = sources.values() if isinstance(sources, Mapping) else sources
    return tuple(sorted({source.credit for source in found if source.credit}))


def unknown_ids(
    source_ids: Iterable[str], sources: Mapping[str, Source]
) -> tuple[str, ...]:
    """Return the keys that the register does not have, in their order."""
    return tuple(key for key in dict.fromkeys(source_ids) if key not in sources)


def _problem(
    path: Path, message: str, *, field: str = "", row: int | None = None
) -> Problem:
    return Problem(field=field, message=message, file=path.name, row=row)


def _row_problems(
    path: Path, number: int, row: Mapping[str, str], known: Mapping[str, Source]
) -> list[Problem]:
    """Return the faults of one row of the register."""
    missing = [name for name in _FIELDS if row.get(name) is None]
    if missing or None in row:
        what = f"lacks {', '.join(missing)}" if missing else "has too many cells"
        return [_problem(path, f"{what}; the row or the header is cut off", row=number)]
    problems = []
    key = row["source_id"]
    if not key or key in known:
        message = "is empty" if not key else f"is {key!r}, which stands there already"
        problems.append(_problem(path, message, field="source_id", row=number))
    if row["address_kind"] not in set(AddressKind):
        message = (
            f"is {row['address_kind']!r}; expected one of "
            f"{', '.join(kind.value for kind in AddressKind)}"
        )
        problems.append(_problem(path, message, field="address_kind", row=number))
    return problems


def _source(row: Mapping[str, str]) -> Source:
    """Return the source of a checked row."""
    return Source(
        source_id=row["source_id"],
        title=row["title"],
        publisher=row["publisher"],
        date=row["date"],
        address=row["address"],
        address_kind=AddressKind(row["address_kind"]),
        terms=row["terms"],
        terms_zh=row["terms_zh"],
        credit=row["credit"],
        used_for=tuple(row["used_for"].split(";")) if row["used_for"] else (),
        notes=row["notes"],
    )
