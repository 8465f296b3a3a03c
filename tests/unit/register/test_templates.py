"""Templates of circulars are kept with their mapping, on both databases."""

from __future__ import annotations

import pytest

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register.access import PUBLIC, Actor
from geo_zs.register.changes import changes, undo
from geo_zs.register.templates import (
    delete_template,
    keep_template,
    read_template,
    remembered_mapping,
    templates,
    update_template,
)

CONTENT = b"PK\x03\x04 a workbook"
VIEWER = Actor("looker", "viewer")


def keep(register, actor, **values):
    given = {
        "name": "通报.xlsx",
        "content": CONTENT,
        "mapping": {"sheet": "表"},
        "signature": "s1",
        **values,
    }
    with register.write(actor) as writer:
        return keep_template(writer, **given)


def test_template_is_read_back_as_it_was_kept(register, planner):
    key = keep(register, planner, name="../月报<1>.xlsm")

    with register.read() as session:
        kept = read_template(session, key, VIEWER)
        (listed,) = templates(session, VIEWER)

    assert (key, kept.name, kept.content) == ("F-000001", "月报_1.xlsx", CONTENT)
    assert (kept.mapping, kept.signature, kept.version) == ({"sheet": "表"}, "s1", 1)
    assert listed.content == b""


def test_nobody_without_account_sees_a_template(register, planner):
    key = keep(register, planner)

    with register.read() as session:
        assert templates(session, PUBLIC) == []
        assert remembered_mapping(session, "s1", PUBLIC) is None
        with pytest.raises(UnknownRecordError, match="holds no template 'F-000001'"):
            read_template(session, key, PUBLIC)


def test_viewer_may_not_keep_one(register):
    with pytest.raises(ForbiddenError, match="this needs 'planner'"):
        keep(register, VIEWER)


def test_all_faults_are_told_at_once(register, planner):
    with pytest.raises(RecordError) as caught:
        keep(register, planner, name=" ", content=b"")
    assert [(one.field, one.key) for one in caught.value.problems] == [
        ("name", "needed"),
        ("content", "attachment_empty"),
    ]

    with pytest.raises(RecordError) as caught:
        keep(register, planner, name="x" * 101, content=b"x" * ((5 << 20) + 1))
    assert [one.key for one in caught.value.problems] == [
        "too_long",
        "attachment_large",
    ]


def test_second_editor_is_told_and_nothing_is_overwritten(register, planner, admin):
    key = keep(register, planner)
    with register.write(planner) as writer:
        assert update_template(writer, key, version=1, mapping={"sheet": "新"}) == 2

    with (
        pytest.raises(ConflictError) as caught,
        register.write(admin) as writer,
    ):
        update_template(writer, key, version=1, name="我的")

    assert caught.value.current["mapping"] == {"sheet": "新"}
    with register.read() as session:
        assert read_template(session, key, VIEWER).name == "通报.xlsx"


def test_change_that_changes_nothing_makes_no_version(register, planner):
    key = keep(register, planner)

    with register.write(planner) as writer:
        assert update_template(writer, key, version=1, mapping={"sheet": "表"}) == 1


def test_limited_planner_changes_own_templates_only(register, planner, west_planner):
    own, other = keep(register, west_planner), keep(register, planner)

    with register.write(west_planner) as writer:
        update_template(writer, own, version=1, name="甲")
    with (
        pytest.raises(ForbiddenError, match="may change its own templates only"),
        register.write(west_planner) as writer,
    ):
        update_template(writer, other, version=1, name="甲")


def test_deleted_template_is_gone_until_it_is_brought_back(register, planner, admin):
    key = keep(register, planner)
    with register.write(planner) as writer:
        delete_template(writer, key, version=1)
    with register.read() as session:
        assert templates(session, VIEWER) == []
        (line, *_) = changes(session, key=key)

    with register.write(admin) as writer:
        undo(writer, line.change_id)

    with register.read() as session:
        assert read_template(session, key, VIEWER).content == CONTENT


def test_unknown_template_cannot_be_changed(register, planner):
    with (
        pytest.raises(UnknownRecordError),
        register.write(planner) as writer,
    ):
        update_template(writer, "F-000009", version=1, name="甲")


def test_log_holds_the_mapping_and_never_the_content(register, planner):
    key = keep(register, planner)

    with register.read() as session:
        (line,) = changes(session, key=key)

    assert line.after["mapping"] == {"sheet": "表"}
    assert "content" not in line.after


def test_mapping_of_the_same_layout_is_remembered_own_first(register, planner, admin):
    keep(register, planner, mapping={"by": "planner"})
    keep(register, admin, mapping={"by": "admin"})
    keep(register, admin, mapping={"by": "other"}, signature="s2")

    with register.read() as session:
        assert remembered_mapping(session, "s1", planner) == {"by": "planner"}
        assert remembered_mapping(session, "s1", VIEWER) == {"by": "admin"}
        assert remembered_mapping(session, "s3", VIEWER) is None


def test_content_that_was_damaged_is_not_given_out(sqlite_register, planner):
    key = keep(sqlite_register, planner)
    with sqlite_register.write(planner) as writer:
        writer.session.connection().exec_driver_sql(
            "UPDATE circular_template SET content = x'00'"
        )

    with (
        sqlite_register.read() as session,
        pytest.raises(RecordError, match="content"),
    ):
        read_template(session, key, VIEWER)


def test_undone_change_and_undone_undo_keep_the_file(register, planner, admin):
    key = keep(register, planner)
    with register.write(planner) as writer:
        update_template(writer, key, version=1, mapping={"sheet": "乙"}, name="乙")

    for mapping in ({"sheet": "表"}, {"sheet": "乙"}):
        with register.read() as session:
            (line, *_) = changes(session, key=key)
        with register.write(admin) as writer:
            undo(writer, line.change_id)
        with register.read() as session:
            found = read_template(session, key, VIEWER)
        assert (found.mapping, found.content) == (mapping, CONTENT)
