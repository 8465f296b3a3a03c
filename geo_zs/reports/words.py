"""The words of files: sheets, heads, remarks, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo_zs import vocab
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
#: Closed sets of the register that `geo_zs.vocab` does not have, in words that the
#: import reads; what has none stands as its code.
_LABELS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "investor_origin": {
        "region": ("区内", "region"),
        "outside_region": ("区外", "outside_region"),
        "outside_country": ("境外", "outside_country"),
        "unknown": ("未知", "unknown"),
    },
    "visibility": {
        "public": ("公开", "public"),
        "internal": ("内部", "internal"),
    },
    "scope": {
        "domestic": ("国内", "domestic"),
        "outside_region": ("区外", "outside_region"),
        "foreign": ("外资", "foreign"),
    },
    "state": {
        "reported": ("已上报", "reported"),
        "verified": ("已审核", "verified"),
    },
    "contact_state": {
        "none": ("未对接", "none"),
        "contacted": ("已联系", "contacted"),
        "visited": ("已拜访", "visited"),
        "negotiating": ("洽谈中", "negotiating"),
        "signed": ("已签约", "signed"),
        "declined": ("婉拒", "declined"),
    },
    "voltage_class": {
        "lt1kv": ("不满1千伏", "lt1kv"),
        "10kv": ("10千伏", "10 kV"),
        "20kv": ("20千伏", "20 kV"),
        "35kv": ("35千伏", "35 kV"),
        "66kv": ("66千伏", "66 kV"),
        "110kv": ("110千伏", "110 kV"),
        "220kv": ("220千伏", "220 kV"),
        "500kv": ("500千伏", "500 kV"),
    },
}


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


def field_labels(name: str) -> Mapping[str, tuple[str, str]]:
    """Return the labels of the words of a field: word → Chinese, English.

    Parameters
    ----------
    name : str
        Name of the field, ``stage`` say.

    Returns
    -------
    mapping
        Empty if its values need none.
    """
    return _LABELS.get(name) or vocab.words(name) or {}
