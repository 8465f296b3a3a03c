"""Which rows belong to one company: names stripped to the part that is its own.

``内蒙古通威高纯晶硅有限公司`` and ``通威集团`` are one firm. When in doubt two names
are taken for one: leaving out too much costs a little knowledge, leaving out too
little would let a project give its own place away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Short names of one owner that no common part of the name shows; general knowledge.
_GROUPS: Final = (
    (
        "国家能源集团",
        "国电",
        "国华",
        "国能",
        "龙源",
        "神华",
        "guodian",
        "gdpower",
        "shenhua",
    ),
    ("三峡", "threegorges"),
    ("中国广核", "中广核", "cgn"),
    ("大唐", "datang"),
    ("华能", "huaneng", "北方上都"),
    ("华电", "huadian"),
    ("国家电投", "国电投", "中电投", "chinapowerinvestment"),
    ("京能", "beijingenergy"),
    ("内蒙古能源集团", "蒙能"),
    ("深能", "深圳能源", "secnorthern"),
    ("中节能", "cecep"),
    ("中国能建", "中能建", "中国能源建设"),
    ("中国电建", "中电建"),
    ("远景", "envision"),
    ("明阳", "mingyang"),
    ("金风", "goldwind"),
    ("特变电工", "新特能源"),
    ("tcl", "中环", "鑫环"),
    ("协鑫", "鑫环"),
)
#: No name of a firm: what a record says where none is named.
_NAMELESS: Final = re.compile(r"^(?:未具名|未披露|不详|待定|unknown|n/a|-+)")
_BRACKETS: Final = re.compile(r"[((]([^()()]*)[))]")
_SEPARATORS: Final = re.compile(r"[、,,;;/|]+|\d+%|等$")
_PLACES: Final = (
    "内蒙古自治区", "内蒙古", "内蒙", "呼和浩特", "包头", "乌海", "赤峰", "通辽",
    "鄂尔多斯", "呼伦贝尔", "巴彦淖尔", "乌兰察布", "兴安盟", "锡林郭勒", "阿拉善盟",
    "阿拉善", "北京", "上海", "天津", "重庆", "宁波", "安徽", "江苏", "浙江", "山东",
    "山西", "陕西", "河北", "河南", "湖北", "湖南", "广东", "福建", "四川", "贵州",
    "云南", "辽宁", "吉林", "黑龙江", "甘肃", "宁夏", "青海", "新疆", "深圳", "青岛",
    "溧阳",
)  # fmt: skip
_ADMIN: Final = re.compile(r"^(?:自治区|[\u4e00-\u9fff]{0,4}?[市盟旗县区])")
#: What may be left of a name and still says nothing of whose it is.
_GENERIC: Final = (
    "中国", "国家", "东方", "北方", "南方", "华北", "西部", "政府", "管委会", "集团",
    "能源", "新能源", "股份", "行政公署", "电力", "科技", "公司", "建设", "农业",
    "中电", "国际", "能源集团",
)  # fmt: skip
_LEGAL: Final = (
    "有限责任公司", "股份有限公司", "有限公司", "分公司", "总公司", "公司", "集团",
    "股份", "控股", "总行",
)  # fmt: skip
#: Trades that follow the own part of a name: 通威+高纯晶硅, 大全+新能源.
_TRADES: Final = (
    "新能源材料", "煤基新材料", "高新材料", "稀材新材料", "硅材料", "新材料",
    "新能源", "能源", "科技", "高新技术产业", "产业", "发展", "实业", "工业", "材料",
    "高纯晶硅", "硅业", "硅能", "碳纤", "化学", "化工", "生物", "制药", "药业",
    "医药", "食品", "牧业", "乳业", "肉类", "农业", "开发", "投资", "电力", "发电",
    "风电", "铜业", "铝材", "锻", "铸锻", "磁业", "磁材", "气体", "天然气", "氢能",
    "储能", "储能技术", "技术", "建设", "生态", "工程", "环保", "再生资源",
    "作物保护", "电机", "电气", "装备", "设备", "制造", "加工", "矿业", "钢铁",
    "煤电", "绿电", "资产管理", "草业", "园", "数据", "银行",
)  # fmt: skip
_SHORTEST: Final = 2


@lru_cache(maxsize=4096)
def own_names(name: str) -> frozenset[str]:
    """Return the own parts of a written name of one or more firms.

    Parameters
    ----------
    name : str
        As the record writes it; several firms may stand in it, and one in brackets.

    Returns
    -------
    frozenset of str
        Lower case, without place, legal form and trade; empty where the record
        names no firm.
    """
    text = unicodedata.normalize("NFKC", name).strip().lower()
    if not text or _NAMELESS.match(text):
        return frozenset()
    inside = _BRACKETS.findall(text)
    parts = [
        part
        for whole in (_BRACKETS.sub("", text), *inside)
        for part in _SEPARATORS.split(whole)
    ]
    found = {_own_part(part) for part in parts} - {""}
    return frozenset(found | {group for one in parts for group in _groups(one)})


def is_same_company(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of own names share one, or one begins with the other."""
    return any(
        mine.startswith(theirs) or theirs.startswith(mine)
        for mine in one
        for theirs in other
    )


def names_company(text: str, company: frozenset[str]) -> bool:
    """Tell whether a text, such as the name of a project, names a firm."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return any(_holds(plain, name) for name in company)


def company_groups(names: Sequence[frozenset[str]]) -> list[int]:
    """Give each row the number of its company: rows of one firm get one number.

    Parameters
    ----------
    names : sequence of n frozensets of str
        From `own_names`; a row without a name is a company of its own.

    Returns
    -------
    list of n int
        From 0, in the order of first appearance.
    """
    root = list(range(len(names)))

    def find(row: int) -> int:
        while root[row] != row:
            row = root[row]
        return row

    for row, mine in enumerate(names):
        for earlier in range(row):
            if is_same_company(mine, names[earlier]):
                root[max(find(row), find(earlier))] = min(find(row), find(earlier))
    roots = [find(row) for row in range(len(names))]
    number = {one: place for place, one in enumerate(dict.fromkeys(roots))}
    return [number[one] for one in roots]


def _shortest(text: str) -> int:
    """Return how long a name must be to tell firms apart; ``ltd`` does not."""
    return 4 if text.isascii() else _SHORTEST


def _holds(text: str, name: str) -> bool:
    """Tell whether a name of a fair length stands in a text, letters as a word."""
    if name.isascii():
        return (
            re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None
        )
    return len(name) >= _SHORTEST and name in text


def _groups(part: str) -> Iterable[str]:
    """Yield the owners that a name belongs to."""
    plain = re.sub(r"[^\w]", "", part)
    own = _own_part(part)
    starts = (plain, own, plain.removeprefix("中国"), own.removeprefix("中国"))
    for names in _GROUPS:
        is_latin = any(name.isascii() and name in plain for name in names)
        if is_latin or any(one.startswith(names) for one in starts):
            yield f"group:{names[0]}"


def _own_part(part: str) -> str:
    """Return a name without place, legal form and trade, if enough is left."""
    text = re.sub(r"\s+", " " if part.isascii() else "", part).strip(" .")
    if text in _PLACES or text[-1:] in set("市盟旗县区"):
        return ""
    for place in sorted(_PLACES, key=len, reverse=True):
        if text.startswith(place) and len(text) - len(place) >= _SHORTEST:
            text = text[len(place) :]
            break
    shorter = _ADMIN.sub("", text)
    if len(shorter) >= _SHORTEST and shorter != text:
        text = shorter
    endings = sorted((*_LEGAL, *_TRADES), key=len, reverse=True)
    while True:
        for ending in endings:
            stem = text.removesuffix(ending)
            if stem != text and len(stem) >= _SHORTEST and stem not in _GENERIC:
                text = stem
                break
        else:
            return "" if text in _GENERIC or len(text) < _shortest(text) else text
