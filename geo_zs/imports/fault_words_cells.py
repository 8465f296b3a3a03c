"""What is said of rows and cells as they were read, and of what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo_zs.imports.faults import FaultWords

CELLS: Final[Mapping[str, FaultWords]] = {
    "formula_without_value": FaultWords(
        en="the cell holds a formula without a stored value",
        zh="单元格是公式，但没有保存计算结果",
        remedy_en="open the workbook in a spreadsheet program and save it there",
        remedy_zh="请用表格软件打开，计算后保存",
    ),
    "error_cell": FaultWords(
        en="the cell holds the error {value}",
        zh="单元格是错误值 {value}",
        remedy_en="mend the formula, or type the value",
        remedy_zh="请改正公式，或直接填写数值",
    ),
    "lost_digits": FaultWords(
        en="{value} was text that a spreadsheet turned into a number: digits are lost",
        zh="{value} 原是文本，被表格软件转成数字，末尾数字已丢失",
        remedy_en="set the column to text and type the code again",
        remedy_zh="请把该列设为文本格式后重新填写",
    ),
    "row_too_long": FaultWords(
        en="the row has {cells} cells, the header has {headers}",
        zh="该行有 {cells} 个单元格，表头有 {headers} 个",
        remedy_en="put a cell that holds the delimiter into quotes",
        remedy_zh="请给含分隔符的单元格加上引号",
    ),
    "row_too_short": FaultWords(
        en="the row has {cells} cells, the header has {headers}; the rest is empty",
        zh="该行有 {cells} 个单元格，表头有 {headers} 个；其余视为空",
        remedy_en="check that no line break cuts the row in two",
        remedy_zh="请检查该行是否被换行截断",
        severity="warning",
    ),
    "bad_quote": FaultWords(
        en="the row has text after a closing quote, so its cells cannot be told apart",
        zh="引号闭合后还有文字，无法区分单元格",
        remedy_en="double the quotes inside the cell",
        remedy_zh="请把单元格内的引号写成两个",
    ),
    "open_quote": FaultWords(
        en="a quote is opened in this row and never closed; all that follows is lost",
        zh="该行的引号未闭合，其后内容无法读取",
        remedy_en="close the quote, or delete it",
        remedy_zh="请闭合或删除该引号",
    ),
    "half_character": FaultWords(
        en="the text ends in half a character, as if it were cut: {value}",
        zh="文字末尾是半个汉字，疑被截断：{value}",
        remedy_en="type the missing end; a .dbf holds 254 bytes a cell",
        remedy_zh="请补全末尾；.dbf 每格最多 254 字节",
        severity="warning",
    ),
    "broken_text": FaultWords(
        en="the text holds bytes that are no character of its encoding: {value}",
        zh="文字中有不属于其编码的字节：{value}",
        remedy_en="choose another encoding, or type the text again",
        remedy_zh="请选择其他编码，或重新填写",
    ),
    "bad_coordinates": FaultWords(
        en="the coordinates cannot be read: {value}",
        zh="坐标无法读取：{value}",
        remedy_en="expected longitude,latitude pairs such as 109.84,40.65",
        remedy_zh="应为“经度,纬度”，例如 109.84,40.65",
    ),
    "bad_geometry": FaultWords(
        en="the shape of this feature cannot be read",
        zh="该要素的图形无法读取",
        remedy_en="repair it in a GIS program, or draw it anew",
        remedy_zh="请在 GIS 软件中修复或重新绘制",
    ),
    "merged_amount": FaultWords(
        en="{value} is merged over rows {first} to {last}; only the first keeps it",
        zh="{value} 合并于第 {first} 至 {last} 行；只记在第一行",
        remedy_en="give each row its own figure if it stands for each",
        remedy_zh="如各行均为该数，请逐行填写",
        severity="warning",
    ),
    "doubtful_encoding": FaultWords(
        en="the text was read as {encoding}, but holds many rare characters: {value}",
        zh="文字按 {encoding} 读取，但含有较多生僻字：{value}",
        remedy_en="if the names look wrong, choose another encoding",
        remedy_zh="如名称显示有误，请选择其他编码",
        severity="warning",
    ),
}

NOTES: Final[Mapping[str, FaultWords]] = {
    "encoding": FaultWords(
        en="the text was read as {encoding}",
        zh="文字按 {encoding} 编码读取",
        severity="note",
    ),
    "delimiter": FaultWords(
        en="the cells are separated by {name}",
        zh="单元格以{name_zh}分隔",
        severity="note",
    ),
    "title_rows": FaultWords(
        en="rows above the header are not read as data: {text}",
        zh="表头上方的行不作为数据：{text}",
        severity="note",
    ),
    "joined_header": FaultWords(
        en="the header has {rows} rows, joined: {example}",
        zh="表头有 {rows} 行，已合并为：{example}",
        severity="note",
    ),
    "numbering_row": FaultWords(
        en="the row only numbers the columns and is left out",
        zh="该行只是列序号，已略去",
        severity="note",
    ),
    "unnamed_column": FaultWords(
        en="column {letter} has cells but no name",
        zh="{letter} 列有内容但没有列名",
        severity="note",
    ),
    "repeated_column": FaultWords(
        en="column {letter} has a name that stands before it too: {name}",
        zh="{letter} 列的列名“{name}”与前面重复",
        severity="note",
    ),
    "total_row": FaultWords(
        en="the row is a total ({label}) and is left out",
        zh="该行是合计行（{label}），已略去",
        severity="note",
    ),
    "example_row": FaultWords(
        en="the row is the example of the template and is left out",
        zh="该行是模板的示例行，已略去",
        severity="note",
    ),
    "only_example": FaultWords(
        en="there is nothing but the example: nothing is to be taken",
        zh="文件中只有示例行，没有可录入的内容",
        remedy_en="fill in rows below it and upload the file again",
        remedy_zh="请在示例行下面填写后再上传",
        severity="note",
    ),
    "repeated_header": FaultWords(
        en="the row repeats the header and is left out",
        zh="该行重复表头，已略去",
        severity="note",
    ),
    "footnote": FaultWords(
        en="the row below the table is not read as data: {text}",
        zh="表格下方的该行不作为数据：{text}",
        severity="note",
    ),
    "blank_rows": FaultWords(
        en="{count} blank rows between the rows are left out",
        zh="中间有 {count} 个空行，已略去",
        severity="note",
    ),
    "merged_filled": FaultWords(
        en="merged cells give each of their rows their text ({count} cells)",
        zh="合并单元格的文字已填到各行（{count} 格）",
        severity="note",
    ),
    "other_sheets": FaultWords(
        en="{chosen} was read; not read: {others}",
        zh="已读取 {chosen}；未读取：{others}",
        remedy_en="choose another one if that was meant",
        remedy_zh="如需其他表请另选",
        severity="note",
    ),
    "hidden_sheets": FaultWords(
        en="hidden sheets are not read: {others}",
        zh="隐藏的工作表未读取：{others}",
        severity="note",
    ),
    "views": FaultWords(
        en="views are not read, only tables: {others}",
        zh="只读取表，未读取视图：{others}",
        severity="note",
    ),
    "formulas": FaultWords(
        en="{count} cells are formulas; their stored values are used, "
        "first in row {first}",
        zh="{count} 个单元格是公式，采用已保存的结果，首个在第 {first} 行",
        severity="note",
    ),
    "linked_books": FaultWords(
        en="formulas refer to {count} other workbooks; their stored values are used",
        zh="公式引用了 {count} 个外部工作簿，采用已保存的结果",
        severity="note",
    ),
    "macros": FaultWords(
        en="the workbook holds macros; they are not run",
        zh="工作簿含有宏，未运行",
        severity="note",
    ),
    "links": FaultWords(
        en="the KML links to {count} other addresses; they are not followed",
        zh="KML 链接到 {count} 个其他地址，未读取",
        severity="note",
    ),
    "crs_of_format": FaultWords(
        en="the file states no reference system; {format} is meant to be {crs}",
        zh="文件未注明坐标系；按 {format} 标准应为 {crs}",
        remedy_en="say so if the coordinates come from a Chinese web map",
        remedy_zh="如坐标来自高德、百度等地图请说明",
        severity="note",
    ),
    "no_crs": FaultWords(
        en="the file states no reference system (no .prj, or an empty one)",
        zh="文件未注明坐标系（没有 .prj 或其为空）",
        remedy_en="choose the datum",
        remedy_zh="请选择坐标系",
        severity="note",
    ),
}
