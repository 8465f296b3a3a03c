"""The SDK of the Model Context Protocol, or how to install it."""

from __future__ import annotations

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.mcpserver.tools import Tool
    from mcp_types import CallToolResult, TextContent, ToolAnnotations
except ModuleNotFoundError as error:  # pragma: no cover  shown by a test of its own
    from geo_zs.errors import SettingError

    _MESSAGE = "geo-zs mcp needs the SDK of the protocol: pip install 'geo_zs[mcp]'"
    raise SettingError(_MESSAGE) from error

__all__ = [
    "CallToolResult",
    "MCPServer",
    "TextContent",
    "Tool",
    "ToolAnnotations",
    "ToolError",
]
