"""Errors as a terminal shows them, in the language of the command."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geo_zs.errors import ConflictError, GeoZsError, Problem, UnknownRecordError

if TYPE_CHECKING:
    from geo_zs.vocab import Lang

#: What may not be there, in Chinese.
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account": "账号",
        "token": "令牌",
        "import": "导入",
        "dry run": "试导结果",
        "project": "项目",
        "change": "变更",
        "record": "记录",
    }
)
#: Fields of accounts and tokens, in Chinese.
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "账号名",
        "password": "口令",
        "old_password": "现在的口令",
        "display_name": "称呼",
        "role": "角色",
        "leagues": "盟市",
        "is_disabled": "停用",
        "account": "账号",
        "label": "用途",
        "scope": "权限",
        "days": "天数",
        "token": "令牌",
        "archive": "备份",
    }
)


def error_text(error: GeoZsError, lang: Lang) -> str:
    """Return an error with all its faults, in one language from end to end.

    What nobody has said in Chinese is shown in English as a whole.
    """
    if lang == "zh" and (text := _in_chinese(error)):
        return text
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    if not problems:
        return f"Error: {error}"
    count = f"{len(problems)} fault{'s' if len(problems) > 1 else ''}:"
    return "\n".join([count, *(f"  {one}" for one in problems)])


def _in_chinese(error: GeoZsError) -> str:
    """Return an error in Chinese, empty if a part of it has no Chinese words."""
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    if problems:
        lines = [_line(one) for one in problems]
        if not all(lines):
            return ""
        return "\n".join([f"有 {len(lines)} 处问题：", *(f"  {one}" for one in lines)])
    text = _message(error)
    return f"错误：{text}" if text else ""


def _message(error: GeoZsError) -> str:
    """Return the one message of an error in Chinese, empty if it has none."""
    from geo_zs.register.refusals import RefusalError  # noqa: PLC0415  when needed

    if isinstance(error, RefusalError):
        return error.text("zh")
    if isinstance(error, UnknownRecordError):
        return f"登记库中没有{_KINDS.get(error.kind, '记录')}“{error.key}”"
    if isinstance(error, ConflictError):
        who, at = error.current.get("updated_by"), error.current.get("updated_at")
        return (
            f"{error.key} 已由 {who or '—'} 于 {at or '—'} 更改；没有覆盖任何内容："
            "请重新读取后再改"
        )
    return error.zh


def _line(problem: Problem) -> str:
    """Return a fault with its place in Chinese, empty if it has no Chinese words."""
    from geo_zs.imports.all_words import say  # noqa: PLC0415  when needed
    from geo_zs.imports.faults import Fault  # noqa: PLC0415  as above

    place = [_FIELDS.get(problem.file, problem.file)] if problem.file else []
    if problem.row is not None:
        place.append(f"第 {problem.row} 行")
    if isinstance(problem, Fault):
        text = say(problem, "zh")
    else:
        text = problem.text("zh") if hasattr(problem, "text") else ""
        if text and problem.field:
            text = f"{_FIELDS.get(problem.field, problem.field)}：{text}"
    return "：".join([" ".join(place), text]) if place and text else text
