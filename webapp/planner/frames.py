"""What the register holds for the present reader, as frames.

Reading 100,000 rows takes seconds, so a frame is kept until the register or the data
change. Kept frames belong to everybody with the same rights: never change them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from geo_zs.register.combined import all_projects
from geo_zs.register.companies import company_frame
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.park_facts import park_facts_frame
from geo_zs.register.steps import step_frame
from geo_zs.register.targets import target_frame
from webapp.accounts import current
from webapp.state import get_catalog

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from sqlalchemy.orm import Session

    from geo_zs.board.filters import BoardFilter
    from geo_zs.register.access import Actor

#: Most frames that are kept at once.
_MOST: Final = 24
_KEY: Final = "geo_zs_frames"


class _Kept:
    """Least recently used frames; safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames: OrderedDict[object, pd.DataFrame] = OrderedDict()

    def get(self, key: object, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
        made = make()
        with self._lock:
            self._frames[key] = made
            while len(self._frames) > _MOST:
                self._frames.popitem(last=False)
        return made


def _frame(kind: str, read: Callable[[Session, Actor], pd.DataFrame]) -> pd.DataFrame:
    """Return a frame as it was kept, or read it."""
    register, viewer = current.register(), current.viewer()

    def make() -> pd.DataFrame:
        with register.read() as session:
            return read(session, viewer)

    return derived(kind, make)


def derived(kind: object, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return a frame that is kept as long as register and data stay as they are.

    Parameters
    ----------
    kind : hashable
        What the frame is made of, beside what the reader may see.
    make : callable
        Makes it.
    """
    register, viewer = current.register(), current.viewer()
    kept: _Kept = current_app.extensions.setdefault(_KEY, _Kept())
    rights = (viewer.role, viewer.leagues)
    version = (register.revision().all, get_catalog().data_version)
    return kept.get((kind, rights, version), make)


def projects() -> gpd.GeoDataFrame:
    """Return the shipped projects and those of the register that the reader may see."""
    catalog = get_catalog()
    shipped = catalog.base or catalog
    found = _frame("projects", lambda session, who: all_projects(shipped, session, who))
    return cast("gpd.GeoDataFrame", found)


def filtered(chosen: BoardFilter) -> gpd.GeoDataFrame:
    """Return the projects that pass a filter."""
    return cast("gpd.GeoDataFrame", chosen.apply(projects()))


def ledger() -> pd.DataFrame:
    """Return the entries of the ledger that the reader may see."""
    return _frame("ledger", ledger_frame)


def steps() -> pd.DataFrame:
    """Return the steps of projects that the reader may see."""
    return _frame("steps", step_frame)


def companies() -> pd.DataFrame:
    """Return the target companies that the reader may see, the key in a column."""
    return _frame(
        "companies", lambda session, who: company_frame(session, who).reset_index()
    )


def targets() -> pd.DataFrame:
    """Return the targets of the register."""
    return _frame("targets", target_frame)


def park_facts() -> pd.DataFrame:
    """Return the facts that operators of parks stated."""
    return _frame("park_facts", park_facts_frame)
