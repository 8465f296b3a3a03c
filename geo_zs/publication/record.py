"""What is published, and the fingerprint of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.crs import WGS84, require_crs

#: Columns of a project that the catalog shows; others never leave the register.
PROJECT_COLUMNS: Final = (
    "name_zh", "name_printed", "investor_zh", "investor_printed", "industry_text",
    "industry_tags", "pledged_cny_1e8", "arrived_cny_1e8", "capacity_text",
    "land_ha", "stage", "stage_text", "signed_date", "filed_date",
    "construction_date", "operating_date", "stopped_date", "cancelled_date",
    "league", "banner", "park_id", "place_text", "place_confidence",
    "supersedes_id", "source", "source_date", "confidence", "notes",
)  # fmt: skip
#: Columns of a fact of a park, one row for each park, fact, class and date.
FACT_COLUMNS: Final = (
    "park_id", "fact", "fact_class", "date", "value_number", "value_text",
    "source", "confidence",
)  # fmt: skip

_FACT_ORDER: Final = ("park_id", "fact", "fact_class", "date", "fact_id")
#: Between two cells, and in place of what is not known.
_CELL, _NOTHING = "\x1f", "\x00"


@dataclass(frozen=True, eq=False)
class Published:
    """The public part of a register.

    Parameters
    ----------
    projects : GeoDataFrame, (n,)
        EPSG:4326, indexed by project id; at least `PROJECT_COLUMNS`.
    park_facts : DataFrame, (m,)
        `FACT_COLUMNS` and ``fact_id``. Facts that are yes or no hold 1 or 0 in
        ``value_number``.

    Notes
    -----
    Both must hold public rows only; nothing here can tell.
    """

    projects: gpd.GeoDataFrame
    park_facts: pd.DataFrame

    def __post_init__(self) -> None:
        """Bring the rows into one order, so that it never tells in an answer."""
        require_crs(self.projects, WGS84)
        facts = self.park_facts.sort_values(list(_FACT_ORDER), kind="stable")
        object.__setattr__(self, "projects", self.projects.sort_index(kind="stable"))
        object.__setattr__(self, "park_facts", facts.reset_index(drop=True))

    @classmethod
    def nothing(cls) -> Published:
        """Return what a register publishes that holds nothing."""
        index = pd.Index([], name="project_id", dtype=object)
        projects = gpd.GeoDataFrame(
            pd.DataFrame({name: [] for name in PROJECT_COLUMNS}, index=index),
            geometry=gpd.GeoSeries([], index=index, crs=WGS84),
        )
        facts = pd.DataFrame({name: [] for name in ("fact_id", *FACT_COLUMNS)})
        return cls(projects, facts)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is published."""
        return len(self.projects) == 0 and len(self.park_facts) == 0

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over what the catalog can show: same content, same text.

        Who wrote a row, when, and how often it was changed does not count.
        """
        digest = hashlib.sha256()
        _add(digest, "project_id", self.projects.index)
        for name in PROJECT_COLUMNS:
            _add(digest, name, self.projects[name])
        digest.update(b"geometry")
        for shape in shapely.to_wkb(self.projects.geometry.to_numpy()):
            digest.update(b"\x00" if shape is None else shape)
        for name in FACT_COLUMNS:
            _add(digest, name, self.park_facts[name])
        return digest.hexdigest()


def source_key(kind: str, source: str, date: str) -> str:
    """Return the key of a source that a register names.

    Parameters
    ----------
    kind : str
        What it speaks of: ``park/<id>`` or ``projects``.
    source, date : str
        As the register holds them; the same two give the same key.
    """
    content = hashlib.sha256(f"{source}{_CELL}{date}".encode()).hexdigest()[:8]
    return f"register:{kind}/{content}"


def texts(cells: Iterable[object]) -> list[str]:
    """Return cells as text, empty where nothing is known."""
    return ["" if _is_missing(cell) else str(cell) for cell in cells]


def _is_missing(cell: object) -> bool:
    """Tell whether a cell holds nothing."""
    if cell is None or cell is pd.NA:
        return True
    return isinstance(cell, float) and bool(np.isnan(cell))


def _add(digest: Any, name: str, cells: pd.Series[Any] | pd.Index[Any]) -> None:  # noqa: ANN401  a hash of hashlib
    """Add one column to a fingerprint."""
    digest.update(f"{name}{_CELL}{len(cells)}{_CELL}".encode())
    if pd.api.types.is_float_dtype(cells.dtype):
        numbers = np.asarray(cells, dtype="<f8") + 0.0
        numbers[np.isnan(numbers)] = np.nan
        digest.update(numbers.tobytes())
        return
    digest.update(_CELL.join(map(_cell_text, cells)).encode("utf-8", "replace"))


def _cell_text(cell: object) -> str:
    """Return a cell as text that no other content gives."""
    if isinstance(cell, tuple | list):
        return "".join(f"{len(str(item))}:{item}" for item in cell)
    if _is_missing(cell):
        return _NOTHING
    if isinstance(cell, Mapping):
        message = f"a cell holds {cell!r}; expected text, a number or a list"
        raise TypeError(message)
    text = str(cell)
    return text if _CELL not in text else f"{len(text)}:{text}"
