"""Small made-up frames of projects, steps and ledger for the tests of the board."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from geo_zs.board.groups import DATED_STAGES
from geo_zs.board.places import Places
from geo_zs.board.targets import Targets, read_targets

TODAY = dt.date(2024, 6, 30)
HOHHOT, BAOTOU, WUHAI = "150100", "150200", "150300"

_TEXTS = [
    "name_zh",
    "name_printed",
    "investor_zh",
    "investor_printed",
    "project_code",
    "credit_code",
    "industry_text",
    "capacity_text",
    "place_text",
    "officer",
    "stage",
    "league",
    "banner",
    "park_id",
    "cluster",
    "chain",
    "source",
    "origin",
    "investor_origin",
    "visibility",
    "pledged_currency",
]
_NUMBERS = ("pledged_cny_1e8", "arrived_cny_1e8", "pledged_foreign_1e4")


def projects_of(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a frame of projects; what a row does not say is not known."""
    names = [*_TEXTS, *(f"{stage}_date" for stage in DATED_STAGES)]
    columns = {
        name: pd.Series([row.get(name) for row in rows], dtype="str") for name in names
    }
    columns |= {
        name: pd.Series([row.get(name, np.nan) for row in rows], dtype=float)
        for name in _NUMBERS
    }
    frame = pd.DataFrame(columns)
    frame["industry_tags"] = pd.Series(
        [row.get("industry_tags", ()) for row in rows], dtype=object
    )
    ids = [str(row.get("id", f"R-{place:06d}")) for place, row in enumerate(rows, 1)]
    frame.index = pd.Index(ids, name="project_id", dtype="str")
    extra = {name for row in rows for name in row} - {*frame.columns, "id"}
    for name in extra:
        frame[name] = [row.get(name) for row in rows]
    return frame


def ledger_of(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a frame of the ledger; amounts are in 10⁴."""
    texts = ("project_id", "month", "scope", "currency")
    columns = {
        name: pd.Series([row.get(name) for row in rows], dtype="str") for name in texts
    }
    columns["scope"] = columns["scope"].fillna("domestic")
    columns |= {
        name: pd.Series([row.get(name, np.nan) for row in rows], dtype=float)
        for name in ("reported_1e4", "verified_1e4")
    }
    frame = pd.DataFrame(columns)
    for name in {name for row in rows for name in row} - set(frame.columns):
        frame[name] = [row.get(name) for row in rows]
    return frame


def steps_of(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a frame of steps."""
    texts = ("project_id", "name", "due_date", "done_date", "officer")
    frame = pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype="str")
            for name in texts
        }
    )
    frame["step_id"] = [f"T-{place:06d}" for place in range(1, len(rows) + 1)]
    frame["position"] = pd.Series(
        [row.get("position", 1) for row in rows], dtype="Int64"
    )
    return frame


def targets_of(*rows: dict[str, object]) -> Targets:
    """Return targets of the register for 2024, domestic, unless a row says more."""
    full = [
        {
            "target_id": f"G-{place:06d}",
            "year": 2024,
            "scope": "domestic",
            "value_cny_1e8": np.nan,
            "currency": None,
            "value_foreign_1e4": np.nan,
            "growth_pct": np.nan,
            "source": "某文件",
            **row,
        }
        for place, row in enumerate(rows, 1)
    ]
    return read_targets(register=pd.DataFrame(full) if full else None)


@pytest.fixture(scope="session")
def places() -> Places:
    """Return three leagues and three banners."""
    leagues = pd.DataFrame(
        {
            "adcode": [HOHHOT, BAOTOU, WUHAI],
            "name_zh": ["呼和浩特市", "包头市", "乌海市"],
            "name_en": ["Hohhot", "Baotou", "Wuhai"],
            "short_zh": ["呼和浩特", "包头", "乌海"],
        }
    )
    banners = pd.DataFrame(
        {
            "adcode": ["150102", "150202", "150203"],
            "name_zh": ["新城区", "东河区", "昆都仑区"],
            "name_en": ["Xincheng", "Donghe", "Kundulun"],
            "league": [HOHHOT, BAOTOU, BAOTOU],
        }
    )
    return Places.of(leagues, banners)
