"""The collections of the catalog: its ten layers, and the candidate sites."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame, with_days
from geo_zs.features.properties import property_of, typed_column
from geo_zs.features.sites import site_collection

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer

#: Geometry of a layer → as schemas name it.
_GEOMETRIES: Final = {
    "Point": "point",
    "LineString": "linestring",
    "MultiPolygon": "polygon-or-multipolygon",
}
#: Layer → column with the date by which ``datetime`` selects.
_TIMES: Final = {"projects": "date"}
#: Layer without points of its own → layer whose points its lines pass.
_DRAWN_THROUGH: Final = {"rail_lines": "rail_nodes"}
_FULL_LEVEL: Final = (
    "界线为完整精度（不简化）。",
    " The polygons have their full detail.",
)

_lock = threading.Lock()
_made: WeakKeyDictionary[Catalog, Mapping[str, Collection]] = WeakKeyDictionary()


def collections_of(catalog: Catalog) -> Mapping[str, Collection]:
    """Return the collections of a catalog, made once for each catalog.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.

    Returns
    -------
    mapping of id to Collection
        The ten layers in their order, then ``sites``. The same objects for the same
        catalog: never change them.
    """
    with _lock:
        if catalog not in _made:
            found = {
                key: layer_collection(layer, catalog)
                for key, layer in catalog.layers.items()
            }
            found["sites"] = site_collection(catalog)
            _made[catalog] = found
        return _made[catalog]


def layer_collection(layer: Layer, catalog: Catalog) -> Collection:
    """Return a layer as a collection.

    Parameters
    ----------
    layer : Layer
        One of the catalog's, with its full geometry.
    catalog : Catalog
        For sources, credits and the version.
    """
    spec = layer.spec
    properties = [
        property_of(field, key=spec.key)
        for field in spec.columns
        if field.name in layer.frame.columns
    ]
    if len(spec.tables) > 1:
        # Each of the tables writes its keys in a form of its own.
        properties = [
            replace(one, pattern=None) if one.role == "id" else one
            for one in properties
        ]
    columns = {
        one.name: typed_column(layer.frame[one.name], one.type) for one in properties
    }
    time = _TIMES.get(spec.id)
    if time is not None:
        properties, columns = with_days(time, properties, columns)
    is_area = spec.geometry == "MultiPolygon"
    return Collection(
        id=spec.id,
        title_zh=spec.title_zh,
        title_en=spec.title_en,
        description_zh=spec.completeness_zh + (_FULL_LEVEL[0] if is_area else ""),
        description_en=spec.completeness_en + (_FULL_LEVEL[1] if is_area else ""),
        geometry=_GEOMETRIES[spec.geometry],
        frame=feature_frame(
            columns, layer.frame.geometry.to_numpy(), layer.frame.index.astype(str)
        ),
        properties=tuple(properties),
        time=time,
        attribution=attribution_of(catalog, layer),
        version=catalog.data_version,
    )


def attribution_of(catalog: Catalog, layer: Layer) -> str:
    """Return the credits to print beside a layer.

    Parameters
    ----------
    catalog : Catalog
        For the register of sources and the credit of the polygons.
    layer : Layer
        One of the catalog's.

    Returns
    -------
    str
        Credits of its polygons, of the sources that its rows name and, of lines, of
        the points they are drawn through, each once; empty if none is asked for.
    """
    named = _named_sources(layer)
    points = catalog.layers.get(_DRAWN_THROUGH.get(layer.spec.id, ""))
    if points is not None:
        named |= _named_sources(points)
    found = catalog.boundaries.credits_of(
        catalog.sources[key] for key in sorted(named) if key in catalog.sources
    )
    if layer.spec.geometry == "MultiPolygon":
        found = (catalog.boundaries.attribution_zh, *found)
    return "; ".join(dict.fromkeys(found))


def _named_sources(layer: Layer) -> set[str]:
    """Return the keys of all sources that the rows of a layer name."""
    named: set[str] = set()
    for field in layer.spec.columns:
        if field.name.endswith("source_ids") and field.name in layer.frame.columns:
            for ids in layer.frame[field.name]:
                named.update(ids if isinstance(ids, tuple) else ())
    return named
