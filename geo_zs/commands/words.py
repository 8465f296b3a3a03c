"""What ``geo-zs register``, ``user``, ``token`` and others print, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import click

from geo_zs.commands.options import asked_lang

#: Key → Chinese, English, with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ready": ("登记库已就绪：{label}", "the register is ready: {label}"),
        "where": (
            "{label}（结构版本 {schema}，{mb} MB）",
            "{label}  (schema {schema}, {mb} MB)",
        ),
        "last_change": ("最近更改：{at} UTC", "last change: {at} UTC"),
        "not_sound": ("不完好：{problem}", "not sound: {problem}"),
        "sound": ("没有发现问题", "no fault found"),
        "backed_up": (
            "{file}：{label} 的 {rows} 行，{mb} MB",
            "{file}: {rows} rows of {label}, {mb} MB",
        ),
        "restored": (
            "{label}：{rows} 行，备份于 {at}",
            "{label}: {rows} rows as of {at}",
        ),
        "exported": ("{file}：{rows} 个项目", "{file}: {rows} projects"),
        "package_written": (
            "{files} 个文件，数据版本 {version}；按 CNIG site-eco 完整的园区："
            "{parks} 个中 {complete} 个（其余所缺见 cnig/left-out.csv）",
            "{files} files, data version {version}; complete for CNIG site-eco: "
            "{complete} of {parks} parks (cnig/left-out.csv names what the others "
            "lack)",
        ),
        "title": ("登记库项目", "Projects of the register"),
        "of_league": ("盟市 = {league}", "league = {league}"),
        "of_filter": ("过滤条件：{text}", "filter: {text}"),
        "public_only": ("可见范围 = 公开", "visibility = public"),
        "made": ("已建账号 {told}", "made {told}"),
        "no_accounts": (
            "还没有账号；建一个：geo-zs user add NAME --role admin",
            "no accounts yet; make one: geo-zs user add NAME --role admin",
        ),
        "changed": ("已更改 {told}", "changed {told}"),
        "new_password": ("已设新口令：{told}", "new password for {told}"),
        "disabled": ("已停用 {told}", "disabled {told}"),
        "enabled": ("已启用 {told}", "enabled {told}"),
        "all_leagues": ("全部盟市", "all leagues"),
        "is_disabled": ("已停用", "disabled"),
        "must_change": ("下次登录须改口令", "has to choose a password"),
        "viewer": ("查看（viewer）", "viewer"),
        "planner": ("编辑（planner）", "planner"),
        "admin": ("管理员（admin）", "admin"),
        "password": ("口令", "Password"),
        "password_again": ("请再输入一次", "Repeat for confirmation"),
        "token_made": (
            "已建令牌 {told}；请妥善保存，不会再显示：",
            "made {told}; keep it, it is not shown again:",
        ),
        "token_revoked": ("已撤销令牌 {told}", "revoked {told}"),
        "no_tokens": ("没有令牌", "no tokens"),
        "token_over": ("已撤销或过期", "revoked or expired"),
        "read": ("只读（read）", "read"),
        "write": ("可写（write）", "write"),
        "until": ("有效至 {day}", "until {day}"),
        "used": ("最近使用 {day}", "used {day}"),
        "never_used": ("从未使用", "never used"),
    }
)
#: Tables of the register, in Chinese.
TABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account": "账号",
        "api_token": "令牌",
        "change": "变更记录",
        "circular_template": "通报模板",
        "closed_month": "关账月份",
        "constraint_feature": "约束图层要素",
        "constraint_layer": "约束图层",
        "counter": "计数",
        "ended_session": "已退出的登录",
        "failed_login": "失败的登录",
        "import_batch": "导入",
        "import_mapping": "列的对应",
        "import_page": "导入的行",
        "ledger_attachment": "台账附件",
        "ledger_entry": "到位资金台账",
        "park_fact": "园区填报",
        "project": "项目",
        "project_step": "项目步骤",
        "target": "目标",
        "target_company": "目标企业",
    }
)


def words(key: str, **values: object) -> str:
    """Return a text in the language of the present command."""
    return WORDS[key][0 if asked_lang() == "zh" else 1].format(**values)


def say(key: str, *, err: bool = False, **values: object) -> None:
    """Print a line in the language of the present command."""
    click.echo(words(key, **values), err=err)
