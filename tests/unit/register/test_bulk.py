"""Many rows go into a table at once, as they would one by one."""

from __future__ import annotations

import pytest
import shapely
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from geo_zs.register import bulk
from geo_zs.register.codec import encoded, encoded_many
from geo_zs.register.models.change import Change
from geo_zs.register.models.project import Project
from geo_zs.register.projects import bulk_create, project_frame, read_project

_SHAPES = (
    shapely.Point(110.123456789012, 40.1),
    None,
    shapely.box(110.1, 40.1, 110.2, 40.2),
)


def _rows(count):
    return [
        {"name_zh": f"项目{at}", "geometry": _SHAPES[at % 3], "land_ha": at / 7}
        for at in range(count)
    ]


@pytest.mark.parametrize("count", [1, 199, 200, 201, 450])
def test_every_row_arrives_once_with_its_line_of_the_log(register, admin, count):
    with register.write(admin) as writer:
        ids = bulk_create(writer, _rows(count))

    with register.read() as session:
        frame = project_frame(session, admin)
        lines = session.scalars(select(Change).order_by(Change.change_id)).all()
        last = read_project(session, ids[-1], admin)
    assert frame.index.tolist() == ids
    assert frame["name_zh"].tolist() == [f"项目{at}" for at in range(count)]
    assert [line.key for line in lines] == ids
    assert [line.after["land_ha"] for line in lines] == [at / 7 for at in range(count)]
    assert last["geometry"] == _SHAPES[(count - 1) % 3]


def test_box_is_searched_for_every_row_of_a_statement(register, admin):
    with register.write(admin) as writer:
        bulk_create(writer, _rows(300))

    with register.read() as session:
        found = project_frame(session, admin, bbox=(110.0, 40.0, 110.3, 40.3))
    assert len(found) == 200


def test_one_row_that_the_database_refuses_keeps_all_out(register, admin):
    rows = [{"name": f"c{at}", "value": 0} for at in range(450)]
    rows[301]["name"] = "all"  # which is there

    with (
        pytest.raises(DBAPIError, match=r"(?i)unique"),
        register.write(admin) as writer,
    ):
        bulk.insert_rows(writer.session, _counters(), rows)

    with register.read() as session:
        assert len(session.execute(select(_counters())).all()) == 2


def test_many_rows_are_written_to_the_log_as_each_by_itself():
    rows = [
        {"project_id": "R-1", "geometry": _SHAPES[0], "land_ha": 0.1 + 0.2},
        {"project_id": "R-2", "geometry": None, "notes": None, "version": 3},
        {"project_id": "R-3", "geometry": _SHAPES[2], "industry_tags": "a;b"},
    ]

    assert encoded_many(Project, rows) == [encoded(Project, row) for row in rows]


def _counters():
    return Project.metadata.tables["counter"]
