"""The server: its tools with their schemas, errors in words, standard streams.

Standard output carries the protocol and nothing else; what is logged goes to
standard error. Every tool only reads.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from geo_zs import __version__
from geo_zs.errors import GeoZsError
from geo_zs.gazetteer.places import PLACE_KINDS
from geo_zs.mcp.descriptions import ABOUT, TOOLS
from geo_zs.mcp.exclusion_tools import explain_exclusion
from geo_zs.mcp.fault_words import argument_faults, in_words, told
from geo_zs.mcp.library import (
    CallToolResult,
    MCPServer,
    TextContent,
    Tool,
    ToolAnnotations,
    ToolError,
)
from geo_zs.mcp.match_shapes import ExclusionShape, MatchShape
from geo_zs.mcp.match_tools import match_sites
from geo_zs.mcp.place_shapes import (
    HereShape,
    IndustriesShape,
    LeagueShape,
    NameShape,
    ParkShape,
)
from geo_zs.mcp.place_tools import locate_name, what_is_here
from geo_zs.mcp.profile_tools import describe_league, describe_park, list_industries
from geo_zs.mcp.prompts import add_prompts_and_resources
from geo_zs.mcp.requests import LangOf, NameOf, RequirementOf, TextOf, TopOf
from geo_zs.mcp.whole_text import WholeText

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.mcp.shapes import AnswerShape


class ReadingServer(MCPServer[Any]):
    """A server of tools that only read, whose errors list every fault in words.

    Parameters
    ----------
    made : sequence of Tool
        Its tools.
    catalog : Catalog
        The loaded data.
    """

    def __init__(self, made: Sequence[Tool], catalog: Catalog) -> None:
        self._catalog = catalog
        self._made = {one.name: one for one in made}
        super().__init__(
            "geo-zs",
            title="geo_zs",
            version=__version__,
            instructions=ABOUT,
            tools=list(made),
            log_level="WARNING",
        )

    async def call_tool(
        self,
        name: str,
        arguments: dict[str, Any],
        context: Any = None,  # noqa: ANN401  as the SDK declares it
    ) -> Any:  # noqa: ANN401  as above
        """Call a tool; raise a `ToolError` that says every fault."""
        tool = self._made.get(name)
        if tool is None:
            message = (
                f"no tool is named {name[:80]!r}; there are {', '.join(self._made)}"
            )
            raise ToolError(message)
        problems = argument_faults(self._catalog, tool, arguments)
        if problems:
            raise ToolError(in_words(problems))
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, GeoZsError):
                raise ToolError(told(error.__cause__)) from error
            raise


def make_server(catalog: Catalog) -> MCPServer[Any]:
    """Return the server over a catalog.

    Parameters
    ----------
    catalog : Catalog
        The loaded data; it is never changed, so calls may run side by side.
    """

    def sites(
        text: TextOf = None,
        requirement: RequirementOf = None,
        top: TopOf = 5,
        lang: LangOf = "zh",
    ) -> Annotated[CallToolResult, MatchShape]:
        return _answer(
            *match_sites(
                catalog, text=text, requirement=requirement, top=top, lang=lang
            )
        )

    def exclusion(
        site: NameOf,
        text: TextOf = None,
        requirement: RequirementOf = None,
        lang: LangOf = "zh",
    ) -> Annotated[CallToolResult, ExclusionShape]:
        return _answer(
            *explain_exclusion(
                catalog, site, text=text, requirement=requirement, lang=lang
            )
        )

    def name_of(
        name: NameOf,
        kind: Annotated[
            str | None, Field(description=f"One of {', '.join(PLACE_KINDS)}.")
        ] = None,
        within: Annotated[
            str | None, Field(max_length=200, description="League or banner.")
        ] = None,
        lang: LangOf = "zh",
    ) -> Annotated[CallToolResult, NameShape]:
        return _answer(*locate_name(catalog, name, kind=kind, within=within, lang=lang))

    def park_of(
        park: NameOf, lang: LangOf = "zh"
    ) -> Annotated[CallToolResult, ParkShape]:
        return _answer(*describe_park(catalog, park, lang=lang))

    def league_of(
        league: NameOf, lang: LangOf = "zh"
    ) -> Annotated[CallToolResult, LeagueShape]:
        return _answer(*describe_league(catalog, league, lang=lang))

    def industries(lang: LangOf = "zh") -> Annotated[CallToolResult, IndustriesShape]:
        return _answer(*list_industries(catalog, lang=lang))

    def here(
        lon: Annotated[
            float, Field(ge=-180, le=180, description="Degrees east, WGS 84.")
        ],
        lat: Annotated[
            float, Field(ge=-90, le=90, description="Degrees north, WGS 84.")
        ],
        lang: LangOf = "zh",
    ) -> Annotated[CallToolResult, HereShape]:
        return _answer(*what_is_here(catalog, lon, lat, lang=lang))

    made: list[Callable[..., Any]] = []
    made += [sites, exclusion, name_of, park_of, league_of, industries, here]
    tools = [
        _tool(one, name, title, description)
        for one, (name, (title, description)) in zip(made, TOOLS.items(), strict=True)
    ]
    server = ReadingServer(tools, catalog)
    add_prompts_and_resources(server, catalog)
    return server


def _tool(made: Callable[..., Any], name: str, title: str, description: str) -> Tool:
    """Return a tool that only reads and takes no unknown arguments."""
    tool = Tool.from_function(
        made,
        name=name,
        title=title,
        description=description,
        annotations=ToolAnnotations(
            title=title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
        structured_output=True,
    )
    tool.parameters["additionalProperties"] = False
    return tool


def serve() -> None:
    """Serve over standard input and output until the input ends.

    Raises
    ------
    DataError, SettingError
        If the data cannot be loaded.
    """
    # A library that prints while the data is loaded must not speak the protocol.
    with contextlib.redirect_stdout(sys.stderr):
        from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, when needed

        server = make_server(load_catalog())
    wire = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BufferedReader(WholeText(wire.buffer)))
    try:
        server.run("stdio")
    finally:
        sys.stdin = wire


def _answer(words: str, shape: AnswerShape) -> CallToolResult:
    """Return an answer as a short text and as fields."""
    return CallToolResult(
        content=[TextContent(type="text", text=words)],
        structured_content=shape.model_dump(mode="json"),
    )
