"""What can be wrong with an account, a password or a token, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from geo_zs.errors import Problem

#: Key of the fault → its words (Chinese, English), with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "password_length": (
            "有 {length} 个字符；应为 {least}–{most} 个：可用几个只有您会放在一起的词",
            "has {length} characters; expected {least} to {most}: take a few words "
            "that only you would put together",
        ),
        "password_half_character": (
            "含有半个字符（孤立代理项）；请重新输入",
            "holds half a character (a lone surrogate); type it anew",
        ),
        "password_control": (
            "含有控制字符（如 NUL、制表符）；请重新输入",
            "holds a control character, such as NUL or a tab; type it anew",
        ),
        "password_is_name": (
            "几乎就是账号名；请换用与账号名无关的词",
            "is little more than the name of the account; take words that have "
            "nothing to do with it",
        ),
        "password_repeated": (
            "只是一小段的重复；请改用几个词",
            "is a short piece repeated; take a few words instead",
        ),
        "password_common": (
            "是最常见的口令之一，入侵者会最先尝试；请用几个只有您会放在一起的词",
            "is one of the commonest passwords, the first that an intruder tries; "
            "take a few words that only you would put together",
        ),
        "password_same": (
            "与现在的口令相同；请另选一个",
            "is the one you have now; choose another one",
        ),
        "password_twice": (
            "两次输入不一致；请重新输入",
            "is not the same both times; type it again",
        ),
        "old_password_wrong": (
            "不是您现在的口令；请重新输入",
            "is not your password; type the one you have now",
        ),
        "name_form": (
            "是 {value}；应为 2–{most} 个字母、汉字、数字或 . _ - @，"
            "以字母、汉字或数字开头",
            "is {value}; expected 2 to {most} letters, digits and . _ - @, beginning "
            "with a letter or digit",
        ),
        "name_reserved": (
            "{value} 留给变更记录使用；请换一个名称",
            "{value} is kept for the log of changes; choose another name",
        ),
        "name_taken": (
            "已有账号 {value}（不分大小写与全角半角）；请换一个名称，或重新启用该账号",
            "there is an account {value} already (case and width make no "
            "difference); choose another name, or enable that account again",
        ),
        "display_form": (
            "有 {length} 个字符，或含有不可见字符；应为最多 {most} 个可见字符",
            "has {length} characters, or some that do not print; expected at most "
            "{most} printable ones",
        ),
        "role_unknown": (
            "是 {value}；应为以下之一：{allowed}",
            "is {value}; expected one of: {allowed}",
        ),
        "last_admin": (
            "这是最后一个能登录的管理员；请先把另一个账号设为管理员",
            "this is the last admin who can log in; make another account admin first",
        ),
        "admin_limited": (
            "管理员不受盟市限制；请去掉盟市，或改用较低的角色",
            "an admin is not limited to leagues; leave them out, or give a lesser role",
        ),
        "leagues_empty": (
            "没有选盟市；请至少选一个，或不限盟市",
            "names no league; choose at least one, or do not limit the account",
        ),
        "leagues_with_all": (
            "既选了“全部盟市”，又勾选了盟市；请只取其一",
            "names leagues and all leagues both; choose one of the two",
        ),
        "reach_unchosen": (
            "没有选定；请选“全部盟市”或“只限以下盟市”",
            "is not chosen; take all leagues, or only those that you tick",
        ),
        "league_unknown": (
            "{value} 不是盟市代码；应为 150200 这样的代码",
            "{value} is no league; expected codes such as 150200",
        ),
        "label_form": (
            "是 {value}；请写明用途，1–{most} 个可见字符",
            "is {value}; expected what the token is for, 1 to {most} printable "
            "characters",
        ),
        "scope_unknown": (
            "是 {value}；应为以下之一：{allowed}",
            "is {value}; expected one of: {allowed}",
        ),
        "days_range": (
            "是 {value}；应为 1–{most} 天",
            "is {value}; expected 1 to {most} days",
        ),
        "too_many_tokens": (
            "该账号已有 {count} 个可用令牌；请先撤销不用的",
            "the account has {count} usable tokens; revoke one that is not used",
        ),
        "account_disabled": (
            "该账号已停用；请先启用",
            "the account is disabled; enable it first",
        ),
    }
)


@dataclass(frozen=True)
class AccountFault(Problem):
    """One fault of an account, with what a page needs to word it.

    Parameters
    ----------
    key : str
        What is wrong: a key of ``WORDS``.
    values : mapping of str to str
        What the words mention.
    """

    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, lang: str) -> str:
        """Return the fault in Chinese (``zh``) or English."""
        return WORDS[self.key][0 if lang == "zh" else 1].format_map(self.values)


def account_fault(name: str, key: str, **values: object) -> AccountFault:
    """Return a fault of a field.

    Parameters
    ----------
    name : str
        The field; empty for the whole.
    key : str
        A key of ``WORDS``.
    **values
        What its words mention; a password is never among them.
    """
    told = {part: str(value) for part, value in values.items()}
    message = WORDS[key][1].format_map(told)
    return AccountFault(name, message, key=key, values=MappingProxyType(told))
