"""Where a request ends, however its bytes are cut."""

from __future__ import annotations

import pytest
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine

from geo_zs import server_gathering
from geo_zs.server_gathering import Gathering, TooLargeError

_HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
_CHUNKS = _HEAD + b"Transfer-Encoding: Chunked\r\n\r\n"
_WHOLE = {
    "no body": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "length": _HEAD + b"Content-Length: 5\r\n\r\nabcde",
    "chunks": _CHUNKS + b"3\r\nabc\r\n0\r\n\r\n",
    "no chunk": _CHUNKS + b"0\r\n\r\n",
    "trailers": _HEAD
    + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nA: b\r\n\r\n",
    "extension": _HEAD
    + b"transfer-encoding: Chunked\r\n\r\n1;a=b\r\na\r\n00;c\r\n\r\n",
}


@pytest.mark.parametrize("kind", _WHOLE)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_request_is_whole_with_its_last_byte_and_not_before(kind, size):
    whole = _WHOLE[kind]
    request = Gathering()

    told = [request.add(whole[at : at + size]) for at in range(0, len(whole), size)]

    assert told == [False] * (len(told) - 1) + [True]
    assert bytes(request.data) == whole


def test_line_that_ends_without_return_is_left_to_the_parser():
    assert Gathering().add(b"GET / HTTP/1.1\nHost: x\n")


def test_huge_body_is_left_to_the_thread_at_a_least_speed():
    request = Gathering()

    assert request.add(_HEAD + b"Content-Length: 100000000\r\n\r\n")

    assert request.is_large
    assert 1_000 < request.seconds_to_read() < 10_000


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"GET /" + b"a" * 40_000, LimitRequestLine),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000, LimitRequestHeaders),
        (
            _CHUNKS + b"ffffff\r\n" + b"a" * 1_200_000,
            TooLargeError,
        ),
    ],
    ids=["line", "head", "chunks"],
)
def test_request_without_an_end_is_refused(data, fault):
    with pytest.raises(fault):
        Gathering().add(data)


def test_client_that_waits_to_be_asked_is_asked_once():
    request = Gathering()
    request.add(_HEAD + b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\n")

    assert request.is_continue_awaited()
    assert not request.is_continue_awaited()


def test_patience_begins_anew_with_the_body_and_only_then(monkeypatch):
    now = 100.0
    monkeypatch.setattr(server_gathering.time, "monotonic", lambda: now)
    request = Gathering()
    untils = [request.until]
    for now, data in [  # noqa: B007  the clock is read in the code
        (105.0, _HEAD),
        (106.0, b"Content-Length: 5\r\n\r\na"),
        (120.0, b"b"),
    ]:
        request.add(data)
        untils.append(request.until)

    assert untils == [110.0, 110.0, 136.0, 136.0]
