"""What is said of the places, rows and columns of a file that is being imported.

Words only, one entry a kind of fault; who finds it fills in the values. What is said
of single values stands in ``fault_words_values``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.imports.fault_words_values import VALUE_WORDS
from geo_zs.imports.faults import FaultWords

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
        en="the point ({x:.12g}, {y:.12g}) is no place on earth in {datum_en}",
        zh="坐标（{x:.12g}，{y:.12g}）在 {datum} 下不是地球上的点",
        remedy_en="check the coordinates, or choose another datum",
        remedy_zh="请核对坐标，或另选坐标系",
    ),
    "outside_region": FaultWords(
        en="the point ({x:.12g}, {y:.12g}) lies outside the region",
        zh="坐标（{x:.12g}，{y:.12g}）在自治区以外",
        remedy_en="check the coordinates and the datum",
        remedy_zh="请核对坐标和坐标系",
    ),
    "swapped_point": FaultWords(
        en="the point ({x:.12g}, {y:.12g}) lies outside the region; with longitude and "
        "latitude swapped it would lie in {found_en}",
        zh="坐标（{x:.12g}，{y:.12g}）在自治区以外；经纬度对调后落在{found}",
        remedy_en="nothing was swapped; if the two columns stand in each other's "
        "place, swap them in the mapping (on the command line: --mapping with the two "
        "columns exchanged), else correct the cells",
        remedy_zh="系统未作对调；如两列填反，请在列对应中对调这两列"
        "（命令行：用 --mapping 把两列互换），个别行填反请更正单元格",
    ),
    "packed_point": FaultWords(
        en="the point ({x:.12g}, {y:.12g}) lies outside the region; read as degrees, "
        "minutes and seconds it would lie in {found_en}",
        zh="坐标（{x:.12g}，{y:.12g}）在自治区以外；若小数是分和秒则落在{found}",
        remedy_en="write 109°50'24\" or 109.84, not 109.5024",
        remedy_zh="请写成 109°50′24″ 或 109.84，不要写成 109.5024",
    ),
    "other_datum": FaultWords(
        en="the point ({x:.12g}, {y:.12g}) lies outside the region; read as "
        "{other_en} it would lie in {found_en}",
        zh="坐标（{x:.12g}，{y:.12g}）在自治区以外；若按 {other} 则落在{found}",
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
    "neighbour_unit": FaultWords(
        en="has no unit; by 100m yuan more arrived than was pledged, in {unit} as in "
        "{beside!r} it would not be more",
        zh="没有单位：按亿元读，到位多于总投资；按“{beside}”的{unit}读则不多于",
        remedy_en="say the unit of this column and try again",
        remedy_zh="请确认本列单位后重新试导",
    ),
    "arrived_over_pledged": FaultWords(
        en="{arrived:.12g} x 10^8 yuan arrived, more than the {pledged:.12g} pledged",
        zh="到位 {arrived:.12g} 亿元，多于总投资 {pledged:.12g} 亿元",
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
    "not_a_key": FaultWords(
        en="is not taken: most of its cells are no ids of this register, which are "
        "written like {form}",
        zh="这一列不是登记库的编号（如 {form}），未录入",
        remedy_en="nothing to do if these are your own numbers; map the column to "
        "another field, such as the notes, to keep them",
        remedy_zh="如是本单位自编的编号，可不处理；要保留请对应到备注等其他字段",
        severity="warning",
    ),
    "unmapped_columns": FaultWords(
        en="{count} columns hold something and are not taken: {names}",
        zh="有 {count} 列填有内容但未录入：{names}",
        remedy_en="map those to a field that should be taken",
        remedy_zh="如需录入，请为其指定字段",
        severity="warning",
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
        **VALUE_WORDS,
        **_PLACES,
        **_ROWS,
        **_COLUMNS,
    }
)

#: Faults by which the whole row is lost, not only the cell.
ROW_LEVEL: Final = frozenset(
    {
        "missing_required",
        "neighbour_unit",
        "column_missing",
        "not_your_league",
        "read_only_record",
        "same_key_in_file",
        "several_records",
    }
)
