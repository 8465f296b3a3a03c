"""The OpenAPI 3.1 document, written from the contract of the API."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import geo_zs
from webapp.contract import Contract
from webapp.openapi_bounds import bounded
from webapp.openapi_operations import (
    SECURITY_SCHEMES,
    header_documents,
    operation_document,
)

if TYPE_CHECKING:
    from geo_zs.matching.requirement import Vocabulary


def openapi_document(
    contracts: Sequence[Contract], *, prefix: str = ""
) -> dict[str, Any]:
    """Return the document; it refers to nothing outside itself.

    Parameters
    ----------
    contracts : sequence of Contract
        The contracts to describe. ``$defs`` of their schemas become named schemas
        beside them.
    prefix : str, optional
        Only operations whose path is this or lies below it, as ``/ogc``, and the
        schemas that they need.

    Returns
    -------
    dict
        An OpenAPI 3.1 document.
    """
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    tags: dict[str, str] = {}
    for contract in contracts:
        schemas.update(contract.schemas())
        chosen = [one for one in contract.operations if _is_below(one.path, prefix)]
        for operation in chosen:
            methods = paths.setdefault(operation.path, {})
            methods[operation.method.lower()] = operation_document(operation)
        used = {one.tag for one in chosen}
        tags.update(
            {name: text for name, text in contract.tags.items() if name in used}
        )
    named = lift_definitions(schemas)
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "geo_zs API",
            "version": geo_zs.__version__,
            "summary": "Layers and site matching that explains itself",
            "description": (
                "Read layers as GeoJSON, find places by name or by point, and post "
                "an investor's requirement to get ranked sites with the reasons. "
                "Read the register of projects, and write to it with a token. "
                "Every answer carries the version of its data in `X-Data-Version`. "
                "Errors are `application/problem+json` with all faults. "
                "Maps made from the layers are sketch maps (示意图)."
            ),
            "contact": {"name": "The geo_zs authors"},
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [
            {
                "url": "/",
                "description": "The service that this document comes from (production)",
                "x-internal": False,
            }
        ],
        "tags": [{"name": name, "description": text} for name, text in tags.items()],
        "paths": paths,
        "components": {
            "schemas": _needed(named, paths) if prefix else named,
            "headers": header_documents(),
            "securitySchemes": SECURITY_SCHEMES,
        },
    }
    return cast("dict[str, Any]", bounded(document))


def _is_below(path: str, prefix: str) -> bool:
    """Tell whether a path is the prefix or lies below it."""
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


def _needed(schemas: Mapping[str, Any], start: object) -> dict[str, Any]:
    """Return the schemas that are referred to from `start`, and from one another."""
    found: dict[str, Any] = {}
    waiting = _targets(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = schemas[name]
            waiting |= _targets(schemas[name])
    return {name: found[name] for name in schemas if name in found}


def _targets(value: object) -> set[str]:
    """Return the names of the schemas that `value` refers to."""
    if isinstance(value, dict):
        found = set().union(*(_targets(item) for item in value.values()))
        target = value.get("$ref")
        if isinstance(target, str):
            group, name = target.rsplit("/", 2)[1:]
            found |= {name} if group == "schemas" else set()
        return found
    if isinstance(value, list):
        return set().union(*(_targets(item) for item in value))
    return set()


def with_names(schema: Mapping[str, Any], known: Vocabulary) -> dict[str, Any]:
    """Return the schema of a requirement with the names that the data knows.

    Parameters
    ----------
    schema : mapping
        The schema that requests are checked with before their names are.
    known : Vocabulary
        Industries, leagues, ports, columns and criteria that may be named.

    Returns
    -------
    dict
        A copy; the schema itself stays as it is.
    """
    named = copy.deepcopy(dict(schema))
    fields = named["properties"]
    limits = fields["limits"]["properties"]
    fields["industry"]["enum"] = sorted(known.industry_kind)
    fields["weights"]["propertyNames"] = {"enum": sorted(known.criteria)}
    limits["leagues"]["items"]["enum"] = sorted(known.leagues)
    limits["port_ids"]["items"]["enum"] = sorted(known.land_ports)
    limits["ranges"]["propertyNames"] = {"enum": sorted(known.columns)}
    return named


def lift_definitions(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas with their ``$defs`` lifted to named schemas.

    Parameters
    ----------
    schemas : mapping of str to JSON Schema
        Schemas that refer to their own parts as ``#/$defs/…``.

    Returns
    -------
    dict
        Schemas that refer to ``#/components/schemas/…`` only; ``$schema`` and
        ``$id`` are left out, the document has its own.
    """
    lifted: dict[str, Any] = {}
    for name, schema in schemas.items():
        whole = copy.deepcopy(dict(schema))
        whole.pop("$schema", None)
        whole.pop("$id", None)
        definitions = whole.pop("$defs", {})
        for part, definition in definitions.items():
            lifted[f"{name}_{part}"] = _point(definition, name)
        lifted[name] = _point(whole, name)
    return lifted


def _point(value: Any, name: str) -> Any:  # noqa: ANN401 - walks JSON
    """Return `value` with references to ``#/$defs/…`` and ``#`` turned round."""
    if isinstance(value, dict):
        turned = {key: _point(item, name) for key, item in value.items()}
        target = turned.get("$ref")
        if target == "#":
            turned["$ref"] = f"#/components/schemas/{name}"
        elif isinstance(target, str) and target.startswith("#/$defs/"):
            part = target.removeprefix("#/$defs/")
            turned["$ref"] = f"#/components/schemas/{name}_{part}"
        return turned
    if isinstance(value, list):
        return [_point(item, name) for item in value]
    return value
