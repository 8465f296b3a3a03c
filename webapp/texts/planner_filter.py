"""Words of the filter of the workbench."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "pf_label": ("筛选项目", "Filter the projects"),
    "pf_text": ("文字", "Text"),
    "pf_text_hint": (
        "名称、投资方、代码",
        "name, investor, code",
    ),
    "pf_league": ("盟市", "League"),
    "pf_banner": ("旗县区", "Banner"),
    "pf_park": ("园区", "Park"),
    "pf_industry": ("产业", "Industry"),
    "pf_cluster": ("产业集群", "Cluster"),
    "pf_chain": ("产业链", "Chain"),
    "pf_stage": ("阶段", "Stage"),
    "pf_investor_origin": ("投资方来源", "Origin of the investor"),
    "pf_origin": ("记录来自", "Record from"),
    "pf_size_class": ("投资规模", "Size"),
    "pf_visibility": ("可见性", "Visibility"),
    "pf_officer": ("责任人", "Officer"),
    "pf_date_stage": ("日期为", "Date of"),
    "pf_date_from": ("自", "From"),
    "pf_date_to": ("至", "To"),
    "pf_stage_signed": ("签约（默认）", "signing (default)"),
    "pf_all": ("全部", "all"),
    "pf_apply": ("筛选", "Filter"),
    "pf_clear": ("清除", "Clear"),
    "pf_more": ("更多条件", "More filters"),
}
