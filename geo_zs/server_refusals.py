"""What the server says where a request does not reach the application.

Problem documents (RFC 9457) of the same shape as those of the application, with an id
of the request that is in the log.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final

from gunicorn.http import errors as faults

from geo_zs.server_gathering import (
    HEAD_BYTES,
    LINE_BYTES,
    TooLargeError,
    TooManyBytesError,
    TooSlowError,
)

#: What gunicorn refuses: status, and what to do. All else of a request is 400.
_ADDRESS: Final = (
    "the request is not HTTP/1.1: write all that is not ASCII, and spaces, in the "
    "address percent-encoded (UTF-8)"
)
_REFUSALS: Final = {
    faults.InvalidRequestLine: (400, _ADDRESS),
    faults.InvalidHTTPVersion: (400, _ADDRESS),
    faults.LimitRequestLine: (
        414,
        f"the address is too long; the request line may have {LINE_BYTES} bytes",
    ),
    faults.LimitRequestHeaders: (
        431,
        f"the headers are too large; all together may have {HEAD_BYTES} bytes, each "
        "8190, and there may be 100",
    ),
    faults.ExpectationFailed: (417, "only Expect: 100-continue is understood"),
    faults.UnsupportedTransferCoding: (
        501,
        "only Transfer-Encoding: chunked is understood",
    ),
    TooLargeError: (413, "the body is too large; state its length or send less"),
    TooSlowError: (408, "the request did not come whole in time; send it again"),
    TooManyBytesError: (503, "too many unfinished requests; send it again later"),
}


def refusal(fault: Exception) -> tuple[int, str]:
    """Return the HTTP status of a fault and what to do about it."""
    known = _REFUSALS.get(type(fault))
    if known:
        return known
    is_fault_of_service = isinstance(
        fault,
        (
            faults.ConfigurationProblem,
            faults.InvalidResponseHeader,
            faults.InvalidResponseHeaderName,
        ),
    ) or not isinstance(fault, faults.ParseException)
    if is_fault_of_service:
        return 500, "unexpected error; name the request_id to the operator"
    return 400, f"the request is not HTTP/1.1: {str(fault)[:200]}"


def problem(status: int, detail: str, request_id: str) -> bytes:
    """Return a whole answer: head and problem document."""
    title = HTTPStatus(status).phrase
    members = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "problems": [{"field": "", "message": detail}],
        "request_id": request_id,
    }
    body = json.dumps(members).encode()
    head = (
        f"HTTP/1.1 {status} {title}\r\n"
        "Connection: close\r\n"
        "Content-Type: application/problem+json\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"X-Request-ID: {request_id}\r\n\r\n"
    )
    return head.encode() + body
