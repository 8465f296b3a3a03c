"""The projects of a register as a collection: who sees which, and when it changes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from geo_zs.features import register as register_module
from geo_zs.features.encode import features
from geo_zs.features.query import Query, select
from geo_zs.features.reference_systems import STORAGE
from geo_zs.features.register import COLLECTION_ID, RegisterCollections
from geo_zs.register.access import OF_PEOPLE, PUBLIC, Actor
from geo_zs.register.projects import (
    bulk_create,
    delete_project,
    read_project,
    update_project,
)
from tests.register_samples import (
    ADMIN,
    OF_BAOTOU,
    PLANNER,
    VIEWER,
    VIEWER_OF_BAOTOU,
    known,
    project,
    writing,
)

NOBODYS = Actor("guest", "viewer", frozenset())
HOHHOT, BAOTOU, ORDOS = "150100", "150200", "150600"


@pytest.fixture
def book(register):
    return known(register)


@pytest.fixture
def kept(book):
    return RegisterCollections(book)


def names(collection):
    return set(collection.frame["name_zh"])


def _is_known(cell):
    """Tell whether a cell holds something."""
    return cell is not None and cell == cell  # noqa: PLR0124  NaN is not itself


def change(book, key, **values):
    """Change a project, from the version that it has."""
    with book.read() as session:
        version = read_project(session, key, ADMIN)["version"]
    with writing(book, ADMIN) as writer:
        update_project(writer, key, values, version=version)


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (PUBLIC, {"公开"}),
        (VIEWER, {"公开", "包头", "鄂尔多斯", "未定"}),
        (PLANNER, {"公开", "包头", "鄂尔多斯", "未定"}),
        (ADMIN, {"公开", "包头", "鄂尔多斯", "未定"}),
        (VIEWER_OF_BAOTOU, {"公开", "包头"}),
        (OF_BAOTOU, {"公开", "包头"}),
        (NOBODYS, {"公开"}),
        # A role that reaches everything is not held back by leagues.
        (
            Actor("boss", "admin", frozenset({BAOTOU})),
            {"公开", "包头", "鄂尔多斯", "未定"},
        ),
    ],
)
def test_everybody_gets_the_projects_that_they_may_see(book, kept, viewer, seen):
    project(book, name_zh="公开", league=HOHHOT, visibility="public")
    project(book, name_zh="包头", league=BAOTOU)
    project(book, name_zh="鄂尔多斯", league=ORDOS)
    project(book, name_zh="未定", league=None)
    gone = project(book, name_zh="已删", visibility="public")
    with writing(book, ADMIN) as writer:
        delete_project(writer, gone, version=1)

    found = kept.projects(viewer)

    assert names(found) == seen
    assert found.id == COLLECTION_ID
    assert found.position(gone) is None


def test_features_come_in_the_order_in_which_projects_were_added(book, kept):
    made = [project(book, name_zh=name, visibility="public") for name in "丙甲乙"]
    change(book, made[0], notes="改过")

    assert list(kept.projects(PUBLIC).ids) == made


def test_fields_that_tell_of_people_are_in_no_public_collection(book, kept):
    key = project(book, name_zh="公开", officer="样例专员", visibility="public")

    public, known_to = kept.projects(PUBLIC), kept.projects(VIEWER_OF_BAOTOU)

    assert not OF_PEOPLE & set(public.by_name)
    assert not OF_PEOPLE & set(public.frame.columns)
    assert not OF_PEOPLE & set(public.schema()["properties"])
    sent = features(public, np.array([0]), STORAGE).decode()
    assert key in sent
    assert "样例专员" not in sent
    assert known_to.frame.loc[key, "officer"] == "样例专员"
    assert "created_by" not in known_to.by_name


def test_same_rights_get_the_same_object_until_the_register_changes(book, kept):
    project(book, visibility="public")

    whole, limited, public = map(kept.projects, (VIEWER, OF_BAOTOU, PUBLIC))

    assert kept.projects(PLANNER) is kept.projects(ADMIN) is whole
    assert kept.projects(VIEWER_OF_BAOTOU) is limited
    assert kept.projects(PUBLIC) is public
    assert len({id(one) for one in (whole, limited, public)}) == 3


def test_hidden_rows_leave_the_public_collection_as_it_is(book, kept):
    project(book, name_zh="公开", visibility="public")
    before = kept.projects(PUBLIC)

    key = project(book, name_zh="密")
    change(book, key, stage="signed")
    with writing(book, ADMIN) as writer:
        delete_project(writer, key, version=2)

    after = kept.projects(PUBLIC)
    assert after is before
    assert after.version == before.version


@pytest.mark.parametrize(
    ("start", "values", "seen"),
    [
        ("public", {"stage": "signed"}, {"甲"}),
        ("public", {"name_zh": "乙"}, {"乙"}),
        ("public", {"visibility": "internal"}, set()),
        ("internal", {"visibility": "public"}, {"甲"}),
        ("public", None, set()),
    ],
    ids=["changed", "renamed", "made internal", "made public", "deleted"],
)
def test_public_collection_is_made_anew_when_what_it_shows_changes(
    book, kept, start, values, seen
):
    key = project(book, name_zh="甲", visibility=start)
    before = kept.projects(PUBLIC)

    if values is None:
        with writing(book, ADMIN) as writer:
            delete_project(writer, key, version=1)
    else:
        change(book, key, **values)

    after = kept.projects(PUBLIC)
    assert after is not before
    assert after.version != before.version
    assert names(after) == seen


def test_accounts_see_internal_changes_at_once(book, kept):
    key = project(book, name_zh="甲", league=BAOTOU)
    before = kept.projects(VIEWER_OF_BAOTOU)

    change(book, key, league=ORDOS)

    after = kept.projects(VIEWER_OF_BAOTOU)
    assert (names(before), names(after)) == ({"甲"}, set())
    assert before.version != after.version
    assert names(kept.projects(VIEWER)) == {"甲"}


def test_bookkeeping_and_writes_that_change_nothing_keep_the_collection(book, kept):
    key = project(book, visibility="public")
    public, whole = kept.projects(PUBLIC), kept.projects(VIEWER)

    with book.write(ADMIN, counts=False):
        pass
    assert kept.projects(VIEWER) is whole

    change(book, key, visibility="public")
    assert kept.projects(PUBLIC) is public


def test_few_collections_are_kept_however_many_rights_there_are(
    book, kept, monkeypatch
):
    monkeypatch.setattr(register_module, "_MOST_KEPT", 3)
    made = 0
    original = register_module.project_collection

    def counted(*args, **more):
        nonlocal made
        made += 1
        return original(*args, **more)

    monkeypatch.setattr(register_module, "project_collection", counted)
    limited = [Actor(f"a{n}", "viewer", frozenset({f"15{n:04}"})) for n in range(1, 6)]

    for one in limited:
        kept.projects(one)
    assert made == 5
    for one in limited[-3:]:
        kept.projects(one)
    assert made == 5
    kept.projects(limited[0])
    assert made == 6


def test_ten_thousand_and_more_projects_are_all_there(book, kept):
    rows = [
        {
            "name_zh": f"第{n}个",
            "visibility": "public",
            "geometry": shapely.Point(110, 40),
        }
        for n in range(10_050)
    ]
    with writing(book, ADMIN) as writer:
        made = bulk_create(writer, rows)

    found = kept.projects(PUBLIC)

    assert len(found) == 10_050
    assert list(found.ids) == made
    assert found.position(made[-1]) == 10_049
    assert len(select(found, Query(bbox=(109.9, 39.9, 110.1, 40.1)))) == 10_050


def test_what_is_not_known_stays_null(book, kept):
    key = project(book, name_zh="甲", league=None, visibility="public")

    found = kept.projects(PUBLIC)

    row = found.frame.loc[key]
    told = {one.name for one in found.properties if _is_known(row[one.name])}
    assert told == {"project_id", "name_zh", "visibility", "located_by"}
    assert row["located_by"] == "none"
    assert row["geometry"] is None
    assert found.bounds is None
    assert found.interval == (None, None)


def test_zero_is_told_apart_from_not_known(book, kept):
    key = project(book, pledged_cny_1e8=0, visibility="public")
    other = project(book, visibility="public")

    money = kept.projects(PUBLIC).frame["pledged_cny_1e8"]

    assert money[key] == 0
    assert np.isnan(money[other])


@pytest.mark.parametrize(
    ("values", "held", "days"),
    [
        ({"signed_date": "2023-03-15"}, "2023-03-15", ((3, 15), (3, 15))),
        ({"signed_date": "2023-02"}, "2023-02", ((2, 1), (2, 28))),
        ({"signed_date": "2023"}, "2023", ((1, 1), (12, 31))),
        # The date of a stage that it has left is not that of its present one.
        (
            {"stage": "operating", "signed_date": "2021", "operating_date": "2023-11"},
            "2023-11",
            ((11, 1), (11, 30)),
        ),
    ],
)
def test_date_is_that_of_the_present_stage_as_whole_days(
    book, kept, values, held, days
):
    key = project(book, **{"stage": "signed", "visibility": "public", **values})

    row = kept.projects(PUBLIC).frame.loc[key]

    first, last = (date(2023, *day) for day in days)
    assert row["stage_date"] == held
    assert (row["stage_date_start"], row["stage_date_end"]) == (first, last)


def test_stage_without_a_date_of_its_own_has_none(book, kept):
    left = project(book, stage="operating", signed_date="2021", visibility="public")
    bare = project(book, stage="reserve", visibility="public")

    frame = kept.projects(PUBLIC).frame

    for key in (left, bare):
        for name in ("stage_date", "stage_date_start", "stage_date_end"):
            assert frame.loc[key, name] is None
    assert frame.loc[left, "signed_date"] == "2021"


def test_an_empty_register_is_a_collection_without_features(kept):
    found = kept.projects(PUBLIC)

    assert (len(found), found.bounds, found.interval) == (0, None, (None, None))
    assert found.time == "stage_date"
