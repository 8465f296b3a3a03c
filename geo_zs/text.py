"""Written names (地名): clean them, compare them, read them aloud.

Chinese place names arrive full-width, in traditional characters, with stray
spaces and direction marks, with or without 市 or 工业园区, in pinyin, in the
English spelling of the day, or misread by a scanner. This module turns a text
into forms that can be compared; it knows no place and changes no stored name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import opencc
from pypinyin import lazy_pinyin

#: Endings of county and prefecture names (市盟旗县区), longest first.
ADMIN_SUFFIXES: Final = (
    "自治旗",
    "联合旗",
    "矿区",
    "市",
    "盟",
    "旗",
    "县",
    "区",
)

#: Nationalities that stand between a name and 自治旗.
_NATIONALITIES: Final = ("达斡尔族", "蒙古族", "族")

#: A banner whose name is one of several of a kind (左旗 and 右旗) keeps its ending.
_SIDES: Final = "左右前后中"

#: Words that say what an English name is, not which one it is.
_ENGLISH_TYPE_WORDS: Final = frozenset(
    {
        "autonomous",
        "banner",
        "city",
        "county",
        "district",
        "league",
        "mining",
        "municipality",
        "prefecture",
        "united",
    }
)

#: Words that end the English name of a port of entry (口岸).
_ENGLISH_PORT_WORDS: Final = frozenset(
    {"air", "border", "crossing", "highway", "port", "rail", "railway", "road"}
)

#: Long forms of a park's ending and the short form they are folded to.
_PARK_FOLDS: Final[tuple[tuple[str, str], ...]] = (
    ("农业高新技术产业示范区", "农高区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("边境经济技术合作区", "边合区"),
    ("边境经济合作区", "边合区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("互市贸易区", "互贸区"),
    ("园区", "园"),
    ("economicandtechnologicaldevelopmentzone", "etdz"),
    ("economictechnologicaldevelopmentzone", "etdz"),
    ("economicdevelopmentzone", "etdz"),
    ("hightechindustrialdevelopmentzone", "hightechzone"),
    ("hightechdevelopmentzone", "hightechzone"),
    ("comprehensivebondedzone", "bondedzone"),
    ("industrialpark", "park"),
    ("industrialzone", "park"),
)

#: Endings that tell the kind of a place; what stands before is its own name.
_GENERIC_ENDINGS: Final = re.compile(
    r"(?:高新区|农高区|边合区|经开区|综保区|互贸区|合作区|开发区|保税区|示范区|新区"
    r"|(?:口岸)?(?:国际)?(?:物流|加工|工业|产业|科技|食品|循环经济|经济)*园"
    r"|(?:公路|铁路|航空)?口岸|(?:国际)?机场|(?:大|产业化?)?基地|项目|工程"
    r"|电站|自治旗|联合旗|矿区|街道|苏木|[市盟旗县区镇])$"
)

_REGION: Final = re.compile(r"^(?:内蒙古自治区|内蒙古|内蒙|innermongolia|neimenggu)")
_REGION_LAST: Final = re.compile(
    r"(?:内蒙古自治区|内蒙古|innermongoliaautonomousregion|innermongolia|neimenggu)$"
)
_REGION_LONG: Final = re.compile(r"^(?:innermongoliaautonomousregion|neimengguzizhiqu)")

#: Readings that names of the region take and running text does not (都 is dū,
#: not dōu; 长 is cháng). The reading of pypinyin stands for all others.
_NAME_READINGS: Final[Mapping[str, str]] = {
    "都": "du",
    "勒": "le",
    "什": "shi",
    "长": "chang",
}

#: Characters that a scanner takes for one another, judged by eye.
_LOOK_ALIKE_GROUPS: Final = (
    "未末 己已巳 巴已 土士 日曰目 千干于 人入八 大太犬 乌鸟马 卞卡 戊戌戍 天夭 刀力 "
    "免兔 准淮 拨拔 棋棵 扎礼孔 旗族旅 盟盆 鄂鄙 磴蹬澄 淖悼掉 伦沦轮 尔你 呼乎 "
    "特持待 蒙豪 古吉占 阿何河 善普 林材杜 郭敦 勒勤 赤亦 峰蜂锋 辽迁边 察寮蔡 "
    "布市希 拉垃位 都部郡 毛手 其具 甘廿 杭抗 锦绵 宁字 凉谅 丰半 临监 策荣 敖傲 "
    "翁瓮 连莲"
)

_INITIAL: Final = re.compile(r"^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])")
#: Sounds that dialects and typing take for one another.
_SOUND_FOLDS: Final[tuple[tuple[str, str], ...]] = (
    (r"^zh", "z"),
    (r"^ch", "c"),
    (r"^sh", "s"),
    (r"^n", "l"),
    (r"^r", "l"),
    (r"ng$", "n"),
    (r"uo$", "u"),
    (r"^e$", "er"),
)


def clean(text: str) -> str:
    """Return a text in normal form, fit to be shown.

    Parameters
    ----------
    text : str
        Any text: full-width letters, control and direction marks, NUL.

    Returns
    -------
    str
        NFKC form without control, format, private and unassigned characters;
        any run of white space is one blank; no blank at the ends.
    """
    normal = unicodedata.normalize("NFKC", text)
    if normal.isprintable():  # none of those characters, no white space but the blank
        return " ".join(normal.split())
    kept = []
    for char in normal:
        if char.isspace():
            kept.append(" ")
        elif unicodedata.category(char)[0] != "C":
            kept.append(char)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """Return the converter from traditional to simplified characters."""
    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Return the text with traditional characters written simplified.

    Parameters
    ----------
    text : str
        ``錫林郭勒盟``.

    Returns
    -------
    str
        ``锡林郭勒盟``; text without Chinese characters is returned unchanged.
    """
    return text if text.isascii() else str(_converter().convert(text))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """Return the form under which names are compared.

    Parameters
    ----------
    text : str
        A name as somebody wrote it.

    Returns
    -------
    str
        Letters and digits only: cleaned, simplified, without accents, marks,
        blanks, hyphens and brackets, in lower case. Empty if nothing is left.
    """
    plain = to_simplified(clean(text))
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(
            char for char in decomposed if unicodedata.category(char) != "Mn"
        )
    return "".join(char for char in plain.casefold() if char.isalnum())


def is_latin(key: str) -> bool:
    """Tell whether a key is written in Latin letters and digits alone."""
    return bool(key) and key.isascii()


def short_admin_name(name_zh: str) -> str:
    """Return the name of a league or banner without its ending (包头市 → 包头).

    Parameters
    ----------
    name_zh : str
        Official Chinese name.

    Returns
    -------
    str
        The name without 市盟旗县区, 自治旗 and the nationality before it, 联合旗
        and 矿区. A name is returned whole if under two characters would stay, or
        if it is one of several of a kind (土默特左旗).
    """
    for suffix in ADMIN_SUFFIXES:
        if not name_zh.endswith(suffix):
            continue
        core = name_zh.removesuffix(suffix)
        if suffix == "自治旗":
            for nationality in _NATIONALITIES:
                if core.endswith(nationality):
                    core = core.removesuffix(nationality)
                    break
        if len(core) < 2 or (suffix == "旗" and core[-1] in _SIDES):
            return name_zh
        return core
    return name_zh


def short_english_name(name_en: str) -> str:
    """Return an English name without the words that say what it is.

    Parameters
    ----------
    name_en : str
        ``Dalad Banner``, ``Oroqen Autonomous Banner``, ``Ganqimaodu Port``.

    Returns
    -------
    str
        ``Dalad``, ``Oroqen``, ``Ganqimaodu``; the whole name if all its words
        are such words.
    """
    words = clean(name_en).split(" ")
    kept = list(words)
    while kept and kept[-1].casefold() in _ENGLISH_TYPE_WORDS | _ENGLISH_PORT_WORDS:
        kept.pop()
    return " ".join(kept) if kept else " ".join(words)


def without_region(key: str) -> str:
    """Return a name key without the region before or behind it.

    Parameters
    ----------
    key : str
        Output of `name_key`.

    Returns
    -------
    str
        ``内蒙古自治区包头市`` → ``包头市``, ``baotouinnermongolia`` → ``baotou``;
        empty for the region alone.
    """
    for pattern in (_REGION_LONG, _REGION, _REGION_LAST):
        shorter = pattern.sub("", key)
        if shorter != key:
            return shorter
    return key


@lru_cache(maxsize=8192)
def fold_park_ending(key: str) -> str:
    """Return a name key with the endings of parks in their short form.

    Parameters
    ----------
    key : str
        Output of `name_key`.

    Returns
    -------
    str
        ``包头稀土高新技术产业开发区`` → ``包头稀土高新区``; 经济开发区 and
        经济技术开发区 become one, as people mix them, and so do 园 and 园区.
    """
    for long, short in _PARK_FOLDS:
        key = key.replace(long, short)
    return key


@lru_cache(maxsize=8192)
def own_part(key: str) -> str:
    """Return the part of a name key that is its own, not its kind's.

    Parameters
    ----------
    key : str
        Output of `name_key`.

    Returns
    -------
    str
        ``甘其毛都口岸加工园区`` → ``甘其毛都``; at least one character stays.
    """
    rest = fold_park_ending(key)
    while True:
        shorter = _GENERIC_ENDINGS.sub("", rest)
        if not shorter or shorter == rest:
            return rest
        rest = shorter


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """Return the pinyin of a Chinese name, one syllable a character.

    Parameters
    ----------
    text : str
        A name; what is not Chinese is passed on as it is, in lower case.

    Returns
    -------
    tuple of str
        Without tones; ü is written v. Each character has one reading, the one
        it takes in the names of the region: 都 du, 勒 le, 什 shi, 长 chang.
    """
    return tuple(_syllable(char) for char in to_simplified(clean(text)))


@lru_cache(maxsize=16384)
def _syllable(char: str) -> str:
    """Return the reading of one character, or the character in lower case."""
    if char.isascii():
        return char.casefold()
    return _NAME_READINGS.get(char, lazy_pinyin(char)[0]).casefold()


def pinyin_key(text: str) -> str:
    """Return the pinyin of a name in one word, ü written u (``baotoushi``)."""
    return fold_umlaut("".join(part for part in syllables(text) if part.isalnum()))


def pinyin_initials(text: str) -> str:
    """Return the first letters of the syllables of a name (``bts``)."""
    return "".join(part[0] for part in syllables(text) if part.isalnum())


def fold_umlaut(pinyin: str) -> str:
    """Return pinyin with lv and nv written lu and nu, as many type them."""
    return pinyin.replace("lv", "lu").replace("nv", "nu")


@lru_cache(maxsize=1)
def _look_alikes() -> Mapping[str, str]:
    """Return for each character those it is mistaken for."""
    table: dict[str, str] = {}
    for group in _LOOK_ALIKE_GROUPS.split():
        for char in group:
            table[char] = table.get(char, "") + group
    return table


def look_alike(one: str, other: str) -> bool:
    """Tell whether two different characters are easily taken for one another."""
    return one != other and other in _look_alikes().get(one, "")


@lru_cache(maxsize=4096)
def fold_sound(syllable: str) -> str:
    """Return a syllable with sounds folded that are easily confused.

    Parameters
    ----------
    syllable : str
        Pinyin without tone.

    Returns
    -------
    str
        zh z, ch c, sh s, n l r, and endings with n and ng are made one.
    """
    for pattern, short in _SOUND_FOLDS:
        syllable = re.sub(pattern, short, syllable)
    return syllable


def initial(syllable: str) -> str:
    """Return the consonant a syllable begins with; empty if it has none."""
    found = _INITIAL.match(syllable)
    return found.group() if found else ""
