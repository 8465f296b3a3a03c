"""Why a whole file is refused, in words: sizes, kinds, archives, what is hostile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo_zs.imports.faults import FaultWords

_KINDS_EN: Final = "CSV, XLSX, GeoJSON, GeoPackage, zipped Shapefile, KML or KMZ"
_KINDS_ZH: Final = "CSV、XLSX、GeoJSON、GeoPackage、压缩为 zip 的 Shapefile、KML 或 KMZ"
_NEW_ARCHIVE_EN: Final = "unpack it and make a new zip of the needed files only"
_NEW_ARCHIVE_ZH: Final = "请解压后只把需要的文件重新压缩为 zip"

SIZES: Final[Mapping[str, FaultWords]] = {
    "empty_file": FaultWords(
        en="the file is empty; expected a table or features",
        zh="文件是空的；应为表格或空间要素",
        remedy_en="choose the file that holds the rows",
        remedy_zh="请选择有数据的文件",
    ),
    "file_too_large": FaultWords(
        en="the file has {bytes:,} bytes; at most {limit:,} are read",
        zh="文件有 {bytes:,} 字节，最多读取 {limit:,} 字节",
        remedy_en="split it, or ask the operator for a higher limit",
        remedy_zh="请拆分文件，或请管理员调高上限",
    ),
    "too_many_rows": FaultWords(
        en="the table has more than {limit:,} rows",
        zh="表格超过 {limit:,} 行",
        remedy_en="split it, or ask the operator for a higher limit",
        remedy_zh="请拆分文件，或请管理员调高上限",
    ),
    "too_many_columns": FaultWords(
        en="the table reaches beyond column {limit}",
        zh="表格超过第 {limit} 列",
        remedy_en="delete the columns to the right that are not needed",
        remedy_zh="请删除右侧不需要的列",
    ),
    "cell_too_long": FaultWords(
        en="a cell holds more than {limit} characters",
        zh="有单元格超过 {limit} 个字符",
        remedy_en="look for a quote that is never closed, or shorten the cell",
        remedy_zh="请检查是否有引号未闭合，或缩短该单元格",
    ),
    "too_many_faults": FaultWords(
        en="more than {limit} cells cannot be read",
        zh="超过 {limit} 个单元格无法读取",
        remedy_en="look at the first ones ({column}: {example}), then export anew",
        remedy_zh="请先查看最前面的错误（{column}：{example}），再重新导出文件",
    ),
    "too_slow": FaultWords(
        en="reading took longer than {limit} seconds and was stopped",
        zh="读取超过 {limit} 秒，已停止",
        remedy_en="split the file, or save it anew from the program it comes from",
        remedy_zh="请拆分文件，或在原软件中重新保存",
    ),
    "too_much_memory": FaultWords(
        en="reading needs more than {limit} bytes of memory and was stopped",
        zh="读取所需内存超过 {limit} 字节，已停止",
        remedy_en="split the file, or clear unused rows and columns and save it anew",
        remedy_zh="请拆分文件，或清除未用的行列后重新保存",
    ),
    "reader_stopped": FaultWords(
        en="the file could not be read: the reader stopped in the middle of it",
        zh="文件无法读取：读取中途停止",
        remedy_en="it may be damaged: open it in its own program and save it anew",
        remedy_zh="文件可能已损坏，请在原软件中打开并重新保存",
    ),
    "reader_killed": FaultWords(
        en="the reading was stopped from outside, perhaps because memory ran short",
        zh="读取进程被系统或管理员终止，可能是内存不足",
        remedy_en="try it again; if it is stopped again, split the file",
        remedy_zh="请重试；若再次中断，请拆分文件",
    ),
    "too_deep": FaultWords(
        en="the file nests more than {limit} levels inside each other",
        zh="文件嵌套超过 {limit} 层",
        remedy_en="export it again as plain features",
        remedy_zh="请重新导出为普通要素",
    ),
    "too_many_vertices": FaultWords(
        en="the shapes have more than {limit} vertices together",
        zh="全部图形的顶点超过 {limit} 个",
        remedy_en="simplify the shapes, or split the file",
        remedy_zh="请简化图形或拆分文件",
    ),
}

KINDS: Final[Mapping[str, FaultWords]] = {
    "unknown_kind": FaultWords(
        en=f"the content is {{kind}}; expected {_KINDS_EN}",
        zh=f"文件内容是{{kind_zh}}；应为 {_KINDS_ZH}",
        remedy_en="save it as one of these; the name alone does not matter",
        remedy_zh="请另存为上述格式之一；仅改文件名无效",
    ),
    "old_workbook": FaultWords(
        en="this is an .xls workbook of Excel 97–2003; expected .xlsx",
        zh="这是 Excel 97–2003 的 .xls 工作簿；应为 .xlsx",
        remedy_en="open it and save it as .xlsx (Excel workbook)",
        remedy_zh="请打开后另存为 .xlsx（Excel 工作簿）",
    ),
    "locked_workbook": FaultWords(
        en="the workbook is locked with a password",
        zh="工作簿设有打开密码",
        remedy_en="open it, take the password off, save it and try again",
        remedy_zh="请打开后取消密码并保存，再重新导入",
    ),
    "other_office": FaultWords(
        en="this is {kind}; of office files only .xlsx is read",
        zh="这是{kind_zh}；办公文件只读取 .xlsx",
        remedy_en="save the table as .xlsx",
        remedy_zh="请把表格另存为 .xlsx",
    ),
    "web_page": FaultWords(
        en="this is a web page (HTML), as some systems export it under the name .xls",
        zh="这是网页（HTML），有些系统会以 .xls 名称导出网页",
        remedy_en="open it in a spreadsheet program and save it as .xlsx",
        remedy_zh="请用表格软件打开后另存为 .xlsx",
    ),
    "recipe": FaultWords(
        en="this is a recipe ({kind}) that names other files, not data",
        zh="这是引用其他文件的配方（{kind}），不是数据",
        remedy_en="export the data itself, as GeoPackage for example",
        remedy_zh="请导出数据本身，例如 GeoPackage",
    ),
    "shapefile_part": FaultWords(
        en="this is one part (.{part}) of a shapefile; all parts are needed",
        zh="这只是 Shapefile 的一个部分（.{part}），需要全部文件",
        remedy_en="put .shp, .shx, .dbf and .prj into one zip",
        remedy_zh="请把 .shp、.shx、.dbf、.prj 一起压缩为 zip",
    ),
    "xml_doctype": FaultWords(
        en="the file declares a document type or entities (in {part}), which may name "
        "other files or grow without end",
        zh="文件（{part}）声明了文档类型或实体，可能引用其他文件或无限膨胀",
        remedy_en="export it again without a DOCTYPE",
        remedy_zh="请重新导出，不带 DOCTYPE",
    ),
    "xml_damaged": FaultWords(
        en="the XML is damaged near line {line}",
        zh="XML 在第 {line} 行附近损坏",
        remedy_en="export it again from the program it comes from",
        remedy_zh="请在原软件中重新导出",
    ),
    "json_damaged": FaultWords(
        en="the JSON is damaged near line {line}: it is no complete document",
        zh="JSON 在第 {line} 行附近损坏：文档不完整",
        remedy_en="export it again; a half-sent download is a common cause",
        remedy_zh="请重新导出；常见原因是下载不完整",
    ),
    "not_geojson": FaultWords(
        en="the JSON is {kind}; expected a GeoJSON FeatureCollection",
        zh="JSON 内容{kind_zh}；应为 GeoJSON 要素集合（FeatureCollection）",
        remedy_en="export it as GeoJSON, or give the table as CSV",
        remedy_zh="请导出为 GeoJSON，或以 CSV 提供表格",
    ),
    "workbook_damaged": FaultWords(
        en="the workbook is damaged: {part} cannot be read",
        zh="工作簿已损坏：{part} 无法读取",
        remedy_en="open it in a spreadsheet program and save it anew",
        remedy_zh="请用表格软件打开后重新保存",
    ),
    "features_damaged": FaultWords(
        en="the {kind} is damaged or of a kind that is not read",
        zh="{kind} 已损坏，或属于不支持的类型",
        remedy_en="open it in a GIS program and export it again",
        remedy_zh="请在 GIS 软件中打开后重新导出",
    ),
    "plain_database": FaultWords(
        en="this is an SQLite database, but no GeoPackage: it has no list of layers",
        zh="这是 SQLite 数据库，但不是 GeoPackage：没有图层清单",
        remedy_en="export the layer as GeoPackage",
        remedy_zh="请把图层导出为 GeoPackage",
    ),
    "unsafe_database": FaultWords(
        en="the GeoPackage holds {what}, which runs when it is read",
        zh="GeoPackage 含有{what_zh}，读取时会被执行",
        remedy_en="copy the layer into a new GeoPackage and bring that",
        remedy_zh="请把图层复制到新的 GeoPackage 后再导入",
    ),
    "no_layers": FaultWords(
        en="the file holds no layer or table with records",
        zh="文件中没有含记录的图层或表",
        remedy_en="check the export; views are not read, only tables",
        remedy_zh="请检查导出结果；只读取表，不读取视图",
    ),
    "no_sheets": FaultWords(
        en="the sheet or layer {asked} was asked for, but such a file has none",
        zh="指定了工作表或图层 {asked}，但这种文件没有工作表或图层",
        remedy_en="leave it out",
        remedy_zh="请不要指定",
    ),
    "no_such_sheet": FaultWords(
        en="there is no sheet or layer {asked}; there are: {sheets}",
        zh="没有名为 {asked} 的工作表或图层；现有：{sheets}",
        remedy_en="choose one of these",
        remedy_zh="请从中选择",
    ),
    "no_header": FaultWords(
        en="no row with the names of the columns was found in the first {rows} rows",
        zh="前 {rows} 行没有找到列名所在的行",
        remedy_en="put one row with names such as 项目名称 above the rows",
        remedy_zh="请在数据上方加一行列名，例如“项目名称”",
    ),
    "no_rows": FaultWords(
        en="there are names of columns, but no row below them",
        zh="有列名，但下面没有数据行",
        remedy_en="fill in at least one row",
        remedy_zh="请至少填写一行",
    ),
    "unreadable_text": FaultWords(
        en="the text is neither UTF-8, nor GB18030, nor UTF-16",
        zh="文字编码不是 UTF-8、GB18030 或 UTF-16",
        remedy_en="save it as “CSV UTF-8”, or as .xlsx",
        remedy_zh="请另存为“CSV UTF-8”或 .xlsx",
    ),
    "wrong_encoding": FaultWords(
        en="the text is not {encoding}: byte {position} does not fit",
        zh="文字不是 {encoding} 编码：第 {position} 个字节不符",
        remedy_en="choose another encoding, or let it be found",
        remedy_zh="请选择其他编码，或由系统判断",
    ),
    "unknown_encoding": FaultWords(
        en="the encoding {asked} is not known; expected one of: {known}",
        zh="未知的编码 {asked}；可选：{known}",
        remedy_en="choose one of these, or let it be found",
        remedy_zh="请从中选择，或由系统判断",
    ),
}

ARCHIVES: Final[Mapping[str, FaultWords]] = {
    "archive_damaged": FaultWords(
        en="the zip is damaged or not complete",
        zh="zip 已损坏或不完整",
        remedy_en="make it anew, or send it again",
        remedy_zh="请重新压缩或重新上传",
    ),
    "archive_locked": FaultWords(
        en="the zip is locked with a password",
        zh="zip 设有密码",
        remedy_en="make a zip without a password",
        remedy_zh="请重新压缩，不设密码",
    ),
    "archive_path": FaultWords(
        en="the zip holds a name that leaves its own folder: {member}",
        zh="zip 中的名称指向自身文件夹之外：{member}",
        remedy_en=_NEW_ARCHIVE_EN,
        remedy_zh=_NEW_ARCHIVE_ZH,
    ),
    "archive_link": FaultWords(
        en="the zip holds a link to another file: {member}",
        zh="zip 中有指向其他文件的链接：{member}",
        remedy_en=_NEW_ARCHIVE_EN,
        remedy_zh=_NEW_ARCHIVE_ZH,
    ),
    "archive_members": FaultWords(
        en="the zip holds {members} files; at most {limit} are allowed",
        zh="zip 内有 {members} 个文件，最多 {limit} 个",
        remedy_en=_NEW_ARCHIVE_EN,
        remedy_zh=_NEW_ARCHIVE_ZH,
    ),
    "archive_twice": FaultWords(
        en="the zip holds the name {member} twice",
        zh="zip 内有重复的名称：{member}",
        remedy_en=_NEW_ARCHIVE_EN,
        remedy_zh=_NEW_ARCHIVE_ZH,
    ),
    "archive_size": FaultWords(
        en="the zip unpacks to more than {limit} bytes",
        zh="zip 解压后超过 {limit} 字节",
        remedy_en="split the data, or ask the operator for a higher limit",
        remedy_zh="请拆分数据，或请管理员调高上限",
    ),
    "archive_ratio": FaultWords(
        en="{member} in the zip grows to more than {limit} times its packed size",
        zh="zip 中的 {member} 解压后膨胀超过 {limit} 倍",
        remedy_en="this is how a zip bomb looks; export the data again",
        remedy_zh="这是压缩炸弹的特征；请重新导出数据",
    ),
    "archive_recipe": FaultWords(
        en="the zip holds a recipe that names other files, not data: {member}",
        zh="zip 中有引用其他文件的配方，不是数据：{member}",
        remedy_en="export the data itself, as GeoPackage for example",
        remedy_zh="请导出数据本身，例如 GeoPackage",
    ),
    "archive_content": FaultWords(
        en="the zip holds no workbook, shapefile or KML",
        zh="zip 中没有工作簿、Shapefile 或 KML",
        remedy_en="a table or GeoPackage is given as it is, without zip",
        remedy_zh="表格或 GeoPackage 请直接上传，不要压缩",
    ),
    "shapefile_incomplete": FaultWords(
        en="the shapefile {name} has no .{part}",
        zh="Shapefile {name} 缺少 .{part} 文件",
        remedy_en="put .shp, .shx, .dbf and .prj into one zip",
        remedy_zh="请把 .shp、.shx、.dbf、.prj 一起压缩为 zip",
    ),
}
