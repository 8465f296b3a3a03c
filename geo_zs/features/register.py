"""The projects of the register as a collection, as far as the reader may see them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame, with_days
from geo_zs.features.properties import Property, property_of, typed_column
from geo_zs.register.access import OF_PEOPLE
from geo_zs.register.combined import STAGE_DATES
from geo_zs.register.fields import fields
from geo_zs.register.project_frame import project_frame

if TYPE_CHECKING:
    import geopandas as gpd
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register

COLLECTION_ID: Final = "register_projects"
#: Column with the date at which the present stage was reached.
_TIME: Final = "stage_date"
#: Collections that are kept at once: one for each state of the register and rights.
_MOST_KEPT: Final = 6


class RegisterCollections:
    """The collections of a register, each kept until the register changes.

    Parameters
    ----------
    register : Register
        Where the projects are.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], Collection] = OrderedDict()

    def projects(self, viewer: Actor) -> Collection:
        """Return the projects that somebody may see.

        Parameters
        ----------
        viewer : Actor
            Who looks; the public sees public projects only.

        Returns
        -------
        Collection
            The same object for the same rights until the register changes.
        """
        revision = self._register.revision()
        is_public = not viewer.has_role("viewer")
        of_leagues = viewer.leagues if viewer.is_limited else None
        rights = (is_public, None if is_public else of_leagues)
        key = (rights, revision.published if is_public else revision.all)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._register.read() as session:
            made = project_collection(session, viewer, version=f"{key[1]}")
        with self._lock:
            self._kept[key] = made
            for old in [one for one in self._kept if one[0] == rights and one != key]:
                del self._kept[old]
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made


def project_collection(
    session: Session, viewer: Actor, *, version: str = ""
) -> Collection:
    """Return the projects of the register that somebody may see.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who looks: public projects for everybody, internal ones for accounts as far
        as they may see them.
    version : str
        What changes when the projects do.

    Returns
    -------
    Collection
        Called ``register_projects``; in the order in which projects were added.
    """
    frame = project_frame(session, viewer)
    is_public = not viewer.has_role("viewer")
    properties: list[Property] = []
    columns: dict[str, Any] = {}
    for one in fields():
        if is_public and one.name in OF_PEOPLE:
            continue
        held = frame.index if one.name == "project_id" else frame[one.name]
        described = replace(
            property_of(one, key="project_id"), description_zh=one.description_zh
        )
        properties.append(described)
        columns[one.name] = typed_column(held, described.type)
        if one.name == "stage_text":
            properties.append(_stage_date())
            columns[_TIME] = _stage_dates(frame)
    properties, columns = with_days(_TIME, properties, columns)
    return Collection(
        id=COLLECTION_ID,
        title_zh="登记项目",
        title_en="Registered projects",
        description_zh=(
            "登记库中的招商项目；无令牌时只含公开项目，持令牌时另含该账号可见的内部"
            "项目。日期为达到当前阶段的时间。"
        ),
        description_en=(
            "Investment projects of the register: public ones for everybody, with a "
            "token also the internal ones that the account may see. The date is when "
            "the present stage was reached."
        ),
        geometry="any",
        frame=feature_frame(columns, frame.geometry.to_numpy(), columns["project_id"]),
        properties=tuple(properties),
        time=_TIME,
        attribution="",
        version=version,
    )


def _stage_date() -> Property:
    """Return the property with the date of the present stage."""
    return Property(
        _TIME,
        "string",
        "达到当前阶段的时间",
        "Date of the stage",
        description_zh="当前阶段自身的日期：年、年月或年月日。",
        description_en="The date of the present stage: a year, a month or a day.",
        pattern=r"\d{4}(-\d{2}(-\d{2})?)?",
    )


def _stage_dates(frame: gpd.GeoDataFrame) -> Any:  # noqa: ANN401  an object array
    """Return the date at which each project reached its stage, None if not known."""
    found = np.full(len(frame), None, dtype=object)
    stages = frame["stage"].to_numpy(dtype=object)
    for stage, name in STAGE_DATES.items():
        here = stages == stage
        found[here] = typed_column(frame[name], "string")[here]
    return found
