"""Ten thousand requirements in a batch beside one at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog
from geo_zs.matching.answer import to_answer
from geo_zs.matching.batch import answer_lines, match_many

MANY, SOME = 10_000, 1_000
SEED = 2023


def _requests(catalog: Catalog, n: int) -> Iterator[dict[str, Any]]:
    """Yield requirements of parks, as a night's work might hold them."""
    rng = random.Random(SEED)  # noqa: S311  a fixed workload, no secret
    tags = [
        tag for tag, kind in catalog.sites.industry_kind.items() if kind == "factory"
    ]
    for _ in range(n):
        yield {
            "industry": rng.choice(tags),
            "land_ha": rng.choice([5, 10, 20, 50, 100]),
            "power_mw": rng.choice([5, 20, 55, 200]),
            "limits": {"airport_km_max": rng.choice([50, 100, 200])},
            "weights": {"cluster": rng.choice([0.05, 0.1, 0.2, 0.3])},
            "stability": {"draws": 0},
            "top": 5,
        }


def run(catalog: Catalog) -> None:
    requests = list(_requests(catalog, MANY))
    read = [catalog.read(one) for one in requests]
    parts = {"criteria": catalog.criteria, "rules": catalog.rules}

    def one_by_one() -> None:
        for one in read:
            catalog.solve(one)

    def together() -> None:
        for _ in match_many(catalog.sites, read, **parts):
            pass

    def answered_one_by_one() -> list[Any]:
        return [
            to_answer(catalog.match(one), catalog.data_version)
            for one in requests[:SOME]
        ]

    def answered_together() -> list[Any]:
        return list(
            answer_lines(
                requests[:SOME],
                sites=catalog.sites,
                read=catalog.read,
                data_version=catalog.data_version,
                **parts,
            )
        )

    if answered_together() != answered_one_by_one():
        message = "a batch answers otherwise than one at a time"
        raise SystemExit(message)
    print_table(
        f"{MANY:,} requirements ranked over all sites, no draws",
        side_by_side(
            {"in one batch": together, "one at a time": one_by_one}, runs=3, warm_up=1
        ),
    )
    print_table(
        f"{SOME:,} requirements read, ranked and answered in full, no draws",
        side_by_side(
            {
                "in one batch": answered_together,
                "one at a time": answered_one_by_one,
            },
            runs=3,
            warm_up=1,
        ),
        "The answers of both ways are equal.",
    )
