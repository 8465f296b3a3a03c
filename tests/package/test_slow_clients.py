"""The real server, few threads, and clients that send their requests in halves.

Every kind of them would hold each thread of a server that reads in its threads: there
are more of them than threads, they stay, and nothing here waits for their end.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]

#: Clients of one kind: six times the threads of the server.
MANY = 12

#: A server that lets clients hold its threads answers later than this, if at all: the
#: halves below are given patience of ten seconds and more, one thread after the other.
GENEROUS = 9

_POST = (
    b"POST /api/v1/match HTTP/1.1\r\nHost: half\r\nContent-Type: application/json\r\n"
)
_HALVES = {
    "silence": b"",
    "half a head": b"GET /ogc HTTP/1.1\r\nHost: half\r\nX-A: ",
    "half a body": _POST + b'Content-Length: 500\r\n\r\n{"',
    "half of a huge body": _POST + b'Content-Length: 5000000000\r\n\r\n{"',
    "half a chunk": _POST + b'Transfer-Encoding: chunked\r\n\r\n50\r\n{"',
    "a chunk that lies": _POST
    + b'Transfer-Encoding: chunked\r\n\r\n50\r\n{"\r\n0\r\n\r\n',
    "no goodbye": b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    "no request at all": b"GET /\xe5\xb7\xa5 HTTP/1.1\r\nHost: half\r\n\r\n",
}


@pytest.fixture(scope="module")
def served():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = str(Path(sys.executable).parent / "geo-zs")
    server = subprocess.Popen(  # noqa: S603  our own command
        [command, "serve", "--port", str(port), "--workers", "1", "--threads", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(600):
            assert server.poll() is None, "the server ended"
            try:
                healthz(port)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=90)
    assert "Traceback" not in errors


def healthz(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GENEROUS)
    with contextlib.closing(connection):
        connection.request("GET", "/healthz")
        return connection.getresponse().status


def answer_to(port, request):
    """Return status, headers and body of the answer to bytes that are sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(request)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("kind", _HALVES)
def test_clients_that_send_halves_hold_no_thread(served, kind):
    with contextlib.ExitStack() as open_ones:
        for _ in range(MANY):
            half = socket.create_connection(("127.0.0.1", served))
            open_ones.enter_context(half)
            half.sendall(_HALVES[kind])

        assert [healthz(served) for _ in range(3)] == [200] * 3


def test_clients_that_dribble_hold_no_thread_and_are_hung_up_on(served):
    ended = threading.Event()
    with contextlib.ExitStack() as open_ones:
        clients = [socket.create_connection(("127.0.0.1", served)) for _ in range(MANY)]
        for client in clients:
            open_ones.enter_context(client)
            client.sendall(b"GET /ogc HTTP/1.1\r\nHost: half\r\nX-A: ")

        def dribble():
            while not ended.wait(0.3):
                for client in clients:
                    with contextlib.suppress(OSError):
                        client.send(b"a")

        thread = threading.Thread(target=dribble)
        thread.start()
        try:
            assert [healthz(served) for _ in range(3)] == [200] * 3
            # A byte now and then buys no more patience.
            clients[0].settimeout(60)
            first = clients[0].recv(4096)
        finally:
            ended.set()
            thread.join()

    assert first.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    ("request_line", "status", "words"),
    [
        ("GET /ogc?filter=name_zh='工业园' HTTP/1.1", 400, "percent-encoded"),
        (f"GET /ogc HTTP/1.1\r\nX-A: {'a' * 65_536}", 431, "65536 bytes"),
        ("GET /ogc HTTP/1.1\r\nno colon", 400, "not HTTP/1.1"),
    ],
    ids=["Chinese as it is", "large head", "no header"],
)
def test_what_the_application_never_sees_is_refused_like_the_rest(
    served, request_line, status, words
):
    request = f"{request_line}\r\nHost: x\r\n\r\n".encode()

    came, headers, body = answer_to(served, request)

    members = json.loads(body)
    assert (came, members["status"]) == (status, status)
    assert words in members["detail"]
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Request-ID"] == members["request_id"] != ""


def test_address_of_thirty_thousand_bytes_reaches_the_application(served):
    request = f"GET /ogc?x={'a' * 30_000} HTTP/1.1\r\nHost: x\r\n\r\n".encode()

    status, headers, body = answer_to(served, request)

    assert status == 400
    assert [one["field"] for one in json.loads(body)["problems"]] == ["x"]
    assert "X-Data-Version" in headers


def test_whole_requests_pass_in_whatever_pieces_they_come(served):
    body = json.dumps({"industry": "pv_wafer", "land_ha": 3}).encode()
    connection = http.client.HTTPConnection("127.0.0.1", served, timeout=60)
    content = {"Content-Type": "application/json"}
    found = []
    with contextlib.closing(connection):
        for sent, more in [
            (body, {}),
            (iter([body[:7], body[7:]]), {}),
            (body, {"Expect": "100-continue"}),
        ]:
            connection.request(
                "POST",
                "/api/v1/match",
                sent,
                {**content, **more},
                encode_chunked=not isinstance(sent, bytes),
            )
            answer = connection.getresponse()
            found.append((answer.status, len(answer.read())))

    assert [status for status, _ in found] == [200] * 3
    assert len(set(found)) == 1


def test_two_requests_sent_at_once_are_both_answered(served):
    first = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    found = b""

    with socket.create_connection(("127.0.0.1", served), timeout=60) as client:
        client.sendall(first + last)
        while piece := client.recv(65_536):
            found += piece

    assert found.count(b"HTTP/1.1 200 OK") == 2


def test_connection_is_kept_after_an_unchanged_answer(served):
    connection = http.client.HTTPConnection("127.0.0.1", served, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", "/api/v1/layers")
        first = connection.getresponse()
        first.read()
        came = connection.sock
        connection.request(
            "GET", "/api/v1/layers", headers={"If-None-Match": first.headers["ETag"]}
        )
        again = connection.getresponse()
        again.read()

        assert again.status == 304
        assert connection.sock is came is not None
        assert "Connection" not in again.headers
