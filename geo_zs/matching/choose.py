"""What a requirement is scored by: criteria with their bounds, and their weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo_zs.criteria.ahp import ahp
from geo_zs.criteria.bounds import with_bounds
from geo_zs.criteria.defaults import CriteriaBook, Preset
from geo_zs.criteria.rank_order_centroid import rank_order_centroid
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.weights import override, weight_to_ask_for
from geo_zs.errors import CriterionError, Problem, RequirementError
from geo_zs.matching.attribute import BoolArray
from geo_zs.matching.columns import Columns
from geo_zs.matching.explain import Ask
from geo_zs.matching.notices import KNOWN_SHARE
from geo_zs.matching.requirement import Bounds, Requirement
from geo_zs.matching.standards import STATED_IN

#: Preset of plants whose requirement names a port of entry.
BORDER_PRESET: Final = "border_processing"


@dataclass(frozen=True)
class Choice:
    """Criteria and weights of one requirement.

    Parameters
    ----------
    preset : Preset
        Where the criteria come from.
    criteria : tuple of Criterion
        With a weight above 0, heaviest first, with the bounds in force.
    weights : dict of str to float
        Sums to 1; criteria with weight 0 that a request named are in it too.
    asks : tuple of Ask
        What is left out because too little is known.
    way : str
        ``preset``, ``given``, ``roc`` or ``ahp``: where the weights come from.
    consistency_ratio : float or None
        Of pairwise judgements.
    """

    preset: Preset
    criteria: tuple[Criterion, ...]
    weights: dict[str, float]
    asks: tuple[Ask, ...]
    way: str = "preset"
    consistency_ratio: float | None = None


def choose(
    requirement: Requirement,
    book: CriteriaBook,
    columns: Columns,
    candidates: BoolArray,
    *,
    kind: str = "",
    more: Mapping[str, float] | None = None,
) -> Choice:
    """Choose what is scored: what enough is known of, and what is asked for by name.

    Parameters
    ----------
    requirement : Requirement
        Its preset, weights or judgements, bounds and own figures.
    book : CriteriaBook
        Criteria and presets.
    columns : Columns
        Attributes as this requirement sees them.
    candidates : (n_sites,) bool array
        Over which it is counted how much is known.
    kind : str
        Kind of the main industry (``factory``, ``power_station`` …).
    more : mapping of str to float, optional
        Criteria that this requirement adds to its preset, with their weight beside
        preset weights that sum to 1.

    Raises
    ------
    RequirementError
        If the weights leave nothing to score by, the judgements contradict each
        other, or own bounds are none.
    """
    preset = _preset(requirement, book, kind)
    named = set(requirement.weights)
    elicited: Mapping[str, float] = {}
    ratio: float | None = None
    if requirement.weighting is not None:
        elicited, ratio = _elicited(requirement)
        named = set(elicited)
    preset = _with_more(preset, book, {} if requirement.preset else more or {})
    base, asks = _known_enough(requirement, preset, columns, candidates, named)
    weights = dict(elicited) if elicited else _weigh(base, requirement.weights)
    criteria = _with_bounds(weights, book, preset, requirement.bounds)
    order = sorted(weights, key=lambda name: (-weights[name], name))
    return Choice(
        preset=preset,
        criteria=tuple(criteria[name] for name in order if weights[name] > 0),
        weights={name: weights[name] for name in order},
        asks=asks,
        way=requirement.weighting.method
        if requirement.weighting
        else ("given" if requirement.weights else "preset"),
        consistency_ratio=ratio,
    )


def _preset(requirement: Requirement, book: CriteriaBook, kind: str) -> Preset:
    """Return the preset asked for, else that of the industry.

    A plant that says which ports it means, or how near one must be, lives from what
    comes over the border, whatever it makes of it.
    """
    if requirement.preset:
        return book.presets[requirement.preset]
    if (
        BORDER_PRESET in book.presets
        and kind == "factory"
        and names_a_port(requirement)
    ):
        return book.presets[BORDER_PRESET]
    return book.preset_for(requirement.industry)


def names_a_port(requirement: Requirement) -> bool:
    """Tell whether a requirement says anything of ports of entry."""
    limits = requirement.limits
    return limits.land_port_km_max is not None or bool(
        limits.port_ids or limits.port_neighbour or limits.port_mode
    )


def _with_more(preset: Preset, book: CriteriaBook, more: Mapping[str, float]) -> Preset:
    """Return a preset with further criteria that the book knows."""
    known = {*preset.weights, *preset.asked_weights}
    added = [
        book.criteria[name]
        for name in more
        if name in book.criteria and name not in known
    ]
    scored = tuple(one for one in added if not one.is_asked)
    asked = tuple(one for one in added if one.is_asked)
    return replace(
        preset,
        criteria=(*preset.criteria, *scored),
        weights={**preset.weights, **{one.id: more[one.id] for one in scored}},
        asked=(*preset.asked, *asked),
        asked_weights={
            **preset.asked_weights,
            **{one.id: more[one.id] for one in asked},
        },
    )


def _elicited(requirement: Requirement) -> tuple[Mapping[str, float], float | None]:
    """Return weights from an order or from pairwise judgements, and their ratio."""
    weighting = requirement.weighting
    if weighting is None:
        return {}, None
    if weighting.method == "roc":
        return rank_order_centroid(weighting.order), None
    try:
        found = ahp(
            weighting.judgements, accept_inconsistent=weighting.accept_inconsistent
        )
    except CriterionError as error:
        problems = getattr(error, "problems", None) or [Problem("", str(error))]
        raise RequirementError(
            [
                Problem(f"weighting.{one.field}".rstrip("."), one.message)
                for one in problems
            ]
        ) from error
    return found.weights, found.consistency_ratio


def _known_enough(
    requirement: Requirement,
    preset: Preset,
    columns: Columns,
    candidates: BoolArray,
    named: set[str],
) -> tuple[dict[str, float], tuple[Ask, ...]]:
    """Return the weights of what is scored unasked, and what is left out.

    What only the park can tell is scored once the asker gives a figure for it.
    """

    def known_share(criterion: Criterion) -> float:
        if not candidates.any():
            return 1.0
        value = columns.get(criterion.column).value[candidates]
        return float((~np.isnan(value)).mean())

    own = {name for one in requirement.own_figures.values() for name in one}
    own |= {column for column, stated in STATED_IN.items() if stated in own}
    base: dict[str, float] = {}
    asks: list[Ask] = []
    for criterion in preset.criteria:
        weight = preset.weights[criterion.id]
        share = known_share(criterion)
        if criterion.id in named or share >= KNOWN_SHARE:
            base[criterion.id] = weight
        elif requirement.weighting is None:
            asks.append(Ask(criterion, weight, share))
    if not base and not named:
        # So little is known that nothing would be scored: score all of it, and let
        # the intervals say so.
        base, asks = dict(preset.weights), []
    for criterion in preset.asked:
        weight = preset.asked_weights[criterion.id]
        if criterion.id in named:
            continue
        if criterion.column in own and requirement.weighting is None:
            base[criterion.id] = weight_to_ask_for(weight) * sum(
                preset.weights[name] for name in base if name in preset.weights
            )
        else:
            asks.append(Ask(criterion, weight, known_share(criterion)))
    return base, tuple(asks)


def _weigh(base: Mapping[str, float], given: Mapping[str, float]) -> dict[str, float]:
    """Return the final weights; what cannot be scaled is the request's fault."""
    try:
        return override(base, given)
    except CriterionError as error:
        raise RequirementError([Problem("weights", str(error))]) from error


def _with_bounds(
    names: Mapping[str, float],
    book: CriteriaBook,
    preset: Preset,
    bounds: Mapping[str, Bounds],
) -> dict[str, Criterion]:
    """Return the criteria with the bounds asked for; raises all faults of bounds."""
    found: dict[str, Criterion] = {}
    problems: list[Problem] = list(_unused_bounds(names, bounds))
    for name in names:
        criterion = book.criterion(name, preset)
        own = bounds.get(name)
        if own is None:
            found[name] = criterion
            continue
        try:
            found[name] = with_bounds(criterion, own)
        except CriterionError as error:
            problems.append(Problem(f"bounds.{name}", str(error)))
    if problems:
        raise RequirementError(problems)
    return found


def _unused_bounds(
    names: Mapping[str, float], bounds: Mapping[str, Bounds]
) -> Iterator[Problem]:
    """Yield a problem for own bounds of a criterion that is not scored."""
    for name in bounds:
        if name not in names:
            yield Problem(
                f"bounds.{name}",
                "is not scored here, so its bounds have no effect; give it a weight",
            )
