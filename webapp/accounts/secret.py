"""The key that sessions are signed with: given, or made once and kept."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_zs import paths
from geo_zs.errors import SettingError

if TYPE_CHECKING:
    from webapp.settings import Settings

_FILE: Final = "secret_key"
_BYTES: Final = 48
_MIN_CHARACTERS: Final = 32


def secret_key(settings: Settings) -> str:
    """Return the key: that of the settings, else the one kept in the state folder.

    All processes of a machine share the kept one. It is made complete beside its
    place and then linked there, so that of several processes that start at the same
    moment one wins and none reads half a key.

    Raises
    ------
    SettingError
        If no key is given and none can be read or kept; says what to do.
    """
    if settings.secret_key:
        return settings.secret_key
    file = paths.state_dir() / _FILE
    try:
        if not file.exists():
            _make(file)
        key = file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = (
            f"the key of sessions cannot be kept in {file}: {error}; choose another "
            "folder by GEO_ZS_STATE_DIR, or give the key as GEO_ZS_SECRET_KEY"
        )
        raise SettingError(message) from error
    if len(key) < _MIN_CHARACTERS:
        message = (
            f"{file} holds {len(key)} characters; expected {_MIN_CHARACTERS} or more: "
            "remove the file, and a new key is made (everybody has to log in again)"
        )
        raise SettingError(message)
    return key


def _make(file: Path) -> None:
    """Make the file of the key, readable by its owner only, unless another did."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f"{_FILE}.{secrets.token_hex(8)}")
    opened = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, file)
    finally:
        beside.unlink()
