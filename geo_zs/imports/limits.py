"""How large a given file may be, and how long and with what it may be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

from geo_zs.errors import SettingError

#: Settings of the service and the limit each one sets.
SETTINGS: Final[Mapping[str, str]] = {
    "GEO_ZS_IMPORT_MAX_ROWS": "max_rows",
    "GEO_ZS_IMPORT_MAX_BYTES": "max_bytes",
    "GEO_ZS_IMPORT_MAX_SECONDS": "max_seconds",
    "GEO_ZS_IMPORT_MAX_MEMORY": "max_memory_bytes",
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits on one file; reading stops with a fault at the first that is passed.

    Parameters
    ----------
    max_bytes : int
        Size of the file as given.
    max_rows, max_columns : int
        Records, without titles and totals; columns.
    max_cell_chars : int
        Characters of one cell.
    max_seconds : int
        Time of the child process, by the clock and of the processor each.
    max_memory_bytes : int
        Address space of the child process.
    max_unpacked_bytes, max_members, max_ratio : int
        Of a zip: all members unpacked, their number, how many times one may grow.
    max_depth : int
        Of JSON and XML: levels inside each other.
    max_vertices : int
        Of all shapes of the file together.
    """

    max_bytes: int = 100 << 20
    max_rows: int = 100_000
    max_columns: int = 200
    max_cell_chars: int = 1_000_000
    max_seconds: int = 120
    max_memory_bytes: int = 2 << 30
    max_unpacked_bytes: int = 1 << 30
    max_members: int = 2_000
    max_ratio: int = 200
    max_depth: int = 64
    max_vertices: int = 5_000_000

    def as_dict(self) -> dict[str, int]:
        """Return the limits as plain values, for the child process."""
        return asdict(self)


DEFAULT: Final = Limits()


def limits_from_environment(environ: Mapping[str, str] | None = None) -> Limits:
    """Return the limits, changed by what the operator set.

    Parameters
    ----------
    environ : mapping of str to str, optional
        ``os.environ`` when not given; see `SETTINGS`.

    Raises
    ------
    SettingError
        If a setting is no whole number above 0.
    """
    given = os.environ if environ is None else environ
    changed: dict[str, int] = {}
    for name, field in SETTINGS.items():
        text = given.get(name, "").strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit()) or int(text) == 0:
            message = (
                f"{name} is {text!r}; expected a whole number above 0, "
                f"such as {getattr(DEFAULT, field)}"
            )
            unusable = SettingError(message)
            unusable.zh = (
                f"{name} 是“{text}”；应为大于 0 的整数，例如 {getattr(DEFAULT, field)}"
            )
            raise unusable
        changed[field] = int(text)
    return replace(DEFAULT, **changed)


def limits_from_dict(values: Mapping[str, int]) -> Limits:
    """Return the limits that `Limits.as_dict` wrote."""
    return Limits(**{field.name: values[field.name] for field in fields(Limits)})
