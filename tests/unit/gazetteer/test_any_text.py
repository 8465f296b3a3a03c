"""Whatever is typed, the gazetteer answers or raises an error of its own."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_zs.errors import AmbiguousPlaceError, UnknownPlaceError

#: What names and attacks are made of.
CHARACTERS = "甲头库丁旗市区口岸园内蒙古 jia,，·()${}<>\"'`\\\x00\u202eİßﷺ"
TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet=CHARACTERS, max_size=30))
#: The gazetteer of the fixture never changes, so examples may share it.
QUIET = settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@QUIET
@given(written=TEXTS)
def test_find_returns_a_place_or_says_why_not(gazetteer, written):
    expected = {place.id for place in gazetteer.matches(written)}

    found: set[str]
    try:
        found = {gazetteer.find(written).id}
    except UnknownPlaceError:
        found = set()
    except AmbiguousPlaceError as error:
        found = {place.id for place in error.candidates}

    assert found <= expected
    assert bool(found) == bool(expected)


@QUIET
@given(written=TEXTS)
def test_read_never_gives_readings_beside_an_exact_place(gazetteer, written):
    found = gazetteer.read(written)

    assert not (found.exact and found.readings)
    assert all(r.confidence in {"inferred", "unverified"} for r in found.readings)


@QUIET
@given(written=TEXTS)
def test_search_is_ordered_and_bounded(gazetteer, written):
    hits = gazetteer.search(written)

    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(hits) <= 20
