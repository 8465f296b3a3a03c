"""The words of every fault that an import may tell, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.fault_words_rows import ROW_WORDS
from geo_zs.imports.faults import Fault, FaultWords, fault_text
from geo_zs.vocab import Lang

#: Key of a fault → its words.
ALL_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(
    {**READ_WORDS, **DATUM_WORDS, **ROW_WORDS, **BATCH_WORDS}
)


def say(fault: Fault, lang: Lang) -> str:
    """Return a fault as one sentence with its column and its remedy.

    Parameters
    ----------
    fault : Fault
        Of any side of an import.
    lang : {"zh", "en"}
        Language.
    """
    message, remedy = fault_text(fault, ALL_WORDS, lang)
    if lang == "zh":
        subject = f"{fault.column}：{message}" if fault.column else message
        stop = "" if subject.endswith(("。", "？")) else "。"
        return f"{subject}{stop}{remedy}" if remedy else subject
    subject = f"{fault.column}: {message}" if fault.column else message
    return f"{subject}; {remedy}" if remedy else subject
