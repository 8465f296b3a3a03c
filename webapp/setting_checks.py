"""All settings of the environment, checked together before the service starts.

Some are read where they are used, by the library too: an import, a log-in, the loading
of the data. Here each of them is tried beforehand, so that one start names all faults.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from geo_zs import paths
from geo_zs.errors import DataError, GeoZsError, SettingError
from geo_zs.imports.limits import SETTINGS as IMPORT_SETTINGS
from geo_zs.imports.limits import limits_from_environment
from geo_zs.layers.boundary_source import configured_credit, configured_source
from geo_zs.matching.rules import RuleBook
from geo_zs.register.store import URL_SETTING, database_url
from geo_zs.tables import read_table
from webapp.serving import access_log
from webapp.settings import Settings

_LANGS: Final = ("zh", "en")
_FOLDERS: Final = ("GEO_ZS_DATA_DIR", "GEO_ZS_STATE_DIR")
_COUNTS: Final = "PROMETHEUS_MULTIPROC_DIR"


def settings_of_environment() -> Settings:
    """Return the settings, once everything that the environment sets can be used.

    Raises
    ------
    SettingError
        With every fault of every setting of ``docs/settings.md``, one a line.
    """
    checks: list[Callable[[], object]] = [
        Settings.from_environment,
        *(_import_check(name) for name in IMPORT_SETTINGS),
        _check_storage,
        _check_log,
        _check_lang,
        _check_rules,
        _check_database,
        _check_boundaries,
        configured_credit,
        *(_folder_check(name) for name in _FOLDERS),
        _check_counts,
    ]
    faults = []
    for check in checks:
        try:
            check()
        except GeoZsError as error:
            faults.append(str(error))
    if faults:
        raise SettingError("\n".join(faults))
    return Settings.from_environment()


def _given(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return what a variable holds; empty if it is not set."""
    return environ.get(name, "").strip()


def _import_check(name: str) -> Callable[[], object]:
    """Return the check of one limit of imports."""
    return lambda: limits_from_environment({name: _given(name)})


def _check_storage() -> None:
    """Refuse a place for counting that is of no known kind."""
    address = _given("GEO_ZS_RATE_LIMIT_STORAGE")
    try:
        if address:
            storage_from_string(address)
    except ConfigurationError as error:
        kind = address.partition(":")[0][:40]
        message = (
            f"GEO_ZS_RATE_LIMIT_STORAGE names a storage of the kind {kind!r} that "
            f"cannot be used ({error}); use memory:// or install its library"
        )
        raise SettingError(message) from error


def _check_log() -> None:
    """Refuse an access log that cannot be written."""
    access_log.check(_given("GEO_ZS_ACCESS_LOG"))


def _check_lang() -> None:
    """Refuse a language that there is not."""
    lang = _given("GEO_ZS_LANG")
    if lang and lang not in _LANGS:
        message = f"GEO_ZS_LANG is {lang[:80]!r}; expected one of {', '.join(_LANGS)}"
        raise SettingError(message)


def _check_rules() -> None:
    """Refuse rules to enforce that there are not."""
    listed = _given("GEO_ZS_ENFORCED_RULES").split(";")
    wanted = [one.strip() for one in listed if one.strip()]
    if not wanted:
        return
    try:
        rows = read_table(paths.tables_dir() / "rules" / "rules.csv").to_dict("records")
        RuleBook.from_rows(
            [{str(k): v for k, v in one.items()} for one in rows], wanted
        )
    except DataError:
        return  # Faults of the tables are told when they are loaded.
    except SettingError as error:
        message = f"GEO_ZS_ENFORCED_RULES: {error}"
        raise SettingError(message) from error


def _check_database() -> None:
    """Refuse an address that names no database; it is opened later."""
    if _given(URL_SETTING):
        database_url()


def _check_boundaries() -> None:
    """Refuse a boundary file that is not there; it is read later."""
    source = configured_source()
    if source is not None and not source.exists():
        message = f"GEO_ZS_BOUNDARIES is {str(source)!r}, and there is no such file"
        raise SettingError(message)


def _folder_check(name: str) -> Callable[[], object]:
    """Return the check of a folder that may still have to be made."""

    def check() -> None:
        given = _given(name)
        if not given:
            return
        folder = Path(given).expanduser()
        there = next(one for one in (folder, *folder.parents) if os.path.lexists(one))
        # One that cannot be written to may hold all that is needed.
        if not there.is_dir():
            message = f"{name} is {given!r}, but {str(there)!r} is no folder"
            raise SettingError(message)

    return check


def _check_counts() -> None:
    """Refuse a folder of the metrics that is not there."""
    folder = _given(_COUNTS)
    if folder and not Path(folder).is_dir():
        message = f"{_COUNTS} is {folder!r}, which is no folder; make it first"
        raise SettingError(message)
