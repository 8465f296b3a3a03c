"""Archives of the register: one file for both databases, read and checked by line.

A zip with ``manifest.json`` (format, schema, and of each table its columns, its
number of rows and the sha256 of its file) and ``tables/NAME.jsonl``: one row a line,
a JSON array in the order of the columns. The values of a backup of SQLite are those
of a backup of PostgreSQL. ``archive_write`` writes them.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo_zs.errors import Problem, UnreadableFileError
from geo_zs.register import schema
from geo_zs.register.state import tables
from geo_zs.register.told import told_problem

#: What the manifest calls the format, and its number.
FORMAT: Final = "geo_zs register archive"
FORMAT_VERSION: Final = 1
MANIFEST: Final = "manifest.json"
#: Most bytes of a manifest, and of one line of a table (attachments are in lines).
_MOST_MANIFEST: Final = 4_000_000
_MOST_LINE: Final = 64_000_000
#: Deflate cannot make a file smaller than this; a zip bomb says that it does.
_MOST_RATIO: Final = 1_100


@dataclass(frozen=True)
class ArchivedTable:
    """One table of an archive.

    Parameters
    ----------
    name : str
        Name of the table.
    columns : tuple of str
        Its columns, in the order of each line.
    rows : int
        Number of lines.
    sha256 : str
        Checksum of the lines.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        """Name of the file inside the archive."""
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself.

    Parameters
    ----------
    schema : str
        Revision of the schema.
    made_at : str
        When the backup was made, UTC.
    dialect : str
        Which database it was made from.
    tables : tuple of ArchivedTable
        Those that others point to first.
    """

    schema: str
    made_at: str
    dialect: str
    tables: tuple[ArchivedTable, ...]

    @property
    def n_rows(self) -> int:
        """Number of rows of all tables."""
        return sum(table.rows for table in self.tables)


@dataclass(frozen=True)
class Archive:
    """An archive whose manifest was read.

    Parameters
    ----------
    path : Path
        The file.
    manifest : Manifest
        What it says of itself.
    """

    path: Path
    manifest: Manifest

    def rows(self, table: ArchivedTable) -> Iterator[list[Any]]:
        """Yield the rows of a table, and compare their checksum at the end.

        Raises
        ------
        UnreadableFileError
            If the file is damaged or does not hold what its manifest says.
        """
        digest = hashlib.sha256()
        count = 0
        try:
            with (
                zipfile.ZipFile(self.path) as opened,
                opened.open(table.member) as member,
            ):
                while line := member.readline(_MOST_LINE):
                    digest.update(line)
                    count += 1
                    yield _row(line, table, count)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise _refused(key="damaged", field=table.member) from error
        if count != table.rows:
            told = {"found": count, "rows": table.rows}
            raise _refused(key="manifest_count", field=table.member, **told)
        if digest.hexdigest() != table.sha256:
            raise _refused(key="changed_since", field=table.member)

    def check(self) -> None:
        """Read everything once.

        Raises
        ------
        UnreadableFileError
            With the faults of every table.
        """
        problems: list[Problem] = []
        for table in self.manifest.tables:
            try:
                for _ in self.rows(table):
                    pass
            except UnreadableFileError as error:
                problems += error.problems
        if problems:
            raise UnreadableFileError(problems)


def open_archive(path: Path) -> Archive:
    """Read the manifest of an archive.

    Raises
    ------
    UnreadableFileError
        If the file is not an archive of a register, is damaged, or was made with
        another schema.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            manifest = _read_manifest(opened)
    except FileNotFoundError as error:
        raise _refused(key="not_there") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _refused(key="no_archive") from error
    except (OSError, RuntimeError) as error:
        raise _refused(key="not_read") from error
    return Archive(path, manifest)


def _read_manifest(opened: zipfile.ZipFile) -> Manifest:
    """Return the manifest of an opened archive, which holds what it says."""
    sizes = {one.filename: one for one in opened.infolist()}
    if MANIFEST not in sizes or sizes[MANIFEST].file_size > _MOST_MANIFEST:
        raise _refused(key="no_manifest", manifest=MANIFEST)
    try:
        told = json.loads(opened.read(MANIFEST).decode("utf-8"))
        is_ours = told["format"] == FORMAT
        version = told["format_version"]
        found = Manifest(
            schema=str(told["schema"]),
            made_at=str(told["made_at"]),
            dialect=str(told["dialect"]),
            tables=tuple(
                ArchivedTable(
                    name=str(one["name"]),
                    columns=tuple(map(str, one["columns"])),
                    rows=int(one["rows"]),
                    sha256=str(one["sha256"]),
                )
                for one in told["tables"]
            ),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(key="foreign_manifest", manifest=MANIFEST) from error
    if not is_ours or version != FORMAT_VERSION:
        raise _refused(
            key="other_format",
            found=f"{told['format']!r} {version!r}",
            wanted=f"{FORMAT!r} {FORMAT_VERSION}",
        )
    _check_contents(found, sizes)
    return found


def _check_contents(manifest: Manifest, sizes: Mapping[str, zipfile.ZipInfo]) -> None:
    """Refuse an archive of another schema, or with other files than it says."""
    if manifest.schema != schema.HEAD:
        raise _refused(key="other_schema", found=manifest.schema, wanted=schema.HEAD)
    problems: list[Problem] = []
    known = {table.name: tuple(c.name for c in table.c) for table in tables()}
    told = {table.name: table.columns for table in manifest.tables}
    if told != known or len(manifest.tables) != len(known):
        problems.append(told_problem("other_tables"))
    for name, one in sizes.items():
        if name != MANIFEST and name not in {table.member for table in manifest.tables}:
            problems.append(told_problem("foreign_member", name[:100]))
        elif one.file_size > _MOST_RATIO * max(one.compress_size, 1):
            problems.append(told_problem("too_large", name))
    for table in manifest.tables:
        if table.member not in sizes:
            problems.append(told_problem("missing", table.member))
    if problems:
        raise UnreadableFileError(problems)


def _row(line: bytes, table: ArchivedTable, number: int) -> list[Any]:
    """Return one line of a table as values."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(key="line_not_json", field=table.member, line=number) from error
    if not isinstance(values, list) or len(values) != len(table.columns):
        told = {"line": number, "count": len(table.columns)}
        raise _refused(key="line_not_row", field=table.member, **told)
    return values


def _refused(*, key: str, field: str = "", **values: object) -> UnreadableFileError:
    """Return the error for one fault of an archive."""
    return UnreadableFileError([told_problem(key, field, file="archive", **values)])
