"""Words of the pages about layers."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "layers_title": ("图层", "Layers"),
    "layers_lead": (
        "地图上的每个图层都有一张同样内容的表，可排序、筛选，可用键盘和读屏软件阅读。",
        "Every layer of the map has a table with the same content: sortable, "
        "filterable, readable by keyboard and screen reader.",
    ),
    "located_word": ("{count} 条有点位", "{count} with a point"),
}
