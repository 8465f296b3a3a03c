"""The systems that coordinates may be given in, each with one name for storing.

Gauss–Krüger grids (高斯-克吕格) are cut into zones of 3° or 6°; the easting may carry
the number of the zone in front: 37,512,345 is 512,345 in zone 37. Without it the
central meridian must be told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.errors import CrsError
from geo_zs.vocab import Lang

Kind = Literal[
    "wgs84", "cgcs2000", "gcj02", "bd09", "mercator", "gk3", "gk6", "utm", "stated"
]
Old = Literal["beijing54", "xian80"]

#: Zones that exist in China; the region lies in 32–42, 17–22 and 47–52.
GK3_ZONES: Final = range(25, 46)
GK6_ZONES: Final = range(13, 24)
UTM_ZONES: Final = range(43, 54)
#: What is said of a grid of an old datum that is read as CGCS2000.
OLD_DATUM_ERROR_M: Final = 100

_LABELS: Final[dict[str, tuple[str, str]]] = {
    "wgs84": ("WGS 84（GPS、国际地图）", "WGS 84 (GPS)"),
    "cgcs2000": ("CGCS2000（国家 2000）", "CGCS2000"),
    "gcj02": ("GCJ-02（高德、腾讯，火星坐标）", "GCJ-02 (Amap, Tencent)"),
    "bd09": ("BD-09（百度）", "BD-09 (Baidu)"),
    "mercator": ("Web 墨卡托（米）", "Web Mercator (m)"),
    "gk3": ("高斯-克吕格 3°带", "Gauss–Krüger 3°"),
    "gk6": ("高斯-克吕格 6°带", "Gauss–Krüger 6°"),
    "utm": ("UTM", "UTM"),
    "stated": ("文件注明的坐标系", "as the file states"),
}
_OLD_LABELS: Final = {
    "beijing54": ("北京 54", "Beijing 1954"),
    "xian80": ("西安 80", "Xian 1980"),
}
_STATED: Final = "stated:"
_KEY: Final = re.compile(
    r"(wgs84|cgcs2000|gcj02|bd09|mercator|gk3|gk6|utm)(?::(\d{1,2}))?(\+prefix)?"
    r"(?:~(beijing54|xian80))?"
)


@dataclass(frozen=True)
class Datum:
    """One system of coordinates.

    Parameters
    ----------
    kind : str
        See `Kind`; ``gk3`` and ``gk6`` are Gauss–Krüger zones of CGCS2000.
    zone : int or None
        Number of the zone of a grid; None for degrees and Web Mercator.
    has_prefix : bool
        Whether eastings carry the number of the zone in front.
    old : {"beijing54", "xian80"} or None
        The datum the coordinates really have. Its parameters are not public, so they
        are read as CGCS2000, with an error of the order of 100 m.
    crs : str or None
        Of ``stated``: the reference system as the file names it, for PROJ.

    Raises
    ------
    CrsError
        If a grid has no zone, or one that does not exist, or degrees have one.
    """

    kind: Kind
    zone: int | None = None
    has_prefix: bool = False
    old: Old | None = None
    crs: str | None = None

    def __post_init__(self) -> None:
        """Refuse combinations that mean nothing."""
        zones = {"gk3": GK3_ZONES, "gk6": GK6_ZONES, "utm": UTM_ZONES}.get(self.kind)
        if zones is None:
            if self.zone is not None or self.has_prefix:
                message = f"{self.kind} has no zones; leave the zone out"
                raise _refused(message, f"{self.kind} 没有分带，请去掉带号")
        elif self.zone not in zones:
            message = (
                f"{self.kind} needs a zone from {zones[0]} to {zones[-1]}, "
                f"came {self.zone!r}; say it, such as {self.kind}:{zones[6]}"
            )
            raise _refused(
                message,
                f"{self.kind} 须写明 {zones[0]} 至 {zones[-1]} 的带号，"
                f"例如 {self.kind}:{zones[6]}",
            )
        if self.kind == "utm" and self.has_prefix:
            message = "UTM eastings carry no zone in front; leave +prefix out"
            raise _refused(message, "UTM 横坐标不含带号，请去掉 +prefix")
        if (self.kind == "stated") != (self.crs is not None):
            message = "a stated datum needs its reference system, and no other has one"
            raise CrsError(message)
        if self.old and self.kind not in {"gk3", "gk6", "cgcs2000"}:
            message = f"{self.kind} is no system of {self.old}"
            raise _refused(message, f"{self.kind} 不是 {self.old} 的坐标系")

    @property
    def key(self) -> str:
        """One text for storing and for links: ``gcj02``, ``gk3:37+prefix``."""
        if self.crs is not None:
            return _STATED + self.crs
        zone = f":{self.zone}" if self.zone is not None else ""
        prefix = "+prefix" if self.has_prefix else ""
        return f"{self.kind}{zone}{prefix}" + (f"~{self.old}" if self.old else "")

    @property
    def is_projected(self) -> bool:
        """Whether coordinates are metres, not degrees."""
        return self.kind in {"mercator", "gk3", "gk6", "utm"}

    @property
    def central_meridian(self) -> float | None:
        """Meridian in the middle of the zone, degrees; None without zones."""
        if self.zone is None:
            return None
        if self.kind == "gk3":
            return 3.0 * self.zone
        return 6.0 * self.zone - (3.0 if self.kind == "gk6" else 183.0)

    def label(self, lang: Lang) -> str:
        """Return what people call the system, with zone and meridian."""
        which = 0 if lang == "zh" else 1
        name = _LABELS[self.kind][which]
        if self.old:
            name = f"{_OLD_LABELS[self.old][which]} {name}"
            name += (
                f"（按 CGCS2000 近似，误差约 {OLD_DATUM_ERROR_M} 米）"
                if lang == "zh"
                else f" (read as CGCS2000, off by about {OLD_DATUM_ERROR_M} m)"
            )
        if self.zone is None:
            return name
        middle = f"{self.central_meridian:g}°"
        if lang == "zh":
            prefix = "，横坐标带带号" if self.has_prefix else ""
            return f"{name} 第 {self.zone} 带（中央经线 {middle}{prefix}）"
        prefix = ", zone in the easting" if self.has_prefix else ""
        return f"{name} zone {self.zone} (central meridian {middle}{prefix})"


WGS84: Final = Datum("wgs84")
CGCS2000: Final = Datum("cgcs2000")
GCJ02: Final = Datum("gcj02")
BD09: Final = Datum("bd09")
MERCATOR: Final = Datum("mercator")


def parse_datum(key: str) -> Datum:
    """Return the datum that `Datum.key` wrote.

    Raises
    ------
    CrsError
        Naming what is accepted. Beijing 1954 and Xian 1980 are refused by their own
        name: they have to be asked for as an approximation.
    """
    if key.startswith(_STATED):
        return Datum("stated", crs=key.removeprefix(_STATED))
    text = key.strip().lower().replace("-", "").replace("_", "")
    if text in {"beijing54", "xian80"}:
        raise _refused(
            _old_message(text),
            f"{_OLD_LABELS[text][0]} 不能转换：本区的转换参数不公开；请向测绘部门索取 "
            f"CGCS2000 坐标，或用 cgcs2000~{text}（平面坐标用 gk3:带号~{text}）"
            f"按 CGCS2000 近似读取，误差约 {OLD_DATUM_ERROR_M} 米",
        )
    match = _KEY.fullmatch(text)
    if match is None:
        message = (
            f"the datum {key!r} is not known; expected wgs84, cgcs2000, gcj02, bd09, "
            "mercator, gk3:ZONE, gk6:ZONE (with +prefix if the easting carries the "
            "zone) or utm:ZONE"
        )
        raise _refused(
            message,
            f"没有坐标系“{key[:80]}”；应为 wgs84、cgcs2000、gcj02、bd09、mercator、"
            "gk3:带号、gk6:带号（横坐标含带号时加 +prefix）或 utm:带号",
        )
    kind, zone, prefix, old = match.groups()
    return Datum(
        kind,  # type: ignore[arg-type]
        int(zone) if zone else None,
        has_prefix=bool(prefix),
        old=old,  # type: ignore[arg-type]
    )


def typed_datum(key: str) -> Datum:
    """Return a datum that a user may type; those that files state are none.

    Raises
    ------
    CrsError
        As `parse_datum`.
    """
    return parse_datum(f"?{key}" if key.startswith(_STATED) else key)


def _refused(message: str, zh: str) -> CrsError:
    """Return the error in both languages."""
    error = CrsError(message)
    error.zh = zh
    return error


def _old_message(old: str) -> str:
    """Return why an old datum is not converted, and what can be done."""
    name = _OLD_LABELS[old][1]
    return (
        f"{name} cannot be converted: its parameters for the region are not public; "
        "ask the surveying office for CGCS2000 coordinates, or choose "
        f"cgcs2000~{old} (gk3:ZONE~{old} for metres) to read them as CGCS2000, "
        f"off by about {OLD_DATUM_ERROR_M} m"
    )
