"""What a text says, as values of the form, and the text without parts of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo_zs.understanding.reader import read
from geo_zs.understanding.result import Understood
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


def reading_of(
    said: Mapping[str, Any] | None, kept: Mapping[str, Any] | None = None
) -> Reading:
    """Return what a text filled in.

    Parameters
    ----------
    said : mapping or None
        From `understand`.
    kept : mapping, optional
        Part of a request that counts besides.

    Returns
    -------
    Reading
    """
    kept = kept or {}
    understood = {**(said or {}), **kept}
    limits = {**((said or {}).get("limits") or {}), **kept.get("limits", {})}
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
    if not text.strip():
        return None
    found = asdict(read(text, catalog.lexicon))
    return {**found, **found["request"]}


def strike(
    text: str, fields: Collection[str], catalog: Catalog
) -> tuple[str, dict[str, Any]]:
    """Blank out the phrases of some fields.

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
    text : str
        As long as the text given; empty if nothing was struck.
    kept : dict
        The part of a request that was read from a struck phrase and shall count
        all the same: one phrase may speak of two fields.
    """
    before = read(text, catalog.lexicon)
    chars = list(text)
    for phrase in before.phrases:
        if field_of(phrase.field) in fields:
            chars[phrase.start : phrase.end] = _BLANK * (phrase.end - phrase.start)
    left = "".join(chars)
    if left == text:
        return "", {}
    after = read(left, catalog.lexicon) if left.strip() else Understood(left)
    kept = _lost(before.request, after.request, fields)
    limits = _lost(
        before.request.get("limits", {}), after.request.get("limits", {}), fields
    )
    if limits:
        kept["limits"] = limits
    return left, kept


def _lost(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Collection[str]
) -> dict[str, Any]:
    """Return the members that went missing but for those of `fields`."""
    return {
        name: value
        for name, value in before.items()
        if name != "limits" and name not in after and field_of(name) not in fields
    }
