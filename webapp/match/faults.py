"""Faults of a requirement in the words and units of the form."""

from __future__ import annotations

import re
from typing import Final

from geo_zs.errors import Problem
from geo_zs.matching.requirement_parts import MAX_ECHO
from webapp.cells import industry_name
from webapp.match.asked import layer_title
from webapp.match.fields import AWAY, MU_PER_HA, field_of
from webapp.match.form import MatchForm
from webapp.phrases import TEXTS, Lang, phrases
from webapp.present import number_text
from webapp.state import get_catalog

_BOUND: Final = re.compile(
    r"expected (at most|at least|more than|less than) (-?\d+(?:\.\d+)?)"
)
"""How a fault of a requirement states the bound that a number breaks."""

_LISTS: Final = {
    "limits.leagues": ("league", "fault_league"),
    "limits.site_kinds": ("kind", "error_choice"),
    "limits.port_ids": ("port_id", "fault_port"),
}
"""Lists of a requirement: field of the form, and phrase for a wrong item."""

_NEAR: Final = re.compile(r"did you mean (.+)\?$")
"""How a fault of a requirement lists near misses."""


def told_in_form(problem: Problem, form: MatchForm, lang: Lang) -> Problem:
    """Return a fault of the requirement as the form's reader expects it.

    Parameters
    ----------
    problem : Problem
        Fault by the path of its field, in the units of the API.
    form : MatchForm
        What was typed.
    lang : {"zh", "en"}
        Language of the message.

    Returns
    -------
    Problem
        By the name of the form's field, with what was typed and the bound in the
        unit of that field; a fault of another kind keeps its own message.
    """
    t = phrases(lang)
    name = field_of(problem.field)
    is_away = name.startswith(AWAY)
    layer = name.removeprefix(AWAY)
    typed = form.away.get(layer) if is_away else form.texts.get(name)
    if typed is None or not (is_away or f"{name}_label" in TEXTS):
        return Problem(name, _told_of_choice(problem, form, lang))
    bound = _BOUND.search(problem.message)
    if bound is not None:
        kind = bound.group(1).replace(" ", "_")
        limit = number_text(float(bound.group(2)) * _scale(name, form))
        why = t(f"fault_{kind}", bound=limit)
    elif "whole number" in problem.message:
        why = t("fault_whole")
    else:
        why = problem.message
    title = layer_title(get_catalog(), layer, lang)
    label = t("away_label", layer=title) if is_away else t(f"{name}_label")
    return Problem(name, t("fault", label=label, value=typed, why=why))


def _told_of_choice(problem: Problem, form: MatchForm, lang: Lang) -> str:
    """Return what is wrong with something that is chosen, not typed as a number."""
    t = phrases(lang)
    path, _, index = problem.field.rpartition(".")
    if problem.field in ("industry", "text") and not form.industry:
        text = t("fault_text")
    elif problem.field == "industry":
        text = t("fault_industry", value=form.industry[:MAX_ECHO])
    else:
        text = ""
    if text:
        near = _NEAR.search(problem.message)
        if near is None:
            return text
        catalog = get_catalog()
        tags = near.group(1).split(", ")
        names = t.join([industry_name(catalog, tag, lang) for tag in tags])
        return t("fault_near", text=text, names=names)
    if path in _LISTS:
        name, key = _LISTS[path]
        return t(key, value=form.lists[name][int(index)][:MAX_ECHO])
    whole = {
        "limits.area": "fault_area",
        "limits.site_kinds": "fault_kinds",
        "limits": "fault_ports",
        "weights": "fault_weights",
    }
    if problem.field in whole:
        return t(whole[problem.field])
    return f"{problem.field}: {problem.message}"


def _scale(name: str, form: MatchForm) -> float:
    """Return how many units of the form's field one unit of the API is."""
    if name == "green":
        return 100.0
    return MU_PER_HA if name == "land" and form.land_unit == "mu" else 1.0
