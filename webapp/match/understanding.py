"""How a text was understood, for the page: marks in it, and a line for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.matching.reasons import limit_name
from webapp.cells import industry_name, name_of
from webapp.match.fields import MU_PER_HA, field_of
from webapp.pages.context import link
from webapp.phrases import TEXTS, Lang, phrases
from webapp.present import given_text, number_text, percent_text, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.match.form import MatchForm

_UNITS: Final = {
    "1e8 CNY": "unit_cny_1e8",
    "1e8 USD": "unit_usd_1e8",
    "1e8 CNY/a": "unit_cny_1e8_a",
    "tce/a": "unit_tce_a",
}
"""Units of phrases that have words of their own."""

_PLACES: Final = {"port_ids": "ports", "leagues": "leagues"}


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: how it was taken, and what for.

    Parameters
    ----------
    text : str
        The user's characters.
    kind : str
        Empty for plain text; ``read``, ``off`` (struck out by the user),
        ``unread``, ``unjudged``.
    note : str
        What it was read as.
    number : int
        Number of its line; 0 if it has none.
    """

    text: str
    kind: str = ""
    note: str = ""
    number: int = 0


@dataclass(frozen=True)
class ReadLine:
    """One thing that was read: phrase, meaning, value, and where to correct it."""

    number: int
    phrase: str
    name: str
    value: str
    field: str
    is_off: bool
    is_replaced: bool
    toggle_href: str


@dataclass(frozen=True)
class Told:
    """Something to know about the text: what it is about, and the words."""

    phrase: str
    text: str
    rule: str = ""
    field: str = ""


class Understanding:
    """How the user's text was understood.

    Parameters
    ----------
    catalog : Catalog
        For names of places and industries.
    understood : mapping
        From `webapp.match.reading.understand`.
    form : MatchForm
        What the link holds: fields given there replace what was read.
    lang : {"zh", "en"}
        Language of the page.
    has_links : bool
        Whether links to the page without a phrase, or with another industry, are
        offered; a long text does not fit them.
    """

    def __init__(
        self,
        catalog: Catalog,
        understood: Mapping[str, Any],
        form: MatchForm,
        lang: Lang,
        *,
        has_links: bool = True,
    ) -> None:
        self._has_links = has_links
        self._catalog = catalog
        self._given = understood
        self._form = form
        self._lang: Lang = lang
        self._t = phrases(lang)

    @property
    def lines(self) -> list[ReadLine]:
        """What was read, in the order of the text."""
        values = self._form.values()
        lines: list[ReadLine] = []
        for number, phrase in enumerate(self._phrases, 1):
            field = field_of(phrase["field"])
            is_off = field in self._form.without
            others = tuple(one for one in self._form.without if one != field)
            without = others if is_off else (*others, field)
            can_toggle = self._has_links and bool(field) and field != "industry"
            lines.append(
                ReadLine(
                    number=number,
                    phrase=phrase["text"],
                    name=self._name(phrase["field"]),
                    value=self._value(phrase),
                    field=field,
                    is_off=is_off,
                    is_replaced=field in values and not is_off,
                    toggle_href=link(
                        "pages.match",
                        self._lang,
                        **{**values, "without": without},
                    )
                    if can_toggle
                    else "",
                )
            )
        return lines

    @property
    def _phrases(self) -> list[Mapping[str, Any]]:
        """The phrases that lie where they say, one after the other."""
        text = self._form.text
        found = [
            one
            for one in self._given.get("phrases") or ()
            if text[one["start"] : one["end"]] == one["text"]
        ]
        return sorted(found, key=lambda one: (one["start"], one["end"]))

    @property
    def pieces(self) -> list[Piece]:
        """The whole text, cut where the reading of it changes."""
        text = self._form.text
        marks: list[tuple[int, int, Piece]] = []
        for line, one in zip(self.lines, self._phrases, strict=True):
            kind = "off" if line.is_off else "read"
            note = f"{line.name} {line.value}".strip()
            marks.append(
                (one["start"], one["end"], Piece(one["text"], kind, note, line.number))
            )
        for key, kind in (("not_evaluated", "unjudged"), ("not_understood", "unread")):
            for one in self._given.get(key) or ():
                words = one if isinstance(one, str) else one["text"]
                start = text.find(words)
                if words and start >= 0:
                    piece = Piece(words, kind, self._t(f"read_{kind}"))
                    marks.append((start, start + len(words), piece))
        return _cut(text, marks)

    @property
    def not_understood(self) -> list[str]:
        """Phrases that nothing was made of."""
        return [str(one) for one in self._given.get("not_understood") or ()]

    @property
    def not_evaluated(self) -> list[Told]:
        """Wishes that are not judged here, with the rule."""
        return [
            Told(
                one["text"],
                self._t.pair(one["zh"], one["en"]),
                one.get("rule_id") or "",
            )
            for one in self._given.get("not_evaluated") or ()
        ]

    @property
    def hints(self) -> list[Told]:
        """What is unusual about the quantities, with the field to look at."""
        return [
            Told(
                "",
                self._t.pair(one["zh"], one["en"]),
                field=field_of(one.get("field") or ""),
            )
            for one in self._given.get("hints") or ()
        ]

    @property
    def near_misses(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Unknown words with industries like them: name and link to choose it."""
        values = self._form.values()
        return [
            (
                str(one["text"]),
                [
                    (
                        industry_name(self._catalog, tag, self._lang),
                        link("pages.match", self._lang, **{**values, "industry": tag})
                        if self._has_links
                        else "",
                    )
                    for tag in one["tags"]
                ],
            )
            for one in self._given.get("near_misses") or ()
        ]

    def _name(self, path: str) -> str:
        """Return the name of a field of the requirement."""
        inner = path.removeprefix("limits.")
        key = f"read_{inner}"
        if key in TEXTS:
            return self._t(key)
        zh, en = limit_name(inner)
        return self._t.pair(zh, en)

    def _value(self, phrase: Mapping[str, Any]) -> str:
        """Return the canonical value of a phrase, as the page writes it."""
        name, value = phrase["field"].removeprefix("limits."), phrase["value"]
        if name == "industry":
            shown = industry_name(self._catalog, str(value), self._lang)
            role = f"role_{phrase['relation']}"
            return f"{shown} {self._t(role)}".strip() if role in TEXTS else shown
        if isinstance(value, bool):
            return self._t("yes" if value else "no")
        if name == "land_ha" and isinstance(value, int | float):
            mu = number_text(value * MU_PER_HA)
            return self._t("land_equals", mu=mu, ha=number_text(value))
        if name.endswith("_share_min") and isinstance(value, int | float):
            return percent_text(value)
        if isinstance(value, int | float):
            unit = phrase["unit"]
            words = self._t(_UNITS[unit]) if unit in _UNITS else self._t.unit(unit)
            return f"{given_text(value)} {words}".strip()
        return self._word(name, str(value))

    def _word(self, name: str, value: str) -> str:
        """Return a place or another choice in words."""
        layer_id = _PLACES.get(name)
        if layer_id is not None:
            frame = self._catalog.layers[layer_id].frame
            if value in frame.index:
                return name_of(record(frame, value), self._lang)
        key = {"port_neighbour": value.lower(), "port_mode": f"by_{value}"}.get(name)
        return self._t(key) if key in TEXTS and key is not None else value


def _cut(text: str, marks: Sequence[tuple[int, int, Piece]]) -> list[Piece]:
    """Cut a text at marks; of marks that overlap the first one stays."""
    pieces: list[Piece] = []
    at = 0
    for start, end, piece in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(piece)
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces
