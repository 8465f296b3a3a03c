"""What was understood of a text, as plain values for an answer."""

from __future__ import annotations

from typing import Any

from geo_zs.understanding.result import Understood


def reading_of(understood: Understood) -> dict[str, Any]:
    """Return how a text was read: phrases, remarks, and what was not understood.

    Parameters
    ----------
    understood : Understood
        What `geo_zs.understanding.reader.read` returned.
    """
    return {
        "text": understood.text,
        "phrases": [
            {
                "text": one.text,
                "start": one.start,
                "end": one.end,
                "field": one.field,
                "value": one.value,
                "unit": one.unit,
                "relation": one.relation,
            }
            for one in understood.phrases
        ],
        "not_understood": list(understood.not_understood),
        "not_evaluated": [
            {"text": one.text, "rule": one.rule_id, "zh": one.zh, "en": one.en}
            for one in understood.not_evaluated
        ],
        "hints": [
            {"code": one.code, "field": one.field, "zh": one.zh, "en": one.en}
            for one in understood.hints
        ],
        "near_misses": [
            {"text": one.text, "tags": list(one.tags)} for one in understood.near_misses
        ],
        "capacity": [
            {
                "value": one.value,
                "unit": one.unit,
                "industry": one.tag,
                "word": one.word,
                "text": one.text,
            }
            for one in understood.capacity
        ],
    }
