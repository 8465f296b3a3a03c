"""The form of a constraint layer: what was typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geo_zs.register.constraint_layer import MEANINGS, MOST_BUFFER_M
from webapp.accounts import current
from webapp.params import parse_number, plain_number
from webapp.planner.blueprint import say
from webapp.state import get_catalog

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from geo_zs.register.constraint_layer import ConstraintLayer

#: Code of the region.
REGION: Final = "150000"
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
#: Longest texts, characters.
_LONGEST: Final = {"name_zh": 100, "name_en": 100, "condition": 1000, "source": 500}
TYPED: Final = ("name_zh", "name_en", "meaning", "buffer_m", "condition", "source")
OTHERS: Final = ("date", "visibility", "league", "datum", "sheet", "label_column")


@dataclass
class LayerForm:
    """What the form of a layer holds.

    Parameters
    ----------
    typed : dict of str to str
        Field → what its control shows.
    covers : tuple of str
        Codes chosen.
    values : dict of str to object
        What the register is given, as far as it could be read.
    faults : dict of str to str
        Field → what is wrong, in the language of the page.
    """

    typed: dict[str, str]
    covers: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def empty_form() -> LayerForm:
    """Return the form of a new layer."""
    leagues = current.viewer().leagues
    return LayerForm(
        {
            "meaning": "forbidden",
            "visibility": "internal",
            "buffer_m": "0",
            "league": min(leagues) if leagues else "",
        }
    )


def form_of(layer: ConstraintLayer) -> LayerForm:
    """Return the form of a layer that is there."""
    typed = {name: str(getattr(layer, name)) for name in (*TYPED, "date")}
    typed |= {"visibility": layer.visibility, "league": layer.league}
    typed["buffer_m"] = f"{layer.buffer_m:g}"
    return LayerForm(typed, layer.covers)


def read_form(given: MultiDict[str, str]) -> LayerForm:
    """Read the fields of the form; every fault is told."""
    typed = {name: given.get(name, "").strip() for name in (*TYPED, *OTHERS)}
    form = LayerForm(typed, tuple(dict.fromkeys(given.getlist("covers"))))
    form.values = {name: typed[name] for name in (*TYPED, "date", "league")}
    _check_texts(form)
    _check_choices(form)
    number = parse_number(plain_number(typed["buffer_m"] or "0"))
    if number is None or not 0 <= number <= MOST_BUFFER_M:
        form.faults["buffer_m"] = say(
            "player_fault_buffer",
            value=typed["buffer_m"][:40],
            most=f"{MOST_BUFFER_M:g}",
        )
    form.values["buffer_m"] = number
    return form


def _check_texts(form: LayerForm) -> None:
    """Look at names, condition, source and date."""
    typed = form.typed
    for name, most in _LONGEST.items():
        if len(typed[name]) > most:
            form.faults[name] = say("player_fault_long", most=most)
    if not typed["name_zh"] or len(typed["name_zh"]) > _LONGEST["name_zh"]:
        form.faults["name_zh"] = say("player_fault_name")
    if typed["meaning"] == "conditional" and not typed["condition"]:
        form.faults["condition"] = say("player_fault_condition")
    if typed["date"] and not _DATE.fullmatch(typed["date"]):
        form.faults["date"] = say("player_fault_date", value=typed["date"][:40])


def _check_choices(form: LayerForm) -> None:
    """Look at what is chosen from lists."""
    typed, layers = form.typed, get_catalog().layers
    if typed["meaning"] not in MEANINGS:
        form.faults["meaning"] = say("player_fault_meaning")
    visibility = typed["visibility"]
    form.values["visibility"] = "public" if visibility == "public" else "internal"
    league, own = typed["league"], current.viewer().leagues
    is_league = not league or league in layers["leagues"].frame.index
    if not is_league or (own is not None and league not in own):
        form.faults["league"] = say("player_fault_league")
    known = {REGION}
    known |= {*layers["leagues"].frame.index, *layers["banners"].frame.index}
    if set(form.covers) - known:
        form.faults["covers"] = say("player_fault_covers")
        form.covers = tuple(code for code in form.covers if code in known)
    form.values["covers"] = form.covers


def labels() -> Mapping[str, str]:
    """Return what the fields are called, for the list of faults."""
    names = (*TYPED, *OTHERS, "file", "covers")
    return {name: say(f"player_{name}") for name in names}
