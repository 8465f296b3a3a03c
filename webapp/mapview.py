"""A map of `geo_zs.maps` as the pieces that a page of ours holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo_zs.maps.export import map_parts
from webapp.phrases import Lang
from webapp.state import get_state

if TYPE_CHECKING:
    from geo_zs.maps.url_layer import RegionMap


@dataclass(frozen=True)
class EmbeddedMap:
    """The pieces of a map in a page.

    Parameters
    ----------
    head, body, scripts : Markup
        For the page's head, where the map stands, and for the end of the body;
        made and escaped by `geo_zs.maps`.
    script_hashes : tuple of str
        What the page's policy must allow.
    """

    head: Markup
    body: Markup
    scripts: Markup
    script_hashes: tuple[str, ...]


def embed(map_: RegionMap, lang: Lang) -> EmbeddedMap:
    """Render a map for a page of ours.

    Parameters
    ----------
    map_ : RegionMap
        A map that was not rendered before.
    lang : {"zh", "en"}
        Language of the page.

    Returns
    -------
    EmbeddedMap
    """
    parts = map_parts(map_, asset_base=get_state().assets.base, lang=lang)
    return EmbeddedMap(
        head=Markup(parts.head_html),  # noqa: S704 - made by geo_zs.maps
        body=Markup(parts.body_html),  # noqa: S704 - as above
        scripts=Markup(parts.script_html),  # noqa: S704 - as above
        script_hashes=(parts.script_hash.strip("'"),),
    )
