"""Words of the page about the data."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "data_title": ("数据来源与条款", "Sources and terms"),
    "data_lead": (
        "每一行数据都注明来源与可信度。转载页面只作文字记录，不加链接。",
        "Every row names its sources and how far it can be trusted. Addresses of "
        "reposts are kept as text, without a link.",
    ),
    "boundaries_title": ("地图与界线", "Maps and boundaries"),
    "boundaries_note": (
        "界线取自公开数据并经简化，坐标系为 CGCS2000；点位为 WGS84。"
        "所有地图均为示意图；公开出版前须按规定送审。",
        "Boundaries are simplified from public data (CGCS2000); points are WGS84. All "
        "maps are sketch maps and need review before publication in China.",
    ),
    "boundaries_note_own": (
        "界线取自本站运营者提供的文件并经简化，坐标系为 CGCS2000；点位为 WGS84。"
        "旗县名称、代码、标注点和图上面积仍取自来源登记所列的来源。"
        "所有地图均为示意图；公开出版前须按规定送审。",
        "Boundaries are simplified from a file of this site's operator (CGCS2000); "
        "points are WGS84. Names, codes, label points and polygon areas still come "
        "from the sources in the register. All maps are sketch maps and need review "
        "before publication in China.",
    ),
    "credits_title": ("署名", "Credits"),
    "completeness_title": ("完整性与疑点", "Completeness and doubts"),
    "layer": ("图层", "Layer"),
    "rows": ("行数", "Rows"),
    "with_point": ("有点位", "With a point"),
    "state": ("状态", "State"),
    "what_is_missing": ("收录与缺漏", "What is in it and what is missing"),
    "confidence_title": ("可信度的含义", "What confidence means"),
    "confidence_words": (
        "官方：读到了官方文本。报道：新闻、行业或百科页面。推断：我们的读法，附理由。"
        "未核实：只是常识。",
        "Official: an official text was read. Reported: press, trade or reference "
        "page. Inferred: our reading, with its reason. Unverified: general knowledge.",
    ),
    "garbles_title": ("误字与读法", "Misprints and readings"),
    "garbles_caption": (
        "报道扫描件中的误字：印出的文字、候选读法及正反依据",
        "Misprints of the scanned article: as printed, readings, evidence for and "
        "against",
    ),
    "printed": ("印出", "Printed"),
    "reading": ("读法", "Reading"),
    "evidence_for": ("支持", "For"),
    "evidence_against": ("反对", "Against"),
    "terms_title": ("使用条款", "Terms"),
    "terms_text": (
        "程序代码以 Apache-2.0 许可；数据各有条款，见来源表。页面不承诺任何优惠政策。",
        "The code is under Apache-2.0; data keep the terms of their sources, see the "
        "register. Nothing here promises any incentive.",
    ),
    "open_title": ("开放数据下载", "Open data to take away"),
    "open_lead": (
        "园区和投资项目的数据包，每组事实注明来源、日期和可信度；空格表示未知。",
        "Parks and investment projects as a data package; each group of facts has its "
        "sources, date and confidence, and an empty cell is not known.",
    ),
    "open_package": ("数据包（zip）", "Data package (zip)"),
    "open_park_schema": ("园区字段说明（JSON）", "Schema of parks (JSON)"),
    "open_project_schema": ("项目字段说明（JSON）", "Schema of projects (JSON)"),
    "open_cnig": (
        "法国 CNIG site-eco 格式：必填项齐全的园区（{complete}/{count} 个）",
        "French form CNIG site-eco: parks with every required cell "
        "({complete} of {count})",
    ),
    "open_cnig_all": (
        "CNIG site-eco 格式：全部园区，未知的必填项留空",
        "CNIG site-eco: all parks, required cells empty where not known",
    ),
    "open_cnig_lacks": (
        "CNIG site-eco：各园区缺哪些必填项",
        "CNIG site-eco: what each park lacks",
    ),
    "register_title": ("来源登记", "Register of sources"),
    "register_caption": ("{count} 个来源", "{count} sources"),
    "source_title": ("标题", "Title"),
    "publisher": ("发布者", "Publisher"),
    "address": ("地址", "Address"),
    "terms": ("条款", "Terms"),
}
