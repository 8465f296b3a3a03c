"""Names of leagues, banners and parks → their codes; never repaired in silence.

A name that no place has is a fault with candidate readings, each with its reason. A
reading that the user settled for a file counts from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from geo_zs import text, vocab
from geo_zs.errors import AmbiguousPlaceError, UnknownPlaceError
from geo_zs.gazetteer.lookup import MAX_NAME_LENGTH, Gazetteer
from geo_zs.gazetteer.places import Place
from geo_zs.imports.cells import as_text, is_blank
from geo_zs.imports.fault_book import Remark

Kind = Literal["league", "banner", "park"]

_KINDS_ZH: Final = {"league": "盟市", "banner": "旗县区", "park": "园区"}
#: Different names of a file for which readings are looked up; a look-up takes 2 ms.
MOST_READINGS: Final = 1_000
#: Longest beginning of an address that is compared with names of units.
_LONGEST_UNIT: Final = 14


class Found(NamedTuple):
    """What a name means.

    Parameters
    ----------
    place : Place or None
        The one place that has the name.
    remarks : tuple of Remark
        What is to be said of it.
    """

    place: Place | None
    remarks: tuple[Remark, ...] = ()


@dataclass
class PlaceReader:
    """Looks up the names of one file, each once.

    Parameters
    ----------
    gazetteer : Gazetteer
        All names.
    settled : mapping of (field, text) to key
        Names that the user settled.

    Attributes
    ----------
    readings : dict of (field, text) to list of dict
        Candidates of each name that no place has, for the page to offer.
    """

    gazetteer: Gazetteer
    settled: Mapping[tuple[str, str], str] = field(default_factory=dict)
    readings: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Found] = field(default_factory=dict)
    _units: dict[str, list[Place]] | None = None

    def read(self, kind: Kind, cell: object, *, column: str, within: str = "") -> Found:
        """Return the place that a cell names.

        Parameters
        ----------
        kind : {"league", "banner", "park"}
            What the column holds.
        cell : object
            Name or code.
        column : str
            Header of the column.
        within : str
            Code of the league or banner that the row states; empty if it states
            none.
        """
        if is_blank(cell):
            return Found(None)
        written = text.clean(as_text(cell))
        key = (kind, written, within)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(kind, written, column, within)
        return found

    def _read(self, kind: Kind, written: str, column: str, within: str) -> Found:
        """Return the place of a name that was not met before."""
        field_name = "park_id" if kind == "park" else kind
        settled = self.settled.get((field_name, written))
        by_code = self._by_code(kind, settled or written)
        inside = [by_code] if by_code else self._matches(written, kind, within)
        if len(inside) == 1:
            return self._found(kind, inside[0], written, column, within)
        if inside:
            return self._ambiguous(inside, written, column)
        anywhere = self._matches(written, kind, "") if within else []
        if anywhere:
            return self._elsewhere(anywhere, written, column, within)
        other = self._matches(written, None, within) or self._matches(written, None, "")
        if len(other) == 1 and other[0].kind in ("banner", "park") and kind != "park":
            return self._of_another_kind(other[0], written, column)
        return self._unknown(kind, written, column)

    def _found(
        self, kind: Kind, place: Place, written: str, column: str, within: str
    ) -> Found:
        """Return a place; a code may lie outside the unit that the row states."""
        if not within or within in (place.league, place.banner) or not place.league:
            return Found(place)
        if kind != "park":
            return self._elsewhere([place], written, column, within)
        if within.endswith("00") or place.banner:
            return self._elsewhere([place], written, column, within)
        return Found(place)

    def _by_code(self, kind: Kind, code: str) -> Place | None:
        """Return the place with a code; 12 digits and lost decimals are understood."""
        bare = code[:6] if len(code) == 12 and code.endswith("000000") else code
        try:
            return self.gazetteer.place(kind, bare)
        except UnknownPlaceError:
            return None

    def _matches(self, written: str, kind: Kind | None, within: str) -> list[Place]:
        """Return the places of a name, those of the highest rank alone."""
        found = self.gazetteer.matches(written, kind=kind, within=within or None)
        if len(found) < 2:
            return list(found)
        try:
            return [self.gazetteer.find(written, kind=kind, within=within or None)]
        except AmbiguousPlaceError as error:
            named = {one.id for one in found}
            return [
                one
                for one in error.candidates
                if isinstance(one, Place) and one.id in named
            ]

    def _ambiguous(self, places: Sequence[Place], written: str, column: str) -> Found:
        self.readings[column, written] = [_candidate(one) for one in places]
        names = "、".join(f"{self._full_name(one)}（{one.id}）" for one in places[:5])
        return Found(
            None,
            (
                Remark.of(
                    "ambiguous_place", column=column, cell=written, candidates=names
                ),
            ),
        )

    def _elsewhere(
        self, places: Sequence[Place], written: str, column: str, within: str
    ) -> Found:
        """Say that a name is known, but not where the row says."""
        place = places[0]
        key = "park_elsewhere" if place.kind == "park" else "place_elsewhere"
        remark = self._elsewhere_remark(key, place, written, column, within)
        return Found(place if place.kind == "park" else None, (remark,))

    def _elsewhere_remark(
        self, key: str, place: Place, written: str, column: str, within: str
    ) -> Remark:
        return Remark.of(
            key,
            column=column,
            cell=written,
            found=self._full_name(place),
            found_en=self._full_name(place, "en"),
            stated=self.unit_name(within),
            stated_en=self.unit_name(within, "en"),
        )

    def _of_another_kind(self, place: Place, written: str, column: str) -> Found:
        remark = Remark.of(
            "place_from_words",
            column=column,
            cell=written,
            found=self._full_name(place),
            found_en=self._full_name(place, "en"),
        )
        return Found(place, (remark,))

    def _unknown(self, kind: Kind, written: str, column: str) -> Found:
        """Say that no place has a name, with the readings it may have."""
        readings: list[dict[str, Any]] = []
        near: list[str] = []
        is_short = len(written) <= MAX_NAME_LENGTH
        if is_short and len(self.readings) < MOST_READINGS:
            found = self.gazetteer.read(written).readings
            readings = [
                one.to_dict() for one in found if one.place and one.place.kind == kind
            ]
            near = list(dict.fromkeys(one.text for one in found))[:3]
            if not near:
                near = self._near(kind, written)
            self.readings[column, written] = readings
        is_sure = bool(readings) and readings[0]["confidence"] == "inferred"
        if readings and (kind != "park" or is_sure):
            return Found(None, (_garbled(kind, written, column, readings[0]),))
        key = "unknown_park" if kind == "park" else "unknown_place"
        shown = "、".join(near)
        remark = Remark.of(
            key,
            column=column,
            cell=written,
            kind=kind,
            kind_zh=_KINDS_ZH[kind],
            near_en=f" (alike: {shown})" if near else "",
            near_zh=f"（相近：{shown}）" if near else "",
        )
        return Found(None, (remark,))

    def _near(self, kind: Kind, written: str) -> list[str]:
        """Return names that are spelled or pronounced alike."""
        try:
            return [self.gazetteer.find(written, kind=kind).name_zh]
        except AmbiguousPlaceError:
            return []
        except UnknownPlaceError as error:
            return list(error.near[:3])

    def unit_name(self, adcode: str, lang: str = "zh") -> str:
        """Return the name of a league, banner or park by its code."""
        for kind in ("league", "banner", "park"):
            try:
                return self._full_name(self.gazetteer.place(kind, adcode), lang)
            except UnknownPlaceError:
                continue
        return adcode

    def _full_name(self, place: Place, lang: str = "zh") -> str:
        """Return a name with that of its league before or behind it."""
        name = place.name(lang)
        if not place.league or place.kind == "league":
            return name
        league = self.gazetteer.place("league", place.league).name(lang)
        if league in name:
            return name
        return f"{name}, {league}" if lang == "en" else f"{league}{name}"

    def from_address(self, address: str) -> Place | None:
        """Return the banner or league that an address begins with.

        Parameters
        ----------
        address : str
            ``包头市昆都仑区某某路``; a banner may stand alone if no other has its
            name.
        """
        key = text.without_region(text.name_key(address[:60]))
        first = self._unit_at(key, None)
        if first is None:
            return None
        place, length = first
        if place.kind == "league":
            second = self._unit_at(key[length:], place.league)
            if second is not None and second[0].kind == "banner":
                return second[0]
        return place

    def _unit_at(self, key: str, league: str | None) -> tuple[Place, int] | None:
        """Return the unit whose name a text begins with, the longest name first."""
        if self._units is None:
            self._units = {}
            for name in self.gazetteer.names:
                is_plain = name.kind in ("official", "short", "former", "variant")
                if name.place.kind in ("league", "banner") and is_plain:
                    self._units.setdefault(name.key, []).append(name.place)
        for length in range(min(_LONGEST_UNIT, len(key)), 1, -1):
            places = [
                one
                for one in self._units.get(key[:length], ())
                if league is None or one.league == league
            ]
            places = [one for one in places if one.kind == "league"] or places
            if len(set(places)) == 1:
                return places[0], length
        return None


def _candidate(place: Place) -> dict[str, Any]:
    """Return a place that a name may mean as a reading."""
    return {
        "text": place.name_zh,
        "kind": place.kind,
        "target_id": place.id,
        "place": place.to_dict(),
        "confidence": "unverified",
        "reason": {"zh": "同名", "en": "has this name"},
        "is_computed": False,
    }


def _garbled(
    kind: Kind, written: str, column: str, reading: Mapping[str, Any]
) -> Remark:
    """Return what is said of a garbled name, with its likeliest reading."""
    confidence = str(reading["confidence"])
    return Remark.of(
        "garbled_place",
        column=column,
        cell=written,
        kind=kind,
        kind_zh=_KINDS_ZH[kind],
        reading=str(reading["text"]),
        certainty=vocab.label("confidence", confidence, "en"),
        certainty_zh=vocab.label("confidence", confidence, "zh"),
        reason=str(reading["reason"]["en"]),
        reason_zh=str(reading["reason"]["zh"]),
    )
