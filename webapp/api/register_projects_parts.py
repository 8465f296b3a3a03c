"""What the routes of one project share: its id, its version, its answer."""

from __future__ import annotations

import re
from typing import Any, Final

from flask import Response

from geo_zs.errors import UnknownRecordError
from geo_zs.register.access import OF_PEOPLE
from webapp.accounts import current
from webapp.api.register_parts import answer
from webapp.contract import Parameter

_ID: Final = re.compile(r"R-\d{6,12}")
ETAG: Final = {"ETag": "Version of the project, for If-Match; only for a token"}

PROJECT_ID: Final = Parameter(
    "project_id",
    "Id of the project, as the list gives it.",
    {"type": "string", "maxLength": 20},
    example="R-000001",
    in_path=True,
)


def check_id(project_id: str) -> None:
    """Refuse what can be no id of a project of the register.

    Raises
    ------
    UnknownRecordError
        As for one that is not there.
    """
    if not _ID.fullmatch(project_id):
        kind = "project"
        raise UnknownRecordError(kind, project_id[:40])


def one_project(found: dict[str, Any], *, status: int = 200) -> Response:
    """Return a project as its reader may see it, with its version as tag."""
    shown = dict(found)
    if not current.viewer().has_role("viewer"):
        for name in OF_PEOPLE:
            shown.pop(name, None)
    response = answer(shown, status=status)
    if current.identity().account is not None:
        response.set_etag(str(found["version"]))
    return response
