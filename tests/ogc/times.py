"""When features are, as the schema of their collection and their properties say."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.ogc.service import Service

Span = tuple[datetime, datetime]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def moments(text: str | None) -> Span | None:
    """Return the first and last moment of a date (of a month, of a year) or time."""
    if text is None:
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment, moment
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    begun = datetime(year, month or 1, day or 1, tzinfo=UTC)
    ended = datetime(year, last_month, last_day, tzinfo=UTC)
    return begun, datetime.combine(ended, time.max, UTC)


def time_properties(service: Service, collection: Mapping[str, Any]) -> dict[str, str]:
    """Return the properties that hold the time, by their role in the schema."""
    answer = service.get(
        f"/collections/{collection['id']}/schema", accept="application/schema+json"
    )
    if answer.status != 200:
        return {}
    return {
        one["x-ogc-role"]: name
        for name, one in answer.json["properties"].items()
        if one.get("x-ogc-role", "").startswith("primary-")
        and one["x-ogc-role"] != "primary-geometry"
    }


def feature_times(
    service: Service, collection: Mapping[str, Any], features: list[Any]
) -> dict[str, tuple[Any, Any]]:
    """Return the first and last moment of each feature; None where it has none."""
    roles = time_properties(service, collection)
    instant = roles.get("primary-instant")
    found: dict[str, tuple[Any, Any]] = {}
    for one in features:
        held = one["properties"]
        if instant:
            span = moments(held.get(instant))
        else:
            start = moments(held.get(roles.get("primary-interval-start", "")))
            end = moments(held.get(roles.get("primary-interval-end", "")))
            span = (start[0], end[1]) if start and end else None
        found[str(one["id"])] = span or (None, None)
    return found


def asked(text: str) -> Span:
    """Return the first and last moment of a value of the parameter datetime."""
    parts = text.split("/")
    ends = [None if part in ("", "..") else moments(part) for part in parts]
    low = ends[0][0] if ends[0] else datetime.min.replace(tzinfo=UTC)
    high = ends[-1][1] if ends[-1] else datetime.max.replace(tzinfo=UTC)
    return low, high


def halfway(begun: datetime, ended: datetime) -> list[str]:
    """Return values of datetime of every kind that the standard knows.

    An instant, a day, a bounded interval, and half-bounded ones with two dots and
    with nothing, in the middle of a time.
    """
    quarter = (ended - begun) / 4 or timedelta(days=1)
    low, high = begun + quarter, begun + 2 * quarter
    form = "%Y-%m-%dT%H:%M:%SZ"
    first, second = low.strftime(form), high.strftime(form)
    return [
        begun.strftime(form),
        first,
        low.strftime("%Y-%m-%d"),
        f"{first}/{second}",
        f"{low:%Y-%m-%d}/{high:%Y-%m-%d}",
        f"{first}/..",
        f"{first}/",
        f"../{second}",
        f"/{second}",
    ]
