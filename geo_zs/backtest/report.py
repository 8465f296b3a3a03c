"""The figures of a back-test as one plain object."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.backtest.baselines import BASELINES
from geo_zs.backtest.bootstrap import DRAWS, SEED, Estimate, company_draws, estimate
from geo_zs.backtest.misses import cause_of
from geo_zs.backtest.position import figures

if TYPE_CHECKING:
    from geo_zs.backtest.run import Skipped, Trial

_DECIMALS: Final = 4
FIGURES: Final = ("hit@1", "hit@5", "hit@10", "mrr")


def to_report(
    trials: Sequence[Trial], skipped: Sequence[Skipped], level: str
) -> dict[str, Any]:
    """Return the figures of a back-test with their intervals.

    Parameters
    ----------
    trials : sequence of Trial
        Rows tested.
    skipped : sequence of Skipped
        Rows not tested.
    level : str
        ``park`` or ``banner``.

    Returns
    -------
    dict
        Plain values for JSON. Numbers are rounded to four decimals; None where
        there is nothing to measure or to draw from.
    """
    industries = dict.fromkeys(_industry(trial) for trial in trials)
    return {
        "level": level,
        **_block(trials),
        "by_industry": {
            name: _block([one for one in trials if _industry(one) == name])
            for name in sorted(industries)
        },
        "bootstrap": {"draws": DRAWS, "seed": SEED, "unit": "company", "share": 0.95},
        "misses": [_row(one) for one in trials if one.position.n_better > 0],
        "rows": [_row(one) for one in trials],
        "skipped": [
            {
                "row": one.record.row,
                "project_id": one.record.project_id,
                "name": one.record.name,
                "reason": one.reason,
            }
            for one in skipped
        ],
    }


def _industry(trial: Trial) -> str:
    """Return the main industry of a trial; ``-`` if its row has none."""
    return trial.record.tags[0] if trial.record.tags else "-"


def _block(trials: Sequence[Trial]) -> dict[str, Any]:
    """Return the figures of some trials, with baselines and intervals."""
    companies = np.array([one.company for one in trials], dtype=np.intp)
    counts = company_draws(companies) if len(trials) else np.empty((0, 0))
    own = figures([one.position for one in trials])
    baselines = {
        name: figures([one.baselines[name] for one in trials]) for name in BASELINES
    }
    estimates = {name: estimate(own[name], counts) for name in FIGURES}
    return {
        "n": len(trials),
        "n_companies": len(set(companies.tolist())),
        **{name: _round(estimates[name].value) for name in FIGURES},
        "intervals": {name: _interval(estimates[name]) for name in FIGURES},
        "baselines": {
            name: {
                **{one: _round(_mean(values[one])) for one in FIGURES},
                "mrr_difference": _difference(
                    estimate(own["mrr"] - values["mrr"], counts)
                ),
            }
            for name, values in baselines.items()
        },
    }


def _row(trial: Trial) -> dict[str, Any]:
    """Return one trial as plain values."""
    return {
        "row": trial.record.row,
        "project_id": trial.record.project_id,
        "name": trial.record.name,
        "industry": _industry(trial),
        "place": trial.place,
        "rank": trial.position.rank,
        "reason": trial.reason,
        "cause": cause_of(trial),
        "baseline_ranks": {name: one.rank for name, one in trial.baselines.items()},
        "first": list(trial.top[:3]),
    }


def _mean(values: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    return float(values.mean()) if values.size else math.nan


def _round(value: float) -> float | None:
    return None if math.isnan(value) else round(value, _DECIMALS)


def _interval(one: Estimate) -> list[float | None]:
    return [_round(one.low), _round(one.high)]


def _difference(one: Estimate) -> dict[str, float | None]:
    return {
        "value": _round(one.value),
        "low": _round(one.low),
        "high": _round(one.high),
    }
