"""What the pages of the service share: rendering, values as text, the table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import g, render_template

from geo_zs.features import encode
from webapp.cells import CellMaker
from webapp.ogc.answers import Asked, Made
from webapp.ogc.links import Link
from webapp.pages.context import link as page_link
from webapp.phrases import Lang, phrases
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.features.properties import Property
    from geo_zs.features.query import IntArray

#: Longest value of a cell that stands on one line, in characters.
_SHORT: Final = 12
_WIDE: Final = 36
#: Collection → table whose vocabularies it uses, where it is called otherwise.
_TABLES: Final = {"register_projects": "projects"}


@dataclass(frozen=True)
class Value:
    """A value of a property as a page shows it.

    Parameters
    ----------
    text : str
        In the words of the page; empty where the value is not known.
    code : str
        The value as filters compare it, where the words are others.
    is_number : bool
        Whether it is set to the right.
    lang : str
        Language of the text where it is another than that of the page.
    """

    text: str
    code: str = ""
    is_number: bool = False
    lang: str = ""

    @property
    def width(self) -> str:
        """Class of its cell."""
        if self.is_number:
            return "num"
        if len(self.text) > _WIDE:
            return "wide"
        return "short" if len(self.text) <= _SHORT else "medium"


class ValueMaker:
    """Makes the values of one collection in one language; each label is read once.

    Parameters
    ----------
    found : Collection
        The collection, whose layer tells vocabularies of the same column apart.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, found: Collection, lang: Lang) -> None:
        table = _TABLES.get(found.id, found.id)
        self._cells = CellMaker(get_catalog(), table, lang)
        self._t = phrases(lang)
        self._labels: dict[tuple[str, str], str] = {}

    def value(self, one: Property, cell: Any) -> Value:  # noqa: ANN401 - any JSON
        """Return a value of JSON as the page shows it."""
        if cell is None:
            return Value("", is_number=one.type in ("number", "integer"))
        if isinstance(cell, bool):
            return Value(self._t("yes" if cell else "no"), "true" if cell else "false")
        if isinstance(cell, int | float):
            return Value(json.dumps(cell), is_number=True)
        cells = cell if isinstance(cell, list | tuple) else [cell]
        codes = [str(each) for each in cells]
        labels = [self._label(one.name, code) for code in codes]
        text = self._t.join(labels)
        code = "" if labels == codes else ", ".join(codes)
        return Value(text, code, lang=self._t.lang_of(text))

    def _label(self, column: str, code: str) -> str:
        key = (column, code)
        if key not in self._labels:
            self._labels[key] = self._cells.label(column, code)
        return self._labels[key]


def feature_dicts(
    found: Collection, rows: IntArray, *, has_shapes: bool = True
) -> list[dict[str, Any]]:
    """Return features as objects of GeoJSON.

    Parameters
    ----------
    found : Collection
        Their collection.
    rows : (n,) int array
        Which of them.
    has_shapes : bool
        Whether their geometry is wanted; it is null if not.
    """
    part = found.frame.iloc[rows]
    cells = [encode.plain_cells(part[one.name], one.type) for one in found.properties]
    names = [one.name for one in found.properties]
    shapes = (
        [json.loads(text) for text in encode.geometry_texts(found.shapes[rows])]
        if has_shapes
        else [None] * len(rows)
    )
    return [
        {
            "id": found.ids[row],
            "geometry": shape,
            "properties": dict(zip(names, values, strict=True)),
        }
        for row, shape, *values in zip(rows.tolist(), shapes, *cells, strict=True)
    ]


def name_of(properties: dict[str, Any], lang: Lang) -> str:
    """Return the name of a feature; empty where none is known."""
    chinese = properties.get("name_zh") or properties.get("name")
    return phrases(lang).pair(chinese, properties.get("name_en"))


def form_links(links: Sequence[Link]) -> list[Link]:
    """Return the links to the other forms of a page."""
    return [one for one in links if one["rel"] == "alternate"]


def render(
    asked: Asked,
    template: str,
    *,
    script_hashes: tuple[str, ...] = (),
    status: int = 200,
    **values: Any,  # noqa: ANN401 - what the template shows
) -> Made:
    """Return a page.

    Parameters
    ----------
    asked : Asked
        The request.
    template : str
        Name below ``templates/ogc``.
    script_hashes : tuple of str
        Hashes of the inline scripts that it may run.
    status : int
        HTTP status.
    **values
        What the template shows.
    """
    g.link_values = {name: text for name, text in asked.args if name != "lang"}
    base = asked.base
    page = render_template(f"ogc/{template}.html", base=base, asked=asked, **values)
    return Made(page.encode(), (), script_hashes, status)


def here(lang: Lang, part: str, **values: Any) -> str:  # noqa: ANN401 - url parts
    """Return the address of a page of the service on this site, in a language."""
    return page_link(f"ogc.ogc_{part}", lang, **values)
