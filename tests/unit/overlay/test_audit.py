"""The whole audit: one call, columns and words."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, Polygon, box

from geo_zs.errors import CrsError
from geo_zs.overlay.audit import audit_projects
from geo_zs.register.constraint_layer import ConstraintLayer, features_of

PLOT = box(110.30, 40.30, 110.32, 40.31)


def red_line(*shapes, **more):
    given = np.full(len(shapes), None, dtype=object)
    given[:] = shapes
    return ConstraintLayer(
        "C-000001", "红线", "Red line", "forbidden", features_of(given), **more
    )


@pytest.fixture
def audited(project_frame, sample):
    frame = project_frame(
        {"name_zh": "甲公司焦化项目", "industry_tags": ("coking",), "stage": "signed"},
        {"name_zh": "甲公司焦化（项目）", "banner": "150102"},
        {"name_zh": "乙公司数据中心", "lon": 110.54, "lat": 40.5, "park_id": "park-x"},
        {"name_zh": "子旗风电场"},
        shapes=[PLOT, box(110.31, 40.30, 110.33, 40.31), None, None],
    )
    return audit_projects(
        frame, sample, layers=[red_line(box(110.29, 40.29, 110.31, 40.32))]
    )


def test_columns_hold_one_row_for_each_project(audited):
    found = audited.columns()

    assert found.index.tolist() == ["R-000001", "R-000002", "R-000003", "R-000004"]
    assert found["placed_by"].tolist() == ["polygon", "polygon", "point", "none"]
    assert found["found_banner"].tolist()[:3] == ["150102"] * 3
    assert found["found_banner"].isna().tolist() == [False, False, False, True]
    assert found["n_overlaps"].tolist()[:2] == [1, 1]
    assert found["n_overlaps"].isna().tolist() == [False, False, True, True]
    assert found["n_same_name"].tolist() == [1, 1, 0, 1]
    assert found["forbidden_status"].tolist() == [
        "part", "clear", "clear", "not_tested",
    ]  # fmt: skip
    assert found.loc["R-000001", "forbidden_share_low"] == pytest.approx(0.5, abs=1e-6)
    assert set(found["conditional_status"]) == {"not_tested"}
    assert found["is_park_possible"].tolist() == [False, False, True, False]
    assert found["inside_park_id"].isna().all()


def test_report_says_all_in_words(audited):
    zh, en = (audited.to_dict("R-000001", lang) for lang in ("zh", "en"))

    assert zh["place"]["statements"][0]["text"] == "按图形定位于子旗"
    assert en["place"]["statements"][0]["text"] == "Located by its outline in Zi"
    assert zh["overlaps"]["found"][0]["project_id"] == "R-000002"
    assert en["overlaps"]["found"][0]["text"].startswith("Shares 94.")
    assert en["overlaps"]["found"][0]["share"] == pytest.approx(0.5, rel=1e-3)
    assert zh["names"]["found"][0]["text"] == "与“甲公司焦化（项目）”（R-000002）同名"
    assert zh["constraints"]["forbidden"]["layers"][0]["text"] == (
        "触及“红线”：占面积50.0%"
    )
    assert zh["constraints"]["informative"]["text"].startswith("未检验")
    assert zh["data_version"] == "sample"
    json.dumps([zh, en], allow_nan=False)


def test_report_never_pretends_that_a_park_holds_a_project(audited):
    found = audited.to_dict("R-000003", "en")

    said = [one["text"] for one in found["park"]["statements"]]
    assert said == [
        "Nearest park Park A, 3.4 km from its point, which is good to 2 km; without an "
        "outline of the park the project is possibly inside"
    ]
    assert found["park"]["inside_id"] is None
    assert found["park"]["nearest"]["km_low"] == 0.0
    assert [one["key"] for one in found["notes"]] == ["unknown_park"]
    assert found["overlaps"]["statements"][0]["key"] == "overlap.not_tested"


def test_unknown_place_is_reported_with_none_of_the_numbers(audited):
    found = audited.to_dict("R-000004", "zh")

    assert found["place"]["method"] == "none"
    assert found["park"]["nearest"] == {
        "id": None, "km": None, "km_low": None, "km_high": None,
    }  # fmt: skip
    assert found["rail"]["statements"][0]["text"] == "位置不明，无法测距"
    assert found["constraints"]["forbidden"]["layers"][0]["text"] == (
        "未检验“红线”：位置不明"
    )
    # A shipped project has the name.
    assert found["names"]["found"][0]["project_id"] == "P-0001"
    assert found["names"]["found"][0]["origin"] == "shipped"
    json.dumps(found, allow_nan=False)


def test_shipped_project_that_is_taken_over_is_no_double(project_frame, sample):
    frame = project_frame({"name_zh": "子旗风电场", "supersedes_id": "P-0001"})

    found = audit_projects(frame, sample)

    assert found.columns()["n_same_name"].tolist() == [0]


def test_one_project_is_compared_with_all_that_are_given(project_frame, sample):
    everybody = project_frame(
        {"name_zh": "甲"}, {"name_zh": "甲项目"}, {"name_zh": "甲"},
        shapes=[PLOT, None, PLOT],
    )  # fmt: skip

    found = audit_projects(everybody.iloc[[0]], sample, among=everybody)

    assert found.ids == ("R-000001",)
    assert found.columns()["n_overlaps"].tolist() == [1]
    assert found.to_dict("R-000001", "zh")["names"]["n_same"] == 1


def test_hostile_shapes_are_reported_and_stop_nothing(project_frame, sample):
    bow = Polygon([(110.1, 40.1), (110.11, 40.11), (110.11, 40.1), (110.1, 40.11)])
    frame = project_frame(
        {"name_zh": "{park}"}, {"name_zh": "%s"}, {"name_zh": "x"}, {"name_zh": None},
        shapes=[bow, Polygon(), box(5e5, 4e6, 6e5, 5e6), Point(np.nan, np.nan)],
    )  # fmt: skip

    found = audit_projects(frame, sample, layers=[red_line(bow, Polygon())])

    assert found.columns()["shape_fault"].tolist()[:3] == [
        "made_valid", "empty_shape", "not_on_earth",
    ]  # fmt: skip
    for project in found.ids:
        json.dumps(found.to_dict(project, "zh"), allow_nan=False)


def test_project_that_was_not_audited_is_no_key(audited):
    with pytest.raises(KeyError, match="R-999999"):
        audited.to_dict("R-999999", "zh")


def test_frame_without_a_reference_system_is_refused(sample):
    frame = gpd.GeoDataFrame({"name_zh": ["x"]}, geometry=[Point(110, 40)])

    with pytest.raises(CrsError, match="no reference system"):
        audit_projects(frame, sample)


def test_no_projects_are_audited_to_nothing(project_frame, sample):
    frame = project_frame({"name_zh": "x"}).iloc[:0]

    assert audit_projects(frame, sample, layers=[red_line(PLOT)]).columns().empty


def test_shipped_projects_are_audited_as_they_are(catalog):
    frame = catalog.layers["projects"].frame

    found = audit_projects(frame, catalog)

    columns = found.columns()
    assert len(columns) == len(frame)
    # None has a point or an outline of its own.
    assert set(columns["placed_by"]) == {"park", "banner", "league", "none"}
    assert not columns["inside_park_id"].notna().any()
    for project in found.ids:
        json.dumps(found.to_dict(project, "zh"), allow_nan=False)
        json.dumps(found.to_dict(project, "en"), allow_nan=False)
