"""Pages whose scripts and styles come from the package, never from another host.

Folium links its assets from public networks. `LocalFigure` rewrites each link to a
vendored file and refuses one that is not vendored, so that a plugin added later
cannot make a page ask the internet. It keeps no global state: Folium's own
``add_js_link`` changes a list that all maps share.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from branca.element import CssLink, Element, Figure, JavascriptLink

from geo_zs.errors import DataError, Problem

#: Our own browser files, in loading order; paths below the static folder.
OWN_STYLES: Final = ("css/tokens.css", "css/map.css")
OWN_SCRIPTS: Final = (
    "js/map/dom.js",
    "js/map/popup.js",
    "js/map/layers.js",
    "js/map/base.js",
    "js/map/panel.js",
    "js/map/search.js",
    "js/map/here.js",
)


class UnvendoredAssetError(DataError):
    """A page asks for a script or style that the package does not hold."""

    def __init__(self, name: str, address: str) -> None:
        message = (
            f"asset {name!r} would be loaded from {address!r}; add it to "
            "tools/vendor_webassets.py and run it, or leave the plugin out"
        )
        super().__init__([Problem(field=name, message=message)])


def static_dir() -> Path:
    """Return the folder of the browser files, in a checkout and in a wheel alike."""
    return Path(__file__).resolve().parents[2] / "webapp" / "static"


@lru_cache(maxsize=1)
def vendored_links() -> Mapping[str, str]:
    """Return the vendored assets: Folium's link name → path below the static folder.

    Raises
    ------
    DataError
        If the manifest is missing: the package is not complete.
    """
    manifest = static_dir() / "vendor" / "manifest.json"
    try:
        links = json.loads(manifest.read_text("utf-8"))["links"]
    except FileNotFoundError as error:
        message = "the browser assets are missing; run tools/vendor_webassets.py"
        raise DataError([Problem("", message, file="vendor/manifest.json")]) from error
    return {name: f"vendor/{entry['file']}" for name, entry in links.items()}


class RawText(Element):
    """Text that stands in the page as it is.

    branca compiles what an element renders once more as a Jinja template, so text
    with ``{{…}}`` would run on the server. This element is never compiled.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "RawText"
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True)
class Assets:
    """What a rendered map needs.

    Parameters
    ----------
    styles, scripts : tuple of str
        Paths below the static folder, in loading order.
    html, script : str
        The elements of the map and the code that starts it.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    html: str
    script: str


class LocalFigure(Figure):
    """A branca figure that names vendored files instead of links."""

    def collect(self) -> Assets:
        """Render the figure's children and return their parts.

        Raises
        ------
        UnvendoredAssetError
            If an element links to an asset that is not vendored.
        """
        number_elements(self)
        for child in list(self._children.values()):
            child.render()
        styles: list[str] = []
        scripts: list[str] = []
        for name, element in self.header._children.items():
            if isinstance(element, CssLink):
                styles.append(_vendored(name, element.url))
            elif isinstance(element, JavascriptLink):
                scripts.append(_vendored(name, element.url))
        html = self.html.render().strip()
        script = self.script.render().strip()
        return Assets((*styles, *OWN_STYLES), (*scripts, *OWN_SCRIPTS), html, script)


def _vendored(name: str, address: str) -> str:
    path = vendored_links().get(name)
    if path is None:
        raise UnvendoredAssetError(name, address)
    return path


def _walk(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        yield child
        yield from _walk(child)


def number_elements(figure: Figure) -> None:
    """Give the elements of a figure ids that follow from their order.

    branca's ids are random; with them the same map would be other bytes each time,
    and neither an ETag nor a script's checksum would hold.
    """
    for number, element in enumerate(_walk(figure)):
        if not getattr(element, "keeps_id", False):
            element._id = str(number)
