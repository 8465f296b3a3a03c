"""The loaded data of the running app, and the only way to reach it.

A request sees one state from its beginning to its end. When the register has
published something new (a fact of a park, a public project), the next request lays it
over the data and is answered from there, as are all after it.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from flask import current_app, g
from sqlalchemy.exc import SQLAlchemyError

from geo_zs.errors import GeoZsError
from geo_zs.register.names import names_of
from geo_zs.register.published import read_published
from geo_zs.register.store import URL_SETTING, Register, default_file
from webapp.delivery import BodyCache
from webapp.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from geo_zs.catalog import Catalog
    from webapp.assets import Assets

_KEY: Final = "geo_zs"
_log = logging.getLogger(__name__)
#: A file that was written to more recently may be written to again unnoticed, since
#: clocks of file systems tick every few milliseconds.
_SETTLED_SECONDS: Final = 0.1


@dataclass(frozen=True)
class State:
    """What one app holds between requests.

    Parameters
    ----------
    catalog : Catalog
        All layers, tables and indexes; immutable.
    settings : Settings
        The settings in force.
    assets : Assets
        The browser files, in memory.
    pages : BodyCache
        Rendered pages and layers, by data version, path, parameters and language.
    register : Register or None
        The register of projects; None where there is none: the public site then
        works as ever, and the pages of accounts say how to make one.
    """

    catalog: Catalog
    settings: Settings
    assets: Assets
    pages: BodyCache
    register: Register | None = None


def open_register(catalog: Catalog) -> Register | None:
    """Open the register that the environment names.

    Parameters
    ----------
    catalog : Catalog
        The data whose leagues, banners, parks and tags records may name.

    Returns
    -------
    Register or None
        None if no database is named and the folder of state holds none: the service
        then runs without.

    Raises
    ------
    SettingError
        If a database is named or there, and cannot be opened.
    """
    if not os.environ.get(URL_SETTING) and not default_file().is_file():
        return None
    return Register.open(names=names_of(catalog))


class _Service:
    """The state of one app, replaced as a whole when the register publishes.

    Parameters
    ----------
    state : State
        With the data as it was loaded.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._published: int | None = None
        self._stamp: object = None
        register = state.register
        if register is not None:
            # A connection belongs to the process that opened it; workers are forked.
            os.register_at_fork(after_in_child=register.forget_connections)

    def present(self) -> State:
        """Return the state with what the register publishes now."""
        register = self._state.register
        if register is None:
            return self._state
        stamp = _stamp(register)
        if stamp is not None and stamp == self._stamp:
            return self._state
        try:
            self._follow(register)
        except (SQLAlchemyError, GeoZsError):
            # The public site goes on with what it has; /healthz/ready tells.
            _log.exception("the register cannot be read; its last state is shown")
        else:
            self._stamp = stamp
        return self._state

    def _follow(self, register: Register) -> None:
        """Lay over the data what was published since."""
        if register.revision().published == self._published:
            return
        with self._lock:
            # Counted before it is read: what comes in between is read again.
            revision = register.revision().published
            if revision == self._published:
                return
            with register.read() as session:
                published = read_published(session)
            catalog = self._state.catalog.with_published(published)
            if catalog is not self._state.catalog:
                self._state = replace(self._state, catalog=catalog)
            self._published = revision


def _stamp(register: Register) -> object:
    """Return what changes with each write to a file of SQLite, None if it may not.

    Asking the file system takes microseconds, asking the database a part of a
    millisecond, which would double the time of a page that is kept.
    """
    name = register.reader.url.database
    if register.dialect != "sqlite" or not name:
        return None
    found: list[tuple[int, int, int] | None] = []
    newest = 0.0
    for path in (Path(name), Path(f"{name}-wal")):
        try:
            status = path.stat()
        except OSError:
            found.append(None)
            continue
        found.append((status.st_mtime_ns, status.st_size, status.st_ino))
        newest = max(newest, status.st_mtime)
    if time.time() - newest < _SETTLED_SECONDS:
        return None
    return tuple(found)


def set_state(app: Flask, state: State) -> None:
    """Hand `state` to `app`; called once, by the factory."""
    app.extensions[_KEY] = _Service(state)


def get_state() -> State:
    """Return the state that the present request sees."""
    if "geo_zs_state" not in g:
        service = cast("_Service", current_app.extensions[_KEY])
        g.geo_zs_state = service.present()
    return cast("State", g.geo_zs_state)


def get_catalog() -> Catalog:
    """Return the catalog that the present request sees."""
    return get_state().catalog


def get_settings() -> Settings:
    """Return the settings of the app that serves the present request."""
    return get_state().settings
