"""Words of the home page and of the page of the API."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "home_title": (
        "内蒙古园区、口岸、能源与招商项目地图",
        "Map of parks, ports, energy and projects in Inner Mongolia",
    ),
    "home_call": ("按需求选址", "Find a site"),
    "home_call_more": (
        "产业、用地、用电、铁路与口岸",
        "industry, land, power, rail and ports",
    ),
    "api_title": ("接口文档", "API"),
    "api_lead": (
        "匹配、图层、地名与查点接口。每个回答都带数据版本；错误一次列全。",
        "Matching, layers, places by name and by point. Every answer carries the data "
        "version; errors list all faults at once.",
    ),
    "api_noscript": (
        "这一页用脚本显示接口文档；不用脚本时请直接阅读 openapi.json。",
        "This page shows the document with a script; without one, read openapi.json.",
    ),
}
