"""What is said of the cells, rows and columns of a file that is being imported.

Words only, one entry a kind of fault; who finds it fills in the values.
"""

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
        en="is {value!r}, which is {number} {unit}; more than {most} {unit} is not "
        "believed here",
        zh="“{value}”即 {number} {unit}，超出可信范围（{most} {unit}）",
        remedy_en="check the number and its unit",
        remedy_zh="请核对数字和单位",
    ),
    "implausible_unit": FaultWords(
        en="is {value!r}, which is {number} {unit}; more than {most} {unit} is not "
        "believed here. Did you mean {other_number} {unit}, that is {shown} "
        "{other_unit}?",
        zh="“{value}”即 {number} {unit}，超出可信范围（{most} {unit}）。"
        "单位是否应为{other_unit}（即 {other_number} {unit}）？",
        remedy_en="set the unit of the column to {other_unit}, or correct the cell",
        remedy_zh="把本列单位设为{other_unit}，或更正单元格",
    ),
    "implausibly_small": FaultWords(
        en="is {value!r}, which is {number} {unit}; under {least} {unit} is unusual",
        zh="“{value}”即 {number} {unit}，少于 {least} {unit}，不常见",
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
    "unit_from_title": FaultWords(
        en="has no unit in its header; {unit} stands above the table and is taken",
        zh="列名没有单位；按表格上方注明的{unit}录入",
        remedy_en="choose another unit if this column has one",
        remedy_zh="如本列单位不同请另选",
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
        en="is {value!r}; kept as {amount} x 10,000 {currency}, not converted to yuan",
        zh="“{value}”为外币；按 {amount} 万（{currency}）录入外币投资额，不折算人民币",
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
}

_TEXTS: Final = {
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
        en="is {value!r}; expected {expected}",
        zh="“{value}”格式不符；应为 {expected}",
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
        en="is {value!r}; expected one of {known}",
        zh="“{value}”不在可用词中；应为 {known}",
        remedy_en="use one of these words",
        remedy_zh="请用所列词语",
    ),
    "several_words": FaultWords(
        en="is {value!r}, which may mean {known}",
        zh="“{value}”可作多种理解：{known}",
        remedy_en="write the one that holds today",
        remedy_zh="请只写当前的一个",
    ),
    "word_inside": FaultWords(
        en="is {value!r}; read as {taken} by the word {word!r} in it",
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
        en="is {value!r}; its tags were read from these words: {tags}",
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

_PLACES: Final = {
    "unknown_place": FaultWords(
        en="is {value!r}; no {kind} has this name{near_en}",
        zh="“{value}”：没有此名称的{kind_zh}{near_zh}",
        remedy_en="write the official name or the code",
        remedy_zh="请写正式名称或代码",
    ),
    "unknown_park": FaultWords(
        en="is {value!r}; the table of parks has none of this name{near_en}. The name "
        "was kept in the words of the place",
        zh="“{value}”不在园区表中{near_zh}；名称保留在建设地点",
        remedy_en="choose a park, or leave it",
        remedy_zh="可选择园区，也可不管",
        severity="warning",
    ),
    "garbled_place": FaultWords(
        en="is {value!r}; no {kind} has this name, it may be a garbled {reading} "
        "({certainty}; {reason})",
        zh="“{value}”：没有此名称的{kind_zh}，疑为“{reading}”之误"
        "（{certainty_zh}；{reason_zh}）",
        remedy_en="choose a reading; none is taken by itself",
        remedy_zh="请选定读法；系统不自行改写",
    ),
    "ambiguous_place": FaultWords(
        en="is {value!r}, which names several places: {candidates}",
        zh="“{value}”对应多个地方：{candidates}",
        remedy_en="write the code, or the league before the name",
        remedy_zh="请写代码，或在前面加盟市",
    ),
    "place_elsewhere": FaultWords(
        en="is {value!r}, which lies in {found_en}, not in {stated_en}",
        zh="“{value}”在{found}，不在{stated}",
        remedy_en="correct one of the two",
        remedy_zh="请更正其一",
    ),
    "park_elsewhere": FaultWords(
        en="is {value!r}, taken as {found_en}, which does not lie in {stated_en}",
        zh="“{value}”取为{found}，不在所填的{stated}",
        remedy_en="check which of the two is right; both are kept",
        remedy_zh="请核对；两者都已保留",
        severity="warning",
    ),
    "place_from_words": FaultWords(
        en="is {value!r}; {found_en} was read from it",
        zh="“{value}”：由文字读出{found}",
        remedy_en="give league and banner in columns of their own",
        remedy_zh="请另用列给出盟市、旗县区",
        severity="warning",
    ),
    "located_elsewhere": FaultWords(
        en="the record says {stated_en}, its point lies in {found_en}",
        zh="记录写的是{stated}，坐标落在{found}",
        remedy_en="check the point and its datum",
        remedy_zh="请核对坐标和坐标系",
        severity="warning",
    ),
    "point_on_border": FaultWords(
        en="the point lies on a border of {found_en}, which it is counted to",
        zh="坐标落在边界上，计入{found}",
        remedy_en="give the point with more decimals",
        remedy_zh="请给出更精确的坐标",
        severity="warning",
    ),
    "half_point": FaultWords(
        en="has only one coordinate; expected longitude and latitude, or neither",
        zh="只有一个坐标；经度、纬度应同时填写或同时留空",
        remedy_en="add the other one",
        remedy_zh="请补上另一个",
    ),
    "not_on_earth": FaultWords(
        en="the point ({x}, {y}) is no place on earth in {datum_en}",
        zh="坐标（{x}，{y}）在 {datum} 下不是地球上的点",
        remedy_en="check the coordinates, or choose another datum",
        remedy_zh="请核对坐标，或另选坐标系",
    ),
    "outside_region": FaultWords(
        en="the point ({x}, {y}) lies outside the region",
        zh="坐标（{x}，{y}）在自治区以外",
        remedy_en="check the coordinates and the datum",
        remedy_zh="请核对坐标和坐标系",
    ),
    "swapped_point": FaultWords(
        en="the point ({x}, {y}) lies outside the region; with longitude and latitude "
        "swapped it would lie in {found_en}",
        zh="坐标（{x}，{y}）在自治区以外；经纬度对调后落在{found}",
        remedy_en="swap the two; the system does not do it by itself",
        remedy_zh="请对调经纬度；系统不自行对调",
    ),
    "packed_point": FaultWords(
        en="the point ({x}, {y}) lies outside the region; read as degrees, minutes and "
        "seconds it would lie in {found_en}",
        zh="坐标（{x}，{y}）在自治区以外；若小数是分和秒则落在{found}",
        remedy_en="write 109°50'24\" or 109.84, not 109.5024",
        remedy_zh="请写成 109°50′24″ 或 109.84，不要写成 109.5024",
    ),
    "other_datum": FaultWords(
        en="the point ({x}, {y}) lies outside the region; read as {other_en} it would "
        "lie in {found_en}",
        zh="坐标（{x}，{y}）在自治区以外；若按 {other} 则落在{found}",
        remedy_en="choose this datum if the source uses it",
        remedy_zh="如来源确为该坐标系，请选用",
    ),
    "datum_not_stated": FaultWords(
        en="no reference system is stated; the points are read as {datum_en}",
        zh="文件未注明坐标系；按 {datum} 读取",
        remedy_en="choose the datum: points of maps on the web in China are often "
        "GCJ-02, up to 700 m away",
        remedy_zh="请选择坐标系：国内网络地图多为 GCJ-02，可相差数百米",
        severity="warning",
    ),
    "datum_converted": FaultWords(
        en="{count} points were converted from {datum_en} to WGS 84",
        zh="{count} 个点由 {datum} 转换为 WGS84",
        severity="note",
    ),
    "geometry_kind": FaultWords(
        en="the shape is a {kind}; expected a point or a polygon",
        zh="图形是 {kind}；应为点或面",
        remedy_en="draw the plot as a polygon, or give a point",
        remedy_zh="请以面表示地块，或给出点",
    ),
    "geometry_empty": FaultWords(
        en="the shape is empty",
        zh="图形是空的",
        remedy_en="draw it again, or remove it",
        remedy_zh="请重画，或去掉",
    ),
    "shape_outside_region": FaultWords(
        en="the polygon lies outside the region",
        zh="面在自治区以外",
        remedy_en="check its reference system",
        remedy_zh="请核对坐标系",
    ),
    "geometry_invalid": FaultWords(
        en="the polygon is not valid: {reason}",
        zh="面不合法：{reason}",
        remedy_en="mend it in a GIS; nothing was mended here",
        remedy_zh="请在 GIS 软件中修正；系统未作修改",
    ),
    "geometry_large": FaultWords(
        en="the shape has {vertices} vertices; expected at most {most}",
        zh="图形有 {vertices} 个顶点；最多 {most} 个",
        remedy_en="simplify it in a GIS",
        remedy_zh="请在 GIS 软件中简化",
    ),
}

_ROWS: Final = {
    "missing_required": FaultWords(
        en="is empty; every row needs it",
        zh="为空；每行都必须填写",
        remedy_en="fill it in",
        remedy_zh="请填写",
    ),
    "column_missing": FaultWords(
        en="no column stands for {title_en}, which every row needs",
        zh="没有列对应“{title}”，而每行都需要",
        remedy_en="map a column to it",
        remedy_zh="请指定对应的列",
    ),
    "not_your_league": FaultWords(
        en="the row lies in {league_en}; the account may not edit there",
        zh="该行属于{league}；本账号无权编辑",
        remedy_en="leave it to an account of that league, or ask an admin",
        remedy_zh="请交该盟市账号录入，或联系管理员",
    ),
    "unknown_id": FaultWords(
        en="is {value!r}; this register shows no such record to you, so the row is "
        "taken as new and gets a new id",
        zh="“{value}”：登记库中没有（或您看不到）此编号，按新记录录入并另给编号",
        remedy_en="correct the id if you meant to change a record",
        remedy_zh="如要修改已有记录，请更正编号",
        severity="warning",
    ),
    "read_only_record": FaultWords(
        en="is {value!r}, a published record that cannot be changed",
        zh="“{value}”是随附的公开记录，不能直接修改",
        remedy_en="empty this cell and put the id into {column_supersedes}: the new "
        "record then stands in its place",
        remedy_zh="请清空此格，并把编号填入“{column_supersedes_zh}”，以新记录取代",
    ),
    "same_key_in_file": FaultWords(
        en="is {value!r}, the same as in row {other}; a record can be changed only "
        "once",
        zh="“{value}”与第 {other} 行相同；同一记录一次只能修改一处",
        remedy_en="keep one of the rows",
        remedy_zh="请只保留一行",
    ),
    "duplicate_of_record": FaultWords(
        en="may be {name} ({id}): {why_en}",
        zh="可能与“{name}”（{id}）重复：{why}",
        remedy_en="leave it out, or take it as a record of its own",
        remedy_zh="可跳过，也可确认为另一项目",
        severity="warning",
    ),
    "duplicate_of_row": FaultWords(
        en="may be the same as row {other} ({name}): {why_en}",
        zh="可能与第 {other} 行（“{name}”）重复：{why}",
        remedy_en="leave one of them out, or take both",
        remedy_zh="可去掉其一，也可都保留",
        severity="warning",
    ),
    "several_records": FaultWords(
        en="is {value!r}; {count} records have it: {ids}",
        zh="“{value}”：有 {count} 条记录相同：{ids}",
        remedy_en="give the id of the one you mean",
        remedy_zh="请写明所指记录的编号",
    ),
    "unknown_record": FaultWords(
        en="is {value!r}; the register has no such {kind}",
        zh="“{value}”：登记库中没有这个{kind_zh}",
        remedy_en="import it first, or correct the cell",
        remedy_zh="请先录入，或更正",
    ),
    "arrived_over_pledged": FaultWords(
        en="{arrived} x 10^8 yuan arrived, more than the {pledged} pledged",
        zh="到位 {arrived} 亿元，多于总投资 {pledged} 亿元",
        remedy_en="check both, and their units",
        remedy_zh="请核对两者及其单位",
        severity="warning",
    ),
    "refused_value": FaultWords(
        en="{reason}",
        zh="登记库不接受：{reason_zh}",
        remedy_en="correct it, or leave the cell empty",
        remedy_zh="请更正，或留空",
    ),
}

_COLUMNS: Final = {
    "column_ignored": FaultWords(
        en="is not taken: no field of the table is meant by it",
        zh="未录入：没有对应的字段",
        remedy_en="map it to a field if it should be",
        remedy_zh="如需录入请指定字段",
        severity="note",
    ),
    "field_taken": FaultWords(
        en="would also be {title_en}, which is taken from {other!r}; it is left out",
        zh="也可对应“{title}”，但该字段已取自“{other}”；本列未录入",
        remedy_en="choose which of the two columns to take",
        remedy_zh="请选定取哪一列",
        severity="warning",
    ),
    "mapping_guessed": FaultWords(
        en="is taken as {title_en}, by likeness to {alias!r} ({percent} %)",
        zh="按与“{alias}”相近（{percent}%）对应到“{title}”",
        remedy_en="check that it is meant so",
        remedy_zh="请确认无误",
        severity="warning",
    ),
}

#: Key of a fault → its words.
ROW_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(
    {
        **_NUMBERS,
        **_TEXTS,
        **_DATES,
        **_WORDS,
        **_PLACES,
        **_ROWS,
        **_COLUMNS,
    }
)

#: Faults by which the whole row is lost, not only the cell.
ROW_LEVEL: Final = frozenset(
    {
        "missing_required",
        "column_missing",
        "not_your_league",
        "read_only_record",
        "same_key_in_file",
        "several_records",
    }
)
