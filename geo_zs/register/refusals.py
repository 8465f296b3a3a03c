"""Why an account may not do something, with a stable key and words in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NoReturn

from geo_zs.errors import ForbiddenError

#: Key of the refusal → its words (Chinese, English), with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "role": (
            "账号“{name}”的角色是“{role}”；这里需要“{needed}”",
            "account '{name}' has the role '{role}'; this needs '{needed}'",
        ),
        "role_nobody": (
            "没有登录；这里需要“{needed}”",
            "somebody without account has the role '{role}'; this needs '{needed}'",
        ),
        "league": (
            "账号“{name}”不能更改{league}的记录，只能更改{leagues}的记录；请联系管理员",
            "account '{name}' may not change a record of league {league}; it is "
            "limited to the leagues {leagues}; ask an admin",
        ),
        "no_league": (
            "账号“{name}”不能更改不知属于哪个盟市的记录，只能更改{leagues}的记录；"
            "请联系管理员",
            "account '{name}' may not change a record of no known league; it is "
            "limited to the leagues {leagues}; ask an admin",
        ),
        "month_closed": (
            "{month} 已关账；请先由管理员重新打开",
            "{month} is closed; let an admin reopen it first",
        ),
        "template_maker": (
            "模板 {template} 由“{maker}”上传；账号“{name}”限于部分盟市，"
            "只能更改自己的模板：请联系上传人或管理员",
            "template {template} was made by '{maker}'; account '{name}' is limited "
            "to leagues and may change its own templates only: ask its maker or an "
            "admin",
        ),
        "account_undo": (
            "账号的变更不能撤销（由“{name}”提出）；请在账号管理页面或用 "
            "geo-zs user 更改账号本身",
            "changes of accounts are not undone (asked by '{name}'); change the "
            "account itself, on the page of accounts or by geo-zs user",
        ),
        "token_undo": (
            "令牌的变更不能撤销（由“{name}”提出）；请另建一个令牌",
            "changes of tokens are not undone (asked by '{name}'); make a new token "
            "instead",
        ),
        "no_undo": (
            "这类变更（{table}）不能撤销；请作相反的更改",
            "changes of '{table}' cannot be undone; make the opposite change",
        ),
        "own_password": (
            "只有能登录的账号可以更改自己的口令",
            "only an account that can log in may change its own password",
        ),
        "own_tokens": (
            "账号“{name}”只能为自己建令牌",
            "account '{name}' may make tokens for itself only",
        ),
    }
)
_ROLES: Final = {
    "public": "未登录",
    "viewer": "查看",
    "planner": "编辑",
    "admin": "管理员",
}
_NO_LEAGUE: Final = ("（没有盟市）", "none")

LeagueName = Callable[[str], str]


class RefusalError(ForbiddenError):
    """A refusal that a page says in its own language.

    Parameters
    ----------
    key : str
        Why: a key of ``WORDS``.
    values : mapping
        What the words mention; ``league`` and ``leagues`` are codes.
    """

    def __init__(self, key: str, values: Mapping[str, str | Sequence[str]]) -> None:
        self.key = key
        self.values = MappingProxyType(dict(values))
        super().__init__(self.text("en"))

    def text(self, lang: str, *, league_name: LeagueName = str) -> str:
        """Return why in Chinese (``zh``) or English.

        Parameters
        ----------
        lang : {"zh", "en"}
        league_name : callable
            Returns what a league is called, for its code.
        """
        at = 0 if lang == "zh" else 1
        told = {
            name: _value(name, value, at, league_name)
            for name, value in self.values.items()
        }
        return WORDS[self.key][at].format_map(told)


def refuse(key: str, **values: str | Sequence[str]) -> NoReturn:
    """Refuse something, saying why.

    Raises
    ------
    RefusalError
        Always.
    """
    raise RefusalError(key, values)


def _value(
    name: str, value: str | Sequence[str], at: int, league_name: LeagueName
) -> str:
    """Return a value as the words mention it."""
    if name in ("role", "needed") and at == 0:
        return _ROLES.get(str(value), str(value))
    if name == "league":
        return league_name(str(value))
    if isinstance(value, str):
        return value
    names = [league_name(one) for one in value]
    return ("、", ", ")[at].join(names) or _NO_LEAGUE[at]
