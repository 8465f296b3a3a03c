"""The closed vocabularies of the tables, each word with its Chinese and English label.

One word for one thing: tables, code and API use the English identifier, pages show
the label. Words whose meaning is only a matter of one column (``parks.kind``) are
found by the name of the table and the column.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, Self

from geo_zs.errors import DataError, Problem

Lang = Literal["zh", "en"]


class Labelled(StrEnum):
    """A word of a vocabulary with a Chinese and an English label."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Make a member that equals its identifier and carries two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    def label(self, lang: Lang) -> str:
        """Return the label in Chinese (``zh``) or English (``en``)."""
        return self.zh if lang == "zh" else self.en


class AdminLevel(Labelled):
    """Level of an administrative unit (行政层级)."""

    REGION = "region", "自治区", "region"
    LEAGUE = "league", "盟市", "league"
    BANNER = "banner", "旗县区", "banner"


class ParkLevel(Labelled):
    """Who approved a park (园区级别)."""

    NATIONAL = "national", "国家级", "national"
    REGIONAL = "regional", "自治区级", "regional"
    LEAGUE = "league", "盟市及以下", "league or below"


class ParkKind(Labelled):
    """What kind of zone a park is (园区类型)."""

    ECONOMIC = "economic", "经济技术开发区", "economic development zone"
    HIGHTECH = "hightech", "高新技术产业开发区", "high-tech zone"
    INDUSTRIAL = "industrial", "工业园区", "industrial park"
    CHEMICAL = "chemical", "化工园区", "chemical park"
    LOGISTICS = "logistics", "物流园区", "logistics park"
    BONDED = "bonded", "综合保税区", "bonded zone"
    BORDER_COOPERATION = (
        "border_cooperation",
        "边境经济合作区",
        "border cooperation zone",
    )
    PORT_PROCESSING = "port_processing", "口岸加工园区", "port processing zone"
    OTHER = "other", "其他园区", "other zone"


class ParkStatus(Labelled):
    """Whether a park still exists under its name (园区状态)."""

    CURRENT = "current", "现行", "current"
    UNKNOWN = "unknown", "不明", "not known"
    LEGACY = "legacy", "已合并或更名", "merged or renamed away"
    PLANNED = "planned", "规划中", "planned"


class PortMode(Labelled):
    """Means of transport of a port of entry (口岸类型)."""

    RAIL = "rail", "铁路口岸", "rail"
    ROAD = "road", "公路口岸", "road"
    AIR = "air", "航空口岸", "air"


class Neighbour(Labelled):
    """Country on the other side of a land port (毗邻国家)."""

    MONGOLIA = "Mongolia", "蒙古国", "Mongolia"
    RUSSIA = "Russia", "俄罗斯", "Russia"


class Stage(Labelled):
    """How far a project has come (项目阶段)."""

    RESERVE = "reserve", "储备", "in reserve"
    NEGOTIATING = "negotiating", "在谈", "negotiating"
    FRAMEWORK = "framework", "框架协议", "framework agreement"
    SIGNED = "signed", "签约", "signed"
    FILED = "filed", "备案", "filed or approved"
    CONSTRUCTION = "construction", "开工", "under construction"
    OPERATING = "operating", "投产", "operating"
    STOPPED = "stopped", "停缓建", "stopped"
    CANCELLED = "cancelled", "终止", "cancelled"
    UNKNOWN = "unknown", "未知", "not known"


class Confidence(Labelled):
    """How far a statement may be trusted (可信度), best first."""

    OFFICIAL = "official", "官方", "official text read"
    REPORTED = "reported", "报道", "reported"
    INFERRED = "inferred", "推断", "inferred, reason given"
    UNVERIFIED = "unverified", "未核实", "unverified"


class LocationPrecision(Labelled):
    """How exactly a place is known (位置精度), best first."""

    SITE = "site", "地点", "site (2 km)"
    TOWN = "town", "乡镇", "town (8 km)"
    BANNER = "banner", "旗县区", "banner only"
    LEAGUE = "league", "盟市", "league only"
    NONE = "none", "未知", "not known"


class PlaceLevel(Labelled):
    """Finest level at which the place of a project is known (落地层级)."""

    SITE = "site", "地点", "site"
    PARK = "park", "园区", "park"
    BANNER = "banner", "旗县区", "banner"
    LEAGUE = "league", "盟市", "league"
    NONE = "none", "未知", "not known"


class PlaceConfidence(Labelled):
    """How the place of a project is known (落地依据)."""

    STATED = "stated", "明示", "stated"
    INFERRED = "inferred", "推断", "inferred"
    UNKNOWN = "unknown", "不明", "not known"


class SiteKind(Labelled):
    """What can be ranked as a site (候选地类型)."""

    PARK = "park", "园区", "park"
    PORT_ZONE = "port_zone", "口岸加工区", "port processing zone"
    BANNER = "banner", "旗县区", "banner"


class EnergyBaseKind(Labelled):
    """What an energy base is (能源基地类型)."""

    WIND_SOLAR_BASE = "wind_solar_base", "风光基地", "wind-solar base"
    WIND_BASE = "wind_base", "风电基地", "wind base"
    SOLAR_BASE = "solar_base", "光伏基地", "solar base"
    WIND_HYDROGEN = "wind_hydrogen", "风光制氢", "wind-solar hydrogen"
    SOLAR_HYDROGEN = "solar_hydrogen", "光伏制氢", "solar hydrogen"
    HYDROGEN_PARK = "hydrogen_park", "氢能产业园", "hydrogen park"
    SOURCE_GRID_LOAD_STORAGE = (
        "source_grid_load_storage",
        "源网荷储一体化",
        "source-grid-load-storage",
    )
    STORAGE = "storage", "储能", "storage"
    GREEN_POWER_SUPPLY = "green_power_supply", "绿电直供", "green power supply"
    ZERO_CARBON_PARK = "zero_carbon_park", "零碳产业园", "zero-carbon park"
    UHV_TERMINAL = "uhv_terminal", "特高压起点", "UHV sending end"
    PROGRAMME = "programme", "规划或清单（合计）", "programme (a sum)"


class Fuel(Labelled):
    """Fuel of a power plant (电源类型)."""

    WIND = "wind", "风电", "wind"
    SOLAR = "solar", "光伏", "solar"
    COAL = "coal", "煤电", "coal"
    HYDRO = "hydro", "水电", "hydro"
    COAL_MINE_METHANE = "coal_mine_methane", "煤层气", "coal mine methane"
    NATURAL_GAS = "natural_gas", "天然气", "natural gas"


class IndustryKind(Labelled):
    """What land an industry needs (产业用地类型)."""

    FACTORY = "factory", "工厂", "factory"
    PLANT_SITE = "plant_site", "大型装置", "large installation"
    SERVICE = "service", "服务业", "service"
    POWER_STATION = "power_station", "电站（不入园）", "power station (no park)"
    EXTRACTION = "extraction", "采掘与养殖（不入园）", "extraction (no park)"


class AddressKind(Labelled):
    """What stands at the address of a source (来源地址类型)."""

    OFFICIAL = "official", "官方网站", "official site"
    PUBLISHER = "publisher", "原发布者", "publisher"
    REPOST = "repost", "转载", "repost (not linked)"
    DATASET = "dataset", "数据集", "data set"
    GENERAL_KNOWLEDGE = "general_knowledge", "常识（未核实）", "general knowledge"
    NONE = "none", "无地址", "no address"


#: Words of single columns that no code needs by name: identifier → (zh, en).
_WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "ports.regime": {
        "international": ("国际性（第三国货物可通行）", "international"),
        "bilateral": ("双边性", "bilateral"),
    },
    "parks.industries_basis": {
        "sourced": ("有来源", "sourced"),
        "mixed": ("部分有来源", "partly sourced"),
        "name": ("据园区名称", "read off the name"),
        "general_knowledge": ("常识（未核实）", "general knowledge"),
    },
    "rail_nodes.kind": {
        "station": ("车站", "station"),
        "junction": ("枢纽", "junction"),
        "port": ("口岸站", "port station"),
    },
    "constraints.grid": {
        "west": ("蒙西电网", "west grid"),
        "east": ("蒙东电网", "east grid"),
    },
    "resource.wind_class": {
        "high": ("高", "high"),
        "medium": ("中", "medium"),
        "low": ("低", "low"),
    },
    "targets.measure": {
        "target_arrived": ("到位资金目标", "target of arrived money"),
        "arrived": ("到位资金", "arrived money"),
        "pledged": ("签约投资", "pledged money"),
        "projects": ("项目数", "projects"),
        "target_completion": ("完成率", "share of the target reached"),
        "arrived_projects_ge_1bn_cny": (
            "10亿元以上项目到位资金",
            "arrived money of projects of 1 billion yuan or more",
        ),
        "share_of_projects_ge_1bn_cny": (
            "10亿元以上项目占比",
            "share of projects of 1 billion yuan or more",
        ),
    },
    "targets.scope": {
        "domestic": ("国内", "domestic"),
        "outside_region": ("区外", "from outside the region"),
    },
    "region_facts.fact_type": {
        "statistic": ("统计", "statistic"),
        "target": ("目标", "target"),
        "delegation": ("外出招商", "delegations"),
        "event_count": ("活动数", "count of events"),
        "signing": ("签约", "signing"),
        "capacity": ("产能", "capacity"),
        "count": ("计数", "count"),
        "policy": ("政策", "policy"),
        "event": ("活动", "event"),
        "institution": ("机构", "institution"),
        "mechanism": ("机制", "mechanism"),
        "outreach": ("驻外联络", "outreach"),
        "external": ("其他来源", "from other pages"),
    },
    "league_facts.fact_type": {
        "mechanism": ("机制", "mechanism"),
        "target_industry": ("目标产业", "target industry"),
        "target_companies": ("目标企业", "target companies"),
        "park": ("园区", "park"),
        "honour": ("称号", "honour"),
        "project": ("项目", "project"),
        "project_reserve": ("项目储备", "project reserve"),
        "outreach": ("驻外联络", "outreach"),
        "event": ("活动", "event"),
        "policy": ("政策", "policy"),
        "delegation": ("外出招商", "delegations"),
        "fund": ("基金", "fund"),
    },
    "rules.effect": {
        "exclude": ("排除", "excludes"),
        "warn": ("提示", "warns"),
    },
    "rules.status": {
        "in_force": ("有效", "in force"),
        "draft": ("征求意见稿", "draft"),
        "unknown": ("不明", "not known"),
    },
    "industries.needs": {
        "land": ("土地", "land"),
        "power": ("电力", "power"),
        "water": ("水", "water"),
        "rail": ("铁路", "rail"),
        "port": ("口岸", "port"),
        "green_power": ("绿电", "green power"),
        "labour": ("劳动力", "labour"),
        "chemical_park": ("化工园区", "chemical park"),
    },
    "garbles.kind": {
        "port": ("口岸", "port"),
        "banner": ("旗县区", "banner"),
        "park": ("园区", "park"),
        "programme": ("规划", "programme"),
        "company": ("企业", "company"),
        "authority": ("机关", "authority"),
    },
}

#: Column (alone, or as ``table.column``) → vocabulary.
FIELDS: Final[Mapping[str, type[Labelled]]] = {
    "confidence": Confidence,
    "location_precision": LocationPrecision,
    "stage": Stage,
    "fuel": Fuel,
    "mode": PortMode,
    "neighbour": Neighbour,
    "place_level": PlaceLevel,
    "place_confidence": PlaceConfidence,
    "address_kind": AddressKind,
    "parks.level": ParkLevel,
    "parks.kind": ParkKind,
    "parks.status": ParkStatus,
    "energy_bases.kind": EnergyBaseKind,
    "industries.kind": IndustryKind,
    "rules.read_kind": AddressKind,
}

_SAME_WORDS: Final[Mapping[str, str]] = {"resource.pv_class": "resource.wind_class"}
_SUFFIXES: Final = ("location_precision", "confidence")


def words(field: str) -> Mapping[str, tuple[str, str]] | None:
    """Return the vocabulary of a column, or None if it has none.

    Parameters
    ----------
    field : str
        Name of the column, with its table where the column alone is not clear:
        ``stage``, ``parks.kind``.

    Returns
    -------
    mapping or None
        Identifier → (Chinese label, English label), in the order of the vocabulary.
    """
    column = field.rpartition(".")[2]
    vocabulary = FIELDS.get(field) or FIELDS.get(column)
    if vocabulary is None and field not in _WORDS:
        for suffix in _SUFFIXES:
            if column.endswith(f"_{suffix}"):
                vocabulary = FIELDS[suffix]
        if column == "seat_precision":
            vocabulary = LocationPrecision
    if vocabulary is not None:
        return {word.value: (word.zh, word.en) for word in vocabulary}
    return _WORDS.get(_SAME_WORDS.get(field, field))


def label(vocabulary: type[Labelled] | str, value: str, lang: Lang) -> str:
    """Return the label of a word of a vocabulary.

    Parameters
    ----------
    vocabulary : type or str
        An enum of this module, or the name of a column as `words` takes it.
    value : str
        The identifier, as the tables hold it.
    lang : {"zh", "en"}
        Language of the label.

    Raises
    ------
    DataError
        If the column has no vocabulary, or the word is not in it.
    """
    if isinstance(vocabulary, str):
        known, name = words(vocabulary), vocabulary
    else:
        known = {word.value: (word.zh, word.en) for word in vocabulary}
        name = vocabulary.__name__
    if known is None:
        raise DataError([Problem(name, "has no vocabulary; see geo_zs.vocab.words")])
    if value not in known:
        message = f"is {value!r}; expected one of {', '.join(known)}"
        raise DataError([Problem(name, message)])
    return known[value][0 if lang == "zh" else 1]
