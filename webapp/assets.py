"""The browser files, read into memory at start.

A request opens no file. The address of a file carries a tag of all files
(``/static/v-1a2b…/css/site.css``), so a browser may keep what it has for a year,
and what a style sheet refers to by a relative address is covered too. The plain
address (``/static/css/site.css``) works as well and is asked for each time.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask, Response
from werkzeug.exceptions import NotFound

from webapp.delivery import REVALIDATE, Body, content_tag, make_body, send

_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".map": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Assets:
    """All browser files.

    Parameters
    ----------
    bodies : mapping of str to Body
        The files by path below ``static/``, with forward slashes.
    tag : str
        Hash over the names and contents of all files.
    """

    bodies: Mapping[str, Body]
    tag: str

    @property
    def base(self) -> str:
        """Address of the folder of all files, with the tag, without last slash."""
        return f"/static/v-{self.tag}"

    def address(self, path: str) -> str:
        """Return the address of a file.

        Parameters
        ----------
        path : str
            Path below ``static/``.

        Returns
        -------
        str
            Address on this host, with the tag.

        Raises
        ------
        KeyError
            If there is no such file: a template names a file that is not shipped.
        """
        if path not in self.bodies:
            raise KeyError(path)
        return f"{self.base}/{path}"


def load_assets(folder: Path) -> Assets:
    """Read all files below `folder`.

    Parameters
    ----------
    folder : Path
        The ``static`` folder.

    Returns
    -------
    Assets
    """
    bodies: dict[str, Body] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            path = file.relative_to(folder).as_posix()
            media_type = (
                _TYPES.get(file.suffix)
                or mimetypes.guess_type(file.name)[0]
                or "application/octet-stream"
            )
            bodies[path] = make_body(file.read_bytes(), media_type)
    names = "\n".join(f"{path} {body.etag}" for path, body in bodies.items())
    return Assets(bodies, content_tag(names.encode())[:12])


def install(app: Flask, assets: Assets, *, keep_seconds: int) -> None:
    """Serve the files below ``/static/``.

    Parameters
    ----------
    app : Flask
        The app.
    assets : Assets
        The files.
    keep_seconds : int
        How long a browser may keep a file whose address carries the tag.
    """

    @app.get("/static/<path:path>", endpoint="static")
    def static_file(path: str) -> Response:
        tagged, _, rest = path.partition("/")
        has_tag = tagged.startswith("v-")
        body = assets.bodies.get(rest if has_tag else path)
        if body is None:
            raise NotFound
        if tagged == f"v-{assets.tag}":
            rule = f"public, max-age={keep_seconds}, immutable"
        else:
            rule = REVALIDATE
        return send(body, cache_control=rule)
