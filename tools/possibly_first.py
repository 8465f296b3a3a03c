"""Print for each preset how much the intervals still say, as a Markdown table.

A place is possibly first if some completion of what is not known puts it first. The
requirement is the bare industry; the figures of a preset are over its industries.

Run: python -m tools.possibly_first
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo_zs.catalog import Catalog, load_catalog
from geo_zs.matching.rank import rank_places
from geo_zs.matching.result import MatchResult

#: A default criterion that is unknown to more of the candidates says too little.
MOST_UNKNOWN = 0.4


@dataclass(frozen=True)
class IndustryFigures:
    """What the intervals say of one industry.

    Parameters
    ----------
    industry, preset : str
        Ids.
    n_ranked, n_possibly_first : int
        Ranked places, and those that may be first.
    mostly_unknown : tuple of str
        Default criteria unknown for more than 40 % of the ranked places.
    widest : str
        Criterion without whose spread the fewest places would be possibly first;
        empty if no single criterion makes a difference.
    n_without_widest : int
        How many that would be.
    """

    industry: str
    preset: str
    n_ranked: int
    n_possibly_first: int
    mostly_unknown: tuple[str, ...]
    widest: str
    n_without_widest: int


def measure(catalog: Catalog, industry: str) -> IndustryFigures:
    """Match the bare industry and count."""
    result = catalog.match({"industry": industry, "stability": {"draws": 0}})
    scores, ranking = result.scores, result.ranking
    rows = [place.row for place in ranking.ranked]
    unknown = scores.is_assumed[rows].mean(axis=0) if rows else np.zeros(0)
    names = [criterion.id for criterion in result.criteria]
    without = {
        name: _count_without(result, index) for index, name in enumerate(names) if rows
    }
    count = int((ranking.rank_best == 1).sum())
    widest = min(without, key=lambda name: (without[name], name), default="")
    if without.get(widest, count) == count:
        widest = ""
    return IndustryFigures(
        industry=industry,
        preset=result.preset.id,
        n_ranked=len(rows),
        n_possibly_first=count,
        mostly_unknown=tuple(
            name
            for name, share in zip(names, unknown, strict=False)
            if share > MOST_UNKNOWN
        ),
        widest=widest,
        n_without_widest=without.get(widest, count),
    )


def _count_without(result: MatchResult, index: int) -> int:
    """Count the places possibly first if one criterion were known exactly."""
    scores = result.scores
    weight = scores.weights[index]
    middle = scores.utilities[:, index]
    ranking = rank_places(
        result.ranking.ranked,
        (),
        ids=result.sites.ids,
        is_below=result.screening.is_below,
        score=scores.score,
        low=scores.low + weight * (middle - scores.utilities_low[:, index]),
        high=scores.high - weight * (scores.utilities_high[:, index] - middle),
    )
    return int((ranking.rank_best == 1).sum())


def table(figures: list[IndustryFigures]) -> str:
    """Return the figures of all presets as a Markdown table."""
    lines = [
        "| preset | industries | ranked | possibly first: median | most, industry | "
        "criterion that opens most | median without it | unknown for > 40 % |",
        "|---|--:|--:|--:|---|---|--:|---|",
    ]
    for preset in dict.fromkeys(one.preset for one in figures):
        group = [one for one in figures if one.preset == preset]
        most = max(group, key=lambda one: one.n_possibly_first / max(one.n_ranked, 1))
        widest = [one.widest for one in group]
        open_most = max(sorted(set(widest)), key=widest.count)
        unknown = sorted({name for one in group for name in one.mostly_unknown})
        shares = [one.n_possibly_first / max(one.n_ranked, 1) for one in group]
        without = [one.n_without_widest / max(one.n_ranked, 1) for one in group]
        most_share = most.n_possibly_first / max(most.n_ranked, 1)
        lines.append(
            f"| {preset} | {len(group)} | {most.n_ranked} | {np.median(shares):.0%} | "
            f"{most_share:.0%}, {most.industry} | {open_most or 'none'} | "
            f"{np.median(without):.0%} | {', '.join(unknown) or 'none'} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table of the shipped data."""
    catalog = load_catalog()
    figures = [measure(catalog, tag) for tag in catalog.criteria.industries]
    print(table(figures))


if __name__ == "__main__":
    main()
