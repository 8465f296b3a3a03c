"""All words of the board in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.board.label import Label
from geo_zs.vocab import Stage

#: As `geo_zs.maps.unit_words` has it for the pages that everybody reads.
YI_YUAN: Final = Label("亿元", "× 100m CNY")
DAYS: Final = Label("天", "days")
PERCENT: Final = Label("%", "%")
COUNT: Final = Label("个", "projects")

#: Currencies by their code, in Chinese.
CURRENCIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "USD": "美元",
        "EUR": "欧元",
        "JPY": "日元",
        "HKD": "港元",
        "GBP": "英镑",
        "KRW": "韩元",
        "SGD": "新加坡元",
        "RUB": "卢布",
        "MNT": "图格里克",
    }
)

_GROUPINGS: Final = {
    "stage": Label("阶段", "stage"),
    "league": Label("盟市", "league"),
    "banner": Label("旗县区", "banner"),
    "park": Label("园区", "park"),
    "industry": Label("产业标签", "industry tag"),
    "cluster": Label("产业集群", "cluster"),
    "chain": Label("产业链", "chain"),
    "month": Label("月份", "month"),
    "source": Label("来源", "source"),
    "origin": Label("记录", "record"),
    "investor_origin": Label("投资方来源", "origin of the investor"),
    "size_class": Label("投资规模", "size"),
    "visibility": Label("可见性", "visibility"),
    "officer": Label("责任人", "officer"),
    "date_stage": Label("日期所属阶段", "date of"),
    "date_from": Label("起始日期", "from"),
    "date_to": Label("截止日期", "to"),
    "text": Label("文字", "text"),
}
_KEYS: Final = {
    "unknown": Label("未知", "not known"),
    "ge_1bn": Label("10亿元及以上", "1 billion CNY or more"),
    "ge_100m": Label("1亿元至10亿元", "100 million to 1 billion CNY"),
    "ge_5m": Label("500万元至1亿元", "5 to 100 million CNY"),
    "below": Label("不足500万元", "below 5 million CNY"),
    "region": Label("区内", "the region"),
    "outside_region": Label("区外", "other provinces"),
    "outside_country": Label("境外", "abroad"),
    "register": Label("登记库", "register"),
    "shipped": Label("公开资料", "public sources"),
    "public": Label("公开", "public"),
    "internal": Label("内部", "internal"),
    "all": Label("全部", "all"),
}
_SCOPES: Final = {
    "domestic": Label("国内到位资金", "domestic money"),
    "outside_region": Label("区外到位资金", "money from other provinces"),
    "foreign": Label("到位外资", "foreign money"),
}
_MONEYS: Final = {
    "verified": Label("审核数", "as verified"),
    "reported": Label("上报数", "as reported"),
}
_STEP_STATES: Final = {
    "done_in_time": Label("按期完成", "done in time"),
    "done_late": Label("逾期完成", "done late"),
    "done_unclear": Label("已完成，是否按期不明", "done, in time or late"),
    "done_undue": Label("已完成，未定期限", "done, no day set"),
    "overdue": Label("逾期未完成", "overdue"),
    "due_soon": Label("即将到期", "due soon"),
    "ahead": Label("未到期", "due later"),
    "undated": Label("未定期限", "no day set"),
}
_LIGHTS: Final = {
    "green": Label("绿", "green"),
    "yellow": Label("黄", "yellow"),
    "red": Label("红", "red"),
    "grey": Label("灰", "grey"),
}
_LANDING: Final = {
    "running": Label("未开工", "not yet under construction"),
    "landed": Label("已开工", "under construction"),
    "landed_undated": Label("已开工，日期不明", "under construction, day not known"),
    "not_signed": Label("未签约", "not signed"),
    "no_signing_date": Label("签约日期不明", "day of signing not known"),
    "signed_in_future": Label("签约日期在今日之后", "day of signing lies ahead"),
    "landed_before_signing": Label("开工早于签约", "works began before signing"),
    "halted": Label("停缓建或终止", "stopped or cancelled"),
    "within": Label("100天以内", "within 100 days"),
    "over": Label("超过100天", "over 100 days"),
    "undetermined": Label("无法判定", "cannot be told"),
}
_DURATIONS: Final = {
    "to_construction": Label("签约至开工", "signing to ground-breaking"),
    "to_operation": Label("签约至投产", "signing to operation"),
    "measured": Label("可计算", "measured"),
    "waiting": Label("尚未到达", "not there yet"),
    "no_end_date": Label("已到达，日期不明", "there, day not known"),
    "end_in_future": Label("日期在今日之后", "day lies ahead"),
    "end_before_signing": Label("早于签约", "before signing"),
    "stage_unknown": Label("阶段未知", "stage not known"),
}
_NOTES: Final = {
    "no_target": Label("未定目标", "no target"),
    "zero_target": Label("目标为零", "target is zero"),
    "no_entry": Label("台账无数据", "nothing in the ledger"),
    "not_verified": Label("尚未审核", "not verified yet"),
    "no_last_year": Label("上年同期数据不全", "last year not fully known"),
    "zero_last_year": Label("上年同期不为正", "last year not above zero"),
    "this_year_incomplete": Label("本年数据不全", "this year not fully known"),
}
#: Column → title, unit, digits behind the point.
COLUMNS: Final[Mapping[str, tuple[Label, Label | None, int | None]]] = MappingProxyType(
    {
        "projects": (Label("项目数", "projects"), None, None),
        "pledged_cny_1e8": (Label("总投资", "pledged"), YI_YUAN, 2),
        "pledged_unknown": (Label("总投资未知", "pledge not known"), None, None),
        "pledged_foreign": (Label("外币投资", "pledge in other currency"), None, None),
        "arrived_cny_1e8": (Label("到位资金", "arrived"), YI_YUAN, 2),
        "arrived_unknown": (Label("到位未知", "arrived not known"), None, None),
        "verified_cny_1e8": (Label("台账审核数", "ledger, verified"), YI_YUAN, 2),
        "reported_cny_1e8": (Label("台账上报数", "ledger, reported"), YI_YUAN, 2),
        "cancelled_left_out": (
            Label("终止（未计）", "cancelled, left out"),
            None,
            None,
        ),
        "children_left_out": (Label("子项（未计）", "parts, left out"), None, None),
        "n": (Label("可计算", "measured"), None, None),
        "n_left_out": (Label("未计入", "left out"), None, None),
        "median_low_days": (Label("中位数下限", "median, low"), DAYS, 0),
        "median_high_days": (Label("中位数上限", "median, high"), DAYS, 0),
        "waiting": (Label("尚未到达", "not there yet"), None, None),
        "running_within": (
            Label("未开工，{limit}天内", "open, to {limit}"),
            None,
            None,
        ),
        "running_over": (
            Label("未开工，超{limit}天", "open, over {limit}"),
            None,
            None,
        ),
        "running_undetermined": (
            Label("未开工，无法判定", "open, cannot be told"),
            None,
            None,
        ),
        "landed_within": (Label("{limit}天内开工", "landed in {limit}"), None, None),
        "landed_over": (Label("超{limit}天开工", "landed after {limit}"), None, None),
        "landed_undetermined": (
            Label("已开工，无法判定", "landed, cannot be told"),
            None,
            None,
        ),
        "share_low": (Label("按期落地率下限", "share in time, low"), PERCENT, 1),
        "share_high": (Label("按期落地率上限", "share in time, high"), PERCENT, 1),
        "steps": (Label("事项", "steps"), None, None),
        "target": (Label("年度目标", "target"), YI_YUAN, 2),
        "verified": (Label("审核到位", "verified"), YI_YUAN, 2),
        "verified_share": (Label("完成率（审核）", "share, verified"), PERCENT, 1),
        "reported": (Label("上报到位", "reported"), YI_YUAN, 2),
        "reported_share": (Label("完成率（上报）", "share, reported"), PERCENT, 1),
        "time_share": (Label("时间进度", "share of the year"), PERCENT, 1),
        "published": (Label("公开数据", "published"), YI_YUAN, 2),
        "published_share": (Label("完成率（公开）", "share, published"), PERCENT, 1),
    }
)

#: Vocabulary → key → words.
WORDS: Final[Mapping[str, Mapping[str, Label]]] = MappingProxyType(
    {
        "grouping": _GROUPINGS,
        "key": _KEYS,
        "stage": {stage.value: Label(stage.zh, stage.en) for stage in Stage},
        "scope": _SCOPES,
        "money": _MONEYS,
        "step_state": _STEP_STATES,
        "light": _LIGHTS,
        "landing": _LANDING,
        "duration": _DURATIONS | _LANDING,
        "note": _NOTES,
    }
)


def word(vocabulary: str, key: str) -> Label:
    """Return the words of a key.

    Parameters
    ----------
    vocabulary : str
        One of `WORDS`.
    key : str
        A key of it. One that is not there names itself: a tag, an officer, a month.
    """
    return WORDS[vocabulary].get(key, Label(key, key))
