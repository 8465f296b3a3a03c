"""A map as a page, as parts of a page, and as one file that needs no network.

Same catalog, same parameters, same bytes: the Content-Security-Policy names the
checksum of the page's own script, and an ETag may be the checksum of the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_zs.maps import compose
from geo_zs.maps.describe import block_id
from geo_zs.maps.geojson import layer_geojson
from geo_zs.maps.local_figure import LocalFigure, static_dir
from geo_zs.maps.popup import data_block, safe_text
from geo_zs.maps.style import STYLES
from geo_zs.maps.wording import wording

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.maps.url_layer import RegionMap

__all__ = [
    "MapParts",
    "layer_geojson",
    "map_html",
    "map_parts",
    "one_file_html",
    "script_hashes",
]

_SCRIPT = re.compile(
    r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.S | re.I
)
_CSS_URL = re.compile(r"""url\(\s*['"]?(?!data:|#)([^'")]+)['"]?\s*\)""")
_SCRIPT_END = re.compile(r"</(script)", re.I)
_MEDIA = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class MapParts:
    """The pieces of HTML that a page needs to hold a map.

    Parameters
    ----------
    head_html : str
        Style links, for the page's head.
    body_html : str
        The map's element; it fills the box it stands in.
    script_html : str
        Script links and the map's own script, for the end of the body.
    script : str
        The text of that script alone; its checksum goes into the policy.
    """

    head_html: str
    body_html: str
    script_html: str
    script: str

    @property
    def script_hash(self) -> str:
        """Source expression of the script for a Content-Security-Policy."""
        return _hash(self.script)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def script_hashes(html: str) -> list[str]:
    """Return the policy's source expressions of the inline scripts of a page.

    Parameters
    ----------
    html : str
        A page. Scripts with ``src`` and data blocks are no inline scripts.

    Returns
    -------
    list of str
        ``'sha256-…'`` with quotes, in page order.
    """
    return [
        _hash(match["text"])
        for match in _SCRIPT.finditer(html)
        if "src=" not in match["attributes"]
        and "application/json" not in match["attributes"]
    ]


def _body_html(map_: RegionMap, inner: str, lang: str) -> str:
    words = wording(lang)
    end = f"{map_.get_name()}-end"
    items = "".join(
        f'<li><a href="{safe_text(address)}">{safe_text(title)}</a></li>'
        for title, address in map_.tables
    )
    tables = f"<ul>{items}</ul>" if items else ""
    return (
        f'<div class="gz-map" role="region" aria-label="{safe_text(map_.label)}">'
        f'<a class="gz-skip" href="#{end}">{safe_text(words["skip"])}</a>'
        f"{inner}"
        f'<noscript><div class="gz-noscript"><p>{safe_text(words["noscript"])}</p>'
        f"{tables}</div></noscript>"
        f'<span id="{end}" tabindex="-1"></span></div>'
    )


def map_parts(map_: RegionMap, *, asset_base: str, lang: str = "zh") -> MapParts:
    """Render a map as parts for a page with a layout of its own.

    Parameters
    ----------
    map_ : RegionMap
        A map from `geo_zs.maps.compose`, not rendered before.
    asset_base : str
        Address of the folder of the browser files (``/static``), without last slash.
    lang : str
        ``zh`` or ``en``.

    Raises
    ------
    UnvendoredAssetError
        If the map asks for an asset that the package does not hold.
    """
    figure = LocalFigure()
    figure.add_child(map_)
    assets = figure.collect()
    base = asset_base.rstrip("/")
    head = "".join(
        f'<link rel="stylesheet" href="{base}/{path}">\n' for path in assets.styles
    )
    links = "".join(
        f'<script src="{base}/{path}"></script>\n' for path in assets.scripts
    )
    return MapParts(
        head_html=head,
        body_html=_body_html(map_, assets.html, lang),
        script_html=f"{links}<script>{assets.script}</script>\n",
        script=assets.script,
    )


def _page(*, lang: str, title: str, head: str, body: str, scripts: str) -> str:
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{"en" if lang == "en" else "zh-CN"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe_text(title)}</title>\n{head}"
        "<style>html,body{height:100%;margin:0}main{height:100%}</style>\n"
        f"</head>\n<body>\n<main>{body}</main>\n{scripts}</body>\n</html>\n"
    )


def map_html(map_: RegionMap, *, title: str, asset_base: str, lang: str = "zh") -> str:
    """Render a map as a whole page of its own.

    Parameters
    ----------
    map_, asset_base, lang
        As for `map_parts`.
    title : str
        Title of the page.

    Returns
    -------
    str
        The same bytes for the same map.
    """
    parts = map_parts(map_, asset_base=asset_base, lang=lang)
    return _page(
        lang=lang,
        title=title,
        head=parts.head_html,
        body=parts.body_html,
        scripts=parts.script_html,
    )


def _inline_style(path: str) -> str:
    """Return a style sheet with the pictures it loads as data addresses."""
    file = static_dir() / path

    def embed(match: re.Match[str]) -> str:
        target = (file.parent / re.split(r"[?#]", match[1])[0]).resolve()
        encoded = base64.b64encode(target.read_bytes()).decode()
        return f"url(data:{_MEDIA[target.suffix]};base64,{encoded})"

    return f"<style>{_CSS_URL.sub(embed, file.read_text('utf-8'))}</style>\n"


def _inline_script(path: str) -> str:
    text = (static_dir() / path).read_text("utf-8")
    harmless = _SCRIPT_END.sub(r"<\\/\1", text)
    return f"<script>{harmless}</script>\n"


def one_file_html(catalog: Catalog, lang: str = "zh") -> str:
    """Return the map with all layers as one file that opens without any network.

    Parameters
    ----------
    catalog : Catalog
        The data; every layer is embedded, boundaries in the simplified level.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    str
        HTML of about 2 MB. Search and "what is here" work on what is embedded.
    """
    map_ = compose.home_map(catalog, lang=lang, links=None)
    figure = LocalFigure()
    figure.add_child(map_)
    assets = figure.collect()
    blocks = []
    for layer_id in ("leagues", "banners", *STYLES):
        layer = catalog.layer(layer_id)
        is_area = layer.spec.geometry == "MultiPolygon"
        text = layer_geojson(
            layer,
            place_label=True,
            level="map",
            sources=None if is_area else catalog.sources,
            members={"data_version": catalog.data_version},
        ).decode()
        blocks.append(data_block(block_id(layer_id), text) + "\n")
    words = wording(lang)
    version = safe_text(catalog.data_version)
    credit = safe_text(catalog.boundaries.attribution(lang))
    policy = (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="generator" content="geo_zs">\n'
        f'<meta name="geo-zs-data-version" content="{version}">\n'
        f'<meta name="description" content="{credit}">\n'
        + "".join(_inline_style(path) for path in assets.styles)
    )
    scripts = "".join(_inline_script(path) for path in assets.scripts)
    return _page(
        lang=lang,
        title=words["map_of"],
        head=head,
        body=_body_html(map_, assets.html, lang),
        scripts=f"{''.join(blocks)}{scripts}<script>{assets.script}</script>\n",
    )
