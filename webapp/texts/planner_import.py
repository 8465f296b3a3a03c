"""Words of the pages of imports."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "imp_lead": (
        "把自己的表格、地理文件带进来；先逐行试导，确认后才写入，整批可以撤销。",
        "Bring in your own tables and geographic files: every row is tried first, "
        "written only when you say so, and a whole import can be undone.",
    ),
    "imp_upload": ("上传文件", "Upload a file"),
    "imp_file": ("文件", "File"),
    "imp_file_hint": (
        "CSV、XLSX、GeoJSON、GeoPackage、压缩的 Shapefile、KML 或 KMZ；"
        "最多 {rows} 行，{mb} MB。",
        "CSV, XLSX, GeoJSON, GeoPackage, zipped Shapefile, KML or KMZ; at most {rows} "
        "rows and {mb} MB.",
    ),
    "imp_table": ("导入到", "Into"),
    "imp_table_projects": ("项目", "Projects"),
    "imp_table_ledger": ("到位资金台账", "Money ledger"),
    "imp_table_companies": ("目标企业", "Target companies"),
    "imp_table_steps": ("推进事项", "Steps"),
    "imp_table_park_facts": ("园区数据", "Facts of parks"),
    "imp_more": ("更多选项", "More options"),
    "imp_datum": ("坐标系", "Datum"),
    "imp_datum_hint": (
        "不填则按文件和表头判断；也可写 gk3:37（3度带）、gk6:19（6度带）、utm:49。",
        "Left empty, file and headers decide; gk3:37, gk6:19 or utm:49 name a zone.",
    ),
    "imp_datum_wgs84": ("WGS84（GPS）", "WGS 84 (GPS)"),
    "imp_datum_cgcs2000": ("CGCS2000", "CGCS2000"),
    "imp_datum_gcj02": ("GCJ-02（高德、腾讯）", "GCJ-02 (Amap, Tencent)"),
    "imp_datum_bd09": ("BD-09（百度）", "BD-09 (Baidu)"),
    "imp_visibility": ("未注明可见性的行", "Rows that state no visibility"),
    "imp_internal": ("内部", "internal"),
    "imp_public": ("公开", "public"),
    "imp_encoding": ("文字编码", "Encoding"),
    "imp_found_out": ("自动判断", "found out"),
    "imp_sheet": ("工作表或图层", "Sheet or layer"),
    "imp_sheet_hint": ("不填则选最像的一个", "Left empty, the best one is taken"),
    "imp_erases": (
        "空单元格也清空已有记录的字段",
        "Empty cells empty the fields of records that exist",
    ),
    "imp_go": ("上传并试导", "Upload and try"),
    "imp_dry": (
        "这一步不改动任何记录。",
        "This step changes no record.",
    ),
    "imp_template": ("模板", "Templates"),
    "imp_template_how": (
        "含示例行、下拉选项和字段说明；自己的表格不必改成这个样子，列名会自动对应。",
        "With an example row, lists to choose from and a data dictionary. Your own "
        "table need not look like this: its columns are recognised.",
    ),
    "imp_batches": ("已有的导入", "Imports so far"),
    "imp_none": ("还没有导入过。", "Nothing was imported yet."),
    "imp_batch": ("编号", "Import"),
    "imp_state": ("状态", "State"),
    "imp_rows": ("各行", "Rows"),
    "imp_when": ("时间", "When"),
    "imp_wait": (
        "可以离开本页，稍后在“导入”中继续。",
        "You may leave this page and go on later from the list of imports.",
    ),
    "import_waiting": ("等待处理", "waiting"),
    "import_no_file": ("请选择一个文件", "choose a file"),
    "import_too_large": (
        "文件超过 {mb} MB；请拆分后分批导入",
        "is larger than {mb} MB; split it and import the parts",
    ),
    "import_bad_table": ("请从列表中选择", "choose one of the list"),
    "import_bad_datum": (
        "应为 wgs84、cgcs2000、gcj02、bd09，或 gk3:37、gk6:19、utm:49",
        "expected wgs84, cgcs2000, gcj02, bd09, or such as gk3:37, gk6:19, utm:49",
    ),
    "import_old_datum": (
        "北京54、西安80的转换参数不公开；请向测绘部门索取 CGCS2000 坐标，"
        "或填 cgcs2000~beijing54、cgcs2000~xian80 近似读取",
        "the parameters of Beijing 1954 and Xian 1980 are not public: ask the "
        "surveyors for CGCS2000, or write cgcs2000~beijing54 or cgcs2000~xian80 to "
        "read them approximately",
    ),
    "import_cannot_remap": (
        "原文件已不在本机，或导入已完成；请重新上传。",
        "The file is no longer here, or the import is over; upload it again.",
    ),
    "imp_failed": ("这个文件不能读取：", "This file cannot be read:"),
    "imp_interrupted": (
        "处理中断了，什么都没有写入；请重新上传。",
        "The work was interrupted and nothing was written; upload the file again.",
    ),
    "imp_broken_off": (
        "上一次处理中断了，什么都没有改动；请再做一次。",
        "The last work was broken off and nothing was changed; do it again.",
    ),
    "imp_again": ("重新上传", "Upload again"),
    "imp_internal_error": ("内部错误", "Internal error"),
    "imp_conflict": (
        "{key} 在试导之后被人修改了；请再试导一次，再录入。",
        "{key} was changed since the rows were tried; try them again, then accept.",
    ),
    "imp_gone": (
        "{key} 在试导之后被删除了；请再试导一次，再录入。",
        "{key} was removed since the rows were tried; try them again, then accept.",
    ),
    "imp_forbidden": (
        "有的记录不在您可以修改的盟市之内。",
        "Some of the records lie in leagues that you may not edit.",
    ),
    "imp_not_done": ("没有完成，什么都没有写入：", "Not done; nothing was written:"),
    "imp_accepted": (
        "已录入：新增 {added}，修改 {changed}。",
        "Accepted: {added} added, {changed} changed.",
    ),
    "imp_keeps_changed": (
        "保留之后又被修改过的记录",
        "Leave records that were changed since",
    ),
    "imp_undo": ("撤销整批", "Undo the whole import"),
    "imp_undone": (
        "这一批已撤销，各记录恢复到导入之前。",
        "This import was undone; the records are as they were before it.",
    ),
    "imp_undone_but": (
        "这一批已撤销；以下记录没有撤销，保持原样：",
        "This import was undone, but for these records, which stay as they are:",
    ),
    "imp_accept_what": (
        "新增和有变化且没有错误的行已勾选；可在下面逐行勾选或取消，翻页后仍保留。"
        "“全部可录入”还包括个别单元格有错的行（错的单元格留空），取消勾选的行除外。",
        "New and changed rows without errors are ticked; tick others below, or take a "
        "tick away: it is kept over all pages. All that can be taken adds rows with "
        "single bad cells, which stay empty, but for rows whose tick you took away.",
    ),
    "imp_accept_good": ("录入已勾选的行", "Accept the ticked rows"),
    "imp_accept_all": ("录入全部可录入的行", "Accept all that can be taken"),
    "imp_faulty_rows": ("下载有问题的行（XLSX）", "Faulty rows (XLSX)"),
    "imp_notes": ("关于文件和各列", "About the file and its columns"),
    "imp_columns": ("各列代表什么", "What the columns are"),
    "imp_column": ("列", "Column"),
    "imp_sample": ("示例", "Example"),
    "imp_is": ("录入为", "Taken as"),
    "imp_unit": ("单位", "Unit"),
    "imp_unit_asked": ("预填，请确认", "proposed, please confirm"),
    "imp_reason": ("依据", "Why"),
    "imp_left_out": ("（不录入）", "(left out)"),
    "imp_reason_exact": ("同名", "same name"),
    "imp_reason_alike": ("同名", "same name"),
    "imp_reason_likeness": ("近似", "alike"),
    "imp_reason_remembered": ("上次的选择", "as last time"),
    "imp_reason_user": ("您的选择", "your choice"),
    "imp_reason_unknown": ("未对应", "not known"),
    "imp_reason_taken": ("已有另一列", "another column is it"),
    "imp_reason_not_a_key": ("不是登记库的编号", "no key of the register"),
    "imp_reason_ambiguous": ("不止一种可能", "may be several"),
    "imp_readings": ("认不出的地名", "Names of places that no place has"),
    "imp_readings_how": (
        "下面是可能的读法和理由；选定后再试导一次。不选就原样保留，不会自动改。",
        "These are possible readings with their reasons; choose one and try again. "
        "Left as they are, names are never mended silently.",
    ),
    "imp_not_settled": ("不改", "leave as it is"),
    "imp_again_with": ("按以上设置再试导", "Try again with these"),
    "imp_all_rows": ("全部行", "all rows"),
    "imp_row_number": ("第 {row} 行：", "row {row}: "),
    "imp_row": ("行", "Row"),
    "imp_what": ("说明", "What is to be said"),
    "imp_changes": ("将修改", "would change"),
    "imp_like": ("疑似同一项目", "may be the same as"),
    "imp_cells": ("原始内容", "As it came"),
    "imp_severity_error": ("错误", "error"),
    "imp_severity_warning": ("提醒", "warning"),
    "imp_severity_note": ("说明", "note"),
}
