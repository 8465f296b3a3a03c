"""The words of the register's closed sets, each with its Chinese and English label.

Words that the shipped tables know too (stages, confidence, precision) are those of
``geo_zs.vocab``. The 8 clusters (产业集群) and 16 chains (产业链) of the region are
kept by their Chinese names, which are their codes; the English labels are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs import vocab
from geo_zs.register.access import ROLES
from geo_zs.register.fields import fields
from geo_zs.vocab import Lang

Labels = Mapping[str, tuple[str, str]]

#: Field → word → (Chinese, English).
_WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "cluster": {
        "新能源": ("新能源", "new energy"),
        "现代煤化工": ("现代煤化工", "modern coal chemistry"),
        "现代装备制造": ("现代装备制造", "modern equipment manufacturing"),
        "新材料": ("新材料", "new materials"),
        "生物医药": ("生物医药", "biomedicine"),
        "绿色农畜产品加工": (
            "绿色农畜产品加工",
            "processing of green farm and livestock products",
        ),
        "数字经济": ("数字经济", "digital economy"),
        "现代服务业": ("现代服务业", "modern services"),
    },
    "chain": {
        "风电装备": ("风电装备", "wind power equipment"),
        "光伏装备": ("光伏装备", "photovoltaic equipment"),
        "储能装备": ("储能装备", "energy storage equipment"),
        "氢能装备": ("氢能装备", "hydrogen equipment"),
        "新能源汽车": ("新能源汽车", "new energy vehicles"),
        "稀土新材料": ("稀土新材料", "rare-earth materials"),
        "有色金属": ("有色金属", "non-ferrous metals"),
        "精细化工": ("精细化工", "fine chemicals"),
        "生物制药": ("生物制药", "biopharmaceuticals"),
        "奶业": ("奶业", "dairy"),
        "玉米": ("玉米", "maize"),
        "肉牛": ("肉牛", "beef cattle"),
        "肉羊": ("肉羊", "mutton sheep"),
        "羊绒": ("羊绒", "cashmere"),
        "马铃薯": ("马铃薯", "potatoes"),
        "林草": ("林草", "forest and grassland products"),
    },
    "investor_origin": {
        "region": ("区内", "from the region"),
        "outside_region": ("区外", "from outside the region"),
        "outside_country": ("境外", "from abroad"),
        "unknown": ("未知", "not known"),
    },
    "located_by": {
        "point": ("点位", "point"),
        "polygon": ("范围", "polygon"),
        "park": ("园区", "park"),
        "banner": ("旗县区", "banner"),
        "league": ("盟市", "league"),
        "none": ("未定位", "not located"),
    },
    "visibility": {
        "public": ("公开", "public"),
        "internal": ("内部", "internal"),
    },
    "scope": {
        "domestic": ("区内", "money of the region itself"),
        "outside_region": ("区外", "money from other provinces"),
        "foreign": ("外资", "foreign money"),
    },
    "targets.scope": {
        "domestic": ("国内", "domestic"),
        "outside_region": ("区外", "from outside the region"),
        "foreign": ("外资", "foreign"),
    },
    "state": {
        "reported": ("已上报", "reported"),
        "verified": ("已审核", "verified"),
    },
    "contact_state": {
        "none": ("未对接", "not contacted yet"),
        "contacted": ("已联系", "contacted"),
        "visited": ("已拜访", "visited"),
        "negotiating": ("在谈", "negotiating"),
        "signed": ("已签约", "signed"),
        "declined": ("已婉拒", "declined"),
    },
    "voltage_class": {
        "lt1kv": ("不满1千伏", "below 1 kV"),
        "1_10kv": ("1—10千伏", "1–10 kV"),
        "10kv": ("10千伏", "10 kV"),
        "20kv": ("20千伏", "20 kV"),
        "35kv": ("35千伏", "35 kV"),
        "66kv": ("66千伏", "66 kV"),
        "110kv": ("110千伏", "110 kV"),
        "220kv": ("220千伏", "220 kV"),
        "500kv": ("500千伏", "500 kV"),
    },
    "meaning": {
        "forbidden": ("禁止", "forbidden"),
        "conditional": ("有条件", "conditional"),
        "informative": ("提示", "informative"),
    },
    "role": {
        "public": ("公众", "public"),
        "viewer": ("查看者", "viewer"),
        "planner": ("规划员", "planner"),
        "admin": ("管理员", "admin"),
    },
    "via": {
        "cli": ("命令行", "command line"),
        "web": ("网页", "pages"),
        "api": ("接口", "API"),
        "import": ("导入", "import"),
    },
    "action": {
        "create": ("新建", "created"),
        "update": ("修改", "changed"),
        "delete": ("删除", "deleted"),
        "undo": ("撤销", "undone"),
    },
    "origin": {
        "register": ("登记库", "register"),
        "shipped": ("公开资料", "public record"),
    },
}


def labels(field: str, *, table: str = "projects") -> Labels:
    """Return the words of a closed set: identifier → (Chinese, English).

    Parameters
    ----------
    field : str
        A field of a schema of the register, or ``meaning`` (of a constraint
        layer), ``role``, ``via``, ``action``, ``origin``.
    table : str
        The schema, where two of them mean different things by one name.

    Returns
    -------
    mapping
        In the order of the vocabulary; empty if the field has none.
    """
    found = _WORDS.get(f"{table}.{field}") or _WORDS.get(field) or vocab.words(field)
    return MappingProxyType(dict(found or {}))


def label(field: str, value: str, lang: Lang, *, table: str = "projects") -> str:
    """Return the label of a word; the word itself where it has none."""
    found = labels(field, table=table).get(value)
    return value if found is None else found[0 if lang == "zh" else 1]


def missing_labels(table: str) -> list[tuple[str, str]]:
    """Return the words of a schema that have no label: field, word."""
    return [
        (field.name, value)
        for field in fields(table)
        for value in field.allowed
        if value not in labels(field.name, table=table)
    ]


def role_label(role: str, lang: Lang) -> str:
    """Return the label of a role.

    Raises
    ------
    KeyError
        If there is no such role.
    """
    if role not in ROLES:
        raise KeyError(role)
    return label("role", role, lang)
