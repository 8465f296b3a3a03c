"""Accept a dry run: all its rows in one transaction, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.errors import Problem, RecordError
from geo_zs.imports.batch import ACCEPTABLE, require_batch
from geo_zs.imports.choices import kept_choices
from geo_zs.imports.destinations import DESTINATIONS
from geo_zs.imports.entered_since import accept_alone, entered_since
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.fault_words_rows import ROW_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.rows import Decision, DryRun, TwinChoice
from geo_zs.register.faults import RecordFault
from geo_zs.register.fields import fields_by_name

if TYPE_CHECKING:
    from geo_zs.register.store import Writer

#: Rows that are written in one piece.
CHUNK: Final = 5_000


@dataclass(frozen=True)
class Accepted:
    """What came of an import.

    Parameters
    ----------
    batch_id : str
        The import.
    added, changed : int
        Records made and changed.
    left_out : int
        Rows that were not taken, whatever the reason.
    """

    batch_id: str
    added: int
    changed: int
    left_out: int


def accept(
    writer: Writer,
    batch_id: str,
    run: DryRun,
    *,
    only_good: bool = True,
    twins: TwinChoice = "leave",
    decisions: Mapping[int, Decision] | None = None,
    progress: Progress = no_progress,
) -> Accepted:
    """Write the rows of a dry run to the register.

    Parameters
    ----------
    writer : Writer
        From ``Register.write(actor, batch_id=batch_id)``; nothing is kept unless
        its block ends.
    batch_id : str
        The import, which must be checked and not accepted yet.
    run : DryRun
        Its dry run.
    only_good, twins, decisions
        As for `DryRun.taken`; if `decisions` is None, those that are kept with the
        import.
    progress : callable
        Told how far it is.

    Raises
    ------
    RecordError
        If no row would be taken, if the import is not in a state to be accepted, if
        the register refuses a value, or if somebody entered one of the new records
        since (a fault ``entered_since`` for each): make the dry run again.
    ConflictError
        If a record was changed since the dry run: nothing is written, make the dry
        run again.
    ForbiddenError
        If the account may not edit one of the records.
    """
    accept_alone(writer)
    batch = require_batch(writer.session, batch_id, writer.actor, *ACCEPTABLE)
    destination = DESTINATIONS[run.table]
    added, changes = run.taken(
        only_good=only_good,
        twins=twins,
        decisions=kept_choices(writer.session, batch_id)
        if decisions is None
        else decisions,
    )
    if not len(added) + len(changes):
        told = {"batch": batch_id}
        raise RecordError([make_fault(BATCH_WORDS, "nothing_to_take", values=told)])
    total = len(added) + len(changes)
    writer.batch_id = batch_id
    held_back = entered_since(writer, run, added.tolist())
    if held_back:
        raise RecordError(held_back)
    done = 0
    progress("accepting", 0, total)
    try:
        for start in range(0, len(changes), CHUNK):
            part = changes[start : start + CHUNK].tolist()
            if destination.change is not None:
                destination.change(writer, [_change(run, at) for at in part])
            done += len(part)
            progress("accepting", done, total)
        for start in range(0, len(added), CHUNK):
            part = added[start : start + CHUNK].tolist()
            destination.add(writer, [_new(run, at) for at in part])
            done += len(part)
            progress("accepting", done, total)
    except RecordError as error:
        raise RecordError(_with_rows(error, run, part)) from error
    batch.state, batch.phase = "accepted", ""
    batch.accepted_at, batch.accepted_by = writer.now, writer.actor.name
    batch.added, batch.changed = len(added), len(changes)
    return Accepted(batch_id, len(added), len(changes), run.n_rows - total)


def _new(run: DryRun, at: int) -> dict[str, Any]:
    """Return the values of a new record."""
    values = run.record(at)
    if "visibility" in fields_by_name(run.table) and values.get("visibility") is None:
        values["visibility"] = run.visibility
    return values


def _change(run: DryRun, at: int) -> dict[str, Any]:
    """Return the values that change in a record, with its key and version."""
    names = run.changed[at]
    values: dict[str, Any] = {
        name: run.shapes[at]
        if name == "geometry" and run.shapes
        else run.values[name][at]
        for name in names
    }
    key = DESTINATIONS[run.table].key
    return {**values, key: run.targets[at], "version": run.versions[at]}


def _with_rows(error: RecordError, run: DryRun, part: Sequence[int]) -> list[Problem]:
    """Return the faults of an error with the rows and the columns of the file."""
    specs, columns = fields_by_name(run.table), run.mapping.fields
    found: list[Problem] = []
    for one in error.problems:
        if isinstance(one, Fault) or not isinstance(one, RecordFault):
            found.append(one)
            continue
        mapped, spec = columns.get(one.field), specs.get(one.field)
        title = spec.title_zh if spec is not None else one.field
        fault = make_fault(
            ROW_WORDS,
            "refused_value",
            values={"reason": one.message, "reason_zh": one.text("zh")},
            column=mapped.header if mapped is not None else title,
            row=None if one.row is None else int(run.row_numbers[part[one.row]]),
            file=run.file.name,
        )
        found.append(fault)
    return found
