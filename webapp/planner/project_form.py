"""The form of a project: its parts, its controls, and what was typed into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import shapely
from shapely.errors import ShapelyError

from geo_zs.register.fields import fields_by_name
from webapp.planner.forms import FormField, form_field, typed_value
from webapp.planner.words import grouped_options, league_options
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

#: Parts of the form: phrase → fields.
PARTS: Final = {
    "form_identity": (
        "name_zh",
        "name_printed",
        "project_code",
        "investor_zh",
        "investor_printed",
        "credit_code",
        "investor_origin",
        "investor_origin_place",
    ),
    "form_stage": (
        "stage",
        "stage_text",
        "officer",
        "reserve_date",
        "negotiating_date",
        "framework_date",
        "signed_date",
        "filed_date",
        "construction_date",
        "operating_date",
        "stopped_date",
        "cancelled_date",
    ),
    "form_money": (
        "pledged_cny_1e8",
        "pledged_currency",
        "pledged_foreign_1e4",
        "pledged_date",
        "arrived_cny_1e8",
        "arrived_date",
    ),
    "form_industry": (
        "industry_text",
        "industry_tags",
        "gb_t_4754",
        "cluster",
        "chain",
        "capacity_text",
    ),
    "form_needs": (
        "land_ha",
        "power_mw",
        "electricity_1e4_kwh_per_year",
        "energy_tce_per_year",
        "water_m3_per_day",
    ),
    "form_place": (
        "league",
        "banner",
        "park_id",
        "place_text",
        "lon",
        "lat",
        "location_precision",
        "place_confidence",
    ),
    "form_source": (
        "source",
        "source_date",
        "confidence",
        "visibility",
        "supersedes_id",
        "notes",
    ),
}
#: Fields that the form shows, in order.
SHOWN: Final = tuple(name for names in PARTS.values() for name in names)


@dataclass(frozen=True)
class FormPart:
    """A part of the form: its title, its controls, whether it stands open."""

    key: str
    fields: tuple[FormField, ...]
    is_open: bool


def form_parts(
    typed: Mapping[str, str], faults: Mapping[str, str], lang: Lang
) -> list[FormPart]:
    """Return the parts of the form.

    Parameters
    ----------
    typed : mapping of str to str
        Field → what its control shows.
    faults : mapping of str to str
        Field → what is wrong with it.
    lang : {"zh", "en"}
        Language of the page.
    """
    specs = fields_by_name()
    catalog = get_catalog()
    groups = {
        "banner": grouped_options(catalog, "banners", lang),
        "park_id": grouped_options(catalog, "parks", lang),
    }
    options = {"league": league_options(catalog, lang)}
    found = []
    for key, names in PARTS.items():
        controls = tuple(
            form_field(
                specs[name],
                value=typed.get(name, ""),
                lang=lang,
                fault=faults.get(name, ""),
                options=options.get(name, ()),
                groups=groups.get(name, ()),
            )
            for name in names
        )
        is_open = key in ("form_identity", "form_stage", "form_money", "form_place")
        has_fault = any(control.fault for control in controls)
        found.append(FormPart(key, controls, is_open or has_fault))
    return found


def typed_record(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a project as its form shows it."""
    typed = {name: typed_value(record.get(name)) for name in SHOWN}
    shape = record.get("geometry")
    is_area = shape is not None and shape.geom_type != "Point"
    typed["shape"] = str(shapely.to_geojson(shape)) if is_area else ""
    return typed


def read_shape(text: str) -> tuple[Any, bool]:
    """Return the shape that was drawn, and whether it could be read.

    Parameters
    ----------
    text : str
        GeoJSON of a polygon or several, in degrees; empty if none was drawn.
    """
    if not text.strip():
        return None, True
    try:
        json.loads(text)
        shape = shapely.from_geojson(text)
    except (ValueError, RecursionError, ShapelyError):
        return None, False
    if isinstance(shape, shapely.GeometryCollection) and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    return shape, isinstance(shape, shapely.Polygon | shapely.MultiPolygon)


def is_same_shape(one: str, other: str) -> bool:
    """Tell whether two texts of GeoJSON draw the same, vertex by vertex."""
    first, second = (read_shape(text)[0] for text in (one, other))
    if first is None or second is None:
        return first is second
    return bool(first.equals_exact(second, 1e-9))
