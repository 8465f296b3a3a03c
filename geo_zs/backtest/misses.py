"""Why the true place of a project did not come first, as far as the tables tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geo_zs.sites.industry import NAMED_LAST

if TYPE_CHECKING:
    from geo_zs.backtest.run import Trial

#: Beyond this rank a place counts as missed.
SHORT_LIST: Final = 5
CAUSES: Final = {
    "no_candidate": ("该园区不接纳工厂，不在候选之列", "the park takes no factories"),
    "other_kind_of_site": (
        "该产业按旗县而不是按园区排序（电站、养殖、采矿）",
        "the trade is ranked on banners, never on parks (power, pasture, mines)",
    ),
    "refused": ("文字中读不出产业", "the words name no industry"),
    "excluded": ("被硬约束或规则排除", "excluded by a limit or a rule"),
    "trades_unknown": ("园区表没有该园区的产业", "the park table has no trades of it"),
    "tag_missing": (
        "园区表没有写明该产业，或只由该企业自己的项目支持",
        "the park table lacks the trade, or only the company itself supports it",
    ),
    "state_unknown": (
        "没有来源说明该园区仍在册，排在已核实者之后",
        "no source says that the park still exists, so it ranks below",
    ),
    "others_fit_too": (
        "产业写明，但其他园区同样契合、同业更多",
        "the trade is named, but others name it too and hold more of its works",
    ),
}


def cause_of(trial: Trial) -> str:
    """Return why a place is not in the short list; empty if it is.

    Parameters
    ----------
    trial : Trial
        A project tested.

    Returns
    -------
    str
        A key of `CAUSES`, the first that holds.
    """
    if trial.reason:
        return trial.reason
    if trial.position.rank <= SHORT_LIST:
        return ""
    if not trial.is_verified:
        return "state_unknown"
    if math.isnan(trial.fit):
        return "trades_unknown"
    # Products named may lower the fit by a third; a trade that is named has more.
    if trial.fit < NAMED_LAST * 2 / 3:
        return "tag_missing"
    return "others_fit_too"
