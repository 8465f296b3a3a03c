"""In which encoding a text is: a fixed order of trials, no guessing by frequency.

A mark at the start decides. Without one, bytes of 0 mean UTF-16; else UTF-8 is
tried strictly, then GB18030 strictly. UTF-8 refuses nearly all text of another
encoding, so the order matters: GB18030 would take most UTF-8.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from geo_zs.imports.refusal import refusal

#: What a user may ask for, and the codec that reads it.
ENCODINGS: Final = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "big5": "big5hkscs",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Share of Han characters outside GB 2312 from which a reading is doubtful.
_DOUBTFUL: Final = 0.1
_SAMPLE_CHARS: Final = 20_000
_ALLOWED_CONTROLS: Final = frozenset("\t\n\r\f\v\x1a")


@dataclass(frozen=True)
class Decoded:
    """Text, and how it was read.

    Parameters
    ----------
    text : str
        Without the mark at the start.
    encoding : str
        ``utf-8``, ``gb18030``, ``utf-16-le`` …
    rare : str
        Characters that make the reading doubtful; empty if it is not.
    """

    text: str
    encoding: str
    rare: str = ""


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    Parameters
    ----------
    content : bytes
        The whole file.
    encoding : str, optional
        What the user says it is; tried strictly and alone.

    Raises
    ------
    RefusedFileError
        If no encoding of the order fits, or not the one that was asked for.
    """
    if encoding is not None:
        return _decode_as(content, encoding)
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], codec)
    if b"\x00" in content:
        return _strict(content, _order_of_bytes(content))
    for codec in ("utf-8", "gb18030"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        return Decoded(text, codec, _rare_characters(text, codec))
    raise refusal(key="unreadable_text")


def codec_of(encoding: str) -> str:
    """Return what Python calls an encoding that a user asked for.

    Raises
    ------
    RefusedFileError
        If it is none of `ENCODINGS`.
    """
    codec = ENCODINGS.get(encoding.strip().lower().replace("_", "-"))
    if codec is None:
        raise refusal(
            key="unknown_encoding",
            values={"asked": encoding, "known": ", ".join(ENCODINGS)},
        )
    return codec


def _decode_as(content: bytes, encoding: str) -> Decoded:
    """Return the text in the encoding a user asked for."""
    codec = codec_of(encoding)
    for mark, marked in _MARKS:
        if content.startswith(mark) and codec.startswith(marked[:6]):
            return _strict(content[len(mark) :], marked)
    if codec == "utf-16":
        codec = _order_of_bytes(content)
    return _strict(content, codec)


def _strict(content: bytes, codec: str) -> Decoded:
    """Decode or refuse."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise refusal(
            key="wrong_encoding",
            values={"encoding": codec, "position": error.start + 1},
        ) from error
    return Decoded(text, codec)


def _order_of_bytes(content: bytes) -> str:
    """Tell UTF-16 with the low byte first from the other order.

    ASCII (delimiters, digits, line ends) has its zero byte at odd places if the low
    byte comes first.
    """
    sample = content[: 1 << 16]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    return "utf-16-be" if even > odd else "utf-16-le"


def _rare_characters(text: str, codec: str) -> str:
    """Return a few characters that ordinary Chinese text hardly holds.

    Text of Big5 or Latin-1 also decodes as GB18030, into rare characters.
    """
    if codec != "gb18030":
        return ""
    han = [char for char in text[:_SAMPLE_CHARS] if ord(char) > 0x2E7F]
    rare = [char for char in han if not _is_common(char)]
    return "".join(rare[:10]) if len(rare) > _DOUBTFUL * len(han) else ""


def _is_common(char: str) -> bool:
    """Tell whether a character is in GB 2312, as nearly all of a text is."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def sniff_text(head: bytes) -> str | None:
    """Return the first bytes of a file as text, or None if they are no text.

    The last character may be cut. Bytes that decode into control characters are no
    text.
    """
    text = _sniff(head)
    if text is None:
        return None
    controls = sum(1 for char in text if char < " " and char not in _ALLOWED_CONTROLS)
    return None if controls > len(text) // 100 else text


def _sniff(head: bytes) -> str | None:
    """Return the first bytes as text in the first encoding that fits."""
    codecs_to_try = ["utf-8", "gb18030"]
    if b"\x00" in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codecs_to_try = [_order_of_bytes(head)]
    for codec in codecs_to_try:
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            return decoder.decode(head)
        except UnicodeDecodeError:
            continue
    return None
