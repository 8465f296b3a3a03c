"""The whole board over made-up projects, beside plain pandas sums of the same rows."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from benchmarks.timing import print_table, side_by_side
from geo_zs.board.board import BoardFrames, make_board
from geo_zs.board.circular import circular
from geo_zs.board.filters import BoardFilter
from geo_zs.board.groups import DATED_STAGES
from geo_zs.board.places import Places
from geo_zs.board.targets import read_targets
from geo_zs.catalog import Catalog

PROJECTS = 100_000
ENTRIES = 200_000
STEPS = 120_000
TODAY = dt.date(2026, 11, 23)
MONTH = "2026-10"
MONTHS = [
    f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)
]


def run(catalog: Catalog) -> None:
    random = np.random.default_rng(1)
    leagues, banners = (catalog.layers[name].frame for name in ("leagues", "banners"))
    targets = read_targets(catalog.tables["targets"])
    projects = _projects(random, catalog, banners)
    places = Places.of(leagues, banners)
    frames = BoardFrames(projects, _steps(random), _ledger(random), targets, places)
    closed = MONTHS[: MONTHS.index(MONTH) + 1]
    text = BoardFilter.parse({"text": "材料"})
    timings = side_by_side(
        {
            "whole board": lambda: make_board(
                frames, today=TODAY, month=MONTH, closed=closed
            ),
            "circular by league": lambda: circular(
                frames.ledger, projects, targets, places, month=MONTH, closed=closed
            ),
            "filter by text": lambda: text.mask(projects),
            "peer: pandas groupby, sums by nine columns": lambda: _plain_sums(projects),
        },
        runs=5,
        warm_up=1,
    )
    print_table(
        f"Board: {PROJECTS:,} projects, {ENTRIES:,} ledger entries, {STEPS:,} steps",
        timings,
        "The peer adds up pledged and arrived money only; it has no clocks, steps, "
        "ledger or targets.",
    )


def _plain_sums(projects: pd.DataFrame) -> None:
    """Add up money by the columns that the board groups by."""
    tags = projects.explode("industry_tags")
    for name in ("stage", "league", "banner", "cluster", "chain", "investor_origin"):
        projects.groupby(name)[["pledged_cny_1e8", "arrived_cny_1e8"]].sum()
    tags.groupby("industry_tags")[["pledged_cny_1e8", "arrived_cny_1e8"]].sum()
    month = projects["signed_date"].str.slice(0, 7)
    projects.groupby(month)[["pledged_cny_1e8", "arrived_cny_1e8"]].sum()
    size = pd.cut(projects["pledged_cny_1e8"], [0, 0.05, 1, 10, np.inf])
    projects.groupby(size)[["pledged_cny_1e8", "arrived_cny_1e8"]].sum()


def _dates(random: np.random.Generator, n: int, unknown: float) -> np.ndarray:
    """Return dates of the last six years, some known by month, year, or not at all."""
    days = np.datetime64("2021-01-01") + random.integers(0, 2_150, n).astype("m8[D]")
    texts = days.astype(str).astype(object)
    luck = random.random(n)
    texts[luck < 0.3] = [text[:7] for text in texts[luck < 0.3]]
    texts[luck < 0.05] = [text[:4] for text in texts[luck < 0.05]]
    texts[random.random(n) < unknown] = None
    return texts


def _ids(n: int) -> np.ndarray:
    return np.array([f"R-{number:06d}" for number in range(1, n + 1)], dtype=object)


def _projects(
    random: np.random.Generator, catalog: Catalog, banners: pd.DataFrame
) -> pd.DataFrame:
    """Return made-up projects."""
    n = PROJECTS
    tags = catalog.tables["industries"]["tag"].to_numpy()
    at = random.integers(0, len(banners), n)
    known = random.random(n)
    columns: dict[str, object] = {
        "name_zh": [f"年产{number}吨某某材料项目" for number in range(n)],
        "investor_zh": [f"某某{number % 5000}科技有限公司" for number in range(n)],
        "capacity_text": [f"建设年产{number}吨生产线及配套" for number in range(n)],
        "officer": [f"张{number % 300}" for number in range(n)],
        "stage": random.choice([*DATED_STAGES, "unknown"], n),
        "league": banners["league"].to_numpy()[at],
        "banner": banners["adcode"].to_numpy()[at],
        "cluster": random.choice(np.array(["新能源", "新材料", None]), n),
        "chain": random.choice(np.array(["光伏装备", "风电装备", None]), n),
        "investor_origin": random.choice(["region", "outside_region"], n),
        "pledged_currency": None,
        "pledged_cny_1e8": np.where(known < 0.8, random.lognormal(1, 1.5, n), np.nan),
        "arrived_cny_1e8": np.where(known < 0.4, random.lognormal(0, 1, n), np.nan),
        "pledged_foreign_1e4": np.nan,
    }
    columns |= {f"{stage}_date": _dates(random, n, 0.5) for stage in DATED_STAGES}
    frame = pd.DataFrame(columns, index=pd.Index(_ids(n), name="project_id"))
    counts = random.integers(0, 4, n)
    frame["industry_tags"] = [tuple(random.choice(tags, count)) for count in counts]
    return frame


def _steps(random: np.random.Generator) -> pd.DataFrame:
    """Return made-up steps."""
    return pd.DataFrame(
        {
            "step_id": [f"T-{number:06d}" for number in range(STEPS)],
            "project_id": random.choice(_ids(PROJECTS), STEPS),
            "name": "办理用地预审",
            "due_date": _dates(random, STEPS, 0.1),
            "done_date": _dates(random, STEPS, 0.5),
            "officer": [f"李{number % 200}" for number in range(STEPS)],
            "position": 1,
        }
    )


def _ledger(random: np.random.Generator) -> pd.DataFrame:
    """Return a made-up ledger."""
    reported = random.lognormal(7, 1, ENTRIES)
    is_verified = random.random(ENTRIES) < 0.9
    return pd.DataFrame(
        {
            "project_id": random.choice(_ids(PROJECTS), ENTRIES),
            "month": random.choice(MONTHS[:34], ENTRIES),
            "scope": random.choice(["domestic", "outside_region", "foreign"], ENTRIES),
            "currency": "CNY",
            "reported_1e4": reported,
            "verified_1e4": np.where(is_verified, reported * 0.9, np.nan),
        }
    )
