"""Industry tags of rows: those that are stated, else read from the words, and told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo_zs import text
from geo_zs.imports.cells import as_text, is_blank
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.sheet_values import SheetValues
from geo_zs.understanding.folding import fold
from geo_zs.understanding.industry import read_industries
from geo_zs.understanding.tokens import tokenize

if TYPE_CHECKING:
    from geo_zs.understanding.lexicon import Lexicon

#: Different texts of a file that are read; one takes 20 to 70 µs.
MOST_TEXTS: Final = 20_000
#: Longest text that is read.
_LONGEST: Final = 500
_STEP: Final = 10_000


def check_tags(sheet: SheetValues, known: Collection[str]) -> None:
    """Turn cells of tags into ``a;b``; tags that nobody knows are faults.

    Parameters
    ----------
    sheet : SheetValues
        The rows, whose tags are still text.
    known : collection of str
        Tags of the vocabulary of industries.
    """
    cells = sheet.values.get("industry_tags")
    if cells is None:
        return
    column = sheet.header("industry_tags")
    seen: dict[str, tuple[str | None, Remark | None]] = {}
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        written = as_text(cell)
        if written not in seen:
            seen[written] = _tags(written, column, known)
        cells[row], remark = seen[written]
        if remark is not None:
            sheet.book.add(row, remark)


def _tags(
    written: str, column: str, known: Collection[str]
) -> tuple[str | None, Remark | None]:
    """Return tags joined by ``;``, or what is wrong with them."""
    if is_blank(written):
        return None, None
    plain = text.clean(written)
    for mark in ",、，；|":
        plain = plain.replace(mark, ";")
    tags = list(dict.fromkeys(one.strip() for one in plain.split(";") if one.strip()))
    wrong = next((tag for tag in tags if tag not in known), None)
    if wrong is not None:
        return None, Remark.of("unknown_tag", column=column, cell=written, tag=wrong)
    return ";".join(tags), None


def add_industries(
    sheet: SheetValues,
    lexicon: Lexicon,
    is_asked: Sequence[bool],
    *,
    names_of_tags: Mapping[str, tuple[str, str]],
    progress: Progress = no_progress,
) -> None:
    """Read the tags of rows that state none from their industry, else their name.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    lexicon : Lexicon
        The words of industries.
    is_asked : (n,) sequence of bool
        Rows to look at.
    names_of_tags : mapping of str to (str, str)
        Tag → its name, Chinese and English.
    progress : callable
        Told how far it is.
    """
    if "industry_tags" not in sheet.specs:
        return
    tags = sheet.column("industry_tags")
    industries, names = sheet.column("industry_text"), sheet.column("name_zh")
    seen: dict[str, tuple[str | None, dict[str, int]]] = {}
    left_out = 0
    for row, stated in enumerate(tags):
        if row % _STEP == 0:
            progress("industries", row, sheet.n_rows)
        written = industries[row] or names[row]
        if stated is not None or not written or not is_asked[row]:
            continue
        known = seen.get(written)
        if known is None:
            if len(seen) >= MOST_TEXTS:
                left_out += 1
                continue
            known = seen[written] = (_read(written, lexicon), {})
        found, numbers = known
        if found is None:
            continue
        tags[row] = found
        source = "industry_text" if industries[row] else "name_zh"
        if source not in numbers:
            told = _told(sheet, source, written, found.split(";"), names_of_tags)
            numbers[source] = sheet.book.number(told)
        sheet.book.add_number(row, numbers[source])
    if left_out:
        sheet.note(Remark.of("industry_not_read", most=MOST_TEXTS, rows=left_out))


def _read(written: str, lexicon: Lexicon) -> str | None:
    """Return the tags that a text names."""
    tokens = tokenize(fold(written[:_LONGEST]), lexicon)
    return ";".join(read_industries(tokens, lexicon).tags) or None


def _told(
    sheet: SheetValues,
    source: str,
    written: Any,  # noqa: ANN401  a text
    tags: Sequence[str],
    names: Mapping[str, tuple[str, str]],
) -> Remark:
    """Return what is said of tags that were read."""
    both = [names.get(tag, (tag, tag)) for tag in tags]
    return Remark.of(
        "industry_read",
        column=sheet.header(source),
        cell=written,
        tags="、".join(zh for zh, _ in both),
        tags_en=", ".join(en for _, en in both),
    )
