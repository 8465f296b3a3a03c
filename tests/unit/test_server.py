"""A server that cannot start says why, in one line."""

from __future__ import annotations

import socket

import pytest

from geo_zs import server
from geo_zs.errors import SettingError


def test_taken_port_is_named_with_what_to_do():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(
            SettingError, match=rf"127\.0\.0\.1:{port}: another program.*another port"
        ):
            server.check_port("127.0.0.1", port)


def test_address_of_another_machine_is_refused():
    with pytest.raises(SettingError, match=r"no such address; use --host 127\.0\.0\.1"):
        server.check_port("192.0.2.1", 8000)


def test_free_port_is_accepted():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    server.check_port("127.0.0.1", port)


def test_links_of_eight_thousand_characters_reach_the_application(monkeypatch):
    given = {}
    monkeypatch.setattr(server, "_run", given.update)
    monkeypatch.setattr(server, "check_port", lambda _host, _port: None)

    server.serve(host="127.0.0.1", port=8000, workers=1, threads=1)

    assert given["limit_request_line"] == 8190
