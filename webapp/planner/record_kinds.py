"""The smaller tables of the register as the workbench shows and edits them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_zs.register import companies, ledger, steps, targets
from webapp.planner import frames

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.register.store import Writer

Values = Mapping[str, object]


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Parameters
    ----------
    name : str
        In addresses.
    table : str
        Its schema.
    section : str
        Endpoint of the list that it belongs to.
    key : str
        Column of its keys.
    frame : callable
        Returns the records that the reader may see.
    add, update, delete : callable
        Write one record.
    fields : tuple of str
        What the form shows.
    columns : tuple of str
        What the list shows.
    logged : str
        Name of its table in the log of changes.
    """

    name: str
    table: str
    section: str
    key: str
    frame: Callable[[], pd.DataFrame]
    add: Callable[[Writer, Values], str]
    update: Callable[..., int]
    delete: Callable[..., None]
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    logged: str


KINDS: Final[Mapping[str, Kind]] = {
    "entry": Kind(
        name="entry",
        table="ledger",
        section="planner.ledger",
        key="entry_id",
        frame=frames.ledger,
        add=ledger.add_entry,
        update=ledger.update_entry,
        delete=ledger.delete_entry,
        fields=(
            "project_id",
            "month",
            "scope",
            "currency",
            "is_continued",
            "reported_1e4",
            "verified_1e4",
            "reduced_reason",
            "corrects_month",
            "source",
            "notes",
        ),
        columns=(
            "project_id",
            "month",
            "corrects_month",
            "scope",
            "currency",
            "is_continued",
            "reported_1e4",
            "verified_1e4",
            "reduced_1e4",
            "reduced_reason",
            "state",
        ),
        logged="ledger_entry",
    ),
    "company": Kind(
        name="company",
        table="companies",
        section="planner.companies",
        key="company_id",
        frame=frames.companies,
        add=companies.add_company,
        update=companies.update_company,
        delete=companies.delete_company,
        fields=(
            "name_zh",
            "credit_code",
            "gb_t_4754",
            "industry_text",
            "industry_tags",
            "origin_place",
            "league",
            "contact_state",
            "contact_date",
            "officer",
            "project_id",
            "source",
            "visibility",
            "notes",
        ),
        columns=(
            "name_zh",
            "industry_text",
            "origin_place",
            "league",
            "contact_state",
            "contact_date",
            "officer",
        ),
        logged="target_company",
    ),
    "step": Kind(
        name="step",
        table="steps",
        section="planner.projects",
        key="step_id",
        frame=frames.steps,
        add=steps.add_step,
        update=steps.update_step,
        delete=steps.delete_step,
        fields=(
            "project_id",
            "name",
            "due_date",
            "done_date",
            "officer",
            "officer_role",
            "position",
            "notes",
        ),
        columns=("name", "due_date", "done_date", "officer", "officer_role"),
        logged="project_step",
    ),
    "target": Kind(
        name="target",
        table="targets",
        section="planner.board",
        key="target_id",
        frame=frames.targets,
        add=targets.add_target,
        update=targets.update_target,
        delete=targets.delete_target,
        fields=(
            "adcode",
            "year",
            "scope",
            "value_cny_1e8",
            "currency",
            "value_foreign_1e4",
            "growth_pct",
            "source",
            "source_date",
            "confidence",
            "visibility",
            "notes",
        ),
        columns=("adcode", "year", "scope", "value_cny_1e8", "growth_pct", "source"),
        logged="target",
    ),
}
