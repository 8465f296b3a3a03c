"""The sheets beside the records: remarks, sources, data dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from geo_zs.provenance import Source
from geo_zs.register.fields import RecordField, fields
from geo_zs.reports.about import About
from geo_zs.reports.columns import Names, head_of, kind_of, labels_of, unit_of
from geo_zs.reports.sheet_writer import Book
from geo_zs.reports.words import word
from geo_zs.vocab import Lang

_PLACES = frozenset(("league", "banner", "park", "league_or_region", "project"))


def write_about(
    book: Book,
    about: About,
    *,
    lang: Lang,
    n_rows: int | None,
    remarks: Sequence[str] = (),
) -> None:
    """Add the sheet that says what the file is.

    Parameters
    ----------
    book : Book
        The workbook.
    about : About
        Title, date, filters, credit.
    lang : {"zh", "en"}
        Language.
    n_rows : int or None
        Number of records; None if there is no one number.
    remarks : sequence of str
        What else is to be said.
    """
    sheet = book.sheet(word("sheet_about", lang))
    sheet.widths((18, 110))
    sheet.text(0, 0, about.title, look="title")
    filters = about.filters or (word("about_all", lang),)
    rows: list[tuple[str, str]] = [
        (word("about_date", lang), about.made_on.isoformat()),
        *((word("about_filter", lang), text) for text in filters),
    ]
    if n_rows is not None:
        rows.insert(1, (word("about_rows", lang), f"{n_rows:,}"))
    if about.data_version:
        rows.append((word("about_version", lang), about.data_version))
    if about.maker:
        rows.append((word("about_maker", lang), about.maker))
    rows += [(word("about_note", lang), text) for text in (*about.notes, *remarks)]
    credit = " ".join(text for text in (about.attribution, about.notice) if text)
    if credit:
        rows.append((word("about_credit", lang), credit))
    for at, (head, text) in enumerate(rows, start=2):
        sheet.wrapped(at, (head, text), heads=1)


def write_sources(book: Book, sources: Sequence[Source], *, lang: Lang) -> None:
    """Add the sheet of sources.

    Parameters
    ----------
    book : Book
        The workbook.
    sources : sequence of Source
        In the order to be shown; none is said in a line.
    lang : {"zh", "en"}
        Language.
    """
    sheet = book.sheet(word("sheet_sources", lang))
    keys = ("title", "publisher", "date", "address", "terms", "id")
    sheet.widths((46, 28, 13, 46, 36, 24))
    sheet.head(0, [word(f"source_{key}", lang) for key in keys], n_rows=len(sources))
    if not sources:
        sheet.text(1, 0, word("source_none", lang), look="hint")
    for row, one in enumerate(sources, start=1):
        terms = one.terms_zh if lang == "zh" else one.terms
        values = (one.title, one.publisher, one.date, one.address, terms, one.source_id)
        sheet.wrapped(row, [text or "" for text in values])


def write_dictionary(book: Book, table: str, *, lang: Lang) -> None:
    """Add the data dictionary of a table of the register.

    Parameters
    ----------
    book : Book
        The workbook.
    table : str
        ``projects``, ``ledger``, ….
    lang : {"zh", "en"}
        Language of heads and labels; meanings stand in both.
    """
    sheet = book.sheet(word("sheet_dictionary", lang))
    keys = ("title", "name", "zh", "en", "unit", "form", "required", "allowed",
            "example", "aliases")  # fmt: skip
    known = fields(table)
    sheet.widths((24, 24, 40, 40, 12, 30, 8, 44, 24, 40))
    sheet.head(0, [word(f"dict_{key}", lang) for key in keys], n_rows=len(known))
    for row, one in enumerate(known, start=1):
        values = (
            head_of(one, lang),
            one.name,
            one.description_zh,
            one.description,
            unit_of(one, lang),
            form_text(one, lang),
            word("yes", lang) if one.is_required else "",
            allowed_text(one, lang),
            one.example or "",
            "、".join(one.aliases) if lang == "zh" else ", ".join(one.aliases),
        )
        sheet.wrapped(row, values, heads=1)


def form_text(field: RecordField, lang: Lang) -> str:
    """Return how the cells of a field are written, in words.

    Parameters
    ----------
    field : RecordField
        The field.
    lang : {"zh", "en"}
        Language.
    """
    kind = kind_of(field)
    if field.quantity == "month":
        parts = [word("form_month", lang)]
    elif field.quantity in _PLACES:
        parts = [word("form_place", lang)]
    elif kind in ("date", "code", "list"):
        parts = [word(f"form_{kind}", lang)]
    else:
        parts = [word(f"form_{field.type}", lang)]
    if field.max_length is not None:
        parts.append(word("form_most", lang, n=field.max_length))
    if field.minimum is not None:
        parts.append(word("form_at_least", lang, n=f"{field.minimum:.12g}"))
    if field.maximum is not None:
        parts.append(word("form_at_most", lang, n=f"{field.maximum:.12g}"))
    return ("，" if lang == "zh" else ", ").join(parts)


def allowed_text(field: RecordField, lang: Lang) -> str:
    """Return the values of a closed set with their codes; empty if it is open.

    Parameters
    ----------
    field : RecordField
        The field.
    lang : {"zh", "en"}
        Language of the labels.
    """
    labels = labels_of(field, lang, Names())
    shown = [
        f"{labels[code]} = {code}" if labels.get(code, code) != code else code
        for code in field.allowed
    ]
    return ("；" if lang == "zh" else "; ").join(shown)
