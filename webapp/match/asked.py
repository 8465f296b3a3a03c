"""What was asked and what the weights are, in short texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from webapp.cells import name_of
from webapp.match.fields import CHOICES, MU_PER_HA, NUMBERS
from webapp.params import parse_number
from webapp.phrases import Lang, phrases
from webapp.present import given_text, number_text, record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo_zs.catalog import Catalog
    from geo_zs.criteria.defaults import Preset
    from geo_zs.criteria.spec import Criterion
    from webapp.match.form import MatchForm

SLIDER_MAX: Final = 60
"""Largest weight of a slider in percent, unless a link asks for more."""


def asked_texts(form: MatchForm, catalog: Catalog, lang: Lang) -> list[str]:
    """Return what was asked, one short text for each part.

    Parameters
    ----------
    form : MatchForm
        A form without faults, filled in from its text.
    catalog : Catalog
        For the names of leagues, ports, layers and presets.
    lang : {"zh", "en"}
        Language of the texts.
    """
    t = phrases(lang)
    found: list[str] = []
    numbers = {name: parse_number(text) for name, text in form.texts.items()}
    for name in NUMBERS:
        value = numbers.get(name)
        if value is None or name == "top":
            continue
        if name == "land":
            ha = value / MU_PER_HA if form.land_unit == "mu" else value
            mu = number_text(ha * MU_PER_HA)
            found.append(t("asked_land", mu=mu, ha=number_text(ha)))
        else:
            found.append(t(f"asked_{name}", value=given_text(value)))
    found.extend(
        t(f"asked_{name}_{form.choices[name]}")
        for name in CHOICES
        if name in form.choices
    )
    if form.is_chemical:
        found.append(t("asked_chemical"))
    for name, layer_id in (("port_id", "ports"), ("league", "leagues")):
        frame = catalog.layers[layer_id].frame
        keys = [key for key in form.lists.get(name, ()) if key in frame.index]
        if keys:
            found.append(t.join([name_of(record(frame, key), lang) for key in keys]))
    if form.lists.get("kind"):
        found.append(t.join([t(f"kind_{kind}") for kind in form.lists["kind"]]))
    if form.corners:
        found.append(t("asked_area", count=len(form.corners)))
    found.extend(
        t("asked_away", layer=layer_title(catalog, layer, lang), km=km)
        for layer, km in form.away.items()
    )
    if form.choices.get("preset"):
        preset = catalog.criteria.presets[form.choices["preset"]]
        name = t.pair(preset.name_zh, preset.name_en)
        found.append(t("asked_preset", name=name))
    if form.choices.get("method") == "topsis":
        found.append(t("asked_topsis"))
    if form.weights:
        found.append(t("asked_weights", count=len(form.weights)))
    return found


def layer_title(catalog: Catalog, layer_id: str, lang: Lang) -> str:
    """Return the title of a layer, or its id if there is no such layer."""
    layer = catalog.layers.get(layer_id)
    return layer.spec.title(lang) if layer is not None else layer_id


def slider_rows(
    criteria: Sequence[Criterion],
    preset: Preset,
    form: MatchForm,
    lang: Lang,
    *,
    left_out: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return the sliders: name, usual weight and weight now, in percent.

    Parameters
    ----------
    criteria : sequence of Criterion
        Those that have a slider.
    preset : Preset
        The usual weights.
    form : MatchForm
        For weights that were changed.
    lang : {"zh", "en"}
        Language of the names.
    left_out : collection of str
        Criteria that are not scored unless a weight is given, because too little
        is known.
    """
    pair, unit = phrases(lang).pair, phrases(lang).unit
    rows = []
    for one in criteria:
        is_asked = one.id not in preset.weights or one.id in left_out
        usual = 0.0 if is_asked else _percent(preset.weights[one.id])
        now = form.weights.get(one.id, usual)
        rows.append(
            {
                "id": one.id,
                "name": pair(one.name_zh, one.name_en),
                "reason": pair(one.reason_zh, one.reason_en),
                "worst": f"{given_text(one.worst)} {unit(one.unit)}".strip(),
                "best": f"{given_text(one.best)} {unit(one.unit)}".strip(),
                "usual": f"{usual:g}",
                "now": now,
                "most": max(SLIDER_MAX, now),
                "step": _step(usual, now),
                "is_asked": is_asked,
                "is_moved": one.id in form.weights,
            }
        )
    return rows


def _percent(weight: float) -> float:
    """Return a weight in whole percent; a small one that counts is not shown as 0."""
    return max(round(100 * weight), 0.5) if weight > 0 else 0.0


def _step(usual: float, now: float) -> str:
    """Return the step of a slider, so that both its values lie on one."""
    if (2 * now) % 1:
        return "any"
    return "0.5" if (usual % 1 or now % 1) else "1"
