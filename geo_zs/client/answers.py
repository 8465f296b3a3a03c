"""Answers of the service: the ones that say yes, and errors out of the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo_zs.client.errors import AnswerError, ApiError
from geo_zs.client.library import httpx
from geo_zs.client.retry import retry_after_s
from geo_zs.errors import Problem

#: Statuses by which servers say that an address is too long for them.
_TOO_LONG: Final = frozenset({414, 431})
#: Characters of an address that every server takes; some end here.
_TAKEN: Final = 4000


@dataclass(frozen=True)
class Answer:
    """An answer that says yes.

    Parameters
    ----------
    url : str
        Where it came from.
    content : bytes
        The body, not compressed.
    headers : mapping of str to str
        Headers, names in small letters.
    """

    url: str
    content: bytes
    headers: Mapping[str, str]

    def json(self) -> dict[str, Any]:
        """Return the body, a JSON object.

        Raises
        ------
        AnswerError
            If it is anything else.
        """
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError) as error:
            kind = self.headers.get("content-type", "a body of no named type")
            message = (
                f"{self.url} answered no JSON but {kind}; is this the address of a "
                "geo_zs service, and not of a page or a proxy?"
            )
            raise AnswerError(message) from error
        if not isinstance(found, dict):
            message = f"{self.url} answered {type(found).__name__}, no JSON object"
            raise AnswerError(message)
        return found


def accepted(response: httpx.Response) -> Answer:
    """Return an answer that says yes.

    Raises
    ------
    ApiError
        If it says no, with all that the service says of it.
    """
    headers = {name.lower(): value for name, value in response.headers.items()}
    answer = Answer(str(response.url), response.content, headers)
    if response.is_success:
        return answer
    try:
        document = answer.json()
    except AnswerError:
        document = {}
    listed = document.get("problems", [])
    problems = [
        Problem(str(one.get("field", "")), str(one.get("message", "")))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    raise ApiError(
        response.status_code,
        title=str(document.get("title", response.reason_phrase)),
        detail=str(document.get("detail") or _known(response, document)),
        problems=problems,
        request_id=headers.get("x-request-id"),
        retry_after_s=retry_after_s(headers.get("retry-after")),
        document=document,
    )


def _known(response: httpx.Response, document: Mapping[str, Any]) -> str:
    """Return what can be said of an error that the service does not describe."""
    address = len(response.request.url.raw_path)
    if response.status_code in _TOO_LONG or (
        response.status_code == 400 and not document and address > _TAKEN
    ):
        return (
            f"The address was too long: {address:,} characters after the host; "
            "shorten the filter, or ask for fewer things at once."
        )
    if document:
        return ""
    kind = response.headers.get("content-type", "").partition(";")[0]
    came = kind or ("a body of no named type" if response.content else "no body")
    place = str(response.url.copy_with(query=None))[:200]
    return (
        f"{place} answered with {came}, which does not say why; a proxy may have "
        "answered, or this is not the address of a geo_zs service."
    )
