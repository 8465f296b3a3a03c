"""Shipped and registered projects stand in one frame."""

from __future__ import annotations

import pytest

from geo_zs.register.access import PUBLIC, cli_actor
from geo_zs.register.combined import all_projects, shipped_frame
from geo_zs.register.names import names_of
from geo_zs.register.projects import create_project, project_frame


@pytest.fixture(scope="module")
def shipped(catalog):
    """Return the shipped projects as the register would have them."""
    return shipped_frame(catalog)


def test_shipped_projects_have_the_columns_and_types_of_the_register(
    shipped, sqlite_register
):
    with sqlite_register.read() as session:
        own = project_frame(session, PUBLIC)

    shared = shipped.drop(columns="parent_project_id")
    assert list(shared.columns) == list(own.columns)
    assert list(shared.dtypes) == list(own.dtypes)
    assert shipped.index.name == own.index.name
    assert shipped.crs == own.crs


def test_every_shipped_project_is_there_once(shipped, catalog):
    frame = catalog.layers["projects"].frame

    assert list(shipped.index) == list(frame["project_id"])
    assert set(shipped["origin"]) == {"shipped"}
    assert set(shipped["visibility"]) == {"public"}
    assert shipped["version"].isna().all()
    assert shipped["pledged_cny_1e8"].sum() == frame["pledged_cny_1e8"].sum()


def test_date_of_a_shipped_project_is_that_of_its_stage(shipped):
    # P-0001: operating, 2025-01; S1: stage not known, 2023-03-20.
    assert shipped.loc["P-0001", "operating_date"] == "2025-01"
    assert shipped.loc["P-0001"].filter(like="_date").notna().sum() == 1
    assert shipped.loc["S1"].filter(like="_date").isna().all()


def test_power_that_a_plant_generates_is_not_taken_for_its_need(shipped):
    assert shipped["power_mw"].isna().all()


def test_located_place_fills_what_the_row_does_not_state(shipped):
    # P-0003 states its park; league and banner are those of the park.
    row = shipped.loc["P-0001"]
    assert (row["league"], row["banner"]) == ("152500", "152531")
    assert row["located_by"] == "banner"


def test_register_adds_to_them_and_supersedes(catalog, sqlite_register, shipped):
    register = sqlite_register.with_names(names_of(catalog))
    with register.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": "新", "supersedes_id": "P-0001"})

    with register.read() as session:
        seen = all_projects(catalog, session, cli_actor())
        public = all_projects(catalog, session, PUBLIC)

    assert len(seen) == len(shipped)
    assert "P-0001" not in seen.index
    assert seen.index[-1] == "R-000001"
    assert seen["version"].tolist()[-1] == 1
    assert list(seen.dtypes) == list(shipped.dtypes)
    # The public sees no internal row, and so the shipped one goes on.
    assert list(public.index) == list(shipped.index)


def test_names_of_the_catalog_locate_and_check(catalog):
    names = names_of(catalog)

    assert (len(names.leagues), len(names.banners)) == (12, 103)
    assert names.banners["150203"] == "150200"
    assert "pv_wafer" in names.industry_tags
    assert {"P-0001", "S1"} <= names.shipped_projects
    assert names.parks["baotou-xitu-hitech"][0] == "150200"


def test_polygon_lies_in_the_banner_that_holds_most_of_it(catalog):
    import numpy as np  # noqa: PLC0415  only here
    import shapely  # noqa: PLC0415  only here

    banners = catalog.boundaries.banners.geometry
    inside = banners.loc["150203"].representative_point()
    mostly = inside.buffer(0.001).union(shapely.Point(0, 0).buffer(0.0001))
    outside = shapely.box(0, 0, 1, 1)
    found = np.array([inside, mostly, outside, None, inside], dtype=object)

    codes = names_of(catalog).locate(found)

    assert list(codes) == ["150203", "150203", None, None, "150203"]


def test_parts_of_shipped_projects_are_told_and_stay_parts_when_taken_over(
    sqlite_register, catalog
):
    shipped = catalog.layers["projects"].frame
    part = str(shipped.index[shipped["parent_project_id"].notna()][0])
    whole = str(shipped.loc[part, "parent_project_id"])
    register = sqlite_register.with_names(names_of(catalog))
    values = {"name_zh": "更正的部分", "supersedes_id": part, "visibility": "public"}
    with register.write(cli_actor()) as writer:
        made = create_project(writer, values)

    with register.read() as session:
        frame = all_projects(catalog, session, cli_actor())

    assert part not in frame.index
    assert frame.loc[made, "parent_project_id"] == whole
    assert frame["parent_project_id"].notna().sum() == (
        shipped["parent_project_id"].notna().sum()
    )
