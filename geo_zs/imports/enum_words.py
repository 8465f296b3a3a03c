"""Words of a closed set as bureaus write them: 签约落地, 在建, 区外, 是.

The words stand in ``words/enum_words.csv``; the labels of the register and the
values themselves are words too. A sentence is read only by a word of one meaning in
it, and that is told.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, get_args

from geo_zs import text
from geo_zs.imports.cells import NOTHING, CellReader, Parsed, as_text, is_blank
from geo_zs.imports.fault_book import Remark
from geo_zs.register.fields import RecordField
from geo_zs.register.words import label, labels
from geo_zs.vocab import Lang

_FILE: Final = Path(__file__).resolve().parent / "words" / "enum_words.csv"
#: Most characters of a text in which a word is looked for.
_LONGEST: Final = 60
#: What turns the word behind it round, and what makes a plan of all that follows.
_NOT: Final = re.compile(r"(?:未|尚未|没有|暂未|待|不|非|无法|not|no)$")
_PLANNED: Final = re.compile(r"拟|计划|预计|即将|准备|争取|力争|将于|将要|planned|will")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)\s*[-~_\u2010-\u2015]\s*(?=\d)")
#: Fields of which a word inside a sentence may be read.
_SENTENCES: Final = frozenset(("stage", "contact_state"))


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, Mapping[str, str]]:
    """Return field → key of a word → value."""
    table: dict[str, dict[str, str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            table.setdefault(row["field"], {})[word_key(row["word"])] = row["value"]
    return table


def word_key(written: str) -> str:
    """Return a word as words are compared; marks alone (√, ×) stay.

    A dash between digits stays, too: 1-10千伏 is not 110千伏.
    """
    joined = _BETWEEN_DIGITS.sub("至", text.clean(written))
    return text.name_key(joined) or joined


@lru_cache(maxsize=256)
def words_of(table: str, field: str, allowed: tuple[str, ...]) -> Mapping[str, str]:
    """Return every word of a closed set: key of the word → value.

    Parameters
    ----------
    table, field : str
        Whose set it is.
    allowed : tuple of str
        The values.
    """
    known: dict[str, str] = {}
    for word, value in _synonyms().get(field, {}).items():
        if value in allowed:
            known[word] = value
    for value, (zh, en) in labels(field, table=table).items():
        if value in allowed:
            known[word_key(zh)] = known[word_key(en)] = value
    known.update({word_key(value): value for value in allowed})
    return known


def enum_reader(spec: RecordField, column: str, *, table: str) -> CellReader:
    """Return the reader of a field of a closed set.

    Parameters
    ----------
    spec : RecordField
        The field.
    column : str
        Header of the column, for what is said.
    table : str
        Table of the field.
    """
    words = words_of(table, spec.name, spec.allowed)

    def both(values: Iterable[str]) -> tuple[str, str]:
        zh, en = (
            [label(spec.name, one, lang, table=table) for one in values]
            for lang in get_args(Lang)
        )
        return "、".join(zh), ", ".join(en)

    shown = both(spec.allowed)

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell) and word_key(as_text(cell)) not in words:
            return NOTHING
        written = as_text(cell)
        value = words.get(word_key(written))
        if value is not None:
            return Parsed(value)
        if spec.name in _SENTENCES and len(written) <= _LONGEST:
            found = _inside(word_key(written), words)
            if len(found) == 1:
                (value, word), *_ = found.items()
                remark = Remark.of(
                    "word_inside",
                    column=column,
                    cell=cell,
                    word=word,
                    taken=label(spec.name, value, "zh", table=table),
                    taken_en=label(spec.name, value, "en", table=table),
                )
                return Parsed(value, (remark,))
            if found:
                may = both(found)
                remark = Remark.of(
                    "several_words",
                    column=column,
                    cell=cell,
                    known=may[0],
                    known_en=may[1],
                )
                return Parsed(None, (remark,))
        remark = Remark.of(
            "unknown_word", column=column, cell=cell, known=shown[0], known_en=shown[1]
        )
        return Parsed(None, (remark,))

    return read


def _inside(key: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the values that words in a text stand for, each with its word.

    The longest word at a place counts; one after 未 or behind 计划 does not.
    """
    found: dict[str, str] = {}
    longest = max(map(len, words))
    at = 0
    while at < len(key):
        for size in range(min(longest, len(key) - at), 1, -1):
            value = words.get(key[at : at + size])
            if value is None:
                continue
            if not (_NOT.search(key[:at]) or _PLANNED.search(key[:at])):
                found.setdefault(value, key[at : at + size])
            at += size - 1
            break
        at += 1
    return found


def yes_no_reader(spec: RecordField, column: str) -> CellReader:
    """Return the reader of a field of yes or no.

    Notes
    -----
    ``is_continued`` also takes 续建 and 新建.
    """
    words = dict(_synonyms()["yes_no"]) | dict(_synonyms().get(spec.name, {}))

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if isinstance(cell, bool):
            return Parsed(cell)
        value = words.get(word_key(as_text(cell)))
        if value is not None:
            return Parsed(value == "true")
        if is_blank(cell):
            return NOTHING
        remark = Remark.of("not_yes_or_no", column=column, cell=cell)
        return Parsed(None, (remark,))

    return read
