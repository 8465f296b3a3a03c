"""Zips: refused before anything is unpacked if they could do harm.

Members are never unpacked under their own names, so a name cannot lead anywhere;
such names are refused all the same, because no honest program writes them.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import refusal

_UTF8_FLAG: Final = 0x800
_LOCKED_FLAG: Final = 0x1
#: Members smaller than this may be packed as well as they like.
_SMALL: Final = 1 << 20
_CHUNK: Final = 1 << 20
#: What macOS and Windows add to a zip; never read.
_LITTER: Final = ("__macosx/", ".ds_store", "thumbs.db")
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@contextmanager
def open_archive(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose list of members has been checked.

    Raises
    ------
    RefusedFileError
        If the zip is damaged or locked, names files outside itself, holds links,
        too many members or one name twice, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise refusal(key="archive_damaged") from error
    with archive:
        check_members(archive.infolist(), limits)
        yield archive


def check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a list of members that could do harm; see `open_archive`."""
    if len(members) > limits.max_members:
        raise refusal(
            key="archive_members",
            values={"members": len(members), "limit": limits.max_members},
        )
    seen: set[str] = set()
    for member in members:
        _check_name(member)
        key = member_name(member).casefold()
        if key in seen:
            raise refusal(key="archive_twice", values={"member": member_name(member)})
        seen.add(key)
        _check_growth(member, limits)
    if sum(member.file_size for member in members) > limits.max_unpacked_bytes:
        raise refusal(key="archive_size", values={"limit": limits.max_unpacked_bytes})


def _check_name(member: zipfile.ZipInfo) -> None:
    """Refuse locked members, links and names that leave the folder."""
    name = member_name(member)
    if member.flag_bits & _LOCKED_FLAG:
        raise refusal(key="archive_locked")
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise refusal(key="archive_link", values={"member": name})
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name:
        raise refusal(key="archive_path", values={"member": name})


def _check_growth(member: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a member that grows out of all proportion."""
    packed = max(member.compress_size, 1)
    if member.file_size > _SMALL and member.file_size > limits.max_ratio * packed:
        raise refusal(
            key="archive_ratio",
            values={"member": member_name(member), "limit": limits.max_ratio},
        )


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member as its author wrote it.

    Chinese Windows packs names in GBK without saying so; zipfile then reads them
    as code page 437.
    """
    if member.flag_bits & _UTF8_FLAG or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def useful_members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return name and entry of each member that is a file and no litter."""
    found = []
    for member in archive.infolist():
        name = member_name(member)
        low = name.casefold()
        litter = low.startswith(_LITTER[0]) or low.endswith(_LITTER[1:])
        if not member.is_dir() and not litter:
            found.append((name, member))
    return found


def suffix(name: str) -> str:
    """Return what follows the last point of a name, small, without the point."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def unpack(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, limits: Limits
) -> None:
    """Write one member to a path of our choice, counting what really comes out."""
    written = 0
    try:
        with archive.open(member) as source, target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                _check_written(written, member, limits)
                sink.write(chunk)
    except _DAMAGE as error:
        raise refusal(key="archive_damaged") from error


def read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, limits: Limits
) -> bytes:
    """Return the content of one member, counting what really comes out."""
    entry = archive.getinfo(member) if isinstance(member, str) else member
    parts: list[bytes] = []
    written = 0
    try:
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                _check_written(written, entry, limits)
                parts.append(chunk)
    except _DAMAGE as error:
        raise refusal(key="archive_damaged") from error
    return b"".join(parts)


def read_head(archive: zipfile.ZipFile, member: zipfile.ZipInfo, size: int) -> bytes:
    """Return the first bytes of one member."""
    try:
        with archive.open(member) as source:
            return source.read(size)
    except _DAMAGE as error:
        raise refusal(key="archive_damaged") from error


def _check_written(written: int, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a member that unpacks to more than it says, or than is allowed."""
    if written > limits.max_unpacked_bytes:
        raise refusal(key="archive_size", values={"limit": limits.max_unpacked_bytes})
    grown = written > _SMALL and written > limits.max_ratio * max(
        member.compress_size, 1
    )
    if written > member.file_size or grown:
        raise refusal(
            key="archive_ratio",
            values={"member": member_name(member), "limit": limits.max_ratio},
        )
