"""The loaded data of the running app, and the only way to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

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
    """

    catalog: Catalog
    settings: Settings
    assets: Assets
    pages: BodyCache


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
