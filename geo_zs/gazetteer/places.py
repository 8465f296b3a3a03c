"""A place and one of its names; which place wins a name that several have."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal, get_args

from geo_zs import text

PlaceKind = Literal[
    "league",
    "banner",
    "port",
    "park",
    "energy_base",
    "airport",
    "seat",
    "rail_node",
]
NameKind = Literal[
    "official", "short", "english", "alias", "variant", "former", "pinyin"
]

#: Kinds of places, in the order in which they win a name that several have.
PLACE_KINDS: Final[tuple[PlaceKind, ...]] = get_args(PlaceKind)
#: Kinds of names, the plainest first.
NAME_KINDS: Final[tuple[NameKind, ...]] = get_args(NameKind)


@dataclass(frozen=True)
class Place:
    """A place that has a name.

    Parameters
    ----------
    kind : str
        One of `PLACE_KINDS`.
    id : str
        Key in the table of its kind: adcode, park_id, port_id …; a seat
        (政府驻地) has the adcode of its banner and ``-seat``.
    name_zh, name_en : str
        Official Chinese and usual English name; `name_en` is empty if none is
        known.
    league, banner : str
        Adcodes of the league and banner it lies in; a league and a banner name
        themselves. Empty where not known.
    lon, lat : float or None
        Degrees, EPSG:4326; None where not known. For a league or banner the
        point where its label stands, which is inside it.
    location_precision : str
        ``site``, ``town``, ``banner``, ``league`` or ``none``.
    """

    kind: PlaceKind
    id: str
    name_zh: str
    name_en: str
    league: str
    banner: str
    lon: float | None
    lat: float | None
    location_precision: str

    def to_dict(self) -> dict[str, object]:
        """Return the fields as a plain dict, fit for JSON."""
        return asdict(self)

    def name(self, lang: str) -> str:
        """Return the English name for ``en`` if there is one, else the Chinese."""
        return self.name_en if lang == "en" and self.name_en else self.name_zh


@dataclass(frozen=True)
class Name:
    """One name of one place, with the forms it is looked up by.

    Parameters
    ----------
    text : str
        The name as written in the tables.
    kind : str
        One of `NAME_KINDS`.
    place : Place
        What it names.
    confidence : str
        ``official``, ``reported``, ``inferred`` or ``unverified``; empty where a
        rule made the name from an official one.
    source_ids : tuple of str
        Keys of the register of sources.
    key : str
        `text.name_key` of the name.
    folded : str
        The key without the region, park endings in their short form.
    pinyin, initials : str
        Of a Chinese name; empty for one in Latin letters.
    """

    text: str
    kind: NameKind
    place: Place
    confidence: str
    source_ids: tuple[str, ...]
    key: str
    folded: str
    pinyin: str
    initials: str


def precedence(kind: PlaceKind, name_kind: NameKind) -> int:
    """Return the place in the order in which places win a shared name.

    Parameters
    ----------
    kind, name_kind : str
        Kind of the place and of the name by which it was found.

    Returns
    -------
    int
        0 league · 1 banner · 2 port, park, energy base or airport by its
        official or English name · 3 the same by any other name · 4 seat ·
        5 railway node. The lowest wins; two places with the same number make
        the name ambiguous.
    """
    fixed = {"league": 0, "banner": 1, "seat": 4, "rail_node": 5}
    if kind in fixed:
        return fixed[kind]
    return 2 if name_kind in {"official", "english"} else 3


def make_name(
    written: str,
    kind: NameKind,
    place: Place,
    *,
    confidence: str = "",
    source_ids: tuple[str, ...] = (),
) -> Name:
    """Return a name with the forms it is looked up by."""
    key = text.name_key(written)
    chinese = not text.is_latin(key)
    return Name(
        text=written,
        kind=kind,
        place=place,
        confidence=confidence,
        source_ids=source_ids,
        key=key,
        folded=text.fold_park_ending(text.without_region(key) or key),
        pinyin=text.pinyin_key(written) if chinese else "",
        initials=text.pinyin_initials(written) if chinese else "",
    )
