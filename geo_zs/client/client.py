"""A client of one service, whose methods are named as the API names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from geo_zs.client.addresses import API
from geo_zs.client.arguments import (
    Box,
    box_of,
    checked_count,
    checked_filter,
    checked_id,
    reference_system,
)
from geo_zs.client.connection import Connection
from geo_zs.client.items import (
    CollectionSummary,
    collection_of,
    items_frame,
)
from geo_zs.client.layers import layer_frame, layer_summaries
from geo_zs.client.many import answers_of_many, encoded
from geo_zs.client.match_result import Match
from geo_zs.client.reading import match_of, place_of, read, read_many
from geo_zs.client.register import project_rows
from geo_zs.client.results import ExcludedSite, LayerSummary, Place, Refusal
from geo_zs.client.retry import Retry
from geo_zs.client.times import Time, time_text

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import geopandas as gpd
    from pyproj import CRS

    from geo_zs.client.library import httpx

#: A requirement: the fields of the API.
Requirement = Mapping[str, Any]


class Client:
    """Asks one geo_zs service.

    Parameters
    ----------
    base_url : str
        Address of the service, as ``http://127.0.0.1:8000``; ``…/ogc`` and
        ``…/api/v1`` below it stand for it.
    token : str or None
        Access token of an account; it is sent to this service alone and stands in
        no message.
    timeout : float
        Seconds to wait for a connection and between two pieces of an answer.
    retry : Retry or None
        How patient the client is where the service is busy.
    transport : httpx.BaseTransport or None
        What carries the requests; the network if None.

    Raises
    ------
    ValueError
        If the address or the token cannot be used.

    Notes
    -----
    All methods raise the errors of `geo_zs.client.errors`: `ApiError` with all
    faults of a request, `NoAnswerError`, `AnswerError`. A client may be shared
    between threads.

    Examples
    --------
    >>> with Client("http://127.0.0.1:8000") as client:  # doctest: +SKIP
    ...     answer = client.match({"industry": "pv_wafer", "land_ha": 20})
    ...     print(answer.ranked[0].site.name_zh)
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        timeout: float = 60.0,
        retry: Retry | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._connection = Connection(
            base_url,
            token=token,
            timeout_s=timeout,
            retry=retry or Retry(),
            transport=transport,
        )
        self._has_token = token is not None

    def __repr__(self) -> str:
        """Show the address, and of the token only that there is one."""
        token = ", token=…" if self._has_token else ""
        return f"Client({self._connection.base!r}{token})"

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections."""
        del kind, error, traceback
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def match(
        self, requirement: Requirement | None = None, *, text: str | None = None
    ) -> Match:
        """Rank the sites for a requirement, in fields or in words.

        Parameters
        ----------
        requirement : mapping or None
            Fields of a requirement.
        text : str or None
            The requirement in words, Chinese or English; beside fields it fills
            their gaps.
        """
        if requirement is None and text is None:
            message = "give a requirement, or text with the words"
            raise TypeError(message)
        fields: object = {} if requirement is None else requirement
        if not isinstance(fields, Mapping):
            message = (
                f"the requirement is {type(fields).__name__}; expected a mapping "
                "of fields to values; words are given as text=…"
            )
            raise TypeError(message)
        given = dict(fields)
        if text is not None:
            given["text"] = text
        return read("match", match_of, self._sent(f"{API}/match", given))

    def match_many(
        self, requirements: Iterable[Requirement], *, at_once: int = 100
    ) -> Iterator[Match | Refusal]:
        """Rank the sites for many requirements, answered in their order.

        Parameters
        ----------
        requirements : iterable of mapping
            Any number of them.
        at_once : int
            How many are sent in one request, 1 to 1000.

        Returns
        -------
        iterator of Match or Refusal
            A refusal for a requirement with faults, or for what is none; it stops
            none of the others.
        """
        return answers_of_many(self._connection, requirements, at_once)

    def explain_exclusion(
        self, site: str, requirement: Requirement
    ) -> ExcludedSite | None:
        """Say which limits keep a site out, and what would let it in.

        Parameters
        ----------
        site : str
            Id of the site.
        requirement : mapping
            As for `match`.

        Returns
        -------
        ExcludedSite or None
            None if the site is not excluded.

        Raises
        ------
        UnknownSiteError
            If there is no such candidate for the requirement.
        """
        return self.match({**requirement, "top": 500}).explain_exclusion(site)

    def places(self, query: str, *, limit: int = 20) -> list[Place]:
        """Find places by name; readings of garbled names are marked as guesses."""
        found = self._asked(f"{API}/places", q=query, limit=limit)
        return read_many("places", place_of, found)

    def here(self, lon: float, lat: float, *, lang: str = "zh") -> dict[str, Any]:
        """Say in which league and banner a point lies and what is near.

        Parameters
        ----------
        lon, lat : float
            Degrees, EPSG:4326.
        lang : {"zh", "en"}
            Language of the words.
        """
        return self._asked(f"{API}/here", lon=lon, lat=lat, lang=lang)

    def layers(self) -> list[LayerSummary]:
        """List the layers."""
        return layer_summaries(self._connection)

    def layer(
        self,
        layer_id: str,
        *,
        bbox: Box | None = None,
        league: str | None = None,
        simplify: str | None = None,
    ) -> gpd.GeoDataFrame:
        """Fetch a layer; asked again, it is sent only if it changed.

        Parameters
        ----------
        layer_id : str
            Id of the layer.
        bbox : tuple of float or None
            Only rows that meet west, south, east, north.
        league : str or None
            Only rows of the league with this code.
        simplify : {"map", "full"} or None
            Level of the polygons.

        Returns
        -------
        (n_rows,) GeoDataFrame
            OGC:CRS84, index ``id``; ``attrs`` holds data version, sources and
            attribution.
        """
        return layer_frame(
            self._connection,
            checked_id(layer_id, "layer_id", listed_by="layers()"),
            {"bbox": box_of(bbox), "league": league, "simplify": simplify},
        )

    def collections(self) -> list[CollectionSummary]:
        """List the collections of ``/ogc``."""
        found = self._asked("/ogc/collections")
        return read_many("collections", collection_of, found)

    def items(
        self,
        collection: str,
        *,
        bbox: Box | None = None,
        filter: str | Mapping[str, Any] | None = None,
        datetime: Time | None = None,
        limit: int | None = None,
        crs: str | int | CRS | None = None,
    ) -> gpd.GeoDataFrame:
        """Fetch the items of a collection of ``/ogc``, page after page.

        Parameters
        ----------
        collection : str
            Id of the collection.
        bbox : tuple of float or None
            Only items that meet west, south, east, north (CRS84); a west greater
            than the east crosses the antimeridian.
        filter : str or mapping or None
            CQL2 as text or JSON.
        datetime : date, datetime, str, pair of them or None
            An instant, or an interval as ``(start, end)`` with None as an open end,
            or text as ``2023-01-01/..``. A `datetime` without a zone is UTC.
        limit : int or None
            Most items; all of them if None.
        crs : str, int, pyproj.CRS or None
            Reference system of the geometries: ``EPSG:4490``, ``3857``, ``CRS84`` or
            its address; CRS84 if None.

        Returns
        -------
        (n_items,) GeoDataFrame
            Index ``id``, x is east and y north in every reference system.

        Raises
        ------
        ValueError
            If an argument cannot be meant; nothing is sent then.
        """
        return items_frame(
            self._connection,
            checked_id(collection, "collection", listed_by="collections()"),
            parameters={
                "bbox": box_of(bbox, may_wrap=True),
                "datetime": time_text(datetime),
                "crs": reference_system(crs),
            },
            condition=checked_filter(filter),
            most=checked_count(limit),
        )

    def compare(
        self,
        sites: Sequence[str],
        *,
        industry: str | None = None,
        requirement: Requirement | None = None,
    ) -> dict[str, Any]:
        """Put two to four sites side by side for an industry or a requirement."""
        asked = {"industry": industry, "requirement": requirement}
        given = {name: value for name, value in asked.items() if value is not None}
        return self._sent(f"{API}/compare", {"sites": list(sites), **given})

    def similar(
        self, site: str, *, k: int = 5, industry: str | None = None
    ) -> dict[str, Any]:
        """Find the sites most like one."""
        path = f"{API}/sites/{quote(checked_id(site, 'site'), safe='')}/similar"
        return self._asked(path, k=k, industry=industry)

    def supply(self, site: str, *, industry: str | None = None) -> dict[str, Any]:
        """Name plants and projects near a site that an industry buys from."""
        path = f"{API}/sites/{quote(checked_id(site, 'site'), safe='')}/supply"
        return self._asked(path, industry=industry)

    def register_projects(
        self,
        *,
        q: str | None = None,
        league: str | None = None,
        stage: str | None = None,
        bbox: Box | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield the projects of the register: public ones, with a token more.

        Parameters
        ----------
        q, league, stage : str or None
            Words, code of a league, stage; all must hold.
        bbox : tuple of float or None
            West, south, east, north.
        """
        asked = {"q": q, "league": league, "stage": stage, "bbox": box_of(bbox)}
        return project_rows(self._connection, asked)

    def register_project(self, project_id: str) -> dict[str, Any]:
        """Return one project of the register."""
        key = checked_id(project_id, "project_id", listed_by="register_projects()")
        return self._asked(f"{API}/register/projects/{quote(key, safe='')}")

    def _asked(
        self, path: str, **parameters: str | float | Sequence[float] | None
    ) -> dict[str, Any]:
        """Return the JSON object at a path."""
        return self._connection.get(path, parameters).json()

    def _sent(self, path: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON object that answers a body."""
        return self._connection.post(path, encoded(given)).json()
