"""The candidate sites as a collection: each figure with the bounds it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame
from geo_zs.features.properties import Property, typed_column
from geo_zs.matching.column_names import COLUMN_NAMES
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Limits
from geo_zs.vocab import Confidence, LocationPrecision, SiteKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo_zs.catalog import Catalog
    from geo_zs.matching.attribute import Attribute
    from geo_zs.matching.table import SiteTable

#: Decimals of the figures: 0.1 m of a distance, and all that any table holds.
_DECIMALS: Final = 4
_LAND_PORT: Final = "land_port_km"
_CONFIDENCES: Final = tuple(str(one) for one in Confidence)
_PRECISIONS: Final = tuple(str(one) for one in LocationPrecision)

_ABOUT: Final[tuple[tuple[Property, str], ...]] = (
    (Property("site_id", "string", "候选地编号", "Site id", role="id"), "ids"),
    (
        Property(
            "kind",
            "string",
            "类型",
            "Kind",
            enum=tuple(str(one) for one in SiteKind),
        ),
        "kinds",
    ),
    (Property("name_zh", "string", "名称", "Name (Chinese)"), "names_zh"),
    (Property("name_en", "string", "英文名", "Name (English)"), "names_en"),
    (Property("league", "string", "盟市", "League"), "leagues"),
    (Property("banner", "string", "旗县区", "Banner"), "banners"),
    (Property("parent_id", "string", "所属园区", "Umbrella zone"), "parent_ids"),
    (Property("lon", "number", "经度", "Longitude", unit="°"), "lon"),
    (Property("lat", "number", "纬度", "Latitude", unit="°"), "lat"),
    (
        Property(
            "location_precision",
            "string",
            "位置精度",
            "Location precision",
            enum=_PRECISIONS,
        ),
        "precision",
    ),
    (
        Property(
            "location_radius_km", "number", "位置半径", "Location radius", unit="km"
        ),
        "radius_km",
    ),
    (Property("grid", "string", "电网", "Power grid"), "grids"),
)
_TAGS: Final = Property("industry_tags", "array", "主导产业", "Industries of the site")
_SOURCES: Final = Property(
    "source_ids",
    "array",
    "来源编号",
    "Sources",
    description_zh="各项数值的来源，编号见来源表。",
    description_en="Keys of the register of sources, of all figures of the site.",
)


def site_collection(catalog: Catalog) -> Collection:
    """Return the candidate sites of a catalog as a collection.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.

    Returns
    -------
    Collection
        Of each figure its value, the bounds that it lies in for certain, and its
        confidence; figures that depend on an industry are left out. Sites without
        a point of their own have no geometry.
    """
    sites = catalog.sites
    properties = [one for one, _ in _ABOUT]
    columns: dict[str, Any] = {
        one.name: typed_column(_held(sites, name), one.type) for one, name in _ABOUT
    }
    attributes = _attributes(sites)
    tags = tuple(sites.tag_index)
    properties.append(_TAGS)
    columns[_TAGS.name] = typed_column(
        [tuple(tags[at] for at in np.flatnonzero(row)) for row in sites.tags], "array"
    )
    titles = _titles(catalog)
    for name, attribute in attributes.items():
        _add(name, attribute, titles.get(name, (name, name)), properties, columns)
    named = [
        tuple(
            dict.fromkeys(
                key for one in attributes.values() for key in one.source_ids[row]
            )
        )
        for row in range(len(sites.ids))
    ]
    properties.append(_SOURCES)
    columns[_SOURCES.name] = typed_column(named, "array")
    shapes = np.full(len(sites.ids), None, dtype=object)
    has_point = ~(np.isnan(sites.lon) | np.isnan(sites.lat))
    shapes[has_point] = shapely.points(sites.lon[has_point], sites.lat[has_point])
    keys = sorted({key for row in named for key in row} & set(catalog.sources))
    return Collection(
        id="sites",
        title_zh="候选地",
        title_en="Candidate sites",
        description_zh=(
            "可供比选的园区、口岸加工区和旗县区，附各项指标的数值、上下界和可信度。"
            "没有自身点位的候选地无几何；随产业而定的指标不在其内。"
        ),
        description_en=(
            "Parks, port processing zones and banners that can be ranked, with the "
            "value, the bounds and the confidence of each figure. Sites without a "
            "point of their own have no geometry; figures that depend on an industry "
            "are not included."
        ),
        geometry="point",
        frame=feature_frame(columns, shapes, sites.ids),
        properties=tuple(properties),
        time=None,
        attribution="; ".join(
            catalog.boundaries.credits_of(catalog.sources[key] for key in keys)
        ),
        version=catalog.data_version,
    )


def _held(sites: SiteTable, name: str) -> Any:  # noqa: ANN401  a column of any type
    """Return a column of the table; empty ones as long as the others."""
    values = getattr(sites, name)
    return values if len(values) else [None] * len(sites.ids)


def _attributes(sites: SiteTable) -> dict[str, Attribute]:
    """Return the figures: those of the table, and the distance to any land port."""
    first = next(iter(sites.tag_index))
    nearest = Columns(sites, first, Limits()).get(_LAND_PORT)
    found: dict[str, Attribute] = {}
    for name, attribute in sites.attributes.items():
        found[name] = attribute
        if name == "rail_km":
            found[_LAND_PORT] = nearest
    found.setdefault(_LAND_PORT, nearest)
    return found


def _titles(catalog: Catalog) -> Mapping[str, tuple[str, str]]:
    """Return column → name in Chinese and English."""
    named = {
        one.column: (one.name_zh, one.name_en)
        for one in catalog.criteria.criteria.values()
    }
    return {**COLUMN_NAMES, **named}


def _add(
    name: str,
    attribute: Attribute,
    titles: tuple[str, str],
    properties: list[Property],
    columns: dict[str, Any],
) -> None:
    """Add the value, bounds and confidence of a figure."""
    zh, en = titles
    unit = attribute.unit or None
    for suffix, values, more_zh, more_en in (
        ("", attribute.value, "", ""),
        ("_low", attribute.low, "（下界）", " (lower bound)"),
        ("_high", attribute.high, "（上界）", " (upper bound)"),
    ):
        properties.append(
            Property(name + suffix, "number", zh + more_zh, en + more_en, unit=unit)
        )
        columns[name + suffix] = typed_column(np.round(values, _DECIMALS), "number")
    properties.append(
        Property(
            f"{name}_confidence",
            "string",
            f"{zh}（可信度）",
            f"{en} (confidence)",
            enum=_CONFIDENCES,
        )
    )
    columns[f"{name}_confidence"] = typed_column(attribute.confidence, "string")
