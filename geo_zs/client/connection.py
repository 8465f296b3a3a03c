"""Requests to one service: token, repeats, redirects, entity tags and errors.

The token goes to the service alone. A redirect to another place is refused, so
that neither a service nor somebody between can send the token elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo_zs import __version__
from geo_zs.client.addresses import (
    Parameter,
    checked_token,
    query_text,
    service_address,
)
from geo_zs.client.answers import Answer, accepted
from geo_zs.client.errors import AnswerError, ClientError, NoAnswerError
from geo_zs.client.kept import KeptAnswer, KeptAnswers
from geo_zs.client.library import httpx
from geo_zs.client.retry import Retry, retry_after_s

_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Connection:
    """Sends requests to one service.

    Parameters
    ----------
    base_url : str
        Address of the service, as ``http://127.0.0.1:8000``.
    token : str or None
        Access token of an account.
    timeout_s : float
        Longest wait for a connection and between two pieces of an answer.
    retry : Retry
        How patient it is.
    transport : httpx.BaseTransport or None
        What carries the requests; the network if None.

    Raises
    ------
    ValueError
        If the address or the token cannot be used. The token is not repeated.
    """

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None,
        timeout_s: float,
        retry: Retry,
        transport: httpx.BaseTransport | None,
    ) -> None:
        self.base = service_address(base_url)
        self._retry = retry
        self._kept = KeptAnswers()
        headers = {"User-Agent": f"geo-zs-client/{__version__}"}
        if token is not None:
            headers["Authorization"] = f"Bearer {checked_token(token)}"
        self._http = httpx.Client(
            headers=headers,
            timeout=timeout_s,
            transport=transport,
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self,
        path: str,
        parameters: Mapping[str, Parameter] | None = None,
        *,
        accept: str = "application/json",
    ) -> Answer:
        """Ask for something below the address of the service.

        Parameters
        ----------
        path : str
            Below the address, or a whole address of the same service.
        parameters : mapping
            Of the query; those that are None are left out, lists are joined with
            commas.
        accept : str
            Media types that are wanted.

        Raises
        ------
        ApiError, NoAnswerError, AnswerError
            See `geo_zs.client.errors`.
        """
        query = query_text(parameters or {})
        try:
            request = self._http.build_request(
                "GET", self._url(path), params=query or None, headers={"Accept": accept}
            )
        except httpx.InvalidURL as error:
            length = sum(len(value) for value in query.values())
            message = (
                f"the address cannot be made ({error}; the parameters have {length:,} "
                "characters); shorten the filter, or ask for fewer things at once"
            )
            raise ClientError(message) from error
        key = f"{accept} {request.url}"
        kept = self._kept.get(key)
        if kept is not None:
            request.headers["If-None-Match"] = kept.etag
        response = self._send(request)
        if response.status_code == 304 and kept is not None:
            return Answer(str(response.url), kept.content, kept.headers)
        answer = accepted(response)
        etag = answer.headers.get("etag")
        if etag and "no-store" not in answer.headers.get("cache-control", ""):
            self._kept.put(key, KeptAnswer(etag, answer.content, answer.headers))
        return answer

    def post(
        self, path: str, content: bytes, media_type: str = "application/json"
    ) -> Answer:
        """Send a body; raises as `get`."""
        headers = {"Content-Type": media_type}
        return accepted(
            self._send(
                self._http.build_request(
                    "POST", self._url(path), content=content, headers=headers
                )
            )
        )

    def _url(self, path: str) -> httpx.URL:
        """Return a whole address of the service, which may not be another's."""
        if path.startswith("/"):
            return httpx.URL(f"{self.base}{path}")
        url = _joined(httpx.URL(self.base), path)
        self._check_place(url)
        return url

    def _check_place(self, url: httpx.URL) -> None:
        """Refuse an address of another place."""
        base = httpx.URL(self.base)
        if (url.scheme, url.host, url.port) == (base.scheme, base.host, base.port):
            return
        message = (
            f"the service leads to {url.scheme}://{url.netloc.decode()}, another "
            f"place than {self.base}; if that is right, make the client with that "
            "address"
        )
        raise AnswerError(message)

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request and follow redirects within the service."""
        response = self._patiently(request)
        for _ in range(_MOST_REDIRECTS):
            if response.status_code not in _REDIRECTS:
                return response
            target = _joined(request.url, response.headers.get("Location", ""))
            self._check_place(target)
            if request.method != "GET":
                message = (
                    f"{request.url} moved to {target}; make the client with the new "
                    "address: a body is not sent twice"
                )
                raise AnswerError(message)
            request = self._http.build_request(
                "GET", target, headers={"Accept": request.headers["Accept"]}
            )
            response = self._patiently(request)
        message = f"{request.url} leads in a circle"
        raise AnswerError(message)

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        """Send a request, again where that may help."""
        attempt = 0
        while True:
            attempt += 1
            response, fault = self._once(request)
            status = None if response is None else response.status_code
            asked = (
                None
                if response is None
                else retry_after_s(response.headers.get("Retry-After"))
            )
            wait = (
                self._retry.wait_s(
                    request.method, attempt, status=status, asked_s=asked
                )
                if fault is None or fault.may_repeat
                else None
            )
            if wait is not None:
                self._retry.sleep(wait)
            elif response is not None:
                return response
            elif fault is not None:
                raise fault.error from fault.cause

    def _once(
        self, request: httpx.Request
    ) -> tuple[httpx.Response | None, _Fault | None]:
        """Send a request once; return its answer, or why there is none."""
        if self._http.is_closed:
            message = f"the client of {self.base} is closed; make a new one"
            raise ClientError(message)
        try:
            return self._http.send(request), None
        except httpx.TimeoutException as error:
            message = (
                f"{request.url} did not answer in time; ask for less, or make the "
                "client with a longer timeout"
            )
            return None, _Fault(NoAnswerError(message), error, may_repeat=False)
        except httpx.DecodingError as error:
            message = f"the answer of {request.url} is damaged: {error}"
            return None, _Fault(AnswerError(message), error, may_repeat=True)
        except httpx.TransportError as error:
            message = f"{request.url} cannot be reached: {error}"
            return None, _Fault(NoAnswerError(message), error, may_repeat=True)


@dataclass(frozen=True)
class _Fault:
    """Why there is no answer."""

    error: ClientError
    cause: Exception
    may_repeat: bool


def _joined(url: httpx.URL, reference: str) -> httpx.URL:
    """Return the address that an answer leads to."""
    try:
        return url.join(reference)
    except httpx.InvalidURL as error:
        message = f"{url} leads to {reference[:80]!r}, which is no address"
        raise AnswerError(message) from error
