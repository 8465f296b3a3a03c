"""Values of the tables as a reader sees them: labels, names, links, unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import url_for

from geo_zs.tables import column_for
from geo_zs.vocab import words
from webapp.pages.context import link
from webapp.phrases import Lang, phrases
from webapp.present import given_text, is_unknown, plain, record, rows_of

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.tables import Field

BADGES: Final = {
    "official": "badge-accent",
    "reported": "",
    "inferred": "badge-warn",
    "unverified": "badge-warn",
    "operating": "badge-accent",
    "construction": "badge-accent",
    "cancelled": "badge-bad",
    "stopped": "badge-bad",
    "national": "badge-accent",
    "legacy": "badge-warn",
    "planned": "badge-warn",
}
"""Words that are set off by colour; the word itself always stands there too."""

_BADGE_COLUMNS: Final = frozenset({"confidence", "stage", "level", "status"})
_PLACES: Final = {"league": "leagues", "banner": "banners"}
_KEYS: Final = {
    "parent_park_id": "parks",
    "park_id": "parks",
    "base_id": "energy_bases",
    "counted_in": "energy_bases",
    "port_id": "ports",
    "parent_project_id": "projects",
}
"""Columns that hold the key of a row of a layer."""


@dataclass(frozen=True)
class Part:
    """A piece of a cell: its text, and where it leads."""

    text: str
    href: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Cell:
    """One value as a reader sees it.

    Parameters
    ----------
    parts : tuple of Part
        Its pieces; none when the value is not known.
    is_number : bool
        Whether it is set to the right.
    badge : str or None
        Class of the badge that it is shown as; None is plain text.
    is_sources : bool
        Whether it lists sources.
    unit : str
        Unit of the value, for places where no table head shows it.
    """

    parts: tuple[Part, ...] = ()
    is_number: bool = False
    badge: str | None = None
    is_sources: bool = False
    unit: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether the value is not known."""
        return not self.parts

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(part.text for part in self.parts)


def name_of(row: Mapping[str, Any], lang: Lang) -> str:
    """Return the name of a row in `lang`, else in the other language."""
    chinese, english = plain(row.get("name_zh")), plain(row.get("name_en"))
    return phrases(lang).pair(chinese, english)


def own_text(row: Mapping[str, Any], name: str, lang: Lang) -> str:
    """Return the text of a column in `lang` where the table has both; else as it is."""
    return plain(row.get(column_for(name, row, lang))) or ""


class CellMaker:
    """Makes the cells of one layer or table in one language.

    Parameters
    ----------
    catalog : Catalog
        The loaded data, for the names of places and the titles of sources.
    table : str
        Name of the table, which tells vocabularies of the same column apart.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, catalog: Catalog, table: str, lang: Lang) -> None:
        self._catalog = catalog
        self._table = table
        self._lang: Lang = lang
        self._t = phrases(lang)

    def own(self, fields: Mapping[str, Field], name: str) -> Field:
        """Return the column called `name`, or its Chinese sibling on a Chinese page."""
        return fields[column_for(name, fields, self._lang)]

    def title(self, field: Field) -> str:
        """Return the title of a column."""
        return self._t.pair(field.title_zh, field.title_en)

    def cell(self, field: Field, value: object) -> Cell:
        """Return the cell of a value.

        Parameters
        ----------
        field : Field
            Its column.
        value : object
            As the table holds it; NA, NaN, empty text and empty lists are not known.

        Returns
        -------
        Cell
        """
        if is_unknown(value):
            return Cell(
                is_number=field.type in ("number", "integer"),
                is_sources=field.name.endswith("source_ids"),
            )
        if field.name.endswith("source_ids"):
            return self.sources(value if isinstance(value, tuple) else (str(value),))
        if field.is_list and isinstance(value, tuple | list):
            return Cell(tuple(self._part(field.name, item) for item in value))
        if isinstance(plain(value), bool):
            return Cell((Part(self._t("yes" if value else "no")),))
        number = plain(value)
        if isinstance(number, int | float) and not isinstance(number, bool):
            is_year = field.name.endswith("year")
            text = str(number) if is_year else given_text(float(number))
            return Cell((Part(text),), is_number=True, unit=self._t.unit(field.unit))
        badge = None
        if field.name in _BADGE_COLUMNS:
            badge = BADGES.get(str(value), "")
        return Cell((self._part(field.name, value),), badge=badge)

    def sources(self, ids: tuple[str, ...]) -> Cell:
        """Return a cell that names sources and leads to their entries."""
        return Cell(
            tuple(self._source(source_id) for source_id in ids), is_sources=True
        )

    def word(self, column: str, value: str) -> str:
        """Return the label of a word of a vocabulary; the word if it has none."""
        known = words(column) or {}
        return self._t.pair(*known[value]) if value in known else value

    def label(self, column: str, value: str) -> str:
        """Return what a reader calls a code: its label or name; itself if it has none.

        Parameters
        ----------
        column : str
            Name of the column that holds the code.
        value : str
            The code, or one of a list.
        """
        return self._part(column, value).text

    def _source(self, source_id: str) -> Part:
        """Return the title of a source and the link to its entry."""
        source = self._catalog.sources.get(source_id)
        href = link("pages.sources", self._lang) + f"#source-{source_id}"
        if source is None:
            return Part(source_id, href)
        title = source.title or source_id
        short = title if len(title) <= 28 else title[:27] + "…"
        date = f" {source.date}" if source.date and source.date not in short else ""
        return Part(f"{short}{date}", href, title=title)

    def _part(self, column: str, value: object) -> Part:
        """Return one value that is text: a label, a name or the text itself."""
        text = str(value)
        known = words(f"{self._table}.{column}") or words(column)
        if known and text in known:
            return Part(self._t.pair(*known[text]))
        if column in _PLACES:
            return self._place(_PLACES[column], text)
        if column in _KEYS and column != _key_of(self._catalog, self._table):
            return self._place(_KEYS[column], text)
        if column.endswith("_tags") or column == "parent_tag":
            return Part(industry_name(self._catalog, text, self._lang))
        if column == "website" and text.startswith(("http://", "https://")):
            return Part(text, text)
        return Part(text)

    def _place(self, layer_id: str, key: str) -> Part:
        """Return the name of a row of a layer and the link to its page."""
        frame = self._catalog.layers[layer_id].frame
        if key not in frame.index:
            return Part(key)
        name = name_of(record(frame, key), self._lang)
        return Part(name, row_link(layer_id, key, self._lang))


def _key_of(catalog: Catalog, table: str) -> str:
    """Return the key column of a layer; empty for another table."""
    layer = catalog.layers.get(table)
    return layer.spec.key if layer is not None else ""


def row_link(layer_id: str, key: str, lang: Lang) -> str:
    """Return the address of the page about a row: its own, else its table."""
    if layer_id == "parks":
        return link("pages.park", lang, park_id=key)
    if layer_id == "leagues":
        return link("pages.league", lang, adcode=key)
    return link("pages.layer_table", lang, layer_id=layer_id, q=key)


def industry_name(catalog: Catalog, tag: str, lang: Lang) -> str:
    """Return the name of an industry by its tag; the tag itself if it is not known."""
    table = catalog.tables["industries"]
    found = rows_of(table[table["tag"] == tag])
    return name_of(found[0], lang) if found else tag


def map_link(lang: Lang, layer_id: str, key: str) -> str:
    """Return the address of the map with one row shown."""
    return link("pages.home", lang) + f"#{layer_id}/{key}"


def api_link(layer_id: str) -> str:
    """Return the address of a layer as GeoJSON."""
    return url_for("api.layer", layer_id=layer_id)
