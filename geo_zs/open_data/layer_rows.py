"""What rows of all exchange schemas are made from: a layer as plain rows, codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo_zs.open_data.exchange import plain

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def layer_rows(catalog: Catalog, layer_id: str) -> list[dict[str, Any]]:
    """Return the rows of a layer as plain values, in the order of their ids.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    layer_id : str
        Layer whose key is one of its columns.
    """
    layer = catalog.layer(layer_id)
    names = [str(name) for name in layer.frame.columns if name != "geometry"]
    cells = layer.frame[names].itertuples(index=False, name=None)
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in cells]
    return sorted(rows, key=lambda row: str(row[layer.spec.key]))


def codes_by_tag(catalog: Catalog) -> dict[str, list[str]]:
    """Return the codes of GB/T 4754 of each tag of an industry."""
    table = catalog.tables["industries"][["tag", "gb_t_4754"]].dropna()
    return {
        str(tag): str(found).split(";")
        for tag, found in table.itertuples(index=False, name=None)
    }


def industry_codes(
    tags: tuple[str, ...] | None, codes: Mapping[str, list[str]]
) -> tuple[str, ...] | None:
    """Return the codes of GB/T 4754 that tags of industries stand for."""
    return tuple(sorted({one for tag in tags or () for one in codes.get(tag, ())})) or (
        None
    )
