"""Lines with half a character become lines that every reader of JSON takes."""

from __future__ import annotations

import io
import json

import pytest

from geo_zs.mcp.whole_text import HALF, WholeText, whole


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'"\ud800"', HALF),
        (rb'"\uDFFF\ud800"', HALF * 2),
        (rb'"a\ud83d\ude00b"', "a\U0001f600b"),
        (rb'"\ud83d\ud83d\ude00"', f"{HALF}\U0001f600"),
        (rb'"\ud800\n\udc00"', f"{HALF}\n{HALF}"),
        (rb'"\\ud800"', r"\ud800"),
        (rb'"\\\ud800"', f"\\{HALF}"),
        (rb'"\u5305"', "包"),
        ('"包头\\ud800"'.encode(), f"包头{HALF}"),
    ],
)
def test_lone_surrogates_alone_are_replaced(line, text):
    assert json.loads(whole(line)) == text
    assert len(whole(line)) == len(line)


def test_stream_gives_each_line_as_soon_as_it_came():
    lines = io.BytesIO(b'"\\ud800"\n' + b"x" * 20_000 + b"\nlast")
    stream = io.TextIOWrapper(io.BufferedReader(WholeText(lines)), encoding="utf-8")

    assert stream.readline() == '"\\ufdd0"\n'
    assert stream.readline() == "x" * 20_000 + "\n"
    assert stream.read() == "last"
