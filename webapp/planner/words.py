"""Names and labels of what a record holds, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.board.places import REGION
from geo_zs.register.fields import RecordField
from geo_zs.register.words import label, labels
from webapp.cells import industry_name, name_of
from webapp.present import given_text, is_unknown, plain, record, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

Option = tuple[str, str]
#: Field → layer whose keys it holds.
_LAYERS: Final = {
    "league": "leagues",
    "banner": "banners",
    "park_id": "parks",
    "adcode": "leagues",
    "located_league": "leagues",
    "located_banner": "banners",
}


def place_name(catalog: Catalog, field: str, key: str, lang: Lang) -> str:
    """Return the name of a league, banner or park; the key itself if it has none."""
    if key == REGION:
        return "全区" if lang == "zh" else "the region"
    frame = catalog.layers[_LAYERS[field]].frame
    if key not in frame.index:
        return key
    return name_of(record(frame, key), lang)


def value_text(
    catalog: Catalog,
    field: RecordField,
    value: Any,  # noqa: ANN401  any cell
    lang: Lang,
    *,
    table: str = "projects",
) -> str:
    """Return a value as a person reads it, empty where nothing is known."""
    if isinstance(value, tuple | list):
        texts = [
            industry_name(catalog, str(one), lang)
            if field.name == "industry_tags"
            else str(one)
            for one in value
        ]
        return "、".join(texts) if lang == "zh" else ", ".join(texts)
    if is_unknown(value) or value == "":
        return ""
    if isinstance(value, bool | np.bool_):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    if field.name in _LAYERS:
        return place_name(catalog, field.name, str(value), lang)
    if field.allowed:
        return label(field.name, str(value), lang, table=table)
    found = plain(value)
    is_number = isinstance(found, int | float) and field.name != "year"
    return given_text(found) if is_number else str(found)


def word_options(field: str, lang: Lang, *, table: str = "projects") -> list[Option]:
    """Return the words of a closed set with their labels."""
    at = 0 if lang == "zh" else 1
    return [(key, both[at]) for key, both in labels(field, table=table).items()]


def league_options(catalog: Catalog, lang: Lang) -> list[Option]:
    """Return all leagues, by code."""
    frame = catalog.layers["leagues"].frame
    return [(key, name_of(row, lang)) for key, row in records(frame)]


def grouped_options(
    catalog: Catalog, layer_id: str, lang: Lang
) -> list[tuple[str, list[Option]]]:
    """Return banners or parks under the names of their leagues."""
    frame = catalog.layers[layer_id].frame
    groups: dict[str, list[Option]] = {
        key: [] for key, _ in league_options(catalog, lang)
    }
    for key, row in records(frame):
        groups.setdefault(str(row["league"]), []).append((key, name_of(row, lang)))
    names = dict(league_options(catalog, lang))
    return [(names.get(key, key), found) for key, found in groups.items() if found]


def industry_options(catalog: Catalog, lang: Lang) -> list[Option]:
    """Return all tags of industries, in the order of their table."""
    tags = catalog.tables["industries"]["tag"]
    return [(str(tag), industry_name(catalog, str(tag), lang)) for tag in tags]
