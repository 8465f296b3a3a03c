"""Public projects of a register as rows of the layer of projects."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from shapely import Point, Polygon

from geo_zs.publication.projects import as_layer_rows
from tests.publication_samples import published, record

TAGS = ["pv_wafer", "steel"]
CODES = ["150200", "150206"]


@pytest.fixture(scope="module")
def shipped(catalog):
    return catalog.layers["projects"].frame


def rows(shipped, **projects):
    given = {name.replace("_", "-"): one for name, one in projects.items()}
    frame = published(projects=given).projects
    return as_layer_rows(frame, shipped, tags=TAGS, codes=CODES)


def test_a_record_has_the_columns_and_types_of_the_shipped_rows(shipped):
    whole = record(
        industry_tags=("pv_wafer",),
        pledged_cny_1e8=15.0,
        league="150200",
        park_id="baotou-xitu-hitech",
        source_date="2026-05",
        confidence="reported",
        place_text="某路",
    )

    found = rows(shipped, R_1=whole).rows

    row = found.loc["R-1"]
    assert row["project_id"] == "R-1"
    assert row["pledged_cny_1e8"] == 15
    assert row["industry_tags"] == ("pv_wafer",)
    assert (row["date"], row["place_level"]) == ("2026-05", "park")
    assert (row["place_confidence"], row["place_evidence"]) == ("unknown", "某路")
    assert not row["is_from_article"]
    both = [name for name in shipped.columns if name in found.columns]
    assert found.dtypes.to_dict() == shipped.dtypes[both].to_dict()


def test_what_is_not_known_stays_not_known(shipped):
    row = rows(shipped, R_1={"name_zh": "甲"}).rows.loc["R-1"]

    assert (row["stage"], row["confidence"]) == ("unknown", "unverified")
    assert math.isnan(row["pledged_cny_1e8"])
    assert pd.isna(row["date"])
    assert pd.isna(row["is_site_bound"])
    assert row["industry_tags"] == ()


def test_the_power_that_a_project_needs_is_no_power_that_it_gives(shipped):
    """``power_mw`` of the shipped table is that of a plant."""
    found = rows(shipped, R_1=record(power_mw=55.0)).rows

    assert math.isnan(found["power_mw"]["R-1"])


def test_a_polygon_is_drawn_at_a_point_inside_it(shipped):
    horseshoe = Polygon(
        [(110, 41), (113, 41), (113, 43), (112, 43), (112, 42), (111, 42), (111, 43),
         (110, 43)]
    )  # fmt: skip

    row = rows(shipped, R_1=record(geometry=horseshoe)).rows.loc["R-1"]

    assert horseshoe.contains(Point(row["lon"], row["lat"]))
    assert row["place_level"] == "site"


def test_without_date_of_its_source_a_record_is_as_old_as_its_last_stage(shipped):
    row = rows(
        shipped, R_1=record(signed_date="2023-03", construction_date="2024")
    ).rows.loc["R-1"]

    assert row["date"] == "2024"


def test_records_of_one_source_share_it(shipped):
    found = rows(shipped, R_1=record(), R_2=record(), R_3=record(source=None))

    assert len(found.sources) == 2
    assert found.rows["source_ids"]["R-1"] == found.rows["source_ids"]["R-2"]
    assert set(sum(found.rows["source_ids"], ())) == set(found.sources)
    (key,) = found.rows["source_ids"]["R-3"]
    assert found.sources[key].title == "登记库（未写来源）"


def test_a_record_keeps_what_a_register_has_no_column_for(shipped):
    old = str(shipped.index[shipped["base_id"].notna()][0])

    found = rows(shipped, R_1=record(supersedes_id=old))

    assert found.superseded == {old: "R-1"}
    assert found.rows["base_id"]["R-1"] == shipped["base_id"][old]
    assert found.rows["name_zh"]["R-1"] == "样例项目"


def test_a_record_that_replaces_one_of_the_article_is_one_of_the_article(shipped):
    found = rows(shipped, R_1=record(supersedes_id="S8"), R_2=record()).rows

    assert list(found["is_from_article"]) == [True, False]
    assert found["name_printed"]["R-1"] == shipped["name_printed"]["S8"]


def test_two_records_cannot_replace_the_same_one(shipped):
    found = rows(
        shipped, R_1=record(supersedes_id="S8"), R_2=record(supersedes_id="S8")
    )

    assert found.superseded == {"S8": "R-1"}
    (problem,) = found.problems
    assert "R-1 does so already; both are shown" in problem.message


def test_what_this_version_does_not_know_is_left_out_and_reported(shipped):
    gone = record(
        supersedes_id="P-9999",
        league="159900",
        banner="150206",
        industry_tags=("pv_wafer", "phlogiston"),
    )

    found = rows(shipped, R_1=gone)

    row = found.rows.loc["R-1"]
    assert row["industry_tags"] == ("pv_wafer",)
    assert pd.isna(row["league"])
    assert row["banner"] == "150206"
    assert found.superseded == {}
    assert sorted(problem.field for problem in found.problems) == [
        "projects.industry_tags",
        "projects.league",
        "projects.supersedes_id",
    ]
    assert all("R-1" in problem.message for problem in found.problems)
