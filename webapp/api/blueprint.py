"""The blueprint of the API, and what its views share."""

from __future__ import annotations

import json
import math
from typing import Any, Final, NoReturn

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.contract import Contract
from webapp.delivery import REVALIDATE
from webapp.errors import BodyError, CodingError, MediaTypeError
from webapp.present import to_json

api: Final = Blueprint("api", __name__, url_prefix="/api")
contract: Final = Contract(
    api,
    tags={
        "layers": "Layers of the map as GeoJSON.",
        "places": "Places by name and by point.",
        "matching": "Sites for a requirement, and sites side by side.",
        "register": "The register of projects, with what an account may see of it.",
        "document": "This description.",
    },
)


def json_answer(value: object) -> Response:
    """Return `value` as a JSON answer."""
    response = Response(to_json(value), content_type="application/json")
    response.headers["Cache-Control"] = REVALIDATE
    return response


def json_body() -> Any:  # noqa: ANN401 - JSON is any of six types
    """Return the body of the present request.

    Returns
    -------
    None, bool, int, float, str, list or dict

    Raises
    ------
    MediaTypeError
        If the body is not sent as JSON, or is compressed.
    BodyError
        If it cannot be read as it is sent, or is not JSON: NaN, infinities,
        repeated names and other encodings than UTF-8 are not.
    RequestEntityTooLarge
        If it is larger than the settings allow, with or without a stated length.
    """
    if not request.is_json:
        message = "send the body with Content-Type: application/json"
        raise MediaTypeError(message)
    return parse_json(body_bytes())


def body_bytes() -> bytes:
    """Return the body of the present request as it came.

    Raises
    ------
    CodingError
        If it is compressed.
    BodyError
        If it cannot be read as it is sent.
    RequestEntityTooLarge
        If it is larger than the settings allow, with or without a stated length.
    """
    coding = request.headers.get("Content-Encoding", "").strip()
    if coding.lower() not in ("", "identity"):
        raise CodingError(coding)
    content = _read_body()
    limit = request.max_content_length
    if request.content_length is None and limit is not None and len(content) >= limit:
        # A body without a stated length is cut at the limit, not refused, on reading.
        raise RequestEntityTooLarge
    return content


def _read_body() -> bytes:
    """Return the bytes of the body; raises `BodyError` if its framing is broken.

    Each server has errors of its own for a chunk that is none or never comes.
    """
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise
    except Exception as error:
        message = "the body cannot be read: it is cut short or its chunks are malformed"
        raise BodyError(message) from error


def parse_json(content: bytes) -> Any:  # noqa: ANN401 - JSON is any of six types
    """Read strict JSON.

    Parameters
    ----------
    content : bytes
        UTF-8 text.

    Raises
    ------
    BodyError
        With the place where reading stopped.
    """
    try:
        return json.loads(
            content.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=_unique,
        )
    except UnicodeDecodeError as error:
        message = f"the body is not UTF-8 (byte {error.start})"
        raise BodyError(message) from error
    except json.JSONDecodeError as error:
        message = (
            f"the body is not JSON: {error.msg} at line {error.lineno}, "
            f"column {error.colno}"
        )
        raise BodyError(message) from error
    except RecursionError as error:
        message = "the body is nested too deeply"
        raise BodyError(message) from error
    except ValueError as error:
        message = "the body has a number with too many digits"
        raise BodyError(message) from error


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which Python reads and JSON does not have."""
    message = f"the body is not JSON: {name} is no JSON number"
    raise BodyError(message)


def _finite(text: str) -> float:
    """Return the number, refusing one that overflows."""
    number = float(text)
    if not math.isfinite(number):
        message = f"the body has a number out of range: {text[:40]}"
        raise BodyError(message)
    return number


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object, refusing a name that stands in it twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        message = f"the body has a name twice in one object: {', '.join(twice)[:200]}"
        raise BodyError(message)
    return result
