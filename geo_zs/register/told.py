"""What the database of the register and its backups refuse, in two languages."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from geo_zs.errors import GeoZsError, Problem

_Error = TypeVar("_Error", bound=GeoZsError)
#: A value of a message: the same in both languages, or Chinese and English.
Value = object | tuple[str, str]

_EXPECTED: Final = (
    "sqlite:///folder/file.db or postgresql://user:password@host/database"
)
#: Key of the message → its words (Chinese, English), with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "no_address": (
            "GEO_ZS_DATABASE_URL 不是数据库地址；应为 " + _EXPECTED,
            "GEO_ZS_DATABASE_URL is no address of a database; expected " + _EXPECTED,
        ),
        "other_address": (
            "GEO_ZS_DATABASE_URL 是 '{label}'；应为 " + _EXPECTED,
            "GEO_ZS_DATABASE_URL is '{label}'; expected " + _EXPECTED,
        ),
        "no_register": (
            "{label} 没有登记库；请运行：geo-zs register init",
            "there is no register at {label}; run: geo-zs register init",
        ),
        "not_made": (
            "不能建立登记库 {label}：{reason}；请用 GEO_ZS_STATE_DIR 或 "
            "GEO_ZS_DATABASE_URL 另选位置",
            "the register {label} cannot be made: {reason}; choose another folder by "
            "GEO_ZS_STATE_DIR or GEO_ZS_DATABASE_URL",
        ),
        "not_set_up": (
            "不能建立登记库 {label}（{reason}）；请检查数据库是否运行、{setting} "
            "是否正确、其账号能否建表和 postgis 扩展",
            "the register {label} cannot be made ({reason}); see that the database "
            "runs, that {setting} is right, and that its account may make tables and "
            "the extension postgis",
        ),
        "not_opened": (
            "不能打开登记库 {label}；请检查数据库是否运行、{setting} 是否正确",
            "the register {label} cannot be opened; see that the database runs and "
            "that {setting} is right",
        ),
        "old_schema": (
            "登记库 {label} 的结构版本是 '{found}'，本版本需要 '{needed}'；"
            "请先备份，再运行：geo-zs register init",
            "the register {label} has the schema '{found}', this release needs "
            "'{needed}'; back it up, then run: geo-zs register init",
        ),
        "new_schema": (
            "登记库的结构版本 '{found}' 不为本版本所识；请安装建库时的版本或更新的版本",
            "the register has the schema '{found}', which this release does not know; "
            "install the release that made it, or a newer one",
        ),
        "changed_meanwhile": (
            "别人同时更改了这条记录，没有覆盖任何内容；请重新读取后再改",
            "somebody else changed the record at the same moment; nothing was "
            "overwritten: read it again and repeat your change",
        ),
        "busy": (
            "登记库无法连接，或正被别人写入；没有更改任何内容：请稍后再试",
            "the register could not be reached or is held by another writer; nothing "
            "was changed: try again",
        ),
        "disk_full": (
            "磁盘已满，不能写入登记库 {label}；没有更改任何内容：请腾出空间后再试",
            "the disk is full: the register {label} cannot be written; nothing was "
            "changed: free some space and try again",
        ),
        "file_exists": (
            "{file} 已存在；请换一个名称，或先删除它",
            "{file} is there already; choose another name or remove it",
        ),
        "file_not_written": (
            "不能写入 {file}：{reason}；请另选文件夹或腾出空间",
            "{file} cannot be written: {reason}; choose another folder or free some "
            "space",
        ),
        "not_empty": (
            "登记库 {label} 不是空的（有 {count} 个项目）；没有更改任何内容："
            "请先备份，再加 --replace 恢复",
            "the register {label} is not empty ({count} projects); nothing was "
            "changed: back it up, then restore with --replace",
        ),
        "not_replaced": (
            "不能替换登记库 {label}：它正在使用，或数据库无法连接；登记库保持原样："
            "请停止服务后再试",
            "the register {label} could not be replaced: it is in use, or the "
            "database cannot be reached; it stays as it was: stop the service and try "
            "again",
        ),
        "not_writable": (
            "不能替换登记库 {label}：{reason}；登记库保持原样",
            "the register {label} could not be replaced: {reason}; it stays as it was",
        ),
        "tables_not_read": (
            "不能读取各表：{reason}",
            "tables cannot be read: {reason}",
        ),
        "file_not_read": (
            "不能读取文件：{reason}",
            "the file cannot be read: {reason}",
        ),
        "database_says": ("数据库自检：{line}", "the database finds: {line}"),
        "points_nowhere": (
            "{table} 的第 {row} 行指向 {other} 中不存在的行",
            "row {row} of {table} points to no row of {other}",
        ),
        "rows_do_not_fit": (
            "各行互相矛盾；没有恢复",
            "holds rows that do not fit together; not restored",
        ),
        "other_count": (
            "有 {found} 行；应有 {rows} 行",
            "holds {found} rows; expected {rows}",
        ),
        "other_value": (
            "第 {line} 行有其他类型的值；没有恢复",
            "line {line} holds a value of another kind; not restored",
        ),
        "damaged": (
            "已损坏或被截断；请换一个备份",
            "is damaged or cut off; take another backup",
        ),
        "manifest_count": (
            "有 {found} 行，清单中是 {rows} 行；请换一个备份",
            "holds {found} rows, its manifest says {rows}; take another backup",
        ),
        "changed_since": (
            "备份之后被改动过；请换一个备份",
            "was changed since the backup was made; take another backup",
        ),
        "not_there": ("文件不存在", "is not there"),
        "no_archive": (
            "不是登记库的备份，或已损坏、被截断；应为 geo-zs register backup 写的文件",
            "is no archive of a register, or is damaged or cut off; expected a file "
            "of: geo-zs register backup",
        ),
        "not_read": (
            "不能读取；请检查权限和文件夹",
            "cannot be read; see its rights and its folder",
        ),
        "no_manifest": (
            "没有 {manifest}；应为 geo-zs register backup 写的文件",
            "holds no {manifest}; expected a file of: geo-zs register backup",
        ),
        "foreign_manifest": (
            "{manifest} 不是本系统写的；请换一个备份",
            "{manifest} is not one of ours; take another backup",
        ),
        "other_format": (
            "格式是 {found}；本版本只读 {wanted}",
            "has the format {found}; this release reads {wanted}",
        ),
        "other_schema": (
            "备份的结构版本是 '{found}'，本版本是 '{wanted}'；请用备份时的版本恢复，"
            "再运行：geo-zs register init",
            "was made with the schema '{found}', this release has '{wanted}'; restore "
            "it with the release that made it, then run: geo-zs register init",
        ),
        "other_tables": (
            "不含登记库的各表",
            "does not hold the tables of a register",
        ),
        "foreign_member": (
            "不属于备份文件",
            "does not belong into an archive",
        ),
        "too_large": (
            "大得不可能；没有读取",
            "is larger than it can be; not read",
        ),
        "missing": ("备份中缺少", "is missing from the archive"),
        "line_not_json": (
            "第 {line} 行不是 JSON；请换一个备份",
            "line {line} is not JSON; take another backup",
        ),
        "line_not_row": (
            "第 {line} 行不是 {count} 个值的一行；请换一个备份",
            "line {line} is no row of {count} values; take another backup",
        ),
    }
)
#: What a system says of a file, in Chinese.
_REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "名称太长",
}
_FULL: Final = ("磁盘已满", "the disk is full")
_OTHER_REASON: Final = "系统错误"


@dataclass(frozen=True)
class ToldProblem(Problem):
    """A fault in two languages.

    Parameters
    ----------
    zh : str
        The message in Chinese.
    """

    zh: str = ""

    def text(self, lang: str) -> str:
        """Return the message in Chinese (``zh``) or English."""
        return self.zh if lang == "zh" else self.message


def told(kind: type[_Error], key: str, **values: Value) -> _Error:
    """Return an error of a kind that takes one message.

    Parameters
    ----------
    kind : type of GeoZsError
        Of which class.
    key : str
        A key of ``WORDS``.
    **values
        What its words mention.
    """
    zh, en = _both(key, values)
    error = kind(en)
    error.zh = zh
    return error


def told_problem(
    key: str, field: str = "", *, file: str | None = None, **values: Value
) -> ToldProblem:
    """Return a fault of a field, with a key of ``WORDS``."""
    zh, en = _both(key, values)
    return ToldProblem(field, en, file, zh=zh)


def reason_of(error: OSError) -> tuple[str, str]:
    """Return why a file could not be used, Chinese and English."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1), errno.EFBIG):
        return _FULL
    zh = _REASONS.get(error.errno or 0, _OTHER_REASON)
    return zh, error.strerror or "the system refuses it"


def _both(key: str, values: Mapping[str, Value]) -> tuple[str, str]:
    """Return a message in both languages."""
    filled = [
        {
            name: value[at] if isinstance(value, tuple) else value
            for name, value in values.items()
        }
        for at in (0, 1)
    ]
    zh, en = WORDS[key]
    return zh.format_map(filled[0]), en.format_map(filled[1])
