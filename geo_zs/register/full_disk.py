"""Whether a database failed because there is no room left."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

_ERRNOS: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
#: What PostgreSQL calls it (disk_full).
_SQLSTATE: Final = "53100"
#: The low byte of a code of SQLite tells the kind.
_KIND: Final = 0xFF


def is_full_disk(error: BaseException | None) -> bool:
    """Tell whether an error, or one that it came from, is that of a full disk.

    Parameters
    ----------
    error : exception or None
        Of SQLAlchemy, of a database, or of the system.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _ERRNOS:
            return True
        if getattr(error, "sqlstate", None) == _SQLSTATE:
            return True
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & _KIND == sqlite3.SQLITE_FULL:
            return True
        error = getattr(error, "orig", None) or error.__cause__
    return False
