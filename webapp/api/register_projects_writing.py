"""Projects of the register, written by token: added, changed, deleted."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, url_for

from geo_zs.register import projects as book
from webapp.accounts import current
from webapp.api.blueprint import contract
from webapp.api.register_examples import (
    NEW_PROJECT,
    PROJECT_CHANGE,
    WITHOUT_LEDGER,
    links_to,
)
from webapp.api.register_parts import (
    IF_MATCH,
    WRITE_ERRORS,
    asked_version,
    body_record,
    empty_answer,
    new_record,
)
from webapp.api.register_projects_parts import (
    ETAG,
    PROJECT_ID,
    check_id,
    one_project,
)
from webapp.api.schema_parts import reference
from webapp.contract import Operation, Parameter


@contract.operation(
    Operation(
        tag="register",
        method="POST",
        rule="/v1/register/projects",
        name="create_project",
        summary="Add a project",
        description=(
            "Adds one project. Fields that are not named are not known. All faults of "
            "the values are listed at once; unknown fields are refused."
        ),
        answer=reference("RegisterProject"),
        status=201,
        headers={"Location": "Address of the project", **ETAG},
        errors=WRITE_ERRORS,
        body=reference("RegisterProjectNew"),
        examples={"one": NEW_PROJECT},
        links=links_to(
            "project_id",
            "/project_id",
            "register_project",
            "change_project",
            "project_history",
            "delete_project",
        ),
        role="planner",
    )
)
def create_project() -> Response:
    """Add a project."""
    values = new_record("projects")
    with current.register().write(current.viewer()) as writer:
        project_id = book.create_project(writer, values)
        made = book.read_project(writer.session, project_id, writer.actor)
    response = one_project(made, status=201)
    address = url_for("api.register_project", project_id=project_id)
    response.headers["Location"] = address
    return response


@contract.operation(
    Operation(
        tag="register",
        method="PATCH",
        rule="/v1/register/projects/<project_id>",
        name="change_project",
        summary="Change a project",
        description=(
            "Changes the fields that are named; null says that one is not known. The "
            "version that the change was made from is needed: if somebody changed the "
            "project since, nothing is overwritten and 409 gives its present values."
        ),
        answer=reference("RegisterProject"),
        headers=ETAG,
        errors=WRITE_ERRORS,
        parameters=(PROJECT_ID, IF_MATCH),
        body=reference("RegisterProjectChange"),
        examples={"one": PROJECT_CHANGE},
        role="planner",
    )
)
def change_project(project_id: str) -> Response:
    """Change a project."""
    values = body_record()
    version = asked_version(values)
    check_id(project_id)
    with current.register().write(current.viewer()) as writer:
        book.update_project(writer, project_id, values, version=version)
        return one_project(book.read_project(writer.session, project_id, writer.actor))


@contract.operation(
    Operation(
        tag="register",
        method="DELETE",
        rule="/v1/register/projects/<project_id>",
        name="delete_project",
        summary="Delete a project",
        description=(
            "Hides a project; it is kept, and an administrator can undo it. One that "
            "holds entries of the ledger is refused. Its version is needed, by "
            "If-Match or as `?version=`."
        ),
        answer=None,
        status=204,
        errors=(400, 401, 403, 404, 409, 422, 429),
        parameters=(
            replace(PROJECT_ID, example=WITHOUT_LEDGER),
            IF_MATCH,
            Parameter(
                "version",
                "The version that is meant, where If-Match is not sent.",
                {"type": "integer", "minimum": 1, "maximum": 999_999_999},
            ),
        ),
        role="planner",
    )
)
def delete_project(project_id: str) -> Response:
    """Delete a project."""
    version = asked_version()
    check_id(project_id)
    with current.register().write(current.viewer()) as writer:
        book.delete_project(writer, project_id, version=version)
    return empty_answer()
