"""Ledger, companies, steps and facts of parks: the smaller tables of the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Response, request

from geo_zs.errors import UnknownRecordError
from geo_zs.register import companies, ledger, park_facts, steps
from geo_zs.register.ledger_frame import ledger_frame
from webapp.accounts import current
from webapp.api.blueprint import contract
from webapp.api.register_examples import FILTERS, RECORDS, links_to
from webapp.api.register_parts import (
    IF_MATCH,
    PAGING,
    PAGING_NAMES,
    READ_ERRORS,
    WRITE_ERRORS,
    answer,
    asked_version,
    body_record,
    empty_answer,
    frame_rows,
    new_record,
    paged,
    read_league,
    read_paging,
)
from webapp.api.schema_parts import reference
from webapp.contract import Operation, Parameter
from webapp.params import Reader

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor, Role
    from geo_zs.register.store import Writer

_KEY: Final = re.compile(r"[A-Z]-\d{6,12}")
#: A month of the calendar, as the ledger has them.
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Table:
    """One table of the register as the API offers it.

    Parameters
    ----------
    path : str
        Last part of its address.
    one, many : str
        What a record and records are called in names of operations.
    title : str
        What it holds.
    schema : str
        Name of its schemas in the document.
    key : str
        Column of its keys.
    role : str
        The least role that may read it.
    filters : tuple of str
        Columns that the list may be filtered by, exactly.
    read : callable
        Session and viewer → frame.
    add, update, delete : callable
        The functions of the register.
    """

    path: str
    one: str
    many: str
    title: str
    schema: str
    key: str
    role: Role
    filters: tuple[str, ...]
    read: Callable[[Session, Actor], pd.DataFrame]
    add: Callable[[Writer, Mapping[str, object]], str | list[str]]
    update: Callable[..., int]
    delete: Callable[..., None]


TABLES: Final = (
    Table(
        path="ledger",
        one="ledger_entry",
        many="ledger_entries",
        title="The ledger of arrived money (到位资金台账)",
        schema="LedgerEntry",
        key="entry_id",
        role="viewer",
        filters=("month", "project_id"),
        read=ledger_frame,
        add=ledger.add_entry,
        update=ledger.update_entry,
        delete=ledger.delete_entry,
    ),
    Table(
        path="companies",
        one="company",
        many="companies",
        title="Target companies (目标企业)",
        schema="Company",
        key="company_id",
        role="public",
        filters=("league",),
        read=lambda session, viewer: companies.company_frame(
            session, viewer
        ).reset_index(),
        add=companies.add_company,
        update=companies.update_company,
        delete=companies.delete_company,
    ),
    Table(
        path="steps",
        one="step",
        many="steps",
        title="Steps of projects (推进事项)",
        schema="Step",
        key="step_id",
        role="viewer",
        filters=("project_id",),
        read=steps.step_frame,
        add=steps.add_step,
        update=steps.update_step,
        delete=steps.delete_step,
    ),
    Table(
        path="park-facts",
        one="park_fact",
        many="park_facts",
        title="Facts of parks as their operators state them (园区情况)",
        schema="ParkFact",
        key="fact_id",
        role="public",
        filters=("park_id",),
        read=park_facts.park_facts_frame,
        add=park_facts.add_facts,
        update=park_facts.update_fact,
        delete=park_facts.delete_fact,
    ),
)


def _offer(table: Table) -> None:
    """Register the four routes of a table."""
    item = f"/v1/register/{table.path}/<{table.key}>"
    contract.operation(_list_operation(table))(_lister(table))
    contract.operation(
        Operation(
            tag="register",
            method="POST",
            rule=f"/v1/register/{table.path}",
            name=f"create_{table.one}",
            summary=f"Add to: {table.title}",
            description="All faults of the values are listed at once.",
            answer=reference("RegisterKeys"),
            status=201,
            errors=WRITE_ERRORS,
            body=reference(f"{table.schema}New"),
            examples={"one": RECORDS[table.path][1]},
            links=links_to(
                table.key, "/ids/0", f"change_{table.one}", f"delete_{table.one}"
            ),
            role="planner",
        )
    )(_adder(table))
    contract.operation(
        Operation(
            tag="register",
            method="PATCH",
            rule=item,
            name=f"change_{table.one}",
            summary=f"Change one of: {table.title}",
            description=(
                "Changes the fields that are named. The version that the change was "
                "made from is needed; if somebody changed the record since, nothing "
                "is overwritten and 409 gives its present values."
            ),
            answer=reference("RegisterVersion"),
            errors=WRITE_ERRORS,
            parameters=(_key_parameter(table), IF_MATCH),
            body=reference(f"{table.schema}Change"),
            examples={"one": RECORDS[table.path][2]},
            role="planner",
        )
    )(_changer(table))
    contract.operation(
        Operation(
            tag="register",
            method="DELETE",
            rule=item,
            name=f"delete_{table.one}",
            summary=f"Delete one of: {table.title}",
            description="Hides a record; it is kept, and the change can be undone.",
            answer=None,
            status=204,
            errors=(400, 401, 403, 404, 409, 422, 429),
            parameters=(_key_parameter(table), IF_MATCH, _VERSION),
            role="planner",
        )
    )(_deleter(table))


_VERSION: Final = Parameter(
    "version",
    "The version that is meant, where If-Match is not sent.",
    {"type": "integer", "minimum": 1, "maximum": 999_999_999},
)


def _list_operation(table: Table) -> Operation:
    """Return the description of the list of a table."""
    who = (
        "Needs a token; shows what its account may see."
        if table.role == "viewer"
        else "Without a token public records only."
    )
    return Operation(
        tag="register",
        method="GET",
        rule=f"/v1/register/{table.path}",
        name=f"register_{table.many}",
        summary=table.title,
        description=f"Records page by page. {who}",
        answer=reference(f"{table.schema}Page"),
        errors=READ_ERRORS,
        parameters=(
            *(
                Parameter(
                    name,
                    f"Only records of this {name}.",
                    {"type": "string", "maxLength": 200},
                    example=FILTERS[name],
                )
                for name in table.filters
            ),
            *PAGING,
        ),
        role=table.role,
        takes_token=table.role == "public",
    )


def _key_parameter(table: Table) -> Parameter:
    """Return the part of the path that names a record."""
    return Parameter(
        table.key,
        "Id of the record, as the list gives it.",
        {"type": "string", "maxLength": 20},
        example=RECORDS[table.path][0],
        in_path=True,
    )


def _lister(table: Table) -> Callable[[], Response]:
    """Return the view that lists a table."""

    def view() -> Response:
        reader = Reader(request.args)
        reader.only((*table.filters, *PAGING_NAMES))
        wanted = {
            name: read_league(reader) if name == "league" else reader.text(name)
            for name in table.filters
        }
        month = wanted.get("month", "")
        if month and not _MONTH.fullmatch(month):
            reader.fail("month", f"is {month!r}; expected a month such as 2026-10")
        page, size = read_paging(reader)
        reader.finish()
        with current.register().read() as session:
            frame = table.read(session, current.viewer())
        for name, value in wanted.items():
            if value:
                frame = frame[frame[name] == value]
        shown = frame.iloc[(page - 1) * size : page * size]
        rows = frame_rows(shown)
        return answer(paged(table.many, rows, total=len(frame), page=page, size=size))

    return view


def _adder(table: Table) -> Callable[[], Response]:
    """Return the view that adds to a table."""

    def view() -> Response:
        values = new_record(table.path)
        with current.register().write(current.viewer()) as writer:
            made = table.add(writer, values)
        keys = [made] if isinstance(made, str) else made
        return answer({"ids": keys}, status=201)

    return view


def _changer(table: Table) -> Callable[..., Response]:
    """Return the view that changes a record."""

    def view(**path: str) -> Response:
        values = body_record()
        version = asked_version(values)
        key = _checked_key(table, path)
        with current.register().write(current.viewer()) as writer:
            version = table.update(writer, key, values, version=version)
        return answer({"id": key, "version": version})

    return view


def _deleter(table: Table) -> Callable[..., Response]:
    """Return the view that deletes a record."""

    def view(**path: str) -> Response:
        version = asked_version()
        key = _checked_key(table, path)
        with current.register().write(current.viewer()) as writer:
            table.delete(writer, key, version=version)
        return empty_answer()

    return view


def _checked_key(table: Table, path: dict[str, str]) -> str:
    """Return the key of a record.

    Raises
    ------
    UnknownRecordError
        If it can be none, as for one that is not there.
    """
    key = path[table.key]
    if not _KEY.fullmatch(key):
        raise UnknownRecordError(table.one, key[:40])
    return key


for _table in TABLES:
    _offer(_table)
