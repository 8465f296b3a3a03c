"""The log of changes is appended to and never altered; single changes are undone."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo_zs.errors import ConflictError, ForbiddenError, UnknownRecordError
from geo_zs.register.access import PUBLIC, Actor
from geo_zs.register.changes import changes, record_change, undo
from geo_zs.register.projects import (
    bulk_create,
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


def _log(register, **how):
    with register.read() as session:
        return changes(session, **how)


def _undo(register, actor, line):
    with register.write(actor) as writer:
        return undo(writer, line.change_id)


def test_log_says_who_when_what_before_and_after(register, planner):
    key = _create(register, planner, notes="a", land_ha=2)
    with register.write(planner, batch_id="b-1") as writer:
        update_project(writer, key, {"notes": "b", "officer": "c"}, version=1)

    latest, first = _log(register)

    assert (latest.table, latest.key, latest.action) == ("project", key, "update")
    assert (latest.by, latest.via, latest.batch_id) == ("planner", "web", "b-1")
    assert latest.before == {"notes": "a", "officer": None}
    assert latest.after == {"notes": "b", "officer": "c"}
    assert first.before is None
    assert first.after["land_ha"] == 2
    assert latest.at >= first.at
    assert latest.at.utcoffset().total_seconds() == 0


def test_log_is_narrowed_and_paged(register, planner, admin):
    for actor in (planner, admin, planner):
        _create(register, actor)

    assert len(_log(register, by="planner")) == 2
    assert len(_log(register, key="R-000002")) == 1
    assert _log(register, table="ledger_entry") == []
    first = _log(register, limit=2)
    rest = _log(register, limit=2, before_id=first[-1].change_id)
    assert [one.key for one in first + rest] == ["R-000003", "R-000002", "R-000001"]
    assert len(_log(register, limit=0)) == 1


ALTERATIONS = {
    "update": "UPDATE change SET \"by\" = 'nobody'",
    "delete": "DELETE FROM change",
    "delete none": "DELETE FROM change WHERE change_id = -1",
    "replace": (
        "INSERT OR REPLACE INTO change "
        '(change_id, at, "by", via, table_name, "key", action) VALUES '
        "(1, '2020-01-01', 'x', 'x', 'x', 'x', 'x')"
    ),
    "truncate": "TRUNCATE change",
}


@pytest.mark.parametrize("how", ALTERATIONS)
def test_database_refuses_to_alter_the_log(register, admin, how):
    if (how == "replace") != (register.dialect == "sqlite") and how in {
        "replace",
        "truncate",
    }:
        return  # no such statement there
    _create(register, admin)
    before = _log(register)

    if how == "delete none" and register.dialect == "sqlite":
        with register.writer.begin() as connection:
            connection.execute(text(ALTERATIONS[how]))
    else:
        with (
            pytest.raises(DBAPIError, match="append-only"),
            register.writer.begin() as connection,
        ):
            connection.execute(text(ALTERATIONS[how]))

    assert _log(register) == before


def test_failed_change_leaves_no_line(register, admin):
    def fail(writer):
        create_project(writer, {"name_zh": "甲"})
        raise RuntimeError

    with pytest.raises(RuntimeError), register.write(admin) as writer:
        fail(writer)

    assert _log(register) == []


def test_undone_change_gives_the_values_from_before(register, admin):
    key = _create(register, admin, notes="a", lon=110, lat=40)
    with register.write(admin) as writer:
        update_project(writer, key, {"notes": None, "lon": 115, "lat": 45}, version=1)
    line = _log(register)[0]

    number = _undo(register, admin, line)
    record = _read(register, admin, key)

    assert (record["notes"], record["lon"], record["version"]) == ("a", 110, 3)
    assert record["geometry"].wkt == "POINT (110 40)"
    latest = _log(register)[0]
    assert (latest.change_id, latest.action) == (number, "undo")
    assert latest.undoes == line.change_id
    assert latest.after["notes"] == "a"
    # The box follows too.
    with register.read() as session:
        assert len(project_frame(session, admin, bbox=(109, 39, 111, 41))) == 1


def test_undo_can_be_undone(register, admin):
    key = _create(register, admin, notes="a")
    with register.write(admin) as writer:
        update_project(writer, key, {"notes": "b"}, version=1)
    _undo(register, admin, _log(register)[0])

    _undo(register, admin, _log(register)[0])

    assert _read(register, admin, key)["notes"] == "b"


def test_undo_leaves_later_changes_of_other_fields(register, admin):
    key = _create(register, admin, notes="a")
    for values, version in (({"notes": "b"}, 1), ({"officer": "c"}, 2)):
        with register.write(admin) as writer:
            update_project(writer, key, values, version=version)

    _undo(register, admin, _log(register)[1])

    record = _read(register, admin, key)
    assert (record["notes"], record["officer"]) == ("a", "c")


def test_undo_of_what_was_changed_since_is_refused(register, admin):
    key = _create(register, admin, notes="a")
    for version, notes in enumerate("bc", start=1):
        with register.write(admin) as writer:
            update_project(writer, key, {"notes": notes}, version=version)
    lines = _log(register)

    with pytest.raises(ConflictError, match="was changed by admin") as caught:
        _undo(register, admin, lines[1])

    assert caught.value.current["notes"] == "c"
    assert caught.value.current["version"] == 3
    with pytest.raises(ConflictError):
        _undo(register, admin, lines[2])
    assert _read(register, admin, key)["notes"] == "c"


def test_deletion_is_undone(register, admin):
    key = _create(register, admin, visibility="public")
    with register.write(admin) as writer:
        delete_project(writer, key, version=1)

    _undo(register, admin, _log(register)[0])

    assert _read(register, PUBLIC, key)["name_zh"] == "甲"


def test_creation_is_undone_by_hiding(register, admin):
    key = _create(register, admin)

    _undo(register, admin, _log(register)[0])

    with pytest.raises(UnknownRecordError):
        _read(register, admin, key)
    _undo(register, admin, _log(register)[0])
    assert _read(register, admin, key)["version"] == 3


def test_change_cannot_be_undone_twice(register, admin):
    key = _create(register, admin, notes="a")
    with register.write(admin) as writer:
        update_project(writer, key, {"notes": "b"}, version=1)
    line = _log(register)[0]
    _undo(register, admin, line)

    with pytest.raises(ConflictError):
        _undo(register, admin, line)


def test_who_may_not_edit_may_not_undo(register, admin, viewer, west_planner):
    key = _create(register, admin, league="150200")
    with register.write(admin) as writer:
        update_project(writer, key, {"league": "150100"}, version=1)
    line = _log(register)[0]

    with pytest.raises(ForbiddenError):
        _undo(register, viewer, line)
    # The project is in the west now; undoing would send it away.
    with pytest.raises(ForbiddenError, match="150200"):
        _undo(register, west_planner, line)
    assert _read(register, admin, key)["league"] == "150100"
    _undo(register, admin, line)
    # It is in the east again; the west may not fetch it back, nor hide it.
    with pytest.raises(ForbiddenError, match="150200"):
        _undo(register, west_planner, _log(register)[0])
    other = _create(register, admin, league="150200", visibility="public")
    with pytest.raises(ForbiddenError, match="150200"):
        _undo(register, west_planner, _log(register, key=other)[0])


def test_unknown_line_and_table_without_undo_are_refused(register, admin):
    with (
        pytest.raises(UnknownRecordError, match="no change '77'"),
        register.write(admin) as writer,
    ):
        undo(writer, 77)
    with register.write(admin) as writer:
        number = record_change(
            writer, table="nothing", key="1", action="create", before=None, after={}
        )
    with (
        pytest.raises(ForbiddenError, match="changes of 'nothing' cannot be undone"),
        register.write(admin) as writer,
    ):
        undo(writer, number)


def test_change_and_undo_of_public_rows_count_as_published(register, admin):
    _create(register, admin)
    assert register.revision() == (1, 0)
    key = _create(register, admin, visibility="public")
    assert register.revision() == (2, 1)
    with register.write(admin) as writer:
        update_project(writer, key, {"visibility": "internal"}, version=1)
    assert register.revision() == (3, 2)
    with register.write(admin) as writer:
        update_project(writer, key, {"notes": "x"}, version=2)
    assert register.revision() == (4, 2)
    _undo(register, admin, _log(register)[1])
    assert register.revision() == (5, 3)


def test_lines_of_many_rows_are_those_of_single_ones(register):
    actor = Actor("i", "admin", via="import")
    with register.write(actor, batch_id="b") as writer:
        bulk_create(writer, [{"name_zh": "a"}, {"name_zh": "b", "notes": "c"}])

    second, first = _log(register)

    assert (first.key, second.key) == ("R-000001", "R-000002")
    assert second.after == {
        "project_id": "R-000002",
        "name_zh": "b",
        "notes": "c",
        "located_by": "none",
        "visibility": "internal",
    }
    assert (second.via, second.batch_id, second.before) == ("import", "b", None)
