"""Places, facts and sources as the tools tell them, in one language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_zs import vocab
from geo_zs.maps.unit_words import unit_text
from geo_zs.mcp.shapes import PlaceShape, SourceShape, Value

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.tables import Field
    from geo_zs.vocab import Lang

#: Longest list of a kind in one answer, and longest note.
MOST_LISTED: Final = 20
MOST_TEXT: Final = 600
_YES: Final = {"zh": ("否", "是"), "en": ("no", "yes")}


class Teller:
    """Tells the data of one catalog in one language, and notes the sources.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    lang : {"zh", "en"}
        The language.
    """

    def __init__(self, catalog: Catalog, lang: Lang) -> None:
        self.catalog = catalog
        self.lang = lang
        self._named: dict[str, None] = {}

    def pick(self, zh: str, en: str) -> str:
        """Return the text of the language, the other where it has none."""
        return (zh or en) if self.lang == "zh" else (en or zh)

    def pair(self, words: tuple[str, str]) -> str:
        """Return one of two texts, Chinese and English."""
        return self.pick(*words)

    def cite(self, source_ids: Any) -> list[str]:  # noqa: ANN401  a cell
        """Note the sources of a fact, a list or nothing, and return their ids."""
        found = [str(one) for one in source_ids] if _is_list(source_ids) else []
        self._named.update(dict.fromkeys(found))
        return found

    def head(self) -> dict[str, Any]:
        """Return what every answer carries; call it last, when all is cited."""
        return {
            "data_version": self.catalog.data_version,
            "lang": self.lang,
            "sources": [self._source(key) for key in self._named],
        }

    def _source(self, key: str) -> SourceShape:
        source = self.catalog.sources.get(key)
        if source is None:
            return SourceShape(id=key, title=key)
        return SourceShape(
            id=key,
            title=source.title,
            publisher=source.publisher or None,
            date=source.date or None,
            link=source.link,
            note=short(source.notes),
        )

    def unit(self, layer_id: str, code: object) -> str | None:
        """Return a league or banner as name and code."""
        if not isinstance(code, str) or not code:
            return None
        frame = self.catalog.layer(layer_id).frame
        if code not in frame.index:
            return code
        return f"{self.name(self.row(layer_id, code))} ({code})"

    def row(self, layer_id: str, key: str) -> Any:  # noqa: ANN401  a row; `loc` says more
        """Return a row of a layer."""
        return self.catalog.layer(layer_id).frame.loc[key]

    def name(self, row: Mapping[str, Any] | pd.Series) -> str:
        """Return the name of a row."""
        zh, en = (plain(row.get(f"name_{lang}")) or "" for lang in ("zh", "en"))
        return self.pick(str(zh), str(en))

    def place(
        self, kind: str, key: str, row: Mapping[str, Any] | pd.Series
    ) -> PlaceShape:
        """Return a row with names and a point as a place."""
        return PlaceShape(**self.place_values(kind, key, row))

    def place_values(
        self, kind: str, key: str, row: Mapping[str, Any] | pd.Series
    ) -> dict[str, Any]:
        """Return the fields of a place."""
        return {
            "kind": kind,
            "id": key,
            "name": self.name(row) or key,
            "league": self.unit("leagues", row.get("league")),
            "banner": self.unit("banners", row.get("banner")),
            "lon": plain(row.get("lon")),
            "lat": plain(row.get("lat")),
            "precision": plain(row.get("location_precision")),
        }

    def _industry(self, tag: str) -> str:
        """Return the name of an industry; its tag where it has none."""
        rows = self.catalog.tables["industries"]
        named = rows[rows["tag"].eq(tag)]
        return self.name(named.iloc[0]) if len(named) else tag

    def worded(self, layer_id: str, field: Field, value: Value) -> str:
        """Return a value in words, with its unit."""
        if isinstance(value, bool):
            return _YES[self.lang][int(value)]
        if isinstance(value, list):
            if field.name == "industry_tags":
                value = [self._industry(one) for one in value]
            return ("、" if self.lang == "zh" else ", ").join(value)
        if isinstance(value, int | float):
            if field.name.endswith("_year"):
                return str(value)
            return f"{value:,.10g} {unit_text(field.unit, self.lang)}".strip()
        words = vocab.words(f"{layer_id}.{field.name}") or {}
        text = str(value)
        return self.pair(words[text]) if text in words else text


def plain(value: object) -> Any:  # noqa: ANN401  any value of a table
    """Return a value of a table for JSON; None where it is not known."""
    if _is_list(value):
        return [str(one) for one in value] or None  # type: ignore[attr-defined]  # a list
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | str):
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        number = float(value)
        return number if math.isfinite(number) else None
    return str(value)


def short(text: object, most: int = MOST_TEXT) -> str | None:
    """Return a text cut to a length; None if it is empty or not known."""
    words = plain(text)
    if not isinstance(words, str) or not words:
        return None
    return words if len(words) <= most else words[: most - 1] + "…"


def listed(texts: Iterable[str], lang: str) -> str:
    """Return texts in a row."""
    return ("、" if lang == "zh" else ", ").join(texts)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple | list)
