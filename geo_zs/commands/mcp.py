"""``geo-zs mcp``: tools for agents over standard input and output."""

from __future__ import annotations

import click


@click.command()
def mcp() -> None:
    """Serve tools for agents (Model Context Protocol) on standard input and output.

    An agent starts this command itself; docs/agents.md shows how to tell it so.
    """
    from geo_zs.mcp.server import serve  # noqa: PLC0415  the SDK, only when asked for

    serve()
