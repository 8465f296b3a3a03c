"""The way in: any file that a planner brings, to a raw table or to its faults."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from geo_zs.errors import UnreadableFileError
from geo_zs.imports.child import read_in_child
from geo_zs.imports.limits import DEFAULT, Limits
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.refusal import RefusedFileError, refusal

#: The file is read under this name; what the user called it leads nowhere.
_OUR_NAME: Final = "given"
_CHUNK: Final = 1 << 20
_MAX_NAME: Final = 120


def read_table_file(
    path: Path,
    *,
    name: str,
    limits: Limits = DEFAULT,
    encoding: str | None = None,
    sheet: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> RawTable:
    """Read a table or features from a file of any kind, in a child process.

    The content decides what the file is, not its name.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What the user calls it; shown in messages, never opened.
    limits : Limits
        Size, time and memory; see `limits.limits_from_environment`.
    encoding : str, optional
        Of a CSV, a GeoJSON, a KML or a shapefile's table; found when not given. One
        of `encoding.ENCODINGS`.
    sheet : str, optional
        Which sheet, layer or shapefile; the best one when not given.
    progress : callable, optional
        Told the share of the work, 0 to 1, rising.

    Returns
    -------
    RawTable
        Cells as they are, with the faults of rows and notes on what was left out.

    Raises
    ------
    UnreadableFileError
        If the file is refused; ``problems`` are `faults.Fault`. No message names
        a path or anything else of this machine.
    """
    shown = shown_name(name)
    try:
        with tempfile.TemporaryDirectory(prefix="geo-zs-import-") as made:
            folder = Path(made)
            _copy(path, folder / _OUR_NAME, limits)
            return read_in_child(
                folder,
                _OUR_NAME,
                name=shown,
                limits=limits,
                encoding=encoding,
                sheet=sheet,
                progress=progress,
            )
    except RefusedFileError as error:
        faults = [replace(fault, file=shown) for fault in error.faults]
        raise UnreadableFileError(faults) from error


def shown_name(name: str) -> str:
    """Return the last part of a name that a user gave, safe to print."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    printable = "".join(char for char in last if char.isprintable())
    return printable[-_MAX_NAME:] or "file"


def _copy(source: Path, target: Path, limits: Limits) -> None:
    """Copy a file to a name of our own, no more of it than is allowed."""
    copied = 0
    with source.open("rb") as given, target.open("xb") as kept:
        while chunk := given.read(_CHUNK):
            copied += len(chunk)
            if copied > limits.max_bytes:
                values = {"bytes": source.stat().st_size, "limit": limits.max_bytes}
                raise refusal(key="file_too_large", values=values)
            kept.write(chunk)
    if not copied:
        raise refusal(key="empty_file")
