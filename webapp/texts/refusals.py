"""Words of error pages and of faults in forms."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "error_400": ("链接里有无法识别的内容", "The link cannot be read"),
    "error_404": ("没有这个页面", "There is no such page"),
    "error_405": ("这个地址不接受该请求方式", "This address does not take this method"),
    "error_409": ("名称对应多个地点", "The name stands for several places"),
    "error_413": ("提交的内容过大", "The body is too large"),
    "error_415": ("不支持的内容类型", "Unsupported media type"),
    "error_422": ("需求中有不能使用的值", "The requirement cannot be used"),
    "error_500": ("内部错误", "Internal error"),
    "error_other": ("请求未能完成", "The request failed"),
    "error_what": ("可以这样继续：", "You can go on here:"),
    "error_number": ("“{value}”不是数字", "“{value}” is not a number"),
    "error_choice": ("没有“{value}”这一选项", "There is no choice “{value}”"),
    "error_weight": (
        "“{value}”不是 0 到 100 之间的权重",
        "“{value}” is no weight from 0 to 100",
    ),
    "error_industry": (
        "没有找到名为“{value}”的产业，请从列表中选择",
        "No industry goes by “{value}”; please choose from the list",
    ),
    "ignored_title": ("链接中有些内容没有起作用：", "Parts of the link had no effect:"),
    "ignored_unknown": (
        "参数“{name}”不存在，已忽略。",
        "There is no parameter “{name}”; it was ignored.",
    ),
    "ignored_near": ("是否想写“{name}”？", " Did you mean “{name}”?"),
    "ignored_repeated": (
        "参数“{name}”出现多次，只用了第一个。",
        "“{name}” is given more than once; only the first counts.",
    ),
    "ignored_weights": (
        "为另一个产业调整过的权重没有沿用。",
        "Weights set for another industry were not carried over.",
    ),
    "form_problems": ("请先改正：", "Please mend first:"),
}
