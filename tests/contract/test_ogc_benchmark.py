"""What the benchmark of the service asks for, and how it reads what was measured."""

from __future__ import annotations

import pytest

from benchmarks.http_load import read_load
from benchmarks.ogc import differences
from benchmarks.ogc_app import LARGER, N_LARGER, with_larger
from benchmarks.ogc_requests import kinds_of
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture(scope="module")
def client(catalog):
    unlimited = {"GEO_ZS_RATE_LIMIT": "0", "GEO_ZS_RATE_LIMIT_COSTLY": "0"}
    settings = Settings.from_environment(unlimited)
    return create_app(settings, catalog=with_larger(catalog)).test_client()


@pytest.fixture(scope="module")
def kinds(client):
    path = f"/ogc/collections/{LARGER}/items?limit=10000"
    features = client.get(path).json["features"]
    assert len(features) == N_LARGER
    return kinds_of(LARGER, features)


def test_every_kind_is_answered_and_none_is_empty(client, kinds):
    assert len({kind.name for kind in kinds}) == 5
    for kind in kinds:
        for path in kind.paths[:20]:
            answer = client.get(f"/ogc{path}")
            assert answer.status_code == 200, path
            assert answer.json["type"] == "Feature" or answer.json["features"]


def test_last_pages_have_no_page_after_them(client, kinds):
    (last,) = (kind for kind in kinds if kind.name == "last page")
    for path in last.paths[:20]:
        links = {one["rel"] for one in client.get(f"/ogc{path}").json["links"]}
        assert "next" not in links
        assert "prev" in links


def test_addresses_differ_so_that_no_cache_alone_is_measured(kinds):
    assert all(len(set(kind.paths)) > 500 for kind in kinds if kind.name != "last page")


def test_answers_with_other_ids_or_counts_are_told():
    def page(ids, **counts):
        found = [{"id": one} for one in ids]
        return {"type": "FeatureCollection", "features": found, **counts}

    expected = page("ab", numberMatched=9, numberReturned=2)
    assert differences(expected, page("ba", numberMatched=9, numberReturned=2)) == []
    assert differences(expected, page("ab", numberReturned=2)) == []
    assert differences(expected, page("ac", numberMatched=8, numberReturned=3)) == [
        "ids",
        "numberMatched",
        "numberReturned",
    ]
    one = {"type": "Feature", "id": "7"}
    assert differences(one, {"type": "Feature", "id": 7}) == []
    assert differences(one, {"type": "Feature", "id": 8}) == ["id"]


def test_what_was_measured_is_read_and_errors_are_not_counted_as_answers():
    told = (
        "Running 2s test\n"
        '{"requests":110,"microseconds":2000000,"p50":1500,"p99":9000,'
        '"refused":10,"broken":0}\n'
    )

    load = read_load(told, "a server")

    assert (load.per_second, load.p50_ms, load.p99_ms) == (50.0, 1.5, 9.0)
    assert load.failed == 10


@pytest.mark.parametrize("faults", ['"refused":0,"broken":1', '"refused":4,"broken":0'])
def test_a_server_that_does_not_answer_is_no_figure(faults):
    told = f'{{"requests":4,"microseconds":2000000,"p50":1,"p99":1,{faults}}}'

    with pytest.raises(RuntimeError, match="a server"):
        read_load(told, "a server")
