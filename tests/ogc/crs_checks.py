"""Part 2, abstract tests of reference systems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from tests.ogc.core_items import boxes, definition, some
from tests.ogc.service import CRS84, Answer, Service, bounds, geometry, ids
from tests.ogc.suite import NotApplicableError, abstract_test

#: Addresses that a service of the standard's examples does not know.
UNSUPPORTED = "http://www.opengis.net/def/crs/EPSG/0/0"
#: Rounding of the degrees and metres that a service may send.
SLACK_DEG = 5e-7
HEADER = "Content-Crs"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_OGC_HTTP = re.compile(
    r"https?://www\.opengis\.net/def/crs/[A-Za-z0-9]+/[0-9.]+/[A-Za-z0-9]+"
)
_OGC_URN = re.compile(r"urn:ogc:def:crs:[A-Za-z0-9]+:[0-9.]*:[A-Za-z0-9]+")


def declared(service: Service) -> None:
    """Leave out what is about a class that the service does not declare."""
    if not service.conforms(2, "crs"):
        message = "the service does not declare Part 2"
        raise NotApplicableError(message)


@abstract_test(2, "crs-conformance", "verifyConformanceClass")
def crs_conformance(service: Service) -> None:
    """Part 2 is declared."""
    declared(service)


def systems(service: Service, one: dict[str, Any]) -> list[str]:
    """Return the systems of a collection, with the common ones in place of #/crs."""
    found = []
    for uri in one.get("crs", [CRS84]):
        found += service.listing["crs"] if uri == "#/crs" else [uri]
    return found


def check_uri(uri: str) -> None:
    """Look at the form of the address of a reference system."""
    assert _URI.fullmatch(uri), f"{uri!r} is no URI"
    if "www.opengis.net/def/crs" in uri:
        assert _OGC_HTTP.fullmatch(uri), f"{uri!r} is no name of the OGC"
    if uri.startswith("urn:ogc:def:crs"):
        assert _OGC_URN.fullmatch(uri), f"{uri!r} is no name of the OGC"


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionsCrsUri.verifyCollectionsCrsIdentifierOfCrsProperty",
    "/req/crs/crs-uri",
    "/req/crs/fc-md-crs-list-global",
)
def crs_uri_global(service: Service) -> None:
    """Check that the common systems of the list are addresses."""
    declared(service)
    for uri in service.listing.get("crs", []):
        check_uri(uri)


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionsCrsUri.verifyCollectionsCrsIdentifierOfStorageCrs",
    "/req/crs/crs-uri",
)
def crs_uri_global_storage(service: Service) -> None:
    """Check that a storage system of the whole list, if any, is an address."""
    declared(service)
    if "storageCrs" in service.listing:
        check_uri(service.listing["storageCrs"])


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionsCrsUri.verifyCollectionsCollectionCrsIdentifierOfCrsProperty",
    "/req/crs/fc-md-crs-list",
)
def crs_uri_listed(service: Service) -> None:
    """Check that the systems of each entry are addresses or the common ones."""
    declared(service)
    for one in service.collections:
        assert one.get("crs"), f"{one['id']} lists no systems"
        for uri in one["crs"]:
            if uri == "#/crs":
                assert service.listing.get("crs"), f"{one['id']}: #/crs leads nowhere"
            else:
                check_uri(uri)


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionsCrsUri.verifyCollectionsCollectionCrsIdentifierOfStorageCrs",
    "/req/crs/fc-md-storageCrs",
)
def crs_uri_listed_storage(service: Service) -> None:
    """Check that the storage system of each entry is an address."""
    declared(service)
    for one in service.collections:
        if "storageCrs" in one:
            check_uri(one["storageCrs"])


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionCrsUri.verifyCollectionCrsIdentifierOfCrsProperty",
    "/req/crs/fc-md-crs-list",
)
def crs_uri_described(service: Service) -> None:
    """Check that the systems at the address of a collection are addresses."""
    declared(service)
    for one in service.collections:
        alone = service.described(one)
        assert alone.get("crs"), f"{one['id']} lists no systems"
        for uri in alone["crs"]:
            check_uri(uri)


@abstract_test(
    2,
    "crs-uri",
    "DiscoveryCollectionCrsUri.verifyCollectionCrsIdentifierOfStorageCrsProperty",
    "/req/crs/fc-md-storageCrs",
)
def crs_uri_described_storage(service: Service) -> None:
    """Check that the storage system at the address of a collection is an address."""
    declared(service)
    for one in service.collections:
        alone = service.described(one)
        if "storageCrs" in alone:
            check_uri(alone["storageCrs"])


@abstract_test(
    2,
    "default-crs",
    "DiscoveryCollectionsDefaultCrs.CrsPropertyContainsDefaultCrs",
    "/req/crs/fc-md-crs-list",
)
def default_crs_listed(service: Service) -> None:
    """Each entry with an extent has CRS84 among its systems."""
    declared(service)
    for one in service.collections:
        if bounds(one):
            assert CRS84 in systems(service, one), f"{one['id']} lacks CRS84"


@abstract_test(
    2,
    "default-crs",
    "DiscoveryCollectionDefaultCrs.verifyCollectionCrsIdentifierOfCrsProperty",
    "/req/crs/fc-md-crs-list",
)
def default_crs_described(service: Service) -> None:
    """Each collection with an extent has CRS84 among its systems."""
    declared(service)
    for one in service.collections:
        if bounds(one):
            alone = service.described(one)
            assert CRS84 in systems(service, alone), f"{one['id']} lacks CRS84"


@abstract_test(
    2,
    "storageCrs",
    "DiscoveryCollectionsStorageCrs.CrsPropertyContainsStorageCrs",
    "/req/crs/fc-md-storageCrs-valid-value",
)
def storage_crs_listed(service: Service) -> None:
    """Check that the storage system of each entry is one of its systems."""
    declared(service)
    for one in service.collections:
        if "storageCrs" in one:
            assert one["storageCrs"] in systems(service, one), one["id"]


@abstract_test(
    2,
    "storageCrs",
    "DiscoveryCollectionStorageCrs.verifyCollectionCrsIdentifierOfCrsProperty",
    "/req/crs/fc-md-storageCrs-valid-value",
)
def storage_crs_described(service: Service) -> None:
    """Check that the storage system of each collection is one of its systems."""
    declared(service)
    for one in service.collections:
        alone = service.described(one)
        if "storageCrs" in alone:
            assert alone["storageCrs"] in systems(service, alone), one["id"]


@abstract_test(2, "crs-definition", "", "/req/crs/fc-crs-definition")
def crs_definition(service: Service) -> None:
    """Check that the parameters crs and bbox-crs are optional strings."""
    declared(service)
    for name in ("crs", "bbox-crs"):
        for _ in definition(service, name, "string"):
            pass


def check_header(answer: Answer, uri: str) -> None:
    """Look for the header with the system of the coordinates."""
    answer.of(200)
    given = answer.headers.get(HEADER)
    assert given, f"{answer.url} has no {HEADER}"
    assert given == f"<{uri}>", f"{answer.url}: {HEADER} is {given}, expected <{uri}>"


def first_ids(service: Service, one: dict[str, Any]) -> list[str]:
    """Return ids of a few features of a collection."""
    return ids(some(service.items(one).of(200).json["features"], 2))


def each_system(service: Service) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every collection with each of its systems."""
    declared(service)
    for one in service.collections:
        for uri in systems(service, one):
            yield one, uri


@abstract_test(
    2,
    "crs-parameter",
    "FeaturesCrsParameter.verifyFeaturesCrsParameter",
    "/req/crs/fc-crs-valid-value",
    "/req/crs/ogc-crs-header",
    "/req/crs/ogc-crs-header-value",
    "/req/crs/geojson",
)
def crs_parameter_features(service: Service) -> str:
    """Check that a list comes in every system, and its header says so."""
    count = 0
    for one, uri in each_system(service):
        answer = service.items(one, crs=uri)
        check_header(answer, uri)
        assert answer.json["type"] == "FeatureCollection"
        count += 1
    return f"{count} lists"


@abstract_test(
    2,
    "crs-parameter",
    "FeatureCrsParameter.verifyFeatureCrsParameter",
    "/req/crs/ogc-crs-header",
    "/req/crs/ogc-crs-header-value",
    "/req/crs/geojson",
)
def crs_parameter_feature(service: Service) -> None:
    """Check that a feature comes in every system, and its header says so."""
    for one, uri in each_system(service):
        for key in first_ids(service, one):
            answer = service.feature(one, key, crs=uri)
            check_header(answer, uri)
            assert answer.json["type"] == "Feature"


@abstract_test(
    2,
    "crs-parameter-invalid",
    "FeaturesCrsParameterInvalid.verifyFeaturesCrsParameterInvalid",
    "/req/crs/fc-crs-valid-value",
)
def crs_parameter_invalid_features(service: Service) -> None:
    """Check that a list in a system that is not listed is 400."""
    declared(service)
    for one in service.collections:
        for uri in (UNSUPPORTED, "nonsense", ""):
            service.items(one, crs=uri).of(400)


@abstract_test(
    2,
    "crs-parameter-invalid",
    "FeatureCrsParameterInvalid.verifyFeatureCrsParameterInvalid",
    "/req/crs/fc-crs-valid-value",
)
def crs_parameter_invalid_feature(service: Service) -> None:
    """Check that a feature in a system that is not listed is 400."""
    declared(service)
    for one in service.collections:
        for key in first_ids(service, one)[:1]:
            service.feature(one, key, crs=UNSUPPORTED).of(400)


@abstract_test(
    2,
    "crs-parameter-default",
    "FeaturesCrsParameterDefault.verifyFeaturesCrsParameterDefault",
    "/req/crs/fc-crs-default-value",
)
def crs_parameter_default_features(service: Service) -> None:
    """Check that a list without the parameter is in CRS84, and its header says so."""
    declared(service)
    for one in service.collections:
        check_header(service.items(one), CRS84)


@abstract_test(
    2,
    "crs-parameter-default",
    "FeatureCrsParameterDefault.verifyFeatureCrsParameterDefault",
    "/req/crs/fc-crs-default-value",
)
def crs_parameter_default_feature(service: Service) -> None:
    """Check that a feature without the parameter is in CRS84, by its header."""
    declared(service)
    for one in service.collections:
        for key in first_ids(service, one)[:1]:
            check_header(service.feature(one, key), CRS84)


@lru_cache(maxsize=32)
def transformer(source: str, target: str) -> Transformer | None:
    """Return what converts, in the order of axes of each system; None if unknown."""
    try:
        return Transformer.from_crs(
            CRS.from_user_input(source), CRS.from_user_input(target)
        )
    except CRSError:
        return None


def convert(found: shapely.Geometry, source: str, target: str) -> shapely.Geometry:
    """Return a geometry in another system."""
    known = transformer(source, target)
    if known is None:
        message = f"PROJ knows not both of {source} and {target}"
        raise NotApplicableError(message)

    def move(xy: Any) -> Any:
        return np.column_stack(known.transform(xy[:, 0], xy[:, 1]))

    return shapely.transform(found, move)


def check_same_place(plain: Any, moved: Any, uri: str, tells: str) -> None:
    """Compare a feature in CRS84 with one in another system."""
    first, second = geometry(plain), geometry(moved)
    if first is None or second is None:
        assert first is second, f"{tells}: only one has a geometry"
        return
    back = convert(second, uri, CRS84)
    assert shapely.get_num_coordinates(first) == shapely.get_num_coordinates(back)
    apart = np.abs(shapely.get_coordinates(first) - shapely.get_coordinates(back))
    assert apart.max() <= SLACK_DEG, f"{tells}: {uri} is {apart.max()}° off"


@abstract_test(
    2,
    "crs-parameter-transform",
    "FeaturesCrsParameterTransform.WithoutCrsParameter",
    "/req/crs/crs-action",
)
def crs_transform_features_plain(service: Service) -> None:
    """Check that a list without the parameter holds degrees, as its header says."""
    crs_parameter_default_features(service)
    for one in service.collections:
        for each in service.items(one).json["features"]:
            found = geometry(each)
            if found is not None:
                assert np.abs(shapely.get_coordinates(found)).max() <= 180, one["id"]


@abstract_test(
    2,
    "crs-parameter-transform",
    "FeaturesCrsParameterTransform.WithCrsParameter",
    "/req/crs/crs-action",
)
def crs_transform_features(service: Service) -> str:
    """Check that a list in another system, brought back, lies where it was."""
    count = 0
    for one, uri in each_system(service):
        plain = service.items(one).of(200).json["features"]
        moved = service.items(one, crs=uri).of(200).json["features"]
        assert ids(plain) == ids(moved), f"{one['id']}: other features in {uri}"
        for first, second in zip(plain, moved, strict=True):
            check_same_place(first, second, uri, f"{one['id']}/{first['id']}")
            count += 1
    return f"{count} geometries"


@abstract_test(
    2,
    "crs-parameter-transform",
    "FeatureCrsParameterTransform.WithoutCrsParameter",
    "/req/crs/crs-action",
)
def crs_transform_feature_plain(service: Service) -> None:
    """Check that a feature without the parameter holds degrees."""
    crs_parameter_default_feature(service)


@abstract_test(
    2,
    "crs-parameter-transform",
    "FeatureCrsParameterTransform.WithCrsParameter",
    "/req/crs/crs-action",
)
def crs_transform_feature(service: Service) -> None:
    """Check that a feature in another system, brought back, lies where it was."""
    for one, uri in each_system(service):
        for key in first_ids(service, one):
            plain = service.feature(one, key).of(200).json
            moved = service.feature(one, key, crs=uri).of(200).json
            check_same_place(plain, moved, uri, f"{one['id']}/{key}")


def box_in(box: tuple[float, ...], uri: str) -> str:
    """Return a box of CRS84 as the parameter bbox of another system."""
    corners = convert(shapely.box(*box), CRS84, uri).bounds
    return ",".join(f"{value:.7f}" for value in corners)


@abstract_test(
    2,
    "bbox-crs-parameter",
    "BBoxCrsParameter.verifyBboxCrsParameter",
    "/req/crs/fc-bbox-crs-definition",
    "/req/crs/bbox-crs-action",
)
def bbox_crs_parameter(service: Service) -> str:
    """Check that a box in another system gives the features that it gives in CRS84."""
    count = 0
    for one, uri in each_system(service):
        for box in boxes(one)[1:4]:
            # Off the coordinates that features have: nothing lies on an edge.
            rounded = tuple(round(value, 3) + 0.000137 for value in box)
            plain = ",".join(f"{value:.6f}" for value in rounded)
            wanted = ids(service.walk(one, bbox=plain))
            got = ids(
                service.walk(one, **{"bbox": box_in(rounded, uri), "bbox-crs": uri})
            )
            assert got == wanted, f"{one['id']} {plain} in {uri}: {len(got)} features"
            count += 1
    return f"{count} boxes"


@abstract_test(
    2,
    "bbox-crs-parameter-invalid",
    "BBoxCrsParameterInvalid.verifyBboxCrsParameterInvalid",
    "/req/crs/fc-bbox-crs-valid-value",
)
def bbox_crs_parameter_invalid(service: Service) -> None:
    """Check that a box in a system that is not listed is 400."""
    declared(service)
    for one in service.collections:
        answer = service.items(one, **{"bbox": "5,49,6,50", "bbox-crs": UNSUPPORTED})
        answer.of(400)


@abstract_test(
    2,
    "bbox-crs-parameter-default",
    "BBoxCrsParameterDefault.verifyBboxCrsParameterDefault",
    "/req/crs/fc-bbox-crs-default-value",
)
def bbox_crs_parameter_default(service: Service) -> None:
    """Check that a box without the parameter is in CRS84."""
    declared(service)
    for one in service.collections:
        for box in boxes(one)[1:4]:
            plain = ",".join(f"{value:.4f}" for value in box)
            named = service.walk(one, **{"bbox": plain, "bbox-crs": CRS84})
            assert ids(named) == ids(service.walk(one, bbox=plain)), one["id"]
