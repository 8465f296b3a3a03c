"""One filter, one answer: the register's own projects and its collection agree.

The same filter goes to the database (`project_page`, the API) and to the frame of the
collection (`select`, the OGC API), over random projects.
"""

from __future__ import annotations

import random

import pytest
import shapely

from geo_zs.cql2 import Cql2Error, parse
from geo_zs.errors import QueryError
from geo_zs.features.query import Query, select
from geo_zs.features.register import RegisterCollections
from geo_zs.register.access import PUBLIC
from geo_zs.register.project_page import ProjectQuery, project_page
from geo_zs.register.projects import bulk_create
from tests.register_samples import ADMIN, OF_BAOTOU, known, writing

ROWS = 60
FILTERS = 150
DATES = ("2023", "2024", "2023-02", "2024-05", "2023-02-28", "2024-05-07", "2024-12-31")
NAMES = ("样例", "Alpha", "alpha", "Ördös", "100%")
TAGS = ("pv_wafer", "steel")
STAGES = ("reserve", "signed", "operating", "cancelled")
NUMBERS = (0, 0.5, 7, 7.25, 1200)


def _row(draw):
    """Return the values of a project, each perhaps not known."""

    def maybe(values):
        return draw.choice([None, *values])

    tags = draw.choice([None, [], *([one] for one in TAGS), list(TAGS)])
    shape = draw.choice([None, "point", "area"])
    lon, lat = draw.uniform(106, 114), draw.uniform(39, 43)
    shapes = {
        None: None,
        "point": shapely.Point(lon, lat),
        "area": shapely.box(lon, lat, lon + 0.5, lat + 0.5),
    }
    row = {
        "name_zh": draw.choice(NAMES),
        "investor_zh": maybe(NAMES),
        "league": maybe(["150100", "150200", "150600"]),
        "stage": maybe(STAGES),
        "pledged_cny_1e8": maybe(NUMBERS),
        "land_ha": maybe(NUMBERS),
        "industry_tags": tags,
        "signed_date": maybe(DATES),
        "operating_date": maybe(DATES),
        "geometry": shapes[shape],
        "visibility": draw.choice(["public", "public", "internal"]),
    }
    return {name: value for name, value in row.items() if value is not None}


def _test(draw):
    """Return a predicate over a property of any type."""
    number, name = draw.choice(NUMBERS), draw.choice(NAMES)
    day, half_known = draw.choice(DATES[4:]), draw.choice(DATES)
    field = draw.choice(["pledged_cny_1e8", "land_ha"])
    text = draw.choice(["name_zh", "investor_zh", "stage", "league", "signed_date"])
    dated = draw.choice(["signed_date", "operating_date"])
    sign = draw.choice(["=", "<>", "<", "<=", ">", ">="])
    array = draw.choice(["A_EQUALS", "A_CONTAINS", "A_CONTAINEDBY", "A_OVERLAPS"])
    listed = ", ".join(f"'{one}'" for one in draw.sample(TAGS, draw.randint(0, 2)))
    moment = draw.choice(
        ["T_AFTER", "T_BEFORE", "T_DISJOINT", "T_EQUALS", "T_INTERSECTS"]
    )
    relation = draw.choice(["T_DURING", "T_STARTS", "T_MEETS", "T_OVERLAPS"])
    space = draw.choice(["S_INTERSECTS", "S_WITHIN", "S_DISJOINT", "S_CONTAINS"])
    west, south = draw.uniform(106, 112), draw.uniform(39, 42)
    return draw.choice(
        [
            f"{field} {sign} {number}",
            f"{field} / {number} {sign} land_ha",
            f"{field} BETWEEN {number} AND 100",
            f"{text} {sign} '{draw.choice([name, half_known, 'signed'])}'",
            f"CASEI({text}) LIKE CASEI('{name[:2]}%')",
            f"{text} IN ('{name}', '150200', '2023')",
            f"{draw.choice([text, field, dated, 'industry_tags', 'geometry'])} IS NULL",
            f"{array}(industry_tags, ({listed}))",
            f"{dated} {sign} DATE('{day}')",
            f"{dated} BETWEEN DATE('2023-02-01') AND DATE('{day}')",
            f"{dated} IN (DATE('{day}'), DATE('2024-05-07'))",
            f"{moment}({dated}, DATE('{day}'))",
            f"{moment}(signed_date, operating_date)",
            f"{moment}({dated}, TIMESTAMP('{day}T08:00:00Z'))",
            f"{moment}({dated}, INTERVAL('2023-02-01', '{day}'))"
            if day > "2023-02-01"
            else "TRUE",
            f"{relation}(INTERVAL(signed_date, operating_date), "
            f"INTERVAL('2023-01-01', '{day}'))",
            f"{relation}({dated}, INTERVAL('2023-01-01', '..'))",
            f"{space}(geometry, BBOX({west}, {south}, {west + 2}, {south + 1}))",
            f"distance_km(geometry, {west}, {south}) {sign} 100",
            f"length({text}) {sign} 4",
            f"{text} {sign} DATE('{day}')",
            f"{text} {sign} {number}",
        ]
    )


def _filter(draw, depth=2):
    kind = draw.choice(["test", "not", "and", "or"]) if depth else "test"
    if kind == "test":
        return _test(draw)
    if kind == "not":
        return f"NOT ({_filter(draw, depth - 1)})"
    sides = [f"({_filter(draw, depth - 1)})" for _ in range(2)]
    return f" {kind.upper()} ".join(sides)


def by_database(book, viewer, text):
    """Return the ids that the database finds, or that the filter is refused."""
    query = ProjectQuery(expression=parse(text))
    with book.read() as session:
        try:
            _, frame = project_page(session, viewer, query, skip=0, limit=10_000)
        except Cql2Error:
            return "refused"
    return list(frame.index)


def by_collection(kept, viewer, text):
    """Return the ids that the collection finds, or that the filter is refused."""
    collection = kept.projects(viewer)
    try:
        rows = select(collection, Query(expression=parse(text)))
    except (Cql2Error, QueryError):
        return "refused"
    return [collection.ids[row] for row in rows]


@pytest.fixture
def book(register):
    book = known(register)
    draw = random.Random(20241124)  # noqa: S311  no secret
    with writing(book, ADMIN) as writer:
        bulk_create(writer, [_row(draw) for _ in range(ROWS)])
    return book


@pytest.mark.parametrize("viewer", [ADMIN, PUBLIC, OF_BAOTOU], ids=lambda one: one.name)
def test_database_and_collection_answer_every_filter_alike(book, viewer):
    kept = RegisterCollections(book)
    draw = random.Random(viewer.name)  # noqa: S311  no secret
    found = {}
    for text in {_filter(draw) for _ in range(FILTERS)}:
        found[text] = by_database(book, viewer, text)
        assert by_collection(kept, viewer, text) == found[text], text
    answers = [one for one in found.values() if one != "refused"]
    # That it asks something: many filters are answered, and with some of the rows.
    assert len(answers) > FILTERS / 2
    assert len({tuple(one) for one in answers}) > FILTERS / 4


@pytest.mark.parametrize(
    ("text", "is_tagged"),
    [
        ("industry_tags IS NULL", False),
        ("A_CONTAINEDBY(industry_tags, ('steel', 'pv_wafer'))", True),
        ("NOT A_CONTAINS(industry_tags, ('steel', 'pv_wafer')) OR "
         "A_CONTAINS(industry_tags, ('steel', 'pv_wafer'))", True),
    ],
)  # fmt: skip
def test_project_without_industries_is_one_whose_industries_are_not_known(
    book, text, is_tagged
):
    kept = RegisterCollections(book)
    frame = kept.projects(ADMIN).frame
    expected = list(frame.index[frame["industry_tags"].notna() == is_tagged])

    assert expected
    assert by_database(book, ADMIN, text) == expected
    assert by_collection(kept, ADMIN, text) == expected


@pytest.mark.parametrize("held", [None, "2024-05-07", "2024"])
@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("T_AFTER(operating_date, DATE('2020-01-01'))", True),
        ("operating_date > DATE('2020-01-01')", True),
        ("T_DURING(operating_date, INTERVAL('2020-01-01', '2025-01-01'))", False),
        ("investor_zh > DATE('2020-01-01')", False),
        ("land_ha = TRUE", False),
        ("name_zh = 'no such' AND name_zh > 5", False),
    ],
)
def test_whether_a_filter_is_refused_does_not_depend_on_the_projects(
    register, held, text, is_fine
):
    book = known(register)
    kept = RegisterCollections(book)
    given = {"operating_date": held} if held else {}
    for _ in range(2):
        for viewer in (ADMIN, PUBLIC):
            by_rows = by_database(book, viewer, text)
            assert by_collection(kept, viewer, text) == by_rows
            assert (by_rows != "refused") == is_fine
        with writing(book, ADMIN) as writer:
            bulk_create(writer, [{"name_zh": "样例", "visibility": "public", **given}])
