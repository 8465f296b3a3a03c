"""The loaded data of the running app, and the only way to reach it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from geo_zs.register.names import names_of
from geo_zs.register.store import URL_SETTING, Register, default_file
from webapp.delivery import BodyCache
from webapp.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from geo_zs.catalog import Catalog
    from webapp.assets import Assets

_KEY: Final = "geo_zs"


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


def set_state(app: Flask, state: State) -> None:
    """Hand `state` to `app`; called once, by the factory."""
    app.extensions[_KEY] = state


def get_state() -> State:
    """Return the state of the app that serves the present request."""
    return cast("State", current_app.extensions[_KEY])


def get_catalog() -> Catalog:
    """Return the catalog of the app that serves the present request."""
    return get_state().catalog


def get_settings() -> Settings:
    """Return the settings of the app that serves the present request."""
    return get_state().settings
