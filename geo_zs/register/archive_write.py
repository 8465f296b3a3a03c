"""Write an archive of the register: every table, as one session sees it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, BinaryIO, Final

from sqlalchemy import Table, select

from geo_zs.register import schema
from geo_zs.register.archive import (
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    ArchivedTable,
    Manifest,
)
from geo_zs.register.codec import encoder
from geo_zs.register.state import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Rows that are fetched at a time.
_FETCHED: Final = 2_000


def write_archive(session: Session, file: BinaryIO, *, made_at: str) -> Manifest:
    """Write all tables, as one session sees them, into an archive.

    Parameters
    ----------
    session : Session
        From ``Register.read``: one state of the register, whoever writes meanwhile.
    file : binary file
        Open for writing.
    made_at : str
        The time now, UTC.
    """
    with zipfile.ZipFile(
        file, "w", zipfile.ZIP_DEFLATED, compresslevel=6, allowZip64=True
    ) as archive:
        archived = tuple(_write_table(session, archive, one) for one in tables())
        manifest = Manifest(
            schema=schema.HEAD,
            made_at=made_at,
            dialect=session.get_bind().dialect.name,
            tables=archived,
        )
        archive.writestr(MANIFEST, _manifest_text(manifest))
    return manifest


def _write_table(
    session: Session, archive: zipfile.ZipFile, table: Table
) -> ArchivedTable:
    """Write one table into an archive."""
    encoders = [encoder(column) for column in table.c]
    query = select(table).order_by(*table.primary_key.columns)
    digest = hashlib.sha256()
    count = 0
    name = f"tables/{table.name}.jsonl"
    with archive.open(name, "w", force_zip64=True) as member:
        for row in session.execute(query.execution_options(yield_per=_FETCHED)):
            values = [
                value if encode is None or value is None else encode(value)
                for encode, value in zip(encoders, row, strict=True)
            ]
            text = json.dumps(
                values, ensure_ascii=False, allow_nan=False, separators=(",", ":")
            )
            line = f"{text}\n".encode()
            member.write(line)
            digest.update(line)
            count += 1
    columns = tuple(column.name for column in table.c)
    return ArchivedTable(table.name, columns, count, digest.hexdigest())


def _manifest_text(manifest: Manifest) -> str:
    """Return the manifest as it stands in the archive."""
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": manifest.schema,
        "made_at": manifest.made_at,
        "dialect": manifest.dialect,
        "tables": [
            {
                "name": one.name,
                "columns": one.columns,
                "rows": one.rows,
                "sha256": one.sha256,
            }
            for one in manifest.tables
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
