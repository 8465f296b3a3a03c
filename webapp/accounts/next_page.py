"""Where to go after logging in: only to a page of this site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_MAX: Final = 2000
#: One slash and no second one (a browser takes a backslash for one); then nothing
#: that a browser strips or that could break a header.
_LOCAL: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f\u2028\u2029\ufeff]*")


def local_path(target: str | None) -> str | None:
    r"""Return a path of this site, or None for anything that may lead elsewhere.

    Parameters
    ----------
    target : str or None
        What a link or a form names as the next page, decoded once as the framework
        does. ``//host``, ``\\host``, ``https:host``, paths with control characters
        and relative paths are all refused, also where the path hides one of them by
        percent signs.
    """
    if not target or len(target) > _MAX or not _LOCAL.fullmatch(target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not _LOCAL.fullmatch(unquote(parts.path)):
        return None
    return target
