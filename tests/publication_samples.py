"""What tests of published records share; all values are made up."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import Geometry

from geo_zs.publication.record import FACT_COLUMNS, PROJECT_COLUMNS, Published

_NUMBERS = ("pledged_cny_1e8", "arrived_cny_1e8", "land_ha")


def fact(park_id: str, name: str, value: object, **more: object) -> dict[str, object]:
    """Return a statement as the register holds it."""
    is_text = isinstance(value, str)
    return {
        "park_id": park_id,
        "fact": name,
        "fact_class": "",
        "date": "2026-06",
        "value_number": None if is_text else float(value),  # type: ignore[arg-type]
        "value_text": value if is_text else None,
        "source": "样例管委会 2026-06 月报",
        "confidence": "reported",
        **more,
    }


def record(name_zh: str = "样例项目", **more: object) -> dict[str, object]:
    """Return a public project as the register holds it."""
    return {"name_zh": name_zh, "stage": "construction", "source": "样例局", **more}


def published(
    *facts: dict[str, object], projects: dict[str, dict[str, object]] | None = None
) -> Published:
    """Return what a register publishes: facts, and projects by their ids."""
    statements = pd.DataFrame(
        [{"fact_id": f"F-{row:06d}", **one} for row, one in enumerate(facts, start=1)],
        columns=["fact_id", *FACT_COLUMNS],
    )
    return Published(_projects(projects or {}), statements)


def _projects(given: dict[str, dict[str, object]]) -> gpd.GeoDataFrame:
    """Return projects as ``register.projects.project_frame`` gives them."""
    index = pd.Index(list(given), name="project_id", dtype="str")
    columns = {}
    for name in PROJECT_COLUMNS:
        cells = [one.get(name) for one in given.values()]
        if name == "industry_tags":
            columns[name] = pd.Series([c or () for c in cells], index, dtype=object)
        else:
            dtype = "float64" if name in _NUMBERS else "str"
            columns[name] = pd.Series(cells, index, dtype=dtype)
    shapes: list[Geometry | None] = [one.get("geometry") for one in given.values()]  # type: ignore[misc]
    geometry = gpd.GeoSeries(shapes, index=index, crs=4326)
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=geometry)
