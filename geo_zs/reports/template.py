"""The workbook to fill in: heads, one example, drop-down lists, dictionary, help."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_col_to_name

from geo_zs.register.fields import RecordField, fields
from geo_zs.reports.columns import Names, head_of, kind_of, labels_of
from geo_zs.reports.sheet_about import form_text, write_dictionary
from geo_zs.reports.sheet_writer import Book, Sheet, cell_text, cut_text
from geo_zs.reports.words import help_texts, word
from geo_zs.vocab import Lang

#: What the first cell of the example row says. The import leaves out, with a note,
#: a row whose first cell is one of these words.
EXAMPLE_MARKS: Final = {"zh": "示例", "en": "example"}
#: Rows that have drop-down lists, the example among them.
LISTED_ROWS: Final = 5_000
#: Fields that the register gives itself.
_DERIVED: Final = frozenset(("located_by",))
_MESSAGE: Final = 255
_TITLE: Final = 32
_NO_NAMES: Final = Names()


def template_workbook(
    lang: Lang, table: str = "projects", *, names: Names = _NO_NAMES
) -> bytes:
    """Return the workbook that a bureau fills in and imports.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of heads, lists and help.
    table : str
        ``projects``, ``ledger``, ``companies``, ``steps``, ``park_facts`` or
        ``targets``.
    names : Names
        Names of leagues, banners and parks, for the drop-down lists.

    Returns
    -------
    bytes
        An XLSX file; the same for the same arguments. Its second row is an example:
        its first cell says so, and the import leaves it out.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    known = [one for one in fields(table) if one.name not in _DERIVED]
    book = Book(word(f"sheet_{table}", lang))
    sheet = book.sheet(word(f"sheet_{table}", lang))
    lists = {one.name: list_of(one, lang, names) for one in known}
    _write_heads(sheet, book, known, lang)
    for column, one in enumerate(known):
        text = EXAMPLE_MARKS[lang] if column == 0 else example_of(one, lang)
        if text and column and one.type in ("number", "integer"):
            sheet.sheet.write_number(1, column, float(text), book.look("example"))
        else:
            sheet.text(1, column, text, look="example")
    _write_help(book, table, lang)
    write_dictionary(book, table, lang=lang)
    ranges = _write_lists(book, known, lists, lang)
    for column, one in enumerate(known):
        sheet.sheet.data_validation(
            1, column, LISTED_ROWS, column, _validation(one, ranges.get(one.name), lang)
        )
    return book.close()


def list_of(field: RecordField, lang: Lang, names: Names) -> list[str]:
    """Return what may be chosen for a field; empty if anything may be typed.

    Parameters
    ----------
    field : RecordField
        The field.
    lang : {"zh", "en"}
        Language of the labels.
    names : Names
        Names of places.
    """
    labels = labels_of(field, lang, names)
    if field.allowed:
        return [labels.get(code, code) for code in field.allowed]
    if field.type == "boolean":
        return [labels["true"], labels["false"]]
    return sorted(labels.values()) if field.name == "park_id" else list(labels.values())


def example_of(field: RecordField, lang: Lang) -> str:
    """Return the example of a field as a cell shows it in a language.

    Parameters
    ----------
    field : RecordField
        The field.
    lang : {"zh", "en"}
        Closed sets are shown in it; other examples are as the schema has them.
    """
    example = field.example or ""
    chinese = labels_of(field, "zh", _NO_NAMES)
    codes = {text: code for code, text in chinese.items()}
    return labels_of(field, lang, _NO_NAMES).get(codes.get(example, ""), example)


def _write_heads(
    sheet: Sheet, book: Book, known: list[RecordField], lang: Lang
) -> None:
    """Write the heads; those that must be filled are marked with a star."""
    heads = [head_of(one, lang) + (" *" if one.is_required else "") for one in known]
    sheet.head(0, heads, n_rows=None)
    sheet.widths(max(12.0, min(30.0, 2.2 * len(head))) for head in heads)
    for column, one in enumerate(known):
        if one.is_required:
            sheet.text(0, column, heads[column], look="required")
        is_text = kind_of(one) not in ("number", "integer")
        look = book.look("text") if is_text else book.look("number", decimals=2)
        width = max(12.0, min(30.0, 2.2 * len(heads[column])))
        sheet.sheet.set_column(column, column, width, look)
    sheet.sheet.freeze_panes(1, 2)


def _write_help(book: Book, table: str, lang: Lang) -> None:
    """Add the sheet that says how to fill in the first one."""
    sheet = book.sheet(word("sheet_help", lang))
    sheet.widths((5, 110))
    sheet.text(0, 0, word("sheet_help", lang), look="title")
    values = {
        "sheet": word(f"sheet_{table}", lang),
        "lists": word("sheet_lists", lang),
        "dictionary": word("sheet_dictionary", lang),
        "mark": EXAMPLE_MARKS[lang],
    }
    for at, text in enumerate(help_texts(lang), start=1):
        sheet.wrapped(at + 1, (str(at), text.format(**values)), heads=1)


def _write_lists(
    book: Book, known: list[RecordField], lists: dict[str, list[str]], lang: Lang
) -> dict[str, str]:
    """Add the sheet of lists; return name of field → address of its list."""
    name = word("sheet_lists", lang)
    sheet = book.sheet(name)
    ranges: dict[str, str] = {}
    shown = [one for one in known if lists[one.name]]
    sheet.head(0, [one.title(lang) for one in shown], n_rows=None)
    for column, one in enumerate(shown):
        entries = lists[one.name]
        for row, text in enumerate(entries, start=1):
            sheet.text(row, column, text)
        letter = xl_col_to_name(column, col_abs=True)
        ranges[one.name] = f"='{name}'!{letter}$2:{letter}${len(entries) + 1}"
        sheet.sheet.set_column(column, column, 20)
    return ranges


def _validation(
    field: RecordField, source: str | None, lang: Lang
) -> dict[str, object]:
    """Return the list of a column and what is said when a cell is entered.

    Other entries are allowed after a warning: the import reads more words than a
    list has.
    """
    meaning = field.description_zh if lang == "zh" else field.description
    form = form_text(field, lang)
    text = "\n".join(part for part in (meaning, form) if part)
    rule: dict[str, object] = {
        "validate": "list" if source else "any",
        "input_title": _cut(field.title(lang), _TITLE),
        "input_message": _cut(text, _MESSAGE),
    }
    if source:
        rule |= {"source": source, "error_type": "warning", "ignore_blank": True}
    return rule


def _cut(text: str, most: int) -> str:
    shown = cell_text(text)
    return shown if len(shown) <= most else cut_text(shown, most)
