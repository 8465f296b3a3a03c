"""The public part of a register, for the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_zs.publication.record import PROJECT_COLUMNS, Published
from geo_zs.register.access import PUBLIC
from geo_zs.register.park_facts import park_facts_frame
from geo_zs.register.projects import project_frame

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_published(session: Session) -> Published:
    """Return what the public may see of projects and of facts of parks.

    Parameters
    ----------
    session : Session
        From ``Register.read``; both are of one state of the register.

    Returns
    -------
    Published
        ``catalog.with_published`` lays it over the shipped tables. It holds public
        rows only, whoever asks, and of them only the columns that pages show.
    """
    projects = project_frame(session, PUBLIC)
    return Published(
        projects=projects[[*PROJECT_COLUMNS, projects.geometry.name]],
        park_facts=park_facts_frame(session, PUBLIC),
    )
