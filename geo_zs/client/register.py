"""Projects of the register, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geo_zs.client.addresses import API
from geo_zs.client.reading import read_many

if TYPE_CHECKING:
    from geo_zs.client.addresses import Parameter
    from geo_zs.client.connection import Connection


def project_rows(
    connection: Connection, parameters: Mapping[str, Parameter]
) -> Iterator[dict[str, Any]]:
    """Yield projects as the API gives them, of all pages.

    Parameters
    ----------
    connection : Connection
        To the service.
    parameters : mapping
        Of the query, without the page.
    """
    page, seen = 1, 0
    while True:
        asked = {**parameters, "page": page}
        found = connection.get(f"{API}/register/projects", asked).json()
        rows = read_many("projects", dict, found)
        yield from rows
        seen += len(rows)
        if not rows or seen >= found["total"]:
            return
        page += 1
