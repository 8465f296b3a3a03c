"""The projects of the register, read as far as one may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Response, request

from geo_zs.cql2.errors import Cql2Error
from geo_zs.register import projects as book
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields_by_name
from geo_zs.register.project_page import ProjectQuery, project_page
from webapp.accounts import current
from webapp.api.blueprint import contract
from webapp.api.register_examples import links_to
from webapp.api.register_parts import (
    PAGING,
    PAGING_NAMES,
    READ_ERRORS,
    answer,
    frame_rows,
    paged,
    read_league,
    read_paging,
)
from webapp.api.register_projects_parts import (
    ETAG,
    PROJECT_ID,
    check_id,
    one_project,
)
from webapp.api.schema_parts import reference
from webapp.contract import Operation, Parameter
from webapp.errors import ParameterError
from webapp.filters import LANGUAGES, LONGEST_FILTER, note_fault, read_filter
from webapp.params import Reader

if TYPE_CHECKING:
    import geopandas as gpd

_STAGES: Final = list(fields_by_name()["stage"].allowed)
_FILTERS: Final = (
    Parameter(
        "q",
        "Text in name, investor, id or codes.",
        {"type": "string", "maxLength": 200},
        example="乳品",
    ),
    Parameter(
        "league",
        "Code of a league.",
        {"type": "string", "maxLength": 6, "pattern": "^15[0-9]{4}$"},
        example="150200",
    ),
    Parameter(
        "stage",
        "Stage of the project.",
        {"type": "string", "enum": _STAGES},
        example="signed",
    ),
    Parameter(
        "bbox",
        "Only projects that meet this box: west,south,east,north in degrees.",
        {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
        },
        example=[97, 37, 126, 54],
    ),
    Parameter(
        "filter",
        "Only projects for which this expression of CQL2 holds, as text or JSON. It "
        "may name every field that the answer shows; coordinates are degrees, "
        "longitude before latitude. A fault is answered with its place.",
        {"type": "string", "maxLength": LONGEST_FILTER},
        example="pledged_cny_1e8 > 5 AND stage IN ('signed', 'construction')",
    ),
    Parameter(
        "filter-lang",
        "Language of `filter`; found out when it is not given.",
        {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
        example=LANGUAGES[0],
    ),
)
_FILTER_NAMES: Final = tuple(one.name for one in _FILTERS)


@contract.operation(
    Operation(
        tag="register",
        method="GET",
        rule="/v1/register/projects",
        name="register_projects",
        summary="Projects of the register",
        description=(
            "Projects page by page, in the order in which they were added. Without a "
            "token public ones only; with one also the internal ones that the account "
            "may see, and who keeps them. Filters must all hold."
        ),
        answer=reference("RegisterProjectPage"),
        links=links_to("project_id", "/projects/0/project_id", "register_project"),
        errors=READ_ERRORS,
        parameters=(*_FILTERS, *PAGING),
        takes_token=True,
    )
)
def register_projects() -> Response:
    """List projects."""
    reader = Reader(request.args)
    reader.only((*_FILTER_NAMES, *PAGING_NAMES))
    query = ProjectQuery(
        text=reader.text("q"),
        league=read_league(reader),
        stage=reader.choice("stage", _STAGES, ""),
        bbox=reader.bbox(),
        expression=read_filter(reader),
    )
    page, size = read_paging(reader)
    reader.finish()
    total, frame = _page(reader, query, skip=(page - 1) * size, limit=size)
    rows = frame_rows(frame.reset_index())
    return answer(paged("projects", rows, total=total, page=page, size=size))


@contract.operation(
    Operation(
        tag="register",
        method="GET",
        rule="/v1/register/projects/<project_id>",
        name="register_project",
        summary="One project of the register",
        description=(
            "All fields of a project; null where it is not known. One that the account "
            "may not see is answered as one that is not there."
        ),
        answer=reference("RegisterProject"),
        headers=ETAG,
        errors=READ_ERRORS,
        parameters=(PROJECT_ID,),
        takes_token=True,
    )
)
def register_project(project_id: str) -> Response:
    """Return one project."""
    reader = Reader(request.args)
    reader.only(())
    reader.finish()
    found = current.register()
    check_id(project_id)
    with found.read() as session:
        return one_project(book.read_project(session, project_id, current.viewer()))


@contract.operation(
    Operation(
        tag="register",
        method="GET",
        rule="/v1/register/projects/<project_id>/history",
        name="project_history",
        summary="Who changed a project, and what",
        description="The changes of one project, the latest first; for planners.",
        answer=reference("RegisterChanges"),
        errors=READ_ERRORS,
        parameters=(
            PROJECT_ID,
            Parameter(
                "limit",
                "Most changes to return.",
                {"type": "integer", "minimum": 1, "maximum": 500, "default": 100},
                example=10,
            ),
            Parameter(
                "before",
                "Only changes before this one, for the next page.",
                {"type": "integer", "minimum": 1, "maximum": 999_999_999},
                example=1000,
            ),
        ),
        role="planner",
    )
)
def project_history(project_id: str) -> Response:
    """Return the changes of one project."""
    reader = Reader(request.args)
    reader.only(("limit", "before"))
    limit = reader.whole("limit", default=100, minimum=1, maximum=500)
    before = reader.whole("before", default=0, minimum=1, maximum=999_999_999)
    reader.finish()
    check_id(project_id)
    with current.register().read() as session:
        book.read_project(session, project_id, current.viewer())
        lines = changes(
            session,
            table="project",
            key=project_id,
            limit=limit,
            before_id=before or None,
        )
    return answer({"project_id": project_id, "changes": [vars(one) for one in lines]})


def _page(
    reader: Reader, query: ProjectQuery, *, skip: int, limit: int
) -> tuple[int, gpd.GeoDataFrame]:
    """Return how many projects there are, and some of them.

    Raises
    ------
    ParameterError
        If the filter cannot be evaluated.
    """
    with current.register().read() as session:
        try:
            viewer = current.viewer()
            return project_page(session, viewer, query, skip=skip, limit=limit)
        except Cql2Error as error:
            note_fault(reader, error)
    raise ParameterError(reader.problems)
