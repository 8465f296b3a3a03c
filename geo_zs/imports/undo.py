"""Take a whole import back: what it made is hidden, what it changed is as before.

Records that somebody changed since stay as they are, and are told. Projects are taken
back many at once; single changes of other tables by the log, one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Table, select

from geo_zs.errors import ConflictError, RecordError
from geo_zs.imports.batch import require_batch
from geo_zs.imports.fault_book import fault_to
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.register import undo as single
from geo_zs.register.access import require_edit
from geo_zs.register.bulk import insert_rows, update_rows
from geo_zs.register.codec import changed_columns, decoder, encoded
from geo_zs.register.faults import RecordFault
from geo_zs.register.models.change import Change
from geo_zs.register.models.project import BOX, Project, search_text
from geo_zs.register.project_rows import load_rows
from geo_zs.register.project_uses import (
    let_no_money_in,
    money_of,
    money_words,
    steps_of_others,
)
from geo_zs.register.refusals import RefusalError

if TYPE_CHECKING:
    from geo_zs.register.store import Writer

Row = dict[str, Any]

_CHANGES: Final = cast("Table", Change.__table__)
_PROJECTS: Final = cast("Table", Project.__table__)
#: Changes that are taken back in one piece.
_CHUNK: Final = 5_000
#: Records that stay which an import remembers one by one.
_MOST_TOLD: Final = 200


@dataclass(frozen=True)
class Undone:
    """What was taken back of an import.

    Parameters
    ----------
    batch_id : str
        The import.
    undone : int
        Records that are as they were before it.
    kept : tuple of str
        Keys of records that somebody changed since, or that are closed, and that
        stay.
    reasons : tuple of Fault
        Why each of them stays.
    """

    batch_id: str
    undone: int
    kept: tuple[str, ...]
    reasons: tuple[Fault, ...] = ()


def undo_batch(
    writer: Writer,
    batch_id: str,
    *,
    keeps_changed: bool = False,
    progress: Progress = no_progress,
) -> Undone:
    """Take an import back.

    Parameters
    ----------
    writer : Writer
        From ``Register.write(actor)``.
    batch_id : str
        An accepted import.
    keeps_changed : bool
        Whether records that were changed since are left as they are; else nothing
        is taken back if there is one.
    progress : callable
        Told how far it is.

    Raises
    ------
    RecordError
        If the import is not an accepted one; with the key of every record that was
        changed since, or that cannot be taken back any more (a month was closed),
        unless these are to be kept.
    ForbiddenError
        If the account may not edit one of the records.
    """
    batch = require_batch(writer.session, batch_id, writer.actor, "accepted")
    writer.batch_id = batch_id
    let_no_money_in(writer.session)
    lines = _lines(writer, batch_id)
    of_projects = [line for line in lines if line["table_name"] == "project"]
    others = [line for line in lines if line["table_name"] != "project"]
    total = len(lines)
    progress("undoing", 0, total)
    faults: list[Fault] = []
    done = 0
    for line in others:
        fault = _undo_one(writer, line)
        if fault is not None:
            faults.append(fault)
        done += 1
    progress("undoing", done, total)
    for start in range(0, len(of_projects), _CHUNK):
        part = of_projects[start : start + _CHUNK]
        faults += _undo_projects(writer, part)
        done += len(part)
        progress("undoing", done, total)
    if faults and not keeps_changed:
        raise RecordError(faults)
    batch.state = "undone"
    batch.faults = [fault_to(one) for one in _told(faults)]
    batch.undone_at, batch.undone_by = writer.now, writer.actor.name
    kept = tuple(one.column for one in faults)
    return Undone(batch_id, total - len(kept), kept, tuple(faults))


def _told(faults: Sequence[Fault]) -> list[Fault]:
    """Return why records stay as the import remembers it: the first ones, and a sum."""
    told, rest = list(faults[:_MOST_TOLD]), len(faults) - _MOST_TOLD
    if rest > 0:
        told.append(make_fault(BATCH_WORDS, "more_kept", values={"count": rest}))
    return told


def _undo_one(writer: Writer, line: Mapping[str, Any]) -> Fault | None:
    """Take one change back; return why it cannot be, None if it was."""
    try:
        with writer.session.begin_nested():
            single.undo(writer, line["change_id"])
    except ConflictError:
        return _changed_since(line["key"])
    except RecordError as error:
        found = [one for one in error.problems if isinstance(one, RecordFault)]
        texts = [[one.text(lang) for one in found] for lang in ("zh", "en")]
        return _refused(line["key"], "；".join(texts[0]), "; ".join(texts[1]))
    except RefusalError as error:
        if error.key != "month_closed":  # what stands against the account, not the row
            raise
        return _refused(line["key"], error.text("zh"), error.text("en"))
    return None


def _refused(key: str, reason_zh: str, reason: str) -> Fault:
    """Return the fault of a record that cannot be taken back any more."""
    told = {"reason": reason, "reason_zh": reason_zh}
    return make_fault(BATCH_WORDS, "undo_refused", values=told, column=key)


def _changed_since(key: str) -> Fault:
    return make_fault(BATCH_WORDS, "changed_since_import", column=key)


def _lines(writer: Writer, batch_id: str) -> list[Mapping[str, Any]]:
    """Return the changes of an import that were not taken back, the latest first."""
    undone = select(_CHANGES.c.undoes).where(_CHANGES.c.undoes.is_not(None))
    query = (
        select(_CHANGES)
        .where(
            _CHANGES.c.batch_id == batch_id,
            _CHANGES.c.action.in_(("create", "update", "delete")),
            _CHANGES.c.change_id.not_in(undone),
        )
        .order_by(_CHANGES.c.change_id.desc())
    )
    return [dict(row) for row in writer.session.execute(query).mappings()]


def _undo_projects(writer: Writer, lines: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Take changes of projects back; return why those that stay cannot be."""
    rows = load_rows(writer, [line["key"] for line in lines])
    pairs: list[tuple[Row, Row, Mapping[str, Any]]] = []
    made = [line["key"] for line in lines if line["before"] is None]
    held = _held(writer, made)
    kept: list[Fault] = []
    for line in lines:
        old = rows.get(line["key"])
        new = None if old is None else _before(old, line, writer)
        if old is None or new is None:
            kept.append(_changed_since(line["key"]))
        elif line["key"] in held:
            kept.append(held[line["key"]])
        else:
            pairs.append((old, new, line))
    require_edit(
        writer.actor, {row["league"] for old, new, _ in pairs for row in (old, new)}
    )
    _write(writer, pairs)
    return kept


def _held(writer: Writer, keys: Sequence[str]) -> dict[str, Fault]:
    """Return why projects that an import made cannot be hidden: what stands on them."""
    session = writer.session
    steps = steps_of_others(writer, keys, writer.batch_id)
    held = {
        key: make_fault(
            BATCH_WORDS, "steps_since_import", column=key, values={"count": count}
        )
        for key, count in steps.items()
    }
    for key, months in money_of(session, keys).items():
        told = money_words(session, months)
        held[key] = make_fault(
            BATCH_WORDS, "money_since_import", column=key, values=told
        )
    return held


def _before(old: Row, line: Mapping[str, Any], writer: Writer) -> Row | None:
    """Return a row as it was before a change, None if it was changed since."""
    now = encoded(Project, old)
    after, before = line["after"] or {}, line["before"]
    if before is None:
        return {**old, "deleted_at": writer.now} if now == after else None
    if any(now.get(name) != value for name, value in after.items()):
        return None
    new = dict(old)
    for name, value in before.items():
        decode = decoder(_PROJECTS.c[name])
        new[name] = value if decode is None or value is None else decode(value)
    shape = new["geometry"]
    box = (None,) * len(BOX) if shape is None else shape.bounds
    return {**new, **dict(zip(BOX, box, strict=True))}


def _write(writer: Writer, pairs: Sequence[tuple[Row, Row, Mapping[str, Any]]]) -> None:
    """Write rows as they were, with lines of the log that say what they undo."""
    if not pairs:
        return
    lines, changed = [], []
    names: set[str] = set()
    for old, new, line in pairs:
        before, after = changed_columns(Project, old, new)
        names |= after.keys()
        new["version"] = old["version"] + 1
        new["updated_at"], new["updated_by"] = writer.now, writer.actor.name
        new["search_text"] = search_text(new)
        changed.append(new)
        lines.append(_line(writer, line, before, after))
        if "public" in {old["visibility"], new["visibility"]}:
            writer.mark_published()
    written = ["id", "version", "updated_at", "updated_by", "search_text", *BOX]
    written += sorted(names - set(written))
    rows = [{name: row[name] for name in written} for row in changed]
    update_rows(writer.session, _PROJECTS, rows)
    insert_rows(writer.session, _CHANGES, lines)


def _line(
    writer: Writer, line: Mapping[str, Any], before: Row, after: Row
) -> dict[str, Any]:
    """Return a line of the log."""
    return {
        "at": writer.now,
        "by": writer.actor.name,
        "via": writer.actor.via,
        "table_name": line["table_name"],
        "key": line["key"],
        "action": "undo",
        "before": before,
        "after": after,
        "batch_id": writer.batch_id,
        "undoes": line["change_id"],
    }
