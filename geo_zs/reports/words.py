"""The words of files: sheets, heads, remarks, in Chinese and English."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from geo_zs.register.words import labels
from geo_zs.vocab import Lang

#: Key → Chinese, English.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # sheets
    "sheet_projects": ("项目", "Projects"),
    "sheet_ledger": ("到位资金台账", "Ledger"),
    "sheet_companies": ("目标企业", "Companies"),
    "sheet_steps": ("推进事项", "Steps"),
    "sheet_park_facts": ("园区实况", "Park facts"),
    "sheet_targets": ("招商目标", "Targets"),
    "sheet_about": ("说明", "About"),
    "sheet_sources": ("来源", "Sources"),
    "sheet_dictionary": ("数据字典", "Data dictionary"),
    "sheet_help": ("填写说明", "How to fill in"),
    "sheet_lists": ("选项", "Lists"),
    # about
    "about_title": ("标题", "Title"),
    "about_date": ("制表日期", "Made on"),
    "about_version": ("数据版本", "Data version"),
    "about_filter": ("筛选条件", "Filter"),
    "about_all": ("全部记录", "All records"),
    "about_rows": ("行数", "Rows"),
    "about_maker": ("制表", "Made by"),
    "about_note": ("说明", "Note"),
    "about_credit": ("地图来源", "Map credit"),
    "about_import_text": (
        "本文件可直接再次导入：表头、选项文字和代码均能识别，项目编号用于对应原记录。",
        "This file can be imported as it is: heads, labels and codes are understood, "
        "and the id leads to the record.",
    ),
    "about_cut": (
        "有 {n} 个单元格超过 32,767 个字符，已截断；CSV 和 GeoPackage 为全文。",
        "{n} cells hold more than 32,767 characters and are cut here; CSV and "
        "GeoPackage hold them whole.",
    ),
    "about_shapes": (
        "有 {n} 条记录为面状范围，见“边界（WKT）”一列；要保留图形，请用 GeoPackage。",
        "{n} records have an area, see the column “Boundary (WKT)”; use GeoPackage to "
        "keep the shape.",
    ),
    "about_shapes_cut": (
        "其中 {n} 个范围过长，单元格放不下，未列出。",
        "{n} of these areas are too long for a cell and are left out here.",
    ),
    # sources
    "source_title": ("名称", "Title"),
    "source_publisher": ("发布者", "Publisher"),
    "source_date": ("日期", "Date"),
    "source_address": ("地址", "Address"),
    "source_terms": ("使用条件", "Terms"),
    "source_id": ("编号", "Id"),
    "source_none": (
        "各记录的来源见其“来源”一列。",
        "Each record names its source in the column “Source”.",
    ),
    # dictionary
    "dict_title": ("列名", "Column"),
    "dict_name": ("字段", "Field"),
    "dict_zh": ("含义（中文）", "Meaning (Chinese)"),
    "dict_en": ("含义（英文）", "Meaning (English)"),
    "dict_unit": ("单位", "Unit"),
    "dict_form": ("格式", "Form"),
    "dict_required": ("必填", "Required"),
    "dict_allowed": ("可填的值", "Allowed values"),
    "dict_example": ("示例", "Example"),
    "dict_aliases": ("也认的列名", "Other heads understood"),
    "form_string": ("文字", "text"),
    "form_number": ("数字", "number"),
    "form_integer": ("整数", "whole number"),
    "form_boolean": ("是或否", "yes or no"),
    "form_date": (
        "日期：2023、2023-03 或 2023-03-20",
        "date: 2023, 2023-03, 2023-03-20",
    ),
    "form_month": ("年月：2023-06", "month: 2023-06"),
    "form_list": ("多项，以分号相隔", "several, with ; between them"),
    "form_code": ("代码（按文字填写）", "code (kept as text)"),
    "form_most": ("至多 {n} 字", "{n} characters at most"),
    "form_at_least": ("不小于 {n}", "{n} or more"),
    "form_at_most": ("不大于 {n}", "{n} at most"),
    "form_place": ("名称或代码", "name or code"),
    # pages
    "page": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "map": ("地图", "Map"),
    "charts": ("图表", "Charts"),
    "no_rows": ("没有记录。", "No records."),
    "cut_on_paper": (
        "超过 {n} 字的文字在此截断，全文见导出的表格。",
        "Texts of more than {n} characters are cut here; the exported tables hold "
        "them whole.",
    ),
    # columns that no schema has
    "wkt": ("边界（WKT）", "Boundary (WKT)"),
    "project_name": ("项目名称（对照）", "Project name (for reading)"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "too_many_rows": (
        "一张工作表至多 1,048,575 行记录",
        "a sheet holds 1,048,575 records at most",
    ),
}
#: Tables that are asked in turn for the words of a field.
_TABLES: Final = ("projects", "targets")
#: How to fill in a template, step by step; Chinese, English.
_HELP: Final[tuple[tuple[str, str], ...]] = (
    (
        "在“{sheet}”表中每行填写一条记录，第一行列名不要改动；不填的列可以删去。",
        "Fill in one record a row on the sheet “{sheet}”; leave the heads in the first "
        "row as they are; columns that you do not need may be deleted.",
    ),
    (
        "带 * 的列必填；其余不知道的留空，不要填 0 或“无”。",
        "Columns with * are required; leave empty what is not known: no 0, no “none”.",
    ),
    (
        "第二行为示例，第一格写有“{mark}”，导入时自动略去，可保留、覆盖或删去。",
        "The second row is an example; its first cell says “{mark}” and the import "
        "leaves it out; keep it, overwrite it or delete it.",
    ),
    (
        "数字只填数字，按列名括号里的单位；改用其他单位时，把列名里的单位一并改掉，"
        "例如“总投资（万元）”。",
        "Write bare numbers in the unit of the head; to use another unit, change the "
        "unit in the head too, for example “Pledged money (million CNY)”.",
    ),
    (
        "日期可写 2023、2023-03 或 2023-03-20，写到哪一级就记到哪一级。",
        "A date is 2023, 2023-03 or 2023-03-20; no more is kept than is written.",
    ),
    (
        "有下拉列表的列请从列表选；列表见“{lists}”表，其他常用说法多数也能识别。",
        "Choose from the lists where there are any; they stand on the sheet “{lists}”; "
        "most other usual words are understood too.",
    ),
    (
        "经纬度默认按 WGS 84 十进制度；用高德、腾讯（GCJ-02）或百度（BD-09）坐标时，"
        "导入时请选定坐标系，系统不会自行猜测。",
        "Longitude and latitude are decimal degrees, WGS 84; say so at the import if "
        "they are GCJ-02 (Amap, Tencent) or BD-09 (Baidu): it is never guessed.",
    ),
    (
        "每列的含义、单位和可填的值见“{dictionary}”表。",
        "The sheet “{dictionary}” tells the meaning, unit and values of each column.",
    ),
)


def help_texts(lang: Lang) -> list[str]:
    """Return how to fill in a template, one step each, with ``{names}`` in them.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language.
    """
    return [pair[0 if lang == "zh" else 1] for pair in _HELP]


def word(key: str, lang: Lang, **values: object) -> str:
    """Return a word or sentence of files.

    Parameters
    ----------
    key : str
        Its name.
    lang : {"zh", "en"}
        Language.
    **values : object
        What stands in its ``{names}``.

    Raises
    ------
    KeyError
        If there is no such word.
    """
    text = _WORDS[key][0 if lang == "zh" else 1]
    return text.format(**values) if values else text


def field_labels(
    name: str, allowed: Collection[str] = ()
) -> Mapping[str, tuple[str, str]]:
    """Return the labels of the words of a field: word → Chinese, English.

    Parameters
    ----------
    name : str
        Name of the field, ``stage`` say.
    allowed : collection of str
        Its words: two tables may mean different sets by one name.

    Returns
    -------
    mapping
        Empty if its values need none.
    """
    for table in _TABLES:
        found = labels(name, table=table)
        if found and found.keys() >= set(allowed):
            return found
    return {}
