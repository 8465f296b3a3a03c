"""Where the tables and the built boundaries are, in a checkout and in a wheel.

One resolver, so that ``make run`` and ``pip install`` behave alike. Tables are
read-only and travel with the package; boundaries are built and need a folder
that can be written.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _is_checkout() -> bool:
    """Tell whether the package runs from a source tree."""
    root = _PACKAGE.parent
    return (root / "pyproject.toml").is_file() and (root / "data").is_dir()


def tables_dir() -> Path:
    """Return the folder of the shipped tables.

    Returns
    -------
    Path
        ``data/`` of a checkout, else ``geo_zs/data/`` inside the installed package.
    """
    if _is_checkout():
        return _PACKAGE.parent / "data"
    return _PACKAGE / "data"


def boundaries_dir() -> Path:
    """Return the folder where the boundary polygons are built.

    Returns
    -------
    Path
        ``$GEO_ZS_DATA_DIR/boundaries`` if the variable is set, ``data/boundaries``
        in a checkout, else a folder in the user's cache.
    """
    configured = os.environ.get("GEO_ZS_DATA_DIR")
    if configured:
        return Path(configured).expanduser() / "boundaries"
    if _is_checkout():
        return tables_dir() / "boundaries"
    cache = os.environ.get("XDG_CACHE_HOME")
    base = Path(cache) if cache else Path.home() / ".cache"
    return base / "geo_zs" / "boundaries"


def state_dir() -> Path:
    """Return the folder of what users enter: the register and its secrets.

    Returns
    -------
    Path
        ``$GEO_ZS_STATE_DIR`` if the variable is set, ``var/`` in a checkout, else a
        folder among the user's data. It may not exist yet.
    """
    configured = os.environ.get("GEO_ZS_STATE_DIR")
    if configured:
        return Path(configured).expanduser()
    if _is_checkout():
        return _PACKAGE.parent / "var"
    data = os.environ.get("XDG_DATA_HOME")
    base = Path(data) if data else Path.home() / ".local" / "share"
    return base / "geo_zs"
