"""What is said of single values of a file: numbers, texts, dates, words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.imports.faults import FaultWords

_NUMBERS: Final = {
    "not_a_number": FaultWords(
        en="is {value!r}; expected a number such as {example}",
        zh="“{value}”不是数字；应为数字，如 {example}",
        remedy_en="write the number alone, or with its unit",
        remedy_zh="只写数字，或数字加单位",
    ),
    "number_range": FaultWords(
        en="is {value!r}, a range from {low} to {high}; expected one number",
        zh="“{value}”是区间（{low} 至 {high}）；应为一个数",
        remedy_en="write the agreed number; none of the two was taken",
        remedy_zh="请写确定的数；系统不取中值，也不取任一端",
    ),
    "number_bound": FaultWords(
        en="is {value!r}, only a bound; expected the number itself",
        zh="“{value}”只是上限或下限；应为确切的数",
        remedy_en="write the agreed number",
        remedy_zh="请写确切的数",
    ),
    "several_numbers": FaultWords(
        en="is {value!r}, which holds several numbers; expected one",
        zh="“{value}”含有多个数字；应只有一个",
        remedy_en="keep the one that belongs here; move the others to the notes",
        remedy_zh="保留属于本列的一个，其余移到备注",
    ),
    "approximate_number": FaultWords(
        en="is {value!r}; taken as {taken}, though it says that it is approximate",
        zh="“{value}”为约数；按 {taken} 录入",
        remedy_en="correct it when the number is known",
        remedy_zh="确数确定后请更正",
        severity="warning",
    ),
    "ambiguous_separator": FaultWords(
        en="is {value!r}; commas stand where no thousands end",
        zh="“{value}”的逗号不在千位上，无法判断",
        remedy_en="write it without commas, with a point for decimals",
        remedy_zh="请去掉逗号，小数用点",
    ),
    "negative_number": FaultWords(
        en="is {value!r}; expected 0 or more",
        zh="“{value}”为负数；应为 0 或正数",
        remedy_en="correct it; leave the cell empty if it is not known",
        remedy_zh="请更正；不知道则留空",
    ),
    "implausible_number": FaultWords(
        en="is {value!r}, which is {number:.12g} {unit}; more than {most:.12g} {unit} "
        "is not believed here",
        zh="“{value}”即 {number:.12g} {unit}，超出可信范围（{most:.12g} {unit}）",
        remedy_en="check the number and its unit",
        remedy_zh="请核对数字和单位",
    ),
    "implausible_unit": FaultWords(
        en="is {value!r}, which is {number:.12g} {unit}; more than {most:.12g} {unit} "
        "is not believed here. Did you mean {other_number:.12g} {unit}, that is "
        "{shown:.12g} {other_unit}?",
        zh="“{value}”即 {number:.12g} {unit}，超出可信范围（{most:.12g} {unit}）。"
        "单位是否应为{other_unit}（即 {other_number:.12g} {unit}）？",
        remedy_en="set the unit of the column to {other_unit}, or correct the cell",
        remedy_zh="把本列单位设为{other_unit}，或更正单元格",
    ),
    "implausibly_small": FaultWords(
        en="is {value!r}, which is {number:.12g} {unit}; under {least:.12g} {unit} is "
        "unusual",
        zh="“{value}”即 {number:.12g} {unit}，少于 {least:.12g} {unit}，不常见",
        remedy_en="check the number and its unit",
        remedy_zh="请核对数字和单位",
        severity="warning",
    ),
    "unknown_unit": FaultWords(
        en="is {value!r} in {unit!r}; expected one of the units {known}",
        zh="“{value}”的单位“{unit}”不适用；应为 {known}",
        remedy_en="write it in one of these units",
        remedy_zh="请改用所列单位",
    ),
    "yearly_amount": FaultWords(
        en="is {value!r}, an amount by the year; expected an amount by the day",
        zh="“{value}”按年计；本列按日计",
        remedy_en="divide it by the days worked in a year; the system does not guess "
        "them",
        remedy_zh="请按实际运行天数折算为日用水量；系统不代为假设天数",
    ),
    "other_unit_in_cell": FaultWords(
        en="is {value!r}: its unit {unit!r} is not that of the column ({column_unit}); "
        "the cell's own unit was taken",
        zh="“{value}”自带单位“{unit}”，与本列单位（{column_unit}）不同；按单元格的单位录入",
        remedy_en="check that it is meant so",
        remedy_zh="请确认无误",
        severity="warning",
    ),
    "unit_not_stated": FaultWords(
        en="has no unit in its header; numbers without one are read as {unit}",
        zh="列名没有单位；无单位的数字按{unit}录入",
        remedy_en="choose the unit of the column, or write it into the header",
        remedy_zh="请选择本列单位，或写入列名",
        severity="warning",
    ),
    "unit_of_neighbour": FaultWords(
        en="has no unit; {unit}, as in {beside!r}, is filled in below as a proposal, "
        "and nothing was read in it",
        zh="没有单位；下表已预填“{beside}”的单位{unit}，供确认，尚未按它读取",
        remedy_en="confirm the unit or change it, and try again",
        remedy_zh="请确认或改写单位后重新试导",
        severity="warning",
    ),
    "unit_from_title": FaultWords(
        en="has no unit in its header; {unit} stands above the table and is taken",
        zh="列名没有单位；按表格上方注明的{unit}录入",
        remedy_en="choose another unit if this column has one",
        remedy_zh="如本列单位不同请另选",
        severity="warning",
    ),
    "units_in_title": FaultWords(
        en="has no unit in its header, and {unit} stands above the table, which may be "
        "either; numbers without a unit of their own are not taken",
        zh="列名没有单位，表格上方写的是{unit}，无法判断是哪一个；没有自带单位的数字不录入",
        remedy_en="which of them is it? write it beside the column and try again",
        remedy_zh="是哪一个？请在列的对应中写明单位后再试导",
        severity="warning",
    ),
    "mixed_units": FaultWords(
        en="holds several units: {units}; each cell was read in its own",
        zh="列中混用单位：{units}；各单元格按自带单位录入",
        remedy_en="check those without a unit",
        remedy_zh="请核对没有单位的单元格",
        severity="warning",
    ),
    "foreign_money": FaultWords(
        en="is {value!r}; kept as {amount:.12g} x 10,000 {currency}, not converted",
        zh="“{value}”为外币；按 {amount:.12g} 万（{currency}）录入，不折算人民币",
        remedy_en="add the amount in yuan if it was agreed",
        remedy_zh="如约定了人民币金额，请另填",
        severity="warning",
    ),
    "foreign_money_lost": FaultWords(
        en="is {value!r}, money in {currency}; expected yuan",
        zh="“{value}”为外币（{currency}）；本列应为人民币",
        remedy_en="write the amount in yuan; no rate is assumed",
        remedy_zh="请写人民币金额；系统不假设汇率",
    ),
    "currency_differs": FaultWords(
        en="is {value!r}, money in {stated}, but the record is in {other}",
        zh="“{value}”的币种是 {stated}，但本条的币种是 {other}",
        remedy_en="make both the same currency; nothing is converted",
        remedy_zh="请改成同一币种；系统不换算",
    ),
}

_TEXTS: Final = {
    "unseen_text": FaultWords(
        en="holds only characters that do not show",
        zh="只有看不见的字符",
        remedy_en="type the text, or leave the cell empty",
        remedy_zh="请填文字，或留空",
    ),
    "too_long": FaultWords(
        en="has {length} characters; expected at most {most}",
        zh="有 {length} 个字符；最多 {most} 个",
        remedy_en="shorten it, or move a part to the notes",
        remedy_zh="请缩短，或移一部分到备注",
    ),
    "control_characters": FaultWords(
        en="holds control characters, which neither a database nor a workbook keeps",
        zh="含有控制字符，数据库和表格都不能保存",
        remedy_en="type the text anew",
        remedy_zh="请重新输入该文字",
    ),
    "lone_surrogate": FaultWords(
        en="holds half a character (a lone surrogate), which is no text",
        zh="含有半个字符（孤立代理项），不是有效文字",
        remedy_en="type the text anew",
        remedy_zh="请重新输入该文字",
    ),
    "direction_marks": FaultWords(
        en="holds marks that turn the direction of writing; kept as they are",
        zh="含有改变书写方向的符号；原样保留",
        remedy_en="make sure that the text is what it seems to be",
        remedy_zh="请确认文字与所见一致",
        severity="warning",
    ),
    "formula_like": FaultWords(
        en="begins like a formula; kept as text, and never run",
        zh="开头像公式；按文字原样保留，不会执行",
        remedy_en="make sure that it is meant as text",
        remedy_zh="请确认应为文字",
        severity="warning",
    ),
    "markup_like": FaultWords(
        en="looks like HTML; kept as text, and never run",
        zh="像 HTML 代码；按文字原样保留，不会执行",
        remedy_en="make sure that it is meant as text",
        remedy_zh="请确认应为文字",
        severity="warning",
    ),
    "code_digits_lost": FaultWords(
        en="is {value!r}: the spreadsheet made a number of it, and its last digits "
        "are lost",
        zh="“{value}”：表格软件把编码存成了数字，末尾几位已丢失",
        remedy_en="format the column as text and enter the code again",
        remedy_zh="把该列设为文本格式后重新填写编码",
    ),
    "bad_pattern": FaultWords(
        en="is {value!r}; expected a value such as {expected}",
        zh="“{value}”格式不符；应写成如 {expected} 的样子",
        remedy_en="correct it, or leave the cell empty",
        remedy_zh="请更正，或留空",
    ),
    "credit_code_form": FaultWords(
        en="is {value!r}; a unified social credit code has 18 digits and capitals "
        "without I, O, S, V, Z",
        zh="“{value}”不是统一社会信用代码；应为 18 位数字和大写字母"
        "（无 I、O、S、V、Z）",
        remedy_en="copy it from the licence, or leave the cell empty",
        remedy_zh="请照营业执照填写，或留空",
    ),
    "credit_code_check": FaultWords(
        en="is {value!r}: its last character should be {expected!r} by GB 32100-2015",
        zh="“{value}”的校验位不符（按 GB 32100—2015 应为“{expected}”）",
        remedy_en="one character is wrong: copy it from the licence",
        remedy_zh="有一位抄错：请照营业执照核对",
    ),
    "industry_code": FaultWords(
        en="is {value!r}; GB/T 4754-2017 has sections A to T and divisions 01 to 97, "
        "each in its section",
        zh="“{value}”不是 GB/T 4754—2017 代码（门类 A–T，大类 01–97，各属其门类）",
        remedy_en="look the code up, or leave the cell empty",
        remedy_zh="请查对代码，或留空",
    ),
    "industry_code_zero": FaultWords(
        en="is {value!r}, stored as a number: a leading 0 may be lost",
        zh="“{value}”存成了数字，开头的 0 可能已丢失",
        remedy_en="format the column as text and check the code",
        remedy_zh="把该列设为文本格式并核对代码",
        severity="warning",
    ),
}

_DATES: Final = {
    "not_a_date": FaultWords(
        en="is {value!r}; expected a year, month or day such as 2023-03-20",
        zh="“{value}”不是日期；应为年、年月或年月日，如 2023-03-20",
        remedy_en="write it as 2023, 2023-03 or 2023-03-20",
        remedy_zh="请写成 2023、2023-03 或 2023-03-20",
    ),
    "no_such_day": FaultWords(
        en="is {value!r}; the calendar has no such day",
        zh="“{value}”：日历上没有这一天",
        remedy_en="correct month and day",
        remedy_zh="请更正月、日",
    ),
    "ambiguous_date": FaultWords(
        en="is {value!r}; day and month cannot be told apart",
        zh="“{value}”分不清月和日",
        remedy_en="write the year first: 2023-03-20",
        remedy_zh="请年在前，写成 2023-03-20",
    ),
    "two_digit_year": FaultWords(
        en="is {value!r}; the year has two digits",
        zh="“{value}”的年份只有两位",
        remedy_en="write the year with four digits",
        remedy_zh="请写四位年份",
    ),
    "no_such_month": FaultWords(
        en="is {value!r}; there is no such month",
        zh="“{value}”：没有这个月份",
        remedy_en="write a month such as 2026-10",
        remedy_zh="请写成 2026-10 这样的月份",
    ),
    "lost_month_zero": FaultWords(
        en="is the number {value}; it may be January or October, whose 0 a "
        "spreadsheet drops",
        zh="数字“{value}”可能是 1 月，也可能是 10 月（表格软件会去掉末尾的 0）",
        remedy_en="write it as text: {year}-01 or {year}-10",
        remedy_zh="请按文本写成 {year}-01 或 {year}-10",
    ),
    "date_serial": FaultWords(
        en="is the number {value}, read as the day {taken} of a spreadsheet",
        zh="数字“{value}”按表格软件的日期序号读作 {taken}",
        remedy_en="check that it is a date",
        remedy_zh="请确认是日期",
        severity="warning",
    ),
    "date_shortened": FaultWords(
        en="is {value!r}; only {taken} could be kept",
        zh="“{value}”只能保留到 {taken}",
        remedy_en="write the month or day if it is known",
        remedy_zh="如知道确切月、日请补上",
        severity="warning",
    ),
    "date_in_future": FaultWords(
        en="is {value!r}, which lies after today ({today})",
        zh="“{value}”晚于今天（{today}）",
        remedy_en="a stage is dated when it is reached; put plans into the notes",
        remedy_zh="阶段日期应为实际日期；计划日期请写入备注",
        severity="warning",
    ),
    "date_out_of_range": FaultWords(
        en="is {value!r}; expected a year from {first} to {last}",
        zh="“{value}”的年份应在 {first} 至 {last} 之间",
        remedy_en="correct the year",
        remedy_zh="请更正年份",
    ),
    "dates_out_of_order": FaultWords(
        en="{earlier} ({earlier_date}) comes after {later} ({later_date})",
        zh="{earlier}（{earlier_date}）晚于{later}（{later_date}）",
        remedy_en="check both dates",
        remedy_zh="请核对两个日期",
        severity="warning",
    ),
}

_WORDS: Final = {
    "unknown_word": FaultWords(
        en="is {value!r}; expected one of {known_en}",
        zh="“{value}”不在可用词中；应为 {known}",
        remedy_en="use one of these words",
        remedy_zh="请用所列词语",
    ),
    "several_words": FaultWords(
        en="is {value!r}, which may mean {known_en}",
        zh="“{value}”可作多种理解：{known}",
        remedy_en="write the one that holds today",
        remedy_zh="请只写当前的一个",
    ),
    "word_inside": FaultWords(
        en="is {value!r}; read as {taken_en!r} by the word {word!r} in it",
        zh="“{value}”按其中的“{word}”读作{taken}",
        remedy_en="check that it is meant so",
        remedy_zh="请确认无误",
        severity="warning",
    ),
    "not_yes_or_no": FaultWords(
        en="is {value!r}; expected yes or no",
        zh="“{value}”；应为“是”或“否”",
        remedy_en="write yes or no, or leave the cell empty",
        remedy_zh="请写“是”或“否”，或留空",
    ),
    "unknown_tag": FaultWords(
        en="is {value!r}; {tag!r} is no tag of the industries",
        zh="“{value}”中的“{tag}”不是产业标签",
        remedy_en="use the tags of the data dictionary, or only the industry in words",
        remedy_zh="请用数据字典所列标签，或只填产业文字",
    ),
    "industry_read": FaultWords(
        en="is {value!r}; its tags were read from these words: {tags_en}",
        zh="“{value}”：产业标签由文字读出：{tags}",
        remedy_en="correct the tags if they are not meant",
        remedy_zh="如不符请更正标签",
        severity="warning",
    ),
    "industry_not_read": FaultWords(
        en="holds more than {most} different texts; those of {rows} rows were not "
        "read for industries",
        zh="不同文字超过 {most} 条；有 {rows} 行未读取产业标签",
        remedy_en="give the tags or codes in a column of their own",
        remedy_zh="请另用一列给出标签或代码",
        severity="warning",
    ),
}

#: Key of a fault of a value → its words.
VALUE_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(
    {**_NUMBERS, **_TEXTS, **_DATES, **_WORDS}
)
