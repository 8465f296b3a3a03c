"""Columns of the table of sites that no criterion names, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Column → name in Chinese and English.
COLUMN_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "is_current": ("园区现状（是否仍在册）", "whether the park still exists"),
    "has_rail_access": ("铁路专用线", "own railway siding"),
    "chemical_park": ("认定化工园区", "recognised chemical park"),
    "elevation_m": ("海拔", "elevation"),
    "land_available_ha": ("核准面积", "approved area"),
    "planned_area_ha": ("规划面积（口径不一，仅供参考）", "planned area (as stated)"),
    "water_supply_m3_per_day": ("供水能力", "water supply"),
    "green_power_share": ("绿电比例", "share of green power"),
    "available_power_mw": ("可供电力", "power available"),
    "forbidden_share": ("禁止类图层内的面积占比", "share inside forbidden layers"),
    "conditional_share": (
        "有条件类图层内的面积占比",
        "share inside conditional layers",
    ),
    "informative_share": (
        "提示类图层内的面积占比",
        "share inside informative layers",
    ),
    "industry_tags": ("主导产业", "industries of the site"),
    "in_park": ("是否位于园区内", "whether it lies in a park"),
    "in_chemical_area": (
        "是否位于化工集中区内",
        "whether it lies in a chemical area",
    ),
    "co2_per_tce": ("单位能耗碳排放", "carbon per unit of energy"),
    "standard_investment_cny_1e4_per_mu": (
        "投资强度标准",
        "required investment intensity",
    ),
    "standard_energy_tce_per_cny_1e4": (
        "能耗限度标准",
        "limit of energy intensity",
    ),
}
