"""Ranked readings of a garbled name, each with its reason; never a rewrite.

Garbled names of the founding article stand in ``gazetteer/garbles.csv`` with the
evidence for and against each reading. Any other name that no place has is laid
beside the known names; what is like enough is offered as a reading, marked as
computed. Nonsense gets no reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs import text, vocab
from geo_zs.gazetteer.garbles import CONFIDENCE_ORDER, PLACE_OF_KIND, Garble
from geo_zs.gazetteer.places import Place
from geo_zs.gazetteer.similar import Likeness, Pair

#: Lowest likeness of a computed reading, for Chinese names and for Latin letters.
READING_CUTOFF: Final = 0.65
READING_CUTOFF_LATIN: Final = 0.75
#: A reading so much less like than the best is no rival of it.
_RIVAL: Final = 0.2
#: A reading is called inferred from here, if none other comes near it.
_SURE: Final = 0.8
_LEAD: Final = 0.1
#: Shortest own part that can be read at all.
_SHORTEST: Final = 2

_HOW_ZH: Final = {
    "shape": "形近",
    "sound": "同音",
    "near_sound": "音近",
    "initial": "声母同",
    "none": "不同",
}
_HOW_EN: Final = {
    "shape": "look alike",
    "sound": "sound the same",
    "near_sound": "sound alike",
    "initial": "begin alike",
    "none": "differ",
}


@dataclass(frozen=True)
class Reading:
    """What a garbled name may stand for.

    Parameters
    ----------
    text : str
        The name proposed.
    kind, target_id : str
        Kind and key of the target; the key is empty for a company or an
        authority. The kind ``programme`` is a kind of land, not a place.
    place : Place or None
        The place, if the target is one in the tables.
    confidence : str
        ``inferred`` or ``unverified``; no reading is ever more.
    evidence_for, evidence_against : str
        In English; `evidence_for_zh`, `evidence_against_zh` in Chinese.
    reason_zh, reason_en : str
        Where the reading comes from, in a sentence.
    is_computed : bool
        True if it was computed, False if it stands in the table.
    """

    text: str
    kind: str
    target_id: str
    place: Place | None
    confidence: str
    evidence_for: str
    evidence_against: str
    evidence_for_zh: str
    evidence_against_zh: str
    reason_zh: str
    reason_en: str
    is_computed: bool

    @property
    def reason(self) -> dict[str, str]:
        """The reason by language."""
        return {"zh": self.reason_zh, "en": self.reason_en}

    def in_language(self, lang: vocab.Lang) -> dict[str, object]:
        """Return what supports the reading, in one language, fit for JSON."""
        is_en = lang == "en"
        against = self.evidence_against if is_en else self.evidence_against_zh
        return {
            "text": self.text,
            "kind": self.kind,
            "confidence": self.confidence,
            "confidence_label": vocab.label("confidence", self.confidence, lang),
            "evidence_for": self.evidence_for if is_en else self.evidence_for_zh,
            "evidence_against": against,
            "reason": self.reason_en if is_en else self.reason_zh,
            "is_computed": self.is_computed,
        }

    def to_dict(self) -> dict[str, object]:
        """Return the reading as a plain dict, fit for JSON."""
        return {
            "text": self.text,
            "kind": self.kind,
            "target_id": self.target_id,
            "place": self.place.to_dict() if self.place else None,
            "confidence": self.confidence,
            "evidence_for": {"zh": self.evidence_for_zh, "en": self.evidence_for},
            "evidence_against": {
                "zh": self.evidence_against_zh,
                "en": self.evidence_against,
            },
            "reason": self.reason,
            "is_computed": self.is_computed,
        }


@dataclass(frozen=True)
class Readings:
    """What a written name is, and what it may be.

    Parameters
    ----------
    name : str
        The name, cleaned for display.
    exact : tuple of Place
        Places that have this name, the best first; empty if none has.
    readings : tuple of Reading
        Readings of a garbled name, the likeliest first.
    """

    name: str
    exact: tuple[Place, ...]
    readings: tuple[Reading, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the whole as a plain dict, fit for JSON."""
        return {
            "name": self.name,
            "exact": [place.to_dict() for place in self.exact],
            "readings": [reading.to_dict() for reading in self.readings],
        }


def table_readings(
    key: str, garbles: Sequence[Garble], places: Mapping[tuple[str, str], Place]
) -> list[Reading]:
    """Return the readings that the table has for a name or for parts of it.

    Parameters
    ----------
    key : str
        Output of `text.name_key`.
    garbles : sequence of Garble
        The table.
    places : mapping
        (kind, id) → Place.

    Returns
    -------
    list of Reading
        Rows for the whole name first, then those for the longest part of it;
        among equals the surest first. Each target once.
    """
    fitting = []
    for number, garble in enumerate(garbles):
        printed = text.name_key(garble.printed)
        if printed in key:
            certainty = CONFIDENCE_ORDER.index(garble.confidence)
            fitting.append((-len(printed), certainty, number, garble, printed == key))
    readings: dict[tuple[str, str], Reading] = {}
    for _, _, _, garble, is_whole in sorted(fitting, key=lambda row: row[:3]):
        target = (garble.kind, garble.target_id or garble.reading)
        place = places.get((PLACE_OF_KIND.get(garble.kind, ""), garble.target_id))
        readings.setdefault(target, _listed(garble, place, is_whole=is_whole))
    return list(readings.values())


def computed_readings(likenesses: Iterable[Likeness]) -> list[Reading]:
    """Return readings for the known names that are like a written one.

    Parameters
    ----------
    likenesses : iterable of Likeness
        Best first.

    Returns
    -------
    list of Reading
        Those that are alike enough; empty for nonsense. The first is
        ``inferred`` if it is very like and well ahead, all others ``unverified``.
    """
    fitting: list[Likeness] = []
    for like in likenesses:
        cutoff = READING_CUTOFF if like.written else READING_CUTOFF_LATIN
        best = fitting[0].score if fitting else like.score
        if (
            like.score >= max(cutoff, best - _RIVAL)
            and len(text.own_part(like.name.key)) >= _SHORTEST
        ):
            fitting.append(like)
    return [
        _computed(
            like,
            is_sure=(
                number == 0
                and like.score >= _SURE
                and all(like.score - other.score >= _LEAD for other in fitting[1:])
            ),
        )
        for number, like in enumerate(fitting)
    ]


def _listed(garble: Garble, place: Place | None, *, is_whole: bool) -> Reading:
    """Return the reading of a row of the table."""
    if is_whole:
        zh, en = "疑误地名表列出的读法", "listed in the table of garbled names"
    else:
        zh = f"名称中含有疑误地名表所列的“{garble.printed}”"
        en = f"the name holds {garble.printed}, listed in the table of garbled names"
    if garble.kind == "programme":
        zh += "；指一类土地，不是地点"
        en += "; a kind of land, not a place"
    return Reading(
        text=garble.reading,
        kind=garble.kind,
        target_id=garble.target_id,
        place=place,
        confidence=garble.confidence,
        evidence_for=garble.evidence_for["en"],
        evidence_against=garble.evidence_against["en"],
        evidence_for_zh=garble.evidence_for["zh"],
        evidence_against_zh=garble.evidence_against["zh"],
        reason_zh=zh,
        reason_en=en,
        is_computed=False,
    )


def _computed(like: Likeness, *, is_sure: bool) -> Reading:
    """Return a computed reading with the pairs that differ as its evidence."""
    percent = round(100 * like.score)
    pairs = like.pairs
    alike = [p for p in pairs if p.how not in {"same", "initial", "none"}]
    unlike = _runs([p for p in pairs if p.how != "same"])
    same = sum(pair.how == "same" for pair in pairs)
    place, known = like.name.place, like.name.text
    return Reading(
        text=place.name_zh,
        kind=place.kind,
        target_id=place.id,
        place=place,
        confidence="inferred" if is_sure else "unverified",
        evidence_for=(
            "; ".join([f"{same} characters the same", *_shown(alike, _HOW_EN)])
            if pairs
            else f"spelled like {known}"
        ),
        evidence_against="; ".join(
            ["computed from the spelling; no page was read", *_shown(unlike, _HOW_EN)]
        ),
        evidence_for_zh=(
            "；".join([f"{same} 字相同", *_shown(alike, _HOW_ZH)])
            if pairs
            else f"拼写与 {known} 相近"
        ),
        evidence_against_zh="；".join(
            ["由字形字音推算，未查阅文献", *_shown(unlike, _HOW_ZH)]
        ),
        reason_zh=f"与“{known}”逐字对照，相似度 {percent}%",
        reason_en=f"laid beside {known}: {percent}% alike",
        is_computed=True,
    )


def _runs(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the unlike pairs, those that follow one another as one."""
    runs: list[Pair] = []
    joins = False
    for pair in pairs:
        if pair.how not in {"initial", "none"}:
            joins = False
        elif joins and runs[-1].how == pair.how:
            last = runs[-1]
            runs[-1] = Pair(
                last.written + pair.written, last.known + pair.known, last.how
            )
        else:
            runs.append(pair)
            joins = True
    return runs


def _shown(pairs: Sequence[Pair], words: Mapping[str, str]) -> list[str]:
    """Return pairs of characters in words: ``特/持 形近``; a gap is a dash."""
    return [
        f"{pair.written or '—'}/{pair.known or '—'} {words[pair.how]}" for pair in pairs
    ]
