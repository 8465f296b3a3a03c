"""What ``geo-zs import`` prints: columns, remarks, counts, faults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from geo_zs.imports.rows import DryRun
    from geo_zs.vocab import Lang

#: Faults of rows that are printed.
_MOST_SHOWN: Final = 20
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "columns": ("列的对应：", "Columns:"),
    "left_out": ("不录入", "left out"),
    "remarks": ("说明：", "Remarks:"),
    "rows": ("行：", "Rows:"),
    "faults": ("行中的问题：", "Faults in rows:"),
    "row": ("第 {row} 行", "row {row}"),
    "more": (
        "……另有 {n} 条；用 --faults 文件.xlsx 取全部",
        "… and {n} more; --faults FILE.xlsx has all",
    ),
    "second_copies": (
        "其中 {n} 行登记库或文件中可能已有，不会录入，除非 --twins add",
        "{n} rows may be there already, in the register or the file; they are left "
        "out unless --twins add",
    ),
    "merges": (
        "其中 {n} 行确为已有的一条记录，可用 --twins change 修改该记录",
        "{n} of them are certainly one record each; --twins change changes it",
    ),
    "kept": (
        "试导已保存为 {batch}；录入：geo-zs import --batch {batch} --accept good",
        "kept as {batch}; to accept it: geo-zs import --batch {batch} --accept good",
    ),
    "accepted": (
        "已录入 {batch}：新增 {added}，修改 {changed}，未录入 {left_out}；"
        "撤销：geo-zs import --undo {batch}",
        "accepted {batch}: {added} added, {changed} changed, {left_out} left out; "
        "to undo it: geo-zs import --undo {batch}",
    ),
    "undone": ("已撤销 {batch}：{n} 条记录", "undone {batch}: {n} records"),
    "kept_records": (
        "没有撤销，保持原样：{keys}",
        "not taken back, left as they are: {keys}",
    ),
    "wrote": ("问题行已写入 {file}", "faulty rows: {file}"),
}


def say_line(name: str, lang: Lang, **values: object) -> None:
    """Print one line of words, with values filled in."""
    click.echo(_WORDS[name][0 if lang == "zh" else 1].format(**values))


def print_run(run: DryRun, lang: Lang) -> None:
    """Print what the columns are, how many rows are what, and the first faults."""
    from geo_zs.imports.all_words import say  # noqa: PLC0415  as above
    from geo_zs.imports.rows import STATUS_WORDS  # noqa: PLC0415  as above
    from geo_zs.register.fields import fields_by_name  # noqa: PLC0415  as above

    which = 0 if lang == "zh" else 1
    specs = fields_by_name(run.table)
    say_line("columns", lang)
    for one in run.mapping.columns:
        target = (
            specs[one.field].title(lang) if one.field else _WORDS["left_out"][which]
        )
        unit = f" [{one.unit}]" if one.unit else ""
        click.echo(f"  {_plain(one.header)} → {target}{unit}")
    if run.notes:
        say_line("remarks", lang)
        for note in run.notes:
            click.echo(f"  {_plain(say(note, lang))}")
    say_line("rows", lang)
    for status, count in run.counts.items():
        click.echo(f"  {STATUS_WORDS[status][which]}  {count:,}")
    copies = run.second_copies()
    if copies:
        say_line("second_copies", lang, n=f"{copies:,}")
    if run.merges:
        say_line("merges", lang, n=f"{len(run.merges):,}")
    shown = [
        (view.row, fault)
        for view in (*run.rows("refused"), *run.rows("duplicate"))
        for fault in view.faults
        if fault.severity != "note"
    ]
    total = sum(run.counts[name] for name in ("refused", "duplicate"))
    if shown:
        say_line("faults", lang)
    for row, fault in shown[:_MOST_SHOWN]:
        place = _WORDS["row"][which].format(row=row)
        click.echo(f"  {place}  {_plain(say(fault, lang))}")
    if len(shown) > _MOST_SHOWN or total > 2 * 100:
        say_line("more", lang, n=f"{max(len(shown) - _MOST_SHOWN, total - 100):,}")


def _plain(text: str) -> str:
    """Return text that cannot drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
