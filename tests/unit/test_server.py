"""A server that cannot start says why, in one line."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from geo_zs import server
from geo_zs.errors import MissingGroupError, SettingError


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


def test_missing_group_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(server, "find_spec", lambda _name: None)

    with pytest.raises(
        MissingGroupError, match=r"pip install 'geo_zs\[server\]'"
    ) as it:
        server.serve(host="127.0.0.1", port=8000, workers=1, threads=1)

    assert it.value.group == "server"


def test_workers_count_in_a_private_folder_that_is_removed(monkeypatch):
    seen = []

    def run(_options):
        folder = Path(os.environ[server.METRICS_FOLDER])
        seen.append((folder, folder.is_dir(), folder.stat().st_mode & 0o777))

    monkeypatch.delenv(server.METRICS_FOLDER, raising=False)
    monkeypatch.setattr(server, "_run", run)
    monkeypatch.setattr(server, "check_port", lambda _host, _port: None)

    server.serve(host="127.0.0.1", port=8000, workers=1, threads=1)

    ((folder, was_there, mode),) = seen
    assert (was_there, mode) == (True, 0o700)
    assert not folder.exists()
    assert server.METRICS_FOLDER not in os.environ


def test_folder_of_the_operator_is_used_and_kept(monkeypatch, tmp_path):
    monkeypatch.setenv(server.METRICS_FOLDER, str(tmp_path))
    monkeypatch.setattr(server, "_run", lambda _options: None)
    monkeypatch.setattr(server, "check_port", lambda _host, _port: None)

    server.serve(host="127.0.0.1", port=8000, workers=1, threads=1)

    assert os.environ[server.METRICS_FOLDER] == str(tmp_path)
    assert tmp_path.is_dir()
