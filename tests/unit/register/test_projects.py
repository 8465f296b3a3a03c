"""Projects are created, changed, hidden and found, alike on both databases."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from sqlalchemy import event

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register import projects as projects_module
from geo_zs.register.access import PUBLIC, Actor
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields
from geo_zs.register.models.project import Project
from geo_zs.register.project_page import ProjectQuery, project_page
from geo_zs.register.projects import (
    bulk_create,
    bulk_update,
    create_project,
    delete_project,
    project_frame,
    read_project,
    update_project,
)


def _create(register, actor, **values):
    with register.write(actor) as writer:
        return create_project(writer, {"name_zh": "甲", **values})


def _read(register, actor, key):
    with register.read() as session:
        return read_project(session, key, actor)


def _frame(register, actor, **how):
    with register.read() as session:
        return project_frame(session, actor, **how)


def test_columns_of_the_table_are_the_fields_of_the_schema():
    columns = Project.__table__.c

    for field in fields():
        column = columns[field.name]
        kind = "number" if column.type.python_type is float else "string"
        assert kind == field.type, field.name
        if field.max_length is not None:
            assert column.type.length == field.max_length, field.name
        assert all(len(word) <= column.type.length for word in field.allowed)


def test_project_is_read_as_it_was_written(register, admin):
    values = {
        "name_zh": "年产5GW单晶硅片项目",
        "industry_tags": ("pv_wafer", "wind_power"),
        "pledged_cny_1e8": 1 / 3,
        "signed_date": "2023-03",
        "stage": "signed",
        "geometry": shapely.Point(109.840512345678, 40.650000000001),
        "visibility": "public",
    }

    key = _create(register, admin, **values)
    record = _read(register, admin, key)

    assert key == "R-000001"
    for name, value in values.items():
        assert record[name] == value, name
    assert (record["version"], record["created_by"]) == (1, "admin")
    assert record["created_at"] == record["updated_at"]
    assert record["updated_at"].endswith("Z")


def test_record_without_visibility_is_internal(register, admin):
    assert _read(register, admin, _create(register, admin))["visibility"] == "internal"


def test_partial_update_changes_what_it_names_and_clears_by_none(register, admin):
    key = _create(register, admin, notes="a", officer="b", land_ha=3)

    with register.write(admin) as writer:
        version = update_project(
            writer, key, {"notes": "c", "officer": None}, version=1
        )
    record = _read(register, admin, key)

    assert version == record["version"] == 2
    assert (record["notes"], record["officer"], record["land_ha"]) == ("c", None, 3)


def test_update_that_changes_nothing_leaves_version_and_log(register, admin):
    key = _create(register, admin, notes="a")

    with register.write(admin) as writer:
        assert update_project(writer, key, {"notes": "a"}, version=1) == 1

    with register.read() as session:
        assert len(changes(session, key=key)) == 1


def test_second_editor_is_told_and_nothing_is_overwritten(register, admin):
    key = _create(register, admin, notes="before")
    other = Actor("other", "admin")
    with register.write(other) as writer:
        update_project(writer, key, {"notes": "of the other"}, version=1)

    stale = pytest.raises(ConflictError, match="was changed by other")
    with stale as caught, register.write(admin) as writer:
        update_project(writer, key, {"officer": "mine"}, version=1)

    assert caught.value.current["notes"] == "of the other"
    assert caught.value.current["version"] == 2
    record = _read(register, admin, key)
    assert (record["notes"], record["officer"]) == ("of the other", None)


def test_update_cannot_take_the_name_away(register, admin):
    key = _create(register, admin)

    with (
        pytest.raises(RecordError, match="name_zh: is empty"),
        register.write(admin) as writer,
    ):
        update_project(writer, key, {"name_zh": ""}, version=1)


def test_faults_of_one_record_carry_no_row(register, admin):
    with pytest.raises(RecordError) as caught, register.write(admin) as writer:
        create_project(writer, {"stage": "x", "land_ha": "y"})

    assert {one.row for one in caught.value.problems} == {None}
    assert len(caught.value.problems) == 3


def test_id_is_given_by_the_register(register, admin):
    with pytest.raises(RecordError, match="project_id: is given by the register"):
        _create(register, admin, project_id="R-000777")


def test_deleted_project_is_hidden_and_kept_in_the_log(register, admin):
    key = _create(register, admin, visibility="public")
    with register.write(admin) as writer:
        delete_project(writer, key, version=1)

    with pytest.raises(UnknownRecordError, match="holds no project 'R-000001'"):
        _read(register, admin, key)
    with pytest.raises(UnknownRecordError), register.write(admin) as writer:
        update_project(writer, key, {"notes": "x"}, version=2)
    assert _frame(register, admin).empty
    with register.read() as session:
        assert [one.action for one in changes(session, key=key)] == ["delete", "create"]
    # Its number is not given again.
    assert _create(register, admin) == "R-000002"


def test_deleting_a_stale_version_is_refused(register, admin):
    key = _create(register, admin)
    with register.write(admin) as writer:
        update_project(writer, key, {"notes": "x"}, version=1)

    with pytest.raises(ConflictError), register.write(admin) as writer:
        delete_project(writer, key, version=1)


@pytest.mark.parametrize("role", ["public", "viewer"])
def test_who_may_not_edit_is_refused(register, admin, role):
    key = _create(register, admin, visibility="public")
    nobody = Actor("nobody", role)

    with pytest.raises(ForbiddenError, match="this needs 'planner'"):
        _create(register, nobody)
    with pytest.raises(ForbiddenError), register.write(nobody) as writer:
        update_project(writer, key, {"notes": "x"}, version=1)
    with pytest.raises(ForbiddenError), register.write(nobody) as writer:
        delete_project(writer, key, version=1)
    assert _read(register, admin, key)["version"] == 1


def test_limited_planner_edits_own_leagues_only(register, admin, west_planner):
    mine = _create(register, west_planner, league="150100")
    east = _create(register, admin, league="150200", visibility="public")

    with pytest.raises(ForbiddenError, match="limited to the leagues 150100"):
        _create(register, west_planner, league="150200")
    with pytest.raises(ForbiddenError, match="a record of no known league"):
        _create(register, west_planner)
    with pytest.raises(ForbiddenError), register.write(west_planner) as writer:
        update_project(writer, east, {"notes": "x"}, version=1)
    # Neither may a project be given away.
    with pytest.raises(ForbiddenError), register.write(west_planner) as writer:
        update_project(writer, mine, {"league": "150200"}, version=1)


def test_invisible_project_is_unknown_rather_than_forbidden(
    register, admin, west_planner
):
    hidden = _create(register, admin, league="150200")

    with pytest.raises(UnknownRecordError):
        _read(register, west_planner, hidden)
    with pytest.raises(UnknownRecordError), register.write(west_planner) as writer:
        update_project(writer, hidden, {"notes": "x"}, version=99)
    with pytest.raises(UnknownRecordError), register.write(west_planner) as writer:
        delete_project(writer, hidden, version=1)


def test_frame_has_the_types_of_the_tables(register, admin):
    _create(register, admin, land_ha=3, industry_tags="pv_wafer;wind_power")
    _create(register, admin)

    frame = _frame(register, admin)
    empty = _frame(register, admin, text="nowhere")

    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    assert list(frame.index) == ["R-000001", "R-000002"]
    assert frame.index.name == "project_id"
    assert list(frame["industry_tags"]) == [("pv_wafer", "wind_power"), ()]
    assert frame["land_ha"].dtype == float
    assert frame["name_printed"].dtype == object
    assert frame["name_printed"].isna().all()
    assert frame["version"].dtype == "Int64"
    assert set(frame["origin"]) == {"register"}
    assert list(empty.columns) == list(frame.columns)
    assert list(empty.dtypes) == list(frame.dtypes)
    assert empty.crs == frame.crs


def test_frame_shows_what_the_viewer_may_see(register, admin, viewer, west_planner):
    _create(register, admin, league="150100", visibility="public")
    _create(register, admin, league="150100")
    _create(register, admin, league="150200")
    _create(register, admin)

    def seen(actor):
        return [int(key[-1]) for key in _frame(register, actor).index]

    assert seen(PUBLIC) == [1]
    assert seen(Actor("x", "viewer", frozenset())) == [1]
    assert seen(west_planner) == [1, 2]
    assert seen(viewer) == seen(admin) == [1, 2, 3, 4]
    # An admin is never limited.
    assert seen(Actor("a", "admin", frozenset({"150100"}))) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ((109.9, 39.9, 110.2, 40.2), ["点"]),
        ((110.1, 40.1, 110.1, 40.1), ["点"]),
        # The R*Tree keeps less than the numbers; the answer is theirs.
        ((110.1000001, 40, 111, 41), []),
        ((109, 40.1000001, 111, 41), []),
        # The box of the polygon counts, its edge included.
        ((112.5, 42.5, 113, 43), ["面"]),
        ((111.9999999, 41, 112, 42), ["面"]),
        ((100, 30, 120, 50), ["点", "面"]),
    ],
)
def test_bbox_finds_what_its_box_touches(register, admin, bbox, found):
    _create(register, admin, name_zh="点", lon=110.1, lat=40.1)
    _create(register, admin, name_zh="面", geometry=shapely.box(112, 42, 113, 43))
    _create(register, admin, name_zh="无")

    assert list(_frame(register, admin, bbox=bbox)["name_zh"]) == found


def test_bbox_follows_a_moved_point(register, admin):
    key = _create(register, admin, lon=110, lat=40)
    with register.write(admin) as writer:
        update_project(writer, key, {"lon": 115, "lat": 45}, version=1)

    assert _frame(register, admin, bbox=(109, 39, 111, 41)).empty
    assert len(_frame(register, admin, bbox=(114, 44, 116, 46))) == 1
    with register.write(admin) as writer:
        update_project(writer, key, {"geometry": None}, version=2)
    assert _frame(register, admin, bbox=(-180, -90, 180, 90)).empty


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("硅片", ["a"]),
        ("5gw", ["a"]),
        ("ＧＷ 硅", ["a"]),
        ("91350100M000", ["a"]),
        ("某某", ["a"]),
        ("R-000002", ["b"]),
        ("%", ["b"]),
        ("_", []),
        ("\\", []),
        ("' OR 1=1 --", []),
        ("", ["a", "b"]),
    ],
)
def test_text_finds_names_investors_and_codes(register, admin, text, found):
    _create(
        register,
        admin,
        name_zh="年产5GW硅片",
        investor_zh="某某公司",
        credit_code="91350100M000100Y43",
        notes="a",
    )
    _create(register, admin, name_zh="增长 15%", notes="b")

    assert list(_frame(register, admin, text=text)["notes"]) == found


def test_frame_is_narrowed_by_league_ids_and_batch(register, admin):
    with register.write(admin, batch_id="b-1") as writer:
        bulk_create(
            writer,
            [
                {"name_zh": "a", "league": "150100"},
                {"name_zh": "b", "league": "150200"},
            ],
        )
    _create(register, admin, name_zh="c")

    assert list(_frame(register, admin, league="150200")["name_zh"]) == ["b"]
    assert list(_frame(register, admin, batch_id="b-1")["name_zh"]) == ["a", "b"]
    found = _frame(register, admin, ids=["R-000003", "R-000001", "'; --", "R-9"])
    assert list(found["name_zh"]) == ["a", "c"]
    assert _frame(register, admin, ids=[]).empty


HOSTILE = [
    "'; DROP TABLE project; --",
    '" OR ""="',
    "%s %(name)s {name} ${name} :name ? $1",
    "\\x00 \\N \\. \\copy",
    "\\.",
    "line\nbreak\ttab\r\n",
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "𠀀\u202e\u0301\U0010ffff",
    "NULL",
    "x" * 4000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_verbatim(register, admin, text):
    key = _create(register, admin, notes=text, source=text[:500])

    assert _read(register, admin, key)["notes"] == text
    with register.write(admin) as writer:
        update_project(writer, key, {"capacity_text": text[:2000]}, version=1)
    assert _read(register, admin, key)["capacity_text"] == text[:2000]
    with register.read() as session:
        assert changes(session, key=key)[1].after["notes"] == text


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800", "x" * 1_000_000])
def test_text_that_cannot_be_kept_is_refused_before_the_database(register, admin, text):
    with pytest.raises(RecordError) as caught:
        _create(register, admin, notes=text)

    assert [one.field for one in caught.value.problems] == ["notes"]
    assert len(str(caught.value)) < 300
    assert _frame(register, admin).empty


def test_many_projects_go_in_as_they_are(register, admin):
    rows = [
        {
            "name_zh": f"项目{number}",
            "pledged_cny_1e8": number / 7,
            "lon": 100 + number % 20,
            "lat": 40.0,
            **({"notes": f"n{number}"} if number % 3 else {}),
        }
        for number in range(2_500)
    ]

    with register.write(admin, batch_id="b") as writer:
        ids = bulk_create(writer, rows)
    frame = _frame(register, admin)

    assert ids == list(frame.index) == [f"R-{n:06d}" for n in range(1, 2_501)]
    for number in (0, 1, 1_999, 2_000, 2_499):
        row = frame.loc[ids[number]]
        assert row["name_zh"] == rows[number]["name_zh"]
        assert row["pledged_cny_1e8"] == rows[number]["pledged_cny_1e8"]
        assert (
            (row["notes"] == rows[number]["notes"])
            if number % 3
            else pd.isna(row["notes"])
        )
    assert len(_frame(register, admin, bbox=(100, 39, 100, 41))) == 125
    with register.read() as session:
        assert len(changes(session, batch_id="b", limit=1000)) == 1000


def test_one_bad_row_among_many_refuses_all_of_them(register, admin, monkeypatch):
    monkeypatch.setattr(projects_module, "CHUNK", 2)
    rows = [{"name_zh": "a"}, {"name_zh": "b"}, {"name_zh": "c"}, {}, {"stage": "x"}]

    with register.write(admin) as writer:
        with pytest.raises(RecordError) as caught:
            bulk_create(writer, rows)
        # The caller may go on; what was written before the fault is gone.
        create_project(writer, {"name_zh": "after"})

    assert [(one.row, one.field) for one in caught.value.problems] == [
        (3, "name_zh"),
        (4, "stage"),
        (4, "name_zh"),
    ]
    assert list(_frame(register, admin)["name_zh"]) == ["after"]


def test_many_changes_are_all_made_or_none(register, admin, monkeypatch):
    monkeypatch.setattr(projects_module, "CHUNK", 2)
    with register.write(admin) as writer:
        ids = bulk_create(writer, [{"name_zh": f"p{n}"} for n in range(5)])

    with register.write(admin) as writer:
        versions = bulk_update(
            writer,
            [
                {"project_id": ids[4], "stage": "signed"},
                {"project_id": ids[0], "notes": "x", "version": 1},
                {"project_id": ids[2]},
            ],
        )
    with pytest.raises(RecordError), register.write(admin) as writer:
        bulk_update(
            writer,
            [
                {"project_id": key, "stage": stage}
                for key, stage in zip(
                    ids, ["filed", "filed", "filed", "filed", "x"], strict=True
                )
            ],
        )
    frame = _frame(register, admin)

    assert versions == [2, 2, 1]
    assert frame["stage"].fillna("").tolist() == ["", "", "", "", "signed"]
    assert list(frame["version"]) == [2, 1, 1, 1, 2]


def test_project_named_twice_in_one_change_is_refused(register, admin):
    key = _create(register, admin)

    with (
        pytest.raises(RecordError, match="R-000001 comes twice"),
        register.write(admin) as writer,
    ):
        bulk_update(writer, [{"project_id": key, "notes": x} for x in "ab"])


def test_stale_row_among_many_changes_nothing(register, admin):
    first, second = (_create(register, admin) for _ in range(2))
    with register.write(admin) as writer:
        update_project(writer, second, {"notes": "x"}, version=1)

    with pytest.raises(ConflictError), register.write(admin) as writer:
        bulk_update(
            writer,
            [
                {"project_id": first, "notes": "y", "version": 1},
                {"project_id": second, "notes": "y", "version": 1},
            ],
        )
    assert _read(register, admin, first)["notes"] is None


def test_nothing_to_do_is_done(register, admin):
    with register.write(admin) as writer:
        assert bulk_create(writer, []) == []
        assert bulk_update(writer, []) == []


def test_large_polygon_comes_back_whole(register, admin):
    ring = shapely.Point(110.5, 40.5).buffer(0.4, quad_segs=2500)

    key = _create(register, admin, geometry=ring)

    assert _read(register, admin, key)["geometry"].equals_exact(ring, 0)
    with register.read() as session:
        (line,) = changes(session, key=key)
    assert shapely.from_wkt(line.after["geometry"]).equals_exact(ring, 0)
    assert json.dumps(line.after)


def test_page_of_a_box_is_looked_up_in_the_spatial_index(register, admin):
    rows = [
        {"name_zh": "甲", "lon": 109.8, "lat": 40.6},
        {"name_zh": "乙", "lon": 111.6, "lat": 40.8},
        {"name_zh": "丙"},
    ]
    with register.write(admin) as writer:
        bulk_create(writer, rows)
    asked = []

    with register.read() as session:
        engine = session.get_bind()
        event.listen(
            engine, "before_cursor_execute", lambda *about: asked.append(about[2])
        )
        total, frame = project_page(
            session, admin, ProjectQuery(bbox=(109, 40, 110, 41)), skip=0, limit=10
        )

    assert (total, list(frame["name_zh"])) == (1, ["甲"])
    index = "project_box" if register.dialect == "sqlite" else "ST_MakeEnvelope"
    assert sum(index in one for one in asked) == 2  # counted, and listed
