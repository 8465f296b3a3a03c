"""What a text says, as values of the form, and the text without parts of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from webapp.match.fields import (
    CHOICES,
    LIMITS,
    LISTS,
    MU_PER_HA,
    PLAIN,
    field_of,
)

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.understanding.lexicon import Lexicon
    from geo_zs.understanding.result import Understood
    from webapp.match.form import MatchForm

_BLANK = " "


@dataclass(frozen=True)
class Reading:
    """What was read from a text, as values of the form.

    Parameters
    ----------
    industry : str
        Main tag; empty if the text names none.
    texts : mapping of str to str
        Number fields.
    land_unit : {"mu", "ha"}
        Unit of the land.
    choices : mapping of str to str
        ``neighbour``, ``mode``.
    is_chemical : bool
        Whether a recognised chemical park is asked for.
    lists : mapping of str to tuple of str
        ``league``, ``port_id``, ``kind``.
    """

    industry: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    land_unit: str = "mu"
    choices: Mapping[str, str] = field(default_factory=dict)
    is_chemical: bool = False
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that the text fills."""
        return frozenset(
            {
                *(["industry"] if self.industry else ()),
                *(["chemical"] if self.is_chemical else ()),
                *self.texts,
                *self.choices,
                *self.lists,
            }
        )


def reading_of(understood: Mapping[str, Any]) -> Reading:
    """Return what a text filled in, from the answer's account of it.

    Parameters
    ----------
    understood : mapping
        ``industry_tags`` and the quantities and limits under their names in a
        request.

    Returns
    -------
    Reading
    """
    limits = understood.get("limits") or {}
    numbers: dict[str, float] = {}
    for name, member in PLAIN.items():
        if understood.get(member) is not None:
            numbers[name] = understood[member]
    for name, member in LIMITS.items():
        if limits.get(member) is not None:
            numbers[name] = limits[member]
    green = understood.get("green_power_share_min")
    if green is not None:
        numbers["green"] = round(100 * green, 9)
    land = understood.get("land_ha")
    if land is not None:
        numbers["land"] = round(land * MU_PER_HA, 6)
    tags = understood.get("industry_tags") or ()
    return Reading(
        industry=str(tags[0]) if tags else "",
        texts={name: f"{value:.12g}" for name, value in numbers.items()},
        choices={
            name: limits[member]
            for name, (member, _) in CHOICES.items()
            if limits.get(member)
        },
        is_chemical=bool(limits.get("chemical_park")),
        lists={
            name: tuple(limits[member])
            for name, member in LISTS.items()
            if limits.get(member)
        },
    )


def filled(form: MatchForm, read: Reading) -> MatchForm:
    """Return the form with what the text says where the form itself is open."""
    has_land = "land" in form.texts
    return replace(
        form,
        industry=form.industry or read.industry,
        texts={**read.texts, **form.texts},
        land_unit=form.land_unit if has_land else read.land_unit,
        choices={**read.choices, **form.choices},
        is_chemical=form.is_chemical or read.is_chemical,
        lists={**read.lists, **form.lists},
    )


def understand(text: str, catalog: Catalog) -> dict[str, Any] | None:
    """Read a text by itself; None if there is none.

    Parameters
    ----------
    text : str
        The user's words.
    catalog : Catalog
        For the words of texts.

    Returns
    -------
    dict or None
        The members of `geo_zs.understanding.result.Understood`, with those of its
        request beside them.
    """
    lexicon = getattr(catalog, "lexicon", None)
    if not text.strip() or lexicon is None:
        return None
    found = asdict(_read(text, lexicon))
    return {**found, **found["request"]}


def strike(text: str, fields: Collection[str], catalog: Catalog) -> str:
    """Return a text with the phrases of some fields blanked out.

    Parameters
    ----------
    text : str
        The user's words.
    fields : collection of str
        Fields of the form whose phrases shall not count.
    catalog : Catalog
        For the words of texts.

    Returns
    -------
    str
        As long as `text`; empty if nothing is left or nothing was struck.
    """
    lexicon = getattr(catalog, "lexicon", None)
    if lexicon is None or not text.strip():
        return ""
    chars = list(text)
    for phrase in _read(text, lexicon).phrases:
        if field_of(phrase.field) in fields:
            width = phrase.end - phrase.start
            chars[phrase.start : phrase.end] = _BLANK * width
    left = "".join(chars)
    return left if left != text else ""


def _read(text: str, lexicon: Lexicon) -> Understood:
    """Read a text."""
    from geo_zs.understanding.reader import read  # noqa: PLC0415  loaded for texts only

    return read(text, lexicon)
