"""Requests that fail, are repeated, redirected or answered from memory."""

from __future__ import annotations

import logging
import traceback

import pytest

from geo_zs.client import AnswerError, ApiError, Client, ClientError, NoAnswerError
from geo_zs.client.library import httpx
from tests.unit.client.service import BASE, TOKEN, Service, answer, problem


def test_error_carries_all_faults_and_the_name_of_the_request():
    service = Service(
        problem(
            422,
            {"field": "land_ha", "message": "is -1; expected above 0"},
            {"field": "top", "message": "is 0; expected 1 to 500"},
            X_Request_Id="req-7",
        )
    )

    with service.client() as client, pytest.raises(ApiError) as caught:
        client.match({"land_ha": -1, "top": 0})

    error = caught.value
    assert (error.status, error.title, error.request_id) == (422, "A title", "req-7")
    assert [one.field for one in error.problems] == ["land_ha", "top"]
    for part in ("422", "land_ha: is -1", "top: is 0", "req-7"):
        assert part in str(error)


def test_error_page_of_a_proxy_is_an_api_error_without_problems():
    service = Service(httpx.Response(502, html="<h1>Bad gateway</h1>"))

    with service.client(attempts=1) as client, pytest.raises(ApiError) as caught:
        client.places("包头")

    assert caught.value.status == 502
    assert caught.value.problems == ()
    assert "<h1>" not in str(caught.value)


@pytest.mark.parametrize("status", [414, 431, 400])
def test_address_that_is_too_long_is_told_with_its_length(status):
    service = Service(httpx.Response(status, html="<h1>Too large</h1>"))
    words = "x" * 9000

    with service.client() as client, pytest.raises(ApiError) as caught:
        client.places(words)

    length = len(service.requests[0].url.raw_path)
    assert caught.value.status == status
    assert f"too long: {length:,} characters" in str(caught.value)
    assert len(str(caught.value)) < 400


def test_address_that_cannot_even_be_made_is_told():
    service = Service(answer())

    with service.client() as client, pytest.raises(ClientError, match="70,0"):
        client.places("x" * 70_000)

    assert service.requests == []


def test_error_that_says_nothing_names_what_came_and_from_where():
    service = Service(httpx.Response(403, html="<h1>No</h1>"))

    with service.client() as client, pytest.raises(ApiError) as caught:
        client.places("secret words")

    for part in ("403", "Forbidden", "text/html", f"{BASE}/api/v1/places", "proxy"):
        assert part in str(caught.value)
    assert "too long" not in str(caught.value)
    assert "words" not in str(caught.value)


def test_error_without_a_type_says_that_it_does_not_say_why():
    service = Service(httpx.Response(503))

    with service.client(attempts=1) as client, pytest.raises(ApiError) as caught:
        client.places("包头")

    assert "does not say why" in str(caught.value)
    assert "nothing named" not in str(caught.value)


def test_error_with_a_document_is_not_explained_further():
    service = Service(answer({"title": "Gone"}, 410))

    with service.client() as client, pytest.raises(ApiError) as caught:
        client.places("包头")

    assert str(caught.value) == "410 Gone"


def test_closed_client_says_so():
    service = Service(answer())
    client = service.client()
    client.places("包头")
    client.close()
    client.close()

    for ask in (client.layers, lambda: client.match({"industry": "dairy"})):
        with pytest.raises(ClientError, match="closed; make a new one"):
            ask()
    with pytest.raises(ClientError, match="closed"):
        list(client.match_many([{"industry": "dairy"}]))

    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "copied",
    ["/ogc", "/ogc/", "/api/v1", "/api/v1/", "/api", "/zs/ogc", "/zs/api/v1/"],
)
def test_address_that_the_pages_show_stands_for_the_service(copied):
    asked = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return answer()

    transport = httpx.MockTransport(serve)
    with Client(f"http://geo.example{copied}", transport=transport) as client:
        client.places("包头")

    below = "/zs" if copied.startswith("/zs") else ""
    assert asked == [f"{below}/api/v1/places"]


@pytest.mark.parametrize("address", ["http://api", "http://geo.example/prologc"])
def test_address_that_only_looks_like_a_part_stays(address):
    with Client(address) as client:
        assert address in repr(client)


@pytest.mark.parametrize(
    "content", [b"<html>", b"", b"[1, 2]", b'"text"', b"\xff\xfe", b"[" * 100_000]
)
def test_answer_that_is_no_json_object_says_so(content):
    service = Service(httpx.Response(200, content=content))

    with service.client() as client, pytest.raises(AnswerError, match=r"geo\.example"):
        client.places("包头")


@pytest.mark.parametrize(
    "document", [{}, {"places": [{}]}, {"places": [None]}, {"places": 3}]
)
def test_answer_of_another_shape_is_an_answer_error(document):
    service = Service(answer(document))

    with service.client() as client, pytest.raises(AnswerError, match="version"):
        client.places("包头")


def test_busy_service_is_asked_again_after_the_wait_that_it_names():
    service = Service(problem(429, Retry_After="7"), answer())

    with service.client() as client:
        found = client.places("包头")

    assert found[0].id == "150200"
    assert service.waits == [7.0]


def test_match_is_sent_again_when_the_service_did_not_look_at_it():
    service = Service(problem(429, Retry_After="1"), problem(422))

    with service.client() as client, pytest.raises(ApiError):
        client.match({"industry": "dairy"})

    assert len(service.requests) == 2
    assert service.requests[0].content == service.requests[1].content


def test_longer_wait_than_the_patience_is_told_at_once():
    service = Service(problem(429, Retry_After="3600"))

    with service.client() as client, pytest.raises(ApiError) as caught:
        client.places("包头")

    assert caught.value.retry_after_s == 3600
    assert service.waits == []


def test_service_that_stays_busy_ends_the_attempts():
    service = Service(problem(429))

    with service.client(attempts=3) as client, pytest.raises(ApiError):
        client.places("包头")

    assert len(service.requests) == 3
    assert service.waits == [0.5, 1.0]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_fault_of_the_service_is_tried_again_for_reading_only(status):
    reading = Service(problem(status), answer())
    writing = Service(problem(status), answer())

    with reading.client() as client:
        client.places("包头")
    with writing.client() as client, pytest.raises(ApiError):
        client.match({"industry": "dairy"})

    assert len(reading.requests) == 2
    assert len(writing.requests) == 1


def test_fault_of_the_request_is_not_tried_again():
    service = Service(problem(404))

    with service.client() as client, pytest.raises(ApiError):
        client.places("包头")

    assert len(service.requests) == 1


def test_broken_connection_is_tried_again_for_reading_only():
    reading = Service(httpx.ReadError("reset"), answer())
    writing = Service(httpx.ReadError("reset"), answer())

    with reading.client() as client:
        client.places("包头")
    with writing.client() as client, pytest.raises(NoAnswerError, match="reset"):
        client.match({"industry": "dairy"})

    assert len(reading.requests) == 2
    assert len(writing.requests) == 1


def test_late_answer_says_what_to_do_and_is_not_asked_for_again():
    service = Service(httpx.ReadTimeout("late"))

    with service.client() as client, pytest.raises(NoAnswerError, match="timeout"):
        client.places("包头")

    assert len(service.requests) == 1


def test_damaged_compression_is_an_answer_error():
    service = Service(
        httpx.Response(
            200,
            headers={"Content-Encoding": "gzip"},
            stream=httpx.ByteStream(b"no gzip"),
        )
    )

    with service.client(attempts=1) as client, pytest.raises(AnswerError):
        client.places("包头")


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/api/v1/places",
        "//evil.example/",
        "https://geo.example/api/v1/places",
        "http://geo.example:8080/api/v1/places",
        "http://geo.example@evil.example/",
    ],
)
def test_token_follows_no_redirect_to_another_place(target):
    service = Service(answer({}, 302, Location=target), answer())

    with service.client() as client, pytest.raises(AnswerError, match="another place"):
        client.places("包头")

    assert [one.url.host for one in service.requests] == ["geo.example"]


def test_redirect_within_the_service_is_followed_with_the_token():
    service = Service(answer({}, 308, Location="/there?q=1"), answer())

    with service.client() as client:
        client.places("包头")

    assert str(service.requests[1].url) == f"{BASE}/there?q=1"
    assert service.requests[1].headers["Authorization"] == f"Bearer {TOKEN}"


def test_redirects_in_a_circle_end():
    service = Service(answer({}, 302, Location="/there"))

    with service.client() as client, pytest.raises(AnswerError, match="circle"):
        client.places("包头")

    assert len(service.requests) <= 7


def test_redirect_to_nonsense_is_told():
    service = Service(answer({}, 302, Location="http://geo.example:notaport"))

    with service.client(attempts=1) as client, pytest.raises(ClientError, match="port"):
        client.places("包头")


def test_body_is_not_sent_along_a_redirect():
    service = Service(answer({}, 307, Location="/there"))

    with service.client() as client, pytest.raises(AnswerError, match="new address"):
        client.match({"industry": "dairy"})

    assert len(service.requests) == 1


def test_layer_that_did_not_change_comes_from_memory():
    layer = {"type": "FeatureCollection", "features": [], "data_version": "v1"}
    service = Service(answer(layer, ETag='"a"'), answer({"layers": []}))
    with service.client() as client:
        first = client.layer("ports")
        service.answers = [httpx.Response(304), answer({"layers": []})]

        second = client.layer("ports")

    assert service.requests[2].headers["If-None-Match"] == '"a"'
    assert second.attrs == first.attrs == {"data_version": "v1"}


def test_changed_layer_takes_the_place_of_the_old_one():
    service = Service(
        answer({"places": []}, ETag='"a"'),
        answer({"places": []}, ETag='"b"'),
        httpx.Response(304),
    )

    with service.client() as client:
        for _ in range(3):
            client.places("包头")

    assert service.requests[2].headers["If-None-Match"] == '"b"'


def test_answer_that_may_not_be_stored_is_not_kept():
    service = Service(answer(ETag='"a"', Cache_Control="private, no-store"))

    with service.client() as client:
        client.places("包头")
        client.places("包头")

    assert "If-None-Match" not in service.requests[1].headers


def test_other_parameters_are_another_answer():
    service = Service(answer(ETag='"a"'))

    with service.client() as client:
        client.places("包头")
        client.places("乌海")

    assert "If-None-Match" not in service.requests[1].headers


def test_token_stands_in_no_text(caplog):
    caplog.set_level(logging.DEBUG)
    service = Service(problem(401), httpx.ConnectError("refused"))
    client = service.client(attempts=1)
    texts = [repr(client), str(client)]

    for _ in range(2):
        with pytest.raises((ApiError, NoAnswerError)) as caught:
            client.places("包头")
        texts += [str(caught.value), repr(caught.value)]
        texts += traceback.format_exception(caught.value)
    client.close()

    assert service.requests[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in "".join(texts) + caplog.text


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "令牌", "tab\t"])
def test_token_that_no_header_can_carry_is_refused_without_repeating_it(token):
    with pytest.raises(ValueError, match="token") as caught:
        Client(BASE, token)

    assert not token or token not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["", "geo.example", "ftp://geo.example", "http://", "http://h?x=1", "http://[", 7],
)
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match=r"expected|query"):
        Client(address)


def test_password_in_the_address_is_refused_without_repeating_it():
    with pytest.raises(ValueError, match="token") as caught:
        Client("http://name:hidden@geo.example")

    assert "hidden" not in str(caught.value)


def test_service_below_a_path_is_asked_below_it():
    asked = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return answer()

    transport = httpx.MockTransport(serve)
    with Client("http://geo.example/zs/", transport=transport) as client:
        client.places("包头")

    assert asked[0].startswith("http://geo.example/zs/api/v1/places?q=")


def test_request_without_token_sends_none():
    service = Service(answer())

    with service.client(token=None) as client:
        client.places("包头")

    assert "Authorization" not in service.requests[0].headers
