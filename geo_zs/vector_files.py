"""Typed columns and shapes as a file of features, written by GDAL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_zs.text_guard import whole_text

#: Name → what its cells are (``number``, ``integer``, ``boolean``, else text) and
#: the cells, None where not known.
FileColumns = Mapping[str, tuple[str, Sequence[Any]]]


def feature_text(text: str) -> str:
    """Return a text that files of features can hold: without halves and NUL."""
    return whole_text(text).replace("\x00", "\ufffd")


def write_features(
    path: Path,
    columns: FileColumns,
    shapes: Any,  # noqa: ANN401  an array or list of geometries
    *,
    layer: str,
    crs: str,
    **options: Any,  # noqa: ANN401  what GDAL takes
) -> None:
    """Write features as one layer of a new file.

    Parameters
    ----------
    path : Path
        File to be made.
    columns : mapping of str to (kind, (n,) sequence)
        Properties in their order. Texts are mended by `feature_text`.
    shapes : (n,) sequence
        Geometries, x before y; None where there is none.
    layer : str
        Name of the layer.
    crs : str
        System of the coordinates.
    **options
        Of ``pyogrio.write_dataframe``: ``driver``, ``geometry_type``, metadata.
    """
    import pyogrio  # noqa: PLC0415  imported late: GDAL

    typed = {name: _typed(*column) for name, column in columns.items()}
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(typed, geometry=gpd.GeoSeries(shapes, crs=crs)),
        path,
        layer=layer,
        promote_to_multi=False,
        **options,
    )


def _typed(kind: str, cells: Sequence[Any]) -> Any:  # noqa: ANN401  a column of any type
    """Return cells as a column whose type GDAL reads, missing where not known."""
    if kind == "number":
        return np.array([np.nan if one is None else one for one in cells], dtype=float)
    if kind == "integer":
        return pd.array(list(cells), dtype="Int64")
    if kind == "boolean":
        return pd.array(list(cells), dtype="boolean")
    texts = [None if one is None else feature_text(str(one)) for one in cells]
    return pd.Series(texts, dtype=object)
