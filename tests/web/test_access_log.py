"""The access log: one JSON object a line, and never a secret."""

from __future__ import annotations

import json

import pytest

from geo_zs.errors import SettingError
from tests.web.register_site import WORDS, log_in, make_site
from webapp import create_app
from webapp.serving import access_log
from webapp.settings import Settings


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


@pytest.fixture
def logged(catalog, log):
    app = create_app(Settings(access_log=str(log)), catalog=catalog)
    yield app.test_client()
    access_log.close(app)


def lines(log):
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_line_says_what_was_asked_and_how_it_was_answered(logged, log):
    answer = logged.get(
        "/api/v1/places?q=%E5%8C%85%E5%A4%B4&limit=3",
        headers={"User-Agent": "map reader/" + "1.2 " * 100},
    )

    (line,) = lines(log)
    assert list(line) == [
        "time", "id", "method", "route", "path", "parameters", "status", "bytes",
        "ms", "agent", "account",
    ]  # fmt: skip
    assert line["id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"]) == ("GET", "/api/v1/places")
    assert line["parameters"] == ["limit", "q"]
    assert line["status"] == 200
    assert line["bytes"] == len(answer.data)
    assert line["ms"] >= 0
    assert len(line["agent"]) == 80
    assert line["account"] is None
    assert line["time"].endswith("+00:00")
    assert "包头" not in log.read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "status", "route"),
    [
        ("/zzz", 404, None),
        ("/api/v1/match", 405, None),
        ("/api/v1/layers?x=1", 400, "/api/v1/layers"),
        ("/static/css/site.css", 200, "/static/<path:path>"),
    ],
)
def test_refused_requests_are_logged_too(logged, log, path, status, route):
    logged.get(path)

    (line,) = lines(log)
    assert (line["status"], line["route"]) == (status, route)


def test_answer_that_is_made_while_it_is_sent_is_not_made_for_the_log(logged, log):
    answer = logged.post(
        "/api/v1/match/batch", json=[{"industry": "dairy"}], buffered=False
    )

    assert answer.is_streamed
    assert answer.content_length is None
    (line,) = lines(log)
    assert (line["status"], line["bytes"]) == (200, None)


def test_hostile_text_stays_in_its_line(logged, log):
    logged.get(
        '/x%0A{"status":200}?a%0Ab=1&' + "&".join(f"p{n}=1" for n in range(100)),
        headers={"User-Agent": 'x" \u2028 \x7f <script>'.encode().decode("latin-1")},
    )

    (line,) = lines(log)
    assert line["status"] == 404
    assert len(line["parameters"]) == 20


def test_tokens_and_passwords_are_never_logged(catalog, new_sqlite, quick_hashes, log):
    site = make_site(catalog, new_sqlite(), access_log=str(log))
    token = site.tokens["viewer"]
    client = site.client()
    log_in(site.client(), "planner")
    log_in(client, "planner", "wrong words 1947")
    client.get("/api/v1/register/projects", headers=site.bearer("viewer"))
    client.get(f"/api/v1/layers?token={token}&{token}=1")
    client.get(f"/{token}", headers={"User-Agent": token, "Referer": token})
    client.post("/login?password=camel%20river%201947", data={"password": WORDS})
    access_log.close(site.app)
    site.register.close()

    text = log.read_text("utf-8")
    assert len(lines(log)) == 8
    assert [line["account"] for line in lines(log)].count("viewer") == 1
    assert token not in text
    assert token[4:20] not in text
    assert WORDS not in text
    assert "1947" not in text
    assert "csrf" not in text


def test_nothing_is_logged_unless_it_is_asked_for(client, capfd):
    client.get("/healthz")

    assert capfd.readouterr().out == ""


def test_lines_go_to_the_standard_output(catalog, capsys):
    client = create_app(Settings(access_log="-"), catalog=catalog).test_client()
    client.get("/healthz")

    assert json.loads(capsys.readouterr().out)["route"] == "/healthz"


def test_file_that_was_moved_away_is_made_anew(logged, log, tmp_path):
    logged.get("/healthz")
    log.rename(tmp_path / "old.log")
    logged.get("/healthz/ready")

    assert [line["route"] for line in lines(log)] == ["/healthz/ready"]


def test_file_that_cannot_be_written_stops_the_start(catalog, tmp_path):
    settings = Settings(access_log=str(tmp_path / "no" / "access.log"))

    with pytest.raises(SettingError, match=r"GEO_ZS_ACCESS_LOG names .*No such file"):
        create_app(settings, catalog=catalog)
