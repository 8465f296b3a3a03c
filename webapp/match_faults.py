"""Faults of a requirement in the words and units of the form."""

from __future__ import annotations

import re
from typing import Final

from geo_zs.errors import Problem
from webapp.match_form import MU_PER_HA, MatchForm, field_of
from webapp.phrases import TEXTS, Lang, phrases
from webapp.present import number_text

_BOUND: Final = re.compile(
    r"expected (at most|at least|more than|less than) (-?\d+(?:\.\d+)?)"
)
"""How a fault of a requirement states the bound that a number breaks."""


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
    typed = form.texts.get(name)
    if typed is None or f"{name}_label" not in TEXTS:
        return Problem(name, f"{problem.field}: {problem.message}")
    bound = _BOUND.search(problem.message)
    if bound is not None:
        kind = bound.group(1).replace(" ", "_")
        limit = number_text(float(bound.group(2)) * _scale(name, form))
        why = t(f"fault_{kind}", bound=limit)
    elif "whole number" in problem.message:
        why = t("fault_whole")
    else:
        why = problem.message
    return Problem(name, t("fault", label=t(f"{name}_label"), value=typed, why=why))


def _scale(name: str, form: MatchForm) -> float:
    """Return how many units of the form's field one unit of the API is."""
    if name == "green":
        return 100.0
    return MU_PER_HA if name == "land" and form.land_unit == "mu" else 1.0
