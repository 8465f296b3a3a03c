"""Project tables are read together; faults across them are listed."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from geo_zs.errors import DataError
from geo_zs.paths import tables_dir
from geo_zs.projects.load import check_projects, load_projects, to_records


@pytest.fixture
def placed(projects):
    def make(*rows):
        frame = projects(*rows)
        frame["_file"] = "projects/projects.csv"
        frame["_row"] = range(2, len(frame) + 2)
        return frame

    return make


def test_sound_projects_have_no_faults(placed):
    assert check_projects(placed({}, {"parent_project_id": "P1"})) == []


def test_faults_name_file_and_row(placed):
    frame = placed(
        {},
        {"project_id": "P1"},
        {"parent_project_id": "P3"},
        {"parent_project_id": "P9"},
        {"parent_project_id": "P3"},
        {"lon": 111.0},
    )

    problems = check_projects(frame)

    assert [(p.row, p.field, p.message) for p in problems] == [
        (3, "project_id", "'P1' stands twice; give each project one id"),
        (4, "parent_project_id", "'P3' names itself as its parent"),
        (
            5,
            "parent_project_id",
            "'P9' is no project; expected an id of the tables",
        ),
        (
            6,
            "parent_project_id",
            "'P3' has a parent itself; name the topmost project",
        ),
        (7, "lon", "only one of lon and lat is given; give both or none"),
    ]
    assert {p.file for p in problems} == {"projects/projects.csv"}


def test_shipped_tables_are_joined_and_the_article_is_marked():
    frame = load_projects(tables_dir())

    assert len(frame) == 183
    assert frame["is_from_article"].sum() == 10
    assert not {"_file", "_row"} & set(frame.columns)


def test_missing_tables_are_all_named(tmp_path):
    shutil.copytree(tables_dir() / "projects", tmp_path / "projects")
    for path in (tmp_path / "projects").glob("*.csv"):
        path.unlink()

    with pytest.raises(DataError) as caught:
        load_projects(tmp_path)

    assert {problem.file for problem in caught.value.problems} == {
        "projects/projects.csv",
        "projects/article_projects.csv",
    }


def test_records_are_plain_values_with_none_for_the_unknown(projects):
    (record,) = to_records(
        projects(
            {"name_zh": "乙", "name_printed": "已", "pledged_cny_1e8": np.float64(3)}
        )
    )

    assert record.is_reading
    assert record.pledged_cny_1e8 == 3.0
    assert record.arrived_cny_1e8 is None
    assert record.is_site_bound is None
    assert record.source_ids == ("s",)


def test_name_that_was_printed_so_is_no_reading(projects):
    same, none = to_records(projects({"name_printed": "某项目"}, {}))

    assert not same.is_reading
    assert not none.is_reading
