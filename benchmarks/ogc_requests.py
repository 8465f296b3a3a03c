"""The requests of the benchmark: five kinds, each with many different addresses."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

_SEED: Final = 5
#: Addresses of each kind; more than are asked for in one turn.
N_ADDRESSES: Final = 10_000
#: Property that is asked for, of power plants and of what is made of them.
FILTERED: Final = "league"


@dataclass(frozen=True)
class Kind:
    """One kind of request to one collection.

    Parameters
    ----------
    collection, name : str
        Id of the collection, and what is asked of it.
    paths : tuple of str
        Different addresses, from ``/collections`` on; both servers know them.
    """

    collection: str
    name: str
    paths: tuple[str, ...]


def kinds_of(collection: str, features: Sequence[dict[str, Any]]) -> list[Kind]:
    """Return the kinds of requests to a collection of points.

    Parameters
    ----------
    collection : str
        Its id.
    features : sequence of dict
        All its features as GeoJSON.

    Returns
    -------
    list of Kind
        Pages of 100 from anywhere, boxes, single features, equal values, last pages;
        the same for the same features.
    """
    rng = random.Random(_SEED)  # noqa: S311  no secret
    items = f"/collections/{collection}/items"
    count = len(features)
    ids = [str(one["id"]) for one in features]
    values = sorted({str(one["properties"][FILTERED]) for one in features})
    places = [one["geometry"]["coordinates"] for one in features if one["geometry"]]

    def page() -> str:
        return f"{items}?limit=100&offset={rng.randrange(max(1, count - 100))}"

    def box() -> str:
        east, north = rng.choice(places)
        width, height = rng.uniform(0.2, 2.0), rng.uniform(0.2, 2.0)
        bounds = (east - width, north - height, east + width, north + height)
        return f"{items}?limit=100&bbox={','.join(f'{one:.4f}' for one in bounds)}"

    def single() -> str:
        return f"{items}/{quote(rng.choice(ids))}"

    def equal() -> str:
        return f"{items}?limit={rng.randint(50, 150)}&{FILTERED}={rng.choice(values)}"

    def last() -> str:
        limit = rng.randint(50, 150)
        return f"{items}?limit={limit}&offset={(count - 1) // limit * limit}"

    makers: dict[str, Callable[[], str]] = {
        "items, limit=100": page,
        "items, bbox": box,
        "single item": single,
        "property filter": equal,
        "last page": last,
    }
    return [
        Kind(collection, name, tuple(make() for _ in range(N_ADDRESSES)))
        for name, make in makers.items()
    ]
