"""Wind and solar round a site: every megawatt once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo_zs.sites.capacity import generators, largest_sources, sum_within
from geo_zs.sites.distances import Intervals

NAN = float("nan")


def _place(index, **columns):
    frame = pd.DataFrame(columns, index=index)
    frame["league"], frame["banner"] = "150100", "150105"
    frame["lon"], frame["lat"], frame["location_radius_km"] = 111.0, 40.0, 2.0
    frame["source_ids"] = [("s",)] * len(frame)
    return frame


PLANTS = _place(
    ["W1", "W2", "C1"],
    fuel=["wind", "solar", "coal"],
    capacity_mw=[50.0, 20.0, 600.0],
    is_operating=pd.array([None, False, True], dtype="boolean"),
)
BASES = _place(
    ["base", "part", "sum", "line", "plan"],
    kind=["wind_solar_base", "wind_base", "programme", "uhv_terminal", "solar_base"],
    wind_mw=[100.0, 30.0, 9000.0, NAN, NAN],
    solar_mw=[200.0, NAN, NAN, NAN, 70.0],
    stage=["operating", "operating", "construction", "operating", "filed"],
    counted_in=[None, "base", None, None, None],
)
PROJECTS = _place(
    ["P-1", "P-2", "P-3"],
    industry_tags=[("new_energy_power",), ("new_energy_power",), ("pv_wafer",)],
    industry_text=["风电", "光伏", "硅片"],
    power_mw=[40.0, 60.0, 10.0],
    base_id=[None, "base", None],
    parent_project_id=[None, None, None],
    stage=["construction", "operating", "operating"],
)


def test_each_megawatt_is_counted_once():
    found = generators(PLANTS, BASES, PROJECTS).set_index("id")

    # W2 was shut down, C1 burns coal, "part" stands in "base", "sum" is a
    # programme, "line" no generator, P-2 belongs to "base", P-3 is a factory.
    assert sorted(found.index) == ["P-1", "W1", "base", "plan"]
    assert found.loc["base", ["wind_mw", "solar_mw"]].tolist() == [100.0, 200.0]
    assert found.loc["P-1", ["wind_mw", "solar_mw"]].tolist() == [40.0, 0.0]
    assert found["is_built"].to_dict() == {
        "W1": True, "base": True, "plan": False, "P-1": True,
    }  # fmt: skip


def test_sum_counts_surely_and_possibly_near_plants_apart():
    distances = Intervals(
        value=np.array([[90.0, 110.0, np.nan]]),
        low=np.array([[80.0, 95.0, np.nan]]),
        high=np.array([[105.0, 125.0, np.nan]]),
    )

    found = sum_within(distances, np.array([100.0, 40.0, 7.0]), radius_km=100.0)

    assert found.value.tolist() == [100.0]
    assert found.low.tolist() == [0.0]
    assert found.high.tolist() == [140.0]


def test_sources_named_are_those_of_the_largest_plants_within_reach():
    plants = pd.DataFrame({"source_ids": [("small",), ("far",), ("large",), ("none",)]})
    distances = np.array([[10.0, 500.0, 20.0, 5.0]])

    found = largest_sources(distances, np.array([1.0, 99.0, 50.0, 0.0]), plants, 100.0)

    assert found == [("large", "small")]
