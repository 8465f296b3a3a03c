"""A prompt that starts a search for sites, and the register of sources to read."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.mcp.library import MCPServer

_STEPS = """\
Find sites in Inner Mongolia for this requirement (为以下投资需求找选址):

{requirement}

1. Call match_sites with the text as it is; check `understood` and `not_understood`
   with the user before you go on.
2. Show the first places with score and interval, the reasons, and separately what is
   not verified and what to ask each park. Never fill in what is not known.
3. If a place that the user names is missing, call explain_exclusion for it.
4. Name the sources and the data version. Say that distances are straight lines.
"""


def add_prompts_and_resources(server: MCPServer[Any], catalog: Catalog) -> None:
    """Add the prompt and the resource to a server."""

    @server.prompt(
        name="find_sites",
        title="Find sites (找选址)",
        description="From a requirement in words to ranked sites with open questions.",
    )
    def find_sites(
        requirement: Annotated[str, Field(description="The requirement in words.")],
    ) -> str:
        return _STEPS.format(requirement=requirement)

    @server.resource(
        "geo-zs://sources",
        name="sources",
        title="Register of sources (来源登记)",
        description="All sources with title, publisher, date and terms.",
        mime_type="application/json",
    )
    def sources() -> str:
        rows = [asdict(one) for one in catalog.sources.values()]
        found = {"data_version": catalog.data_version, "sources": rows}
        return json.dumps(found, ensure_ascii=False)
