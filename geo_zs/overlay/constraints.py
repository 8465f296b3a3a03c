"""All constraint layers tested on places, and summed up by what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from geo_zs.overlay.layer_test import LayerTest, layer_test
from geo_zs.overlay.project_frame import TextArray
from geo_zs.overlay.tested_places import UNIT, TestedPlaces
from geo_zs.overlay.words import Statement, kilometres, percent
from geo_zs.register.constraint_layer import MEANINGS, ConstraintLayer, Meaning
from geo_zs.sites.distances import Intervals
from geo_zs.vocab import Lang

#: What is found, from nothing to all; of several layers the highest counts. A layer
#: that was not tested outweighs one that is clear.
_ORDER: Final = ("clear", "not_tested", "possible", "part", "whole")


@dataclass(frozen=True, eq=False)
class ConstraintTests:
    """What constraint layers say of n places.

    Parameters
    ----------
    places : TestedPlaces
        What was tested.
    tests : tuple of LayerTest
        One for each layer, in the order given.
    """

    places: TestedPlaces
    tests: tuple[LayerTest, ...]

    @classmethod
    def of(
        cls, layers: Sequence[ConstraintLayer], places: TestedPlaces
    ) -> ConstraintTests:
        """Test every layer on every place."""
        return cls(places, tuple(layer_test(layer, places) for layer in layers))

    def of_meaning(self, meaning: Meaning) -> tuple[LayerTest, ...]:
        """Return the tests of the layers of one meaning."""
        return tuple(one for one in self.tests if one.layer.meaning == meaning)

    def status(self, meaning: Meaning) -> TextArray:
        """Return the worst that the layers of a meaning say, (n,) of str.

        ``not_tested`` everywhere if there is no such layer.
        """
        return self._summed[meaning][0]

    def share(self, meaning: Meaning) -> Intervals:
        """Return the share of each place that the layers of a meaning touch.

        Layers may overlap or not: together they touch at least what one of them does
        and at most the sum. NaN where a layer of the meaning was not tested and none
        touches the place, or where there is no such layer.
        """
        return self._summed[meaning][1]

    @cached_property
    def _summed(self) -> dict[Meaning, tuple[TextArray, Intervals]]:
        """What each meaning comes to."""
        n_places = self.places.n_places
        return {
            meaning: (
                _worst(self.of_meaning(meaning), n_places),
                _together(self.of_meaning(meaning), n_places),
            )
            for meaning in MEANINGS
        }

    def statement(self, test: LayerTest, row: int) -> Statement:
        """Return what one layer says of one place."""
        layer, status = test.layer, str(test.status[row])
        buffer: Any = ""
        if layer.buffer_m > 0:
            metres = Statement("layer.buffer", {"metres": f"{layer.buffer_m:g}"})
            buffer = (metres.text("zh"), metres.text("en"))
        values: dict[str, Any] = {
            "layer": layer.names,
            "buffer": buffer,
            "km": kilometres(float(test.km.value[row])),
            "share": percent(float(test.share.value[row])),
            "radius": f"{self.places.radius_km[row]:g}",
        }
        key = f"layer.{status}"
        if status == "not_tested":
            has_place = not np.isnan(test.km.value[row])
            key = "layer.not_covered" if has_place else "layer.no_place"
        elif status == "possible":
            key = (
                "layer.possible_unit"
                if self.places.kind[row] == UNIT
                else "layer.possible_point"
            )
        elif status == "part" and test.share.high[row] > test.share.value[row]:
            key = "layer.part_at_least"
        return Statement(key, values)

    def to_dict(self, row: int, lang: Lang) -> dict[str, Any]:
        """Return what all layers say of one place, by meaning."""
        found: dict[str, Any] = {"tested_on": self.tested_on(row).to_dict(lang)}
        for meaning in MEANINGS:
            tests = self.of_meaning(meaning)
            share = self.share(meaning)
            said = Statement(f"meaning.{meaning}")
            names = (said.text("zh"), said.text("en"))
            entry: dict[str, Any] = {
                "status": str(self.status(meaning)[row]),
                "share_low": _number(share.low[row]),
                "share_high": _number(share.high[row]),
                "layers": [self._layer(one, row, lang) for one in tests],
            }
            if not tests:
                none = Statement("layer.none", {"meaning": names})
                entry["text"] = none.text(lang)
            found[meaning] = entry
        return found

    def tested_on(self, row: int) -> Statement:
        """Say what of a place was tested."""
        values = {
            "radius": f"{self.places.radius_km[row]:g}",
            "unit": str(self.places.unit[row]),
        }
        return Statement(f"tested.{self.places.kind[row]}", values)

    def _layer(self, test: LayerTest, row: int, lang: Lang) -> dict[str, Any]:
        """Return what one layer says of one place."""
        layer = test.layer
        at = int(test.nearest[row])
        return {
            "layer_id": layer.layer_id,
            "name": layer.names[0 if lang == "zh" else 1],
            "meaning": layer.meaning,
            "buffer_m": layer.buffer_m,
            "condition": layer.condition,
            "source": layer.source,
            "date": layer.date,
            "status": str(test.status[row]),
            "share": _number(test.share.value[row]),
            "share_low": _number(test.share.low[row]),
            "share_high": _number(test.share.high[row]),
            "nearest_km": _number(test.km.value[row]),
            "nearest_km_low": _number(test.km.low[row]),
            "nearest_km_high": _number(test.km.high[row]),
            "nearest_label": layer.labels()[at] if at >= 0 else "",
            **self.statement(test, row).to_dict(lang),
        }


def _worst(tests: Sequence[LayerTest], n_places: int) -> TextArray:
    """Return the worst of what layers say."""
    worst = np.full(n_places, "not_tested", dtype=object)
    if tests:
        rank = {name: at for at, name in enumerate(_ORDER)}
        ranks = np.array([[rank[name] for name in one.status] for one in tests], int)
        worst[:] = np.array(_ORDER, dtype=object)[ranks.max(axis=0)]
    return worst


def _together(tests: Sequence[LayerTest], n_places: int) -> Intervals:
    """Return the share that layers touch together, as an interval."""
    if not tests:
        return Intervals(*(np.full(n_places, np.nan) for _ in range(3)))
    value, low, high = (
        np.stack([getattr(one.share, name) for one in tests])
        for name in ("value", "low", "high")
    )
    untested = np.isnan(value).any(axis=0)
    most = np.nan_to_num(high)
    unknown = untested & (most.max(axis=0) <= 0)
    found = (
        np.nan_to_num(value).max(axis=0),
        np.nan_to_num(low).max(axis=0),
        np.where(untested, 1.0, np.minimum(most.sum(axis=0), 1.0)),
    )
    return Intervals(*(np.where(unknown, np.nan, one) for one in found))


def _number(value: float) -> float | None:
    """Return a number, None where it is not known."""
    return None if np.isnan(value) else float(value)
