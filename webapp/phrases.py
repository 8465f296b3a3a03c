"""The words of the interface, as Chinese and English pairs.

Templates hold no text of their own: they ask for a phrase by its key. A key that
does not exist is an error, so a missing translation cannot reach a page.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from geo_zs.maps.unit_words import unit_text
from webapp.texts import (
    accounts,
    changes,
    common,
    compare,
    data,
    exports,
    home,
    layers,
    match,
    method,
    ogc,
    places,
    planner,
    planner_board,
    planner_filter,
    planner_import,
    planner_import_rows,
    planner_lists,
    planner_map,
    planner_parks,
    planner_projects,
    refusals,
)

Lang = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")

_TABLES: Final = (
    common,
    home,
    layers,
    match,
    exports,
    compare,
    method,
    places,
    data,
    ogc,
    refusals,
    accounts,
    changes,
    planner,
    planner_board,
    planner_filter,
    planner_import,
    planner_import_rows,
    planner_lists,
    planner_map,
    planner_parks,
    planner_projects,
)


def _collect() -> dict[str, tuple[str, str]]:
    """Join the tables of texts; a key stands in one of them only."""
    joined: dict[str, tuple[str, str]] = {}
    for table in _TABLES:
        repeated = joined.keys() & table.TEXTS.keys()
        if repeated:
            message = f"phrases defined twice: {sorted(repeated)}"
            raise ValueError(message)
        joined.update(table.TEXTS)
    return joined


TEXTS: Final = _collect()
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


class Phrases:
    """The words in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._index = LANGS.index(lang)

    def knows(self, key: str) -> bool:
        """Tell whether there is such a phrase."""
        return key in TEXTS

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the phrase `key`, its places filled with `values`.

        Raises
        ------
        KeyError
            If there is no such phrase, or a value is missing.
        """
        text = TEXTS[key][self._index]
        return text.format(**values) if values else text

    def chain(self, name: str) -> str:
        """Return the name of a value chain; as it is if no Chinese name is known."""
        return self(f"chain_{name}") if f"chain_{name}" in TEXTS else name

    def unit(self, unit: str | None) -> str:
        """Return a unit as the language of the page writes it.

        Units of counting (年, 人, 项) are not written in English.
        """
        return unit_text(unit, self.lang)

    def lang_of(self, text: str | None) -> str:
        """Return the language of data that is not in that of the page, else nothing.

        Only Chinese on an English page is told: English words stand in any text.
        """
        is_foreign = self.lang != "zh" and _CHINESE.search(text or "") is not None
        return "zh-CN" if is_foreign else ""

    def pair(self, chinese: str | None, english: str | None) -> str:
        """Return the text in the language of the page, or the other one."""
        first, second = (chinese, english) if self.lang == "zh" else (english, chinese)
        return first or second or ""

    def join(self, parts: list[str]) -> str:
        """Join `parts` as a list in the language of the page."""
        return ("、" if self.lang == "zh" else ", ").join(parts)


_PHRASES: Final = {lang: Phrases(lang) for lang in LANGS}


def phrases(lang: Lang) -> Phrases:
    """Return the words in `lang`."""
    return _PHRASES[lang]
