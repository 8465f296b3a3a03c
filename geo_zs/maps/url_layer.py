"""The parts of a map as Folium elements.

Each part is one call of ``static/js/map/``; its values travel as one literal. Layers
are fetched asynchronously when first shown, and text reaches popups by
``textContent`` only. Nothing here passes through a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import folium
from branca.element import Figure, MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template

from geo_zs.maps.local_figure import RawText
from geo_zs.maps.popup import script_literal

Values = Mapping[str, object]
Links = list[tuple[str, str]]


def _named(links: Links, name: str) -> Links:
    """Return the one link of Folium's that our maps use."""
    return [link for link in links if link[0] == name]


class RegionMap(folium.Map):
    """A Folium map without tiles of its own, to stand inside a page of the site.

    Folium's page-wide styles, its viewport that forbids zooming and the libraries
    that none of our maps uses (jQuery, Bootstrap, icon fonts) are left out.

    Parameters
    ----------
    name : str
        Suffix of the map's element id; two maps of one page need two names.
    label : str
        What a screen reader calls the map.
    settings : mapping
        Values for ``GeoZs.region``.
    tables : sequence of (title, address)
        Where the same features stand as tables, for readers without scripts.
    """

    # tiles=None makes Folium drop max_zoom, and then clusters fail: it is given below.
    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }},
          {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )
    default_js = _named(folium.Map.default_js, "leaflet")
    default_css = _named(folium.Map.default_css, "leaflet_css")
    keeps_id = True

    def __init__(
        self,
        *,
        name: str,
        label: str,
        settings: Values,
        tables: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(location=[44.5, 111.5], zoom_start=5, tiles=None)
        self._id = name
        self.label = label
        self.tables = tuple(tables)
        self.options.update(
            {
                "center": [44.5, 111.5],
                "zoom": 5,
                "min_zoom": 3,
                "max_zoom": 18,
                "zoom_snap": 0.25,
                "zoom_control": False,
                "world_copy_jump": False,
                "max_bounds": [[28.0, 82.0], [60.0, 140.0]],
            }
        )
        self.add_child(RegionStart(settings))

    @property
    def region_name(self) -> str:
        """Name of the script variable that holds the map's region object."""
        return f"region_{self._id}"


class _Part(MacroElement):
    """An element that writes one statement into the page's script."""

    def statement(self, map_: RegionMap) -> str:
        """Return the statement, with its semicolon."""
        raise NotImplementedError

    def figure(self) -> Figure:
        """Return the figure that this element stands in."""
        root = self.get_root()
        assert isinstance(root, Figure)  # noqa: S101  rendered in figures only
        return root

    def render(self, **_: object) -> str:
        """Put the statement into the figure's script, outside any template."""
        parent = self._parent
        assert isinstance(parent, RegionMap)  # noqa: S101  parts live on our maps only
        text = f"{self.statement(parent)}\n"
        self.figure().script.add_child(RawText(text), name=self.get_name())
        return ""


class RegionStart(_Part):
    """Make the region object on which all other parts work."""

    def __init__(self, settings: Values) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "RegionStart"
        self.settings = settings

    def statement(self, map_: RegionMap) -> str:
        """Return the statement."""
        literal = script_literal(self.settings)
        return f"var {map_.region_name} = GeoZs.region({map_.get_name()}, {literal});"


class RegionPart(_Part):
    """One call of the region object.

    Parameters
    ----------
    method : str
        ``addBase addLayer addPanel addSearch addHere show showArea``.
    *values : object
        Its arguments.
    """

    def __init__(self, method: str, *values: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "RegionPart"
        self.method = method
        self.values = values

    def statement(self, map_: RegionMap) -> str:
        """Return the statement."""
        literals = ", ".join(script_literal(value) for value in self.values)
        return f"{map_.region_name}.{self.method}({literals});"


class UrlLayer(RegionPart):
    """A layer that the browser fetches when it is first shown.

    Parameters
    ----------
    values : mapping
        ``id title source symbols columns …`` as ``compose.layer_values`` makes them.
    """

    default_js: ClassVar[Links] = _named(MarkerCluster.default_js, "markerclusterjs")
    default_css: ClassVar[Links] = _named(MarkerCluster.default_css, "markerclustercss")

    def __init__(self, values: Values) -> None:
        super().__init__("addLayer", values)
        self._name = "UrlLayer"

    def render(self, **_: object) -> str:
        """Ask for the cluster plugin, then write the statement."""
        header = self.figure().header
        for name, address in self.default_js:
            header.add_child(folium.JavascriptLink(address), name=name)
        for name, address in self.default_css:
            header.add_child(folium.CssLink(address), name=name)
        return super().render()
