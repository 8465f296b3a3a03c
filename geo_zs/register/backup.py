"""Back the register up: one state of it, consistent and read back."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geo_zs.errors import RegisterError
from geo_zs.register.archive import Manifest, open_archive
from geo_zs.register.archive_write import write_archive
from geo_zs.register.codec import utc_text
from geo_zs.register.store import Register
from geo_zs.register.told import reason_of, told


def backup(register: Register, file: Path) -> Manifest:
    """Write one state of the register into an archive, while others write on.

    Parameters
    ----------
    register : Register
        On either database.
    file : Path
        Where to; replaced only when the new archive is whole and was read back.

    Returns
    -------
    Manifest
        What the archive holds.

    Raises
    ------
    RegisterError
        If the file cannot be written.
    """
    folder = file.expanduser().absolute().parent
    try:
        handle, name = tempfile.mkstemp(prefix=".backup_", dir=folder)
    except OSError as error:
        raise _not_written(file, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened, register.read() as session:
            manifest = write_archive(
                session, opened, made_at=utc_text(register.clock())
            )
            opened.flush()
            os.fsync(opened.fileno())
        open_archive(draft).check()
        draft.replace(folder / file.name)
        _sync_folder(folder)
    except OSError as error:
        raise _not_written(file, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _not_written(file: Path, error: OSError) -> RegisterError:
    """Return the error for a file that cannot be written."""
    return told(RegisterError, "file_not_written", file=file, reason=reason_of(error))


def _sync_folder(folder: Path) -> None:
    """Make sure that the new name of a file outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
