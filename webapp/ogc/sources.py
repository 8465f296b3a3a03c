"""The collections that whoever asks may see: those of the data, and the register's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from flask import current_app

from geo_zs.features.published import collections_of
from geo_zs.features.register import COLLECTION_ID, RegisterCollections
from geo_zs.register.access import PUBLIC
from webapp.accounts import current
from webapp.errors import UnknownCollectionError
from webapp.state import get_catalog, get_state

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.register.access import Actor

_KEY: Final = "geo_zs_register_collections"


def is_personal(collection_id: str) -> bool:
    """Tell whether an account may see more of a collection than the public."""
    return collection_id == COLLECTION_ID


def collections() -> Mapping[str, Collection]:
    """Return all collections, with the features that whoever asks may see."""
    found = dict(public_collections())
    if get_state().register is not None:
        found[COLLECTION_ID] = _of_register(current.viewer())
    return found


def public_collections() -> Mapping[str, Collection]:
    """Return the collections that are the same for everybody."""
    return collections_of(get_catalog())


def described_collections() -> Mapping[str, Collection]:
    """Return all collections as the public sees them, for what describes the service.

    What a token shows besides is in no description of the service.
    """
    found = dict(public_collections())
    if get_state().register is not None:
        found[COLLECTION_ID] = _of_register(PUBLIC)
    return found


def collection(collection_id: str) -> Collection:
    """Return one collection, with the features that whoever asks may see.

    Raises
    ------
    UnknownCollectionError
        If there is none of this id; without a register there is none of projects.
    """
    known = public_collections()
    if collection_id in known:
        return known[collection_id]
    has_register = get_state().register is not None
    if collection_id == COLLECTION_ID and has_register:
        return _of_register(current.viewer())
    near = (*known, COLLECTION_ID) if has_register else tuple(known)
    raise UnknownCollectionError(collection_id[:80], near)


def _of_register(viewer: Actor) -> Collection:
    """Return the projects of the register that somebody may see."""
    register = current.register()
    kept = current_app.extensions.get(_KEY)
    if kept is None:
        kept = current_app.extensions.setdefault(_KEY, RegisterCollections(register))
    return cast("RegisterCollections", kept).projects(viewer)


def register_count() -> int:
    """Return how often the public rows of the register changed; 0 without one."""
    found = get_state().register
    return 0 if found is None else found.revision().published
