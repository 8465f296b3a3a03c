"""Until when a request may come, however slowly it does."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from waitress.adjustments import Adjustments

from geo_zs import server_channel
from geo_zs.server_channel import TimedRequest, problem


@pytest.fixture
def begin(monkeypatch):
    """Return a request that began at 100 seconds and of which `data` has come."""
    monkeypatch.setattr(server_channel.time, "monotonic", lambda: 100.0)

    def make(data: bytes) -> TimedRequest:
        request = TimedRequest(Adjustments())
        while data:
            data = data[request.received(data) :]
        return request

    return make


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (b"", 10),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9", 10),
        # 10 for the head, 30 for the body, 20 for a million bytes at 50 kB a second.
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc", 60),
        # Of chunks nobody says the length: what came counts.
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", 40),
    ],
    ids=["silence", "half a head", "half a body", "chunks"],
)
def test_patience_is_over_after_its_seconds_and_not_before(begin, data, seconds):
    request = begin(data)

    assert not request.is_late(100.0 + seconds)
    assert request.is_late(100.1 + seconds)


def test_a_few_chunks_buy_no_time(begin):
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert begin(head + b"5\r\nabcde\r\n" * 100).is_late(141.0)


def test_every_status_of_waitress_is_told_what_to_do():
    for status in (400, 408, 413, 431, 500, 501, 503):
        assert status in server_channel._WORDS
        assert f'"status": {status}'.encode() in problem(HTTPStatus(status), "id")
