"""What can be wrong with a record, with a stable key and words in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from geo_zs.errors import Problem
from geo_zs.register.words import label

Severity = Literal["error", "warning"]

#: Key of the fault → its words (Chinese, English), with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "unknown_field": (
            "没有这个字段；请去掉",
            "is no field of a record; remove it",
        ),
        "derived_field": (
            "由系统给出，不能填写；请去掉",
            "is given by the register; leave it out",
        ),
        "repeated": (
            "{value} 出现两次；只留一次",
            "{value} comes twice; keep it once",
        ),
        "required": (
            "为空；此项必须填写",
            "is empty; every record must have it",
        ),
        "not_text": (
            "是 {value}；应为文字",
            "is {value}; expected text",
        ),
        "not_number": (
            "是 {value}；应为数字，不知道时留空",
            "is {value}; expected a number, or nothing if it is not known",
        ),
        "not_list": (
            "是 {value}；应为词的列表",
            "is {value}; expected a list of words",
        ),
        "hidden_characters": (
            "含有不可见的控制字符（第 {position} 个字符）；请删去",
            "holds a control character (character {position}); remove it",
        ),
        "unseen_text": (
            "只有看不见的字符；请填文字，或留空",
            "holds only characters that do not show; type the text, or leave it empty",
        ),
        "half_character": (
            "含有半个字符（孤立代理项，第 {position} 个字符）；请重新输入",
            "holds half a character (a lone surrogate, character {position}); "
            "type it anew",
        ),
        "too_long": (
            "有 {length} 个字符；最多 {most} 个",
            "has {length} characters; expected at most {most}",
        ),
        "not_allowed": (
            "是 {value}；应为以下之一：{allowed}",
            "is {value}; expected one of {allowed}",
        ),
        "bad_pattern": (
            "是 {value}；格式应为 {form}",
            "is {value}; expected the form {form}",
        ),
        "bad_date": (
            "是 {value}；没有这一天，应为 2023、2023-03 或 2023-03-20 这样的日期",
            "is {value}; there is no such day: expected a date such as 2023, 2023-03 "
            "or 2023-03-20",
        ),
        "date_out_of_range": (
            "是 {value}；年份应在 {first} 到 {last} 之间",
            "is {value}; expected a year from {first} to {last}",
        ),
        "bad_check_character": (
            "是 {value}；校验位不符（应为 {expected}），请与营业执照核对",
            "is {value}; its check character does not fit (expected {expected}): "
            "compare it with the business licence",
        ),
        "too_small": (
            "是 {value}；应不小于 {minimum}{unit}",
            "is {value}; expected at least {minimum}{unit}",
        ),
        "too_large": (
            "是 {value}；应不大于 {maximum}{unit}",
            "is {value}; expected at most {maximum}{unit}",
        ),
        "unknown_key": (
            "是 {value}；数据中没有它，请查名称或代码",
            "is {value}; the data does not know it: look up its name or code",
        ),
        "half_point": (
            "只给了经度或纬度之一；请给全，或都留空",
            "only one of lon and lat is given; give both or none",
        ),
        "point_and_shape": (
            "经纬度与图形不在一处；只留其一",
            "lon and lat are not where the shape is; give one of them",
        ),
        "not_a_shape": (
            "是 {value}；应为点、面或多面",
            "is {value}; expected a point, a polygon or a multipolygon",
        ),
        "empty_shape": (
            "图形是空的；请重画，或去掉",
            "is an empty shape; draw it again or leave it out",
        ),
        "invalid_shape": (
            "图形无效：{reason}；请重画，使边线不相交",
            "is no valid shape: {reason}; draw it again so that no edges cross",
        ),
        "too_many_vertices": (
            "有 {count} 个顶点；最多 {most} 个，请先化简",
            "has {count} vertices; expected at most {most}: simplify it first",
        ),
        "not_on_earth": (
            "坐标 {value} 不是经纬度；应为经度 -180–180、纬度 -90–90",
            "has the coordinate {value}, which is no place on earth; expected lon "
            "-180 to 180, lat -90 to 90",
        ),
        "outside_region": (
            "不在内蒙古境内；请查经纬度是否颠倒、坐标系是否相符",
            "lies outside the region; see whether lon and lat are swapped, or of "
            "another datum",
        ),
        "other_league": (
            "填的是 {stated}，但 {by} 在 {located}；两者都已保留，请核对",
            "is given as {stated}, but the {by} lies in {located}; both are kept: "
            "see which is right",
        ),
        "other_banner": (
            "填的是 {stated}，但 {by} 在 {located}；两者都已保留，请核对",
            "is given as {stated}, but the {by} lies in {located}; both are kept: "
            "see which is right",
        ),
        "other_park": (
            "园区 {stated} 在 {park}，但 {by} 在 {located}；两者都已保留，请核对",
            "park {stated} lies in {park}, but the {by} in {located}; both are kept: "
            "see which is right",
        ),
        "banner_of_other_league": (
            "是 {value}，属于 {league}，不属于所填的盟市；请改其一",
            "is {value}, which belongs to {league}, not to the league that is given; "
            "change one of them",
        ),
    }
)


@dataclass(frozen=True)
class RecordFault(Problem):
    """One fault of a record, with what the page needs to word it.

    Parameters
    ----------
    key : str
        What is wrong: a key of ``WORDS``.
    values : mapping of str to str
        What the words mention.
    severity : {"error", "warning"}
        An error refuses the record; a warning is told and the record kept.
    """

    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    severity: Severity = "error"

    def text(self, lang: str) -> str:
        """Return the fault in Chinese (``zh``) or English."""
        return word_fault(self.key, self.values, lang)


def word_fault(key: str, values: Mapping[str, str], lang: str) -> str:
    """Return the words for a fault in Chinese (``zh``) or English."""
    told = dict(values)
    if "by" in told:
        told["by"] = label("located_by", told["by"], "zh" if lang == "zh" else "en")
    return WORDS[key][0 if lang == "zh" else 1].format_map(told)


def fault(
    name: str,
    key: str,
    values: Mapping[str, object] | None = None,
    *,
    severity: Severity = "error",
    row: int | None = None,
) -> RecordFault:
    """Return a fault of a field, worded in English.

    Parameters
    ----------
    name : str
        The field.
    key : str
        A key of ``WORDS``.
    values : mapping or None
        What the words mention; long values are cut.
    severity : {"error", "warning"}
        Whether the record is refused.
    row : int or None
        Number of the record among many.
    """
    shown = {part: str(value) for part, value in (values or {}).items()}
    return RecordFault(
        field=name,
        message=word_fault(key, shown, "en"),
        row=row,
        key=key,
        values=MappingProxyType(shown),
        severity=severity,
    )


def shown(value: object, most: int = 60) -> str:
    """Return a value as a message repeats it: quoted, cut, without half characters."""
    text = value if isinstance(value, str) else repr(value)
    safe = text.encode("utf-8", "replace").decode("utf-8")
    cut = safe if len(safe) <= most else f"{safe[:most]}…"
    return repr(cut) if isinstance(value, str) else cut


def errors(faults: Sequence[RecordFault]) -> list[RecordFault]:
    """Return the faults that refuse the record."""
    return [one for one in faults if one.severity == "error"]
