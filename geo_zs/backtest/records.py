"""Read a table of projects of any origin, and list all of its faults at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from geo_zs.errors import DataError, Problem

#: A file that is larger is no table of projects.
MAX_BYTES: Final = 10_000_000
MAX_ROWS: Final = 20_000
MAX_CELL: Final = 5_000
#: So many faults are listed; the rest is counted.
MAX_PROBLEMS: Final = 100

#: Names of the columns: ours, then those of the collectors' table.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "project_id": ("project_id",),
    "name": ("name_zh",),
    "company": ("investor_zh", "company"),
    "industry_text": ("industry_text",),
    "tags": ("industry_tags",),
    "pledged_cny_1e8": ("pledged_cny_1e8", "investment_100m_yuan"),
    "land_ha": ("land_ha",),
    "land_mu": ("land_mu_printed", "land_mu"),
    "power_mw": ("power_mw",),
    "league": ("league", "league_code"),
    "banner": ("banner", "banner_code"),
    "park_id": ("park_id",),
    "place_confidence": ("place_confidence",),
    "parent_project_id": ("parent_project_id",),
    "base_id": ("base_id",),
}
_REQUIRED: Final = ("company", "place_confidence")
_NUMBERS: Final = ("pledged_cny_1e8", "land_ha", "land_mu", "power_mw")
_TEXTS: Final = (
    "project_id", "name", "company", "industry_text", "league", "banner", "park_id",
    "place_confidence", "parent_project_id", "base_id",
)  # fmt: skip
_CONFIDENCES: Final = ("stated", "inferred", "unknown", "")
_NUMBER: Final = re.compile(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_MAX_NUMBER: Final = 1e12
_SEPARATORS: Final = (",", ";", "\t")
_MU_PER_HA: Final = 15.0
_SHOWN: Final = 40


@dataclass(frozen=True)
class Record:
    """One project as its table tells it; empty text and None mean not given.

    Parameters
    ----------
    row : int
        Line in the file; the header is line 1.
    project_id, name, company, industry_text : str
        As written.
    tags : tuple of str
        Industry tags, the main one first.
    pledged_cny_1e8, land_ha, power_mw : float or None
        Money in 100 million yuan, land in hectares, power in megawatts.
    league, banner : str
        adcodes.
    park_id : str
        Key of the table of parks.
    place_confidence : str
        ``stated``, ``inferred``, ``unknown`` or empty.
    parent_project_id, base_id : str
        Row that holds this one, and energy base of the project.
    """

    row: int
    project_id: str = ""
    name: str = ""
    company: str = ""
    industry_text: str = ""
    tags: tuple[str, ...] = ()
    pledged_cny_1e8: float | None = None
    land_ha: float | None = None
    power_mw: float | None = None
    league: str = ""
    banner: str = ""
    park_id: str = ""
    place_confidence: str = ""
    parent_project_id: str = ""
    base_id: str = ""


def read_records(
    source: Path | IO[bytes], *, tags: frozenset[str], level: str
) -> list[Record]:
    """Read the projects of a file.

    Parameters
    ----------
    source : Path or binary file
        A CSV file, UTF-8, with the columns of ``data/projects/projects.csv`` or the
        collectors' names for them, in any order; other columns are not read. The
        separator (comma, semicolon or tab) is the one that the header is written
        with.
    tags : frozenset of str
        Industry tags that are known.
    level : str
        ``park`` or ``banner``: the column of the place that must be there.

    Returns
    -------
    list of Record
        In the order of the file.

    Raises
    ------
    DataError
        With all faults of the file (the first 100 and how many more).
    """
    name = source.name if isinstance(source, Path) else "standard input"
    rows = _rows_of(_content(source, name), name)
    positions, problems = _positions(rows[0], name, level)
    records: list[Record] = []
    seen: dict[str, int] = {}
    if not problems:
        for number, cells in enumerate(rows[1:], start=2):
            if not any(cell.strip() for cell in cells):
                continue
            record, faults = _record(cells, len(rows[0]), positions, number)
            faults += list(_wrong_values(record, tags, seen))
            problems += [
                Problem(one.field, one.message, file=name, row=number) for one in faults
            ]
            records.append(record)
    if not problems and not records:
        problems = [Problem("", "holds no project", file=name)]
    if problems:
        raise DataError(_shortened(problems, name))
    return records


def _content(source: Path | IO[bytes], name: str) -> bytes:
    """Return the bytes of a file, or say why it cannot be read."""
    try:
        if not isinstance(source, Path):
            return source.read(MAX_BYTES + 1)
        with source.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise DataError([Problem("", message, file=name)]) from error


def _separator(header: str) -> str:
    """Return the separator that makes the most known names of a header."""
    known = {name for spellings in _COLUMNS.values() for name in spellings}

    def found(separator: str) -> int:
        return sum(cell.strip(' "\r\n') in known for cell in header.split(separator))

    return max(_SEPARATORS, key=found)


def _rows_of(content: bytes, name: str) -> list[list[str]]:
    """Return the cells of a CSV file, or say why it is none."""
    fault, rows = "", []
    if len(content) > MAX_BYTES:
        fault = f"is larger than {MAX_BYTES:,} bytes"
    elif b"\0" in content:
        fault = "holds NUL bytes; save the table as CSV in UTF-8"
    else:
        try:
            lines = content.decode("utf-8-sig").splitlines(keepends=True)
            separator = _separator(lines[0] if lines else "")
            rows = list(csv.reader(lines, delimiter=separator, strict=True))
        except UnicodeDecodeError as error:
            fault = f"is not UTF-8 (byte {error.start}); save the file as UTF-8"
        except csv.Error as error:
            fault = f"is not CSV ({error}); a quote may be missing"
    if not fault and not rows:
        fault = "is empty; expected a header row"
    if len(rows) > MAX_ROWS + 1:
        fault = f"has more than {MAX_ROWS:,} rows"
    if fault:
        raise DataError([Problem("", fault, file=name)])
    return rows


def _positions(
    header: Sequence[str], file: str, level: str
) -> tuple[dict[str, int], list[Problem]]:
    """Return where each field stands, and what is wrong with the header."""
    names = [name.strip() for name in header]
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for name, spellings in _COLUMNS.items():
        columns = [at for at, one in enumerate(names) if one in spellings]
        if len(columns) > 1:
            message = f"stands more than once in the header: {', '.join(spellings)}"
            problems.append(Problem(spellings[0], message, file=file, row=1))
        if columns:
            found[name] = columns[0]
    place = {"park": "park_id", "banner": "banner"}[level]
    for name in (*_REQUIRED, place):
        if name not in found:
            message = (
                f"is missing from the header; expected {' or '.join(_COLUMNS[name])}"
            )
            problems.append(Problem(_COLUMNS[name][0], message, file=file, row=1))
    if "tags" not in found and "industry_text" not in found:
        message = "is missing from the header; expected industry_tags or industry_text"
        problems.append(Problem("industry_tags", message, file=file, row=1))
    return found, problems


def _record(
    cells: Sequence[str], width: int, positions: Mapping[str, int], number: int
) -> tuple[Record, list[Problem]]:
    """Return one row as a record, with the cells that cannot be read."""
    problems: list[Problem] = []
    if len(cells) != width:
        message = f"has {len(cells)} cells; expected {width}"
        return Record(row=number), [Problem("", message)]
    text = {name: cells[at].strip() for name, at in positions.items()}
    for name, cell in text.items():
        if len(cell) > MAX_CELL:
            problems.append(Problem(name, f"is longer than {MAX_CELL:,} characters"))
            text[name] = ""
    numbers: dict[str, float | None] = {}
    for name in _NUMBERS:
        cell = text.get(name, "")
        value = float(cell) if _NUMBER.fullmatch(cell) else None
        if cell and (value is None or value > _MAX_NUMBER):
            value = None
            problems.append(
                Problem(name, f"is {_show(cell)}; expected a number of 0 or more")
            )
        numbers[name] = value
    mu = numbers.pop("land_mu")
    if numbers["land_ha"] is None and mu is not None:
        numbers["land_ha"] = mu / _MU_PER_HA
    tags = re.split(r"[;|]", text.get("tags", ""))
    return (
        Record(
            row=number,
            tags=tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
            pledged_cny_1e8=numbers["pledged_cny_1e8"],
            land_ha=numbers["land_ha"],
            power_mw=numbers["power_mw"],
            **{name: text.get(name, "") for name in _TEXTS},
        ),
        problems,
    )


def _wrong_values(
    record: Record, tags: frozenset[str], seen: dict[str, int]
) -> Iterator[Problem]:
    """Yield what no project can have; remember the ids."""
    for tag in record.tags:
        if tag not in tags:
            message = f"names {_show(tag)}, which is no industry; see industries.csv"
            yield Problem("industry_tags", message)
    if record.place_confidence not in _CONFIDENCES:
        yield Problem(
            "place_confidence",
            f"is {_show(record.place_confidence)}; expected stated, inferred, unknown "
            "or an empty cell",
        )
    key = record.project_id
    if key and key in seen:
        message = f"{_show(key)} stands in row {seen[key]} already"
        yield Problem("project_id", message)
    elif key:
        seen[key] = record.row


def _shortened(problems: Sequence[Problem], file: str) -> list[Problem]:
    """Return the first faults and one line that counts the rest."""
    more = len(problems) - MAX_PROBLEMS
    if more <= 0:
        return list(problems)
    return [*problems[:MAX_PROBLEMS], Problem("", f"{more} more faults", file=file)]


def _show(cell: str) -> str:
    """Return a cell for a message: short, and with nothing that a terminal obeys."""
    return repr(cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…")
