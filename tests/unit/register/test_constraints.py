"""Constraint layers in the register: kept, changed, hidden, seen by whom."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point, Polygon, box

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register.access import PUBLIC
from geo_zs.register.changes import changes, undo
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import (
    add_layer,
    delete_layer,
    list_layers,
    read_layer,
    read_layers,
    update_layer,
)
from tests.register_samples import (
    ADMIN,
    OF_BAOTOU,
    PLANNER,
    VIEWER,
    VIEWER_OF_BAOTOU,
    known,
    writing,
)

SQUARE = box(110, 40, 110.1, 40.1)
OTHER = box(111, 40, 111.1, 40.1)


@pytest.fixture
def book(register):
    return known(register)


def shapes(*given, labels=None):
    made = np.full(len(given), None, dtype=object)
    made[:] = given
    return features_of(made, labels)


def layer(**more):
    values = {
        "name_zh": "生态红线",
        "name_en": "Red line",
        "meaning": "forbidden",
        "features": shapes(SQUARE, labels=["甲湿地"]),
        **more,
    }
    return ConstraintLayer("", **values)


def add(book, actor=ADMIN, **more):
    with writing(book, actor) as writer:
        return add_layer(writer, layer(**more))


def read(book, viewer=ADMIN, **more):
    with book.read() as session:
        return read_layers(session, viewer, **more)


def listed(book, viewer):
    with book.read() as session:
        return [note.layer_id for note in list_layers(session, viewer)]


def test_layer_is_kept_as_it_was_given(book):
    high = Polygon([(110, 40, 5), (110.1, 40, 5), (110.1, 40.1, 5)])

    key = add(
        book,
        meaning="conditional",
        buffer_m=120.5,
        condition="须办理占用手续",
        source="某某局 2023",
        date="2023-03",
        visibility="public",
        league="150200",
        covers=("150200", "150602"),
        features=shapes(high, Point(1, 2), labels=["甲", ""]),
    )

    assert key == "C-000001"
    (found,) = read(book)
    assert (found.layer_id, found.version, found.meaning) == (key, 1, "conditional")
    assert (found.buffer_m, found.condition) == (120.5, "须办理占用手续")
    assert (found.source, found.date) == ("某某局 2023", "2023-03")
    assert (found.league, found.covers) == ("150200", ("150200", "150602"))
    assert found.labels() == ["甲", ""]
    assert found.features.crs == "EPSG:4326"
    assert not found.features.geometry.has_z.any()
    assert found.features.geometry.iloc[1] == Point(1, 2)


def test_list_tells_of_layers_without_their_features(book):
    add(book)

    with book.read() as session:
        (note,) = list_layers(session, ADMIN)

    assert (note.name_zh, note.n_features, note.version) == ("生态红线", 1, 1)
    assert (note.updated_by, note.updated_at) == (
        "admin",
        "2023-07-10T04:00:00.000000Z",
    )


def test_layer_with_faults_is_refused_and_nothing_is_kept(book):
    with pytest.raises(RecordError, match="name_zh: is empty"):
        add(book, name_zh="", features=shapes())

    assert read(book) == []


def test_change_moves_the_version_and_the_log(book):
    key = add(book)

    with writing(book, ADMIN) as writer:
        version = update_layer(
            writer, key, {"buffer_m": 50.0, "covers": ("150200",)}, version=1
        )

    (found,) = read(book)
    assert (version, found.version, found.buffer_m) == (2, 2, 50.0)
    with book.read() as session:
        last, first = changes(session, table="constraint_layer")
    assert (first.action, last.action, last.by) == ("create", "update", "admin")
    assert last.after == {"buffer_m": 50.0, "covers": "150200"}
    assert last.before == {"buffer_m": 0.0, "covers": ""}


def test_change_of_nothing_is_no_change(book):
    key = add(book)

    with writing(book, ADMIN) as writer:
        assert update_layer(writer, key, {"buffer_m": 0}, version=1) == 1

    with book.read() as session:
        assert len(changes(session, table="constraint_layer")) == 1


def test_undo_brings_back_the_features_a_layer_had(book):
    key = add(book)
    with writing(book, ADMIN) as writer:
        update_layer(writer, key, {}, version=1, features=shapes(OTHER, OTHER))
    (changed,) = read(book)
    assert changed.features.geometry.tolist() == [OTHER, OTHER]

    with book.read() as session:
        last = changes(session, table="constraint_layer")[0]
    with writing(book, ADMIN) as writer:
        undo(writer, last.change_id)

    (found,) = read(book)
    assert found.features.geometry.tolist() == [SQUARE]
    assert found.labels() == ["甲湿地"]
    # A new set after the undo is not written over an old one.
    with writing(book, ADMIN) as writer:
        update_layer(writer, key, {}, version=found.version, features=shapes(OTHER))
    assert read(book)[0].features.geometry.tolist() == [OTHER]


def test_stale_change_is_refused_with_what_is_there_now(book):
    key = add(book)
    with writing(book, ADMIN) as writer:
        update_layer(writer, key, {"name_zh": "新名"}, version=1)

    with pytest.raises(ConflictError) as error, writing(book, PLANNER) as writer:
        update_layer(writer, key, {"name_zh": "旧稿"}, version=1)

    assert error.value.current["name_zh"] == "新名"
    assert error.value.current["version"] == 2
    assert read(book)[0].name_zh == "新名"


def test_deleted_layer_is_hidden_and_can_be_brought_back(book):
    key = add(book)
    with writing(book, ADMIN) as writer:
        delete_layer(writer, key, version=1)
    assert read(book) == []
    with pytest.raises(UnknownRecordError), writing(book, ADMIN) as writer:
        update_layer(writer, key, {"name_zh": "x"}, version=2)

    with book.read() as session:
        last = changes(session, table="constraint_layer")[0]
    assert last.action == "delete"
    with writing(book, ADMIN) as writer:
        undo(writer, last.change_id)

    assert [one.layer_id for one in read(book)] == [key]


def test_layer_is_seen_by_those_who_may(book):
    public = add(book, visibility="public")
    region = add(book)
    baotou = add(book, league="150200")
    hohhot = add(book, league="150100")

    assert listed(book, PUBLIC) == [public]
    assert listed(book, VIEWER) == [public, region, baotou, hohhot]
    assert listed(book, VIEWER_OF_BAOTOU) == [public, baotou]
    assert [one.layer_id for one in read(book, VIEWER_OF_BAOTOU)] == [public, baotou]
    with book.read() as session, pytest.raises(UnknownRecordError, match=hohhot):
        read_layer(session, VIEWER_OF_BAOTOU, hohhot)
    assert [one.layer_id for one in read(book, PUBLIC, ids=[public, region])] == [
        public
    ]


def test_layer_is_changed_by_those_who_may(book):
    region = add(book, visibility="public")
    hohhot = add(book, league="150100")

    with pytest.raises(ForbiddenError, match="no known league"):
        add(book, OF_BAOTOU)
    with pytest.raises(ForbiddenError, match="needs 'planner'"):
        add(book, VIEWER, league="150200")
    with pytest.raises(ForbiddenError), writing(book, OF_BAOTOU) as writer:
        update_layer(writer, region, {"name_zh": "x"}, version=1)
    with pytest.raises(UnknownRecordError), writing(book, OF_BAOTOU) as writer:
        delete_layer(writer, hohhot, version=1)
    own = add(book, OF_BAOTOU, league="150200")
    with pytest.raises(ForbiddenError), writing(book, OF_BAOTOU) as writer:
        update_layer(writer, own, {"league": "150100"}, version=1)
    with writing(book, OF_BAOTOU) as writer:
        delete_layer(writer, own, version=1)


def test_field_that_a_layer_does_not_have_is_refused(book):
    key = add(book)

    refused = pytest.raises(RecordError, match="colour: is no field of a layer")
    with refused, writing(book, ADMIN) as writer:
        update_layer(writer, key, {"colour": "red"}, version=1)


def test_layer_does_not_move_the_public_catalog(book):
    before = book.revision()

    add(book, visibility="public")

    after = book.revision()
    assert (after.all, after.published) == (before.all + 1, before.published)


def test_many_features_are_kept_in_their_order(book):
    many = shapes(
        *(box(110 + n / 1e4, 40, 110 + (n + 0.5) / 1e4, 40.1) for n in range(3000)),
        labels=[f"地块{n}" for n in range(3000)],
    )

    add(book, features=many)

    (found,) = read(book)
    assert found.labels() == [f"地块{n}" for n in range(3000)]
    assert found.features.geometry.iloc[2999].equals(many.geometry.iloc[2999])
