"""Words of the pages of the service for programs (OGC API – Features)."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "ogc_title": ("开放标准服务", "Open standards service"),
    "ogc_lead": (
        "任何地理信息软件加一个地址，就有全部图层；任何程序按同一标准读取、筛选、下载。",
        "Add one address to any GIS and have every layer; any program reads, filters "
        "and downloads by the same standard.",
    ),
    "ogc_also_as": ("本页也有：", "This page also as:"),
    "ogc_address": ("服务地址", "Address of the service"),
    "ogc_address_note": (
        "粘贴到 QGIS、ArcGIS Pro、GDAL 或任何支持 OGC API – Features 的软件。",
        "Paste it into QGIS, ArcGIS Pro, GDAL or any program that reads OGC API – "
        "Features.",
    ),
    "ogc_copy": ("复制", "Copy"),
    "ogc_copied": ("已复制", "Copied"),
    "ogc_how": ("怎么用", "How to use it"),
    "ogc_qgis": ("在 QGIS 中", "In QGIS"),
    "ogc_qgis_1": (
        "「图层」→「添加图层」→「添加 WFS / OGC API – Features 图层」，点「新建」。",
        "Layer → Add Layer → Add WFS / OGC API – Features Layer, then New.",
    ),
    "ogc_qgis_2": (
        "URL 填上面的服务地址，版本选 OGC API – Features，确定后点「连接」。",
        "Give the address above as URL, choose OGC API – Features as version, then "
        "Connect.",
    ),
    "ogc_qgis_3": (
        "选图层添加。可以设筛选条件，只下载需要的要素。",
        "Choose layers and add them. With a filter only the features you need are "
        "fetched.",
    ),
    "ogc_example_gdal": ("GDAL 命令行", "GDAL on the command line"),
    "ogc_example_python": ("Python 与 GeoPandas", "Python with GeoPandas"),
    "ogc_example_filter": ("用 CQL2 筛选", "Filter by CQL2"),
    "ogc_example_file": ("下载筛选结果", "Download what a filter leaves"),
    "ogc_more": ("更多", "More"),
    "ogc_collections": ("数据集合", "Collections"),
    "ogc_collection": ("集合", "Collection"),
    "ogc_features": ("要素", "Features"),
    "ogc_features_of": ("{name}：要素", "Features: {name}"),
    "ogc_what_is_in_it": ("内容", "What is in it"),
    "ogc_files": ("下载", "Download"),
    "ogc_files_note": (
        "文件含全部符合条件的要素；GeoJSON 按页取。",
        "Files hold all features that match; GeoJSON comes by pages.",
    ),
    "ogc_download": ("下载 {form}", "Download {form}"),
    "ogc_see_features": ("查看要素", "See the features"),
    "ogc_token_note": (
        "登记项目中的内部项目需要令牌：请求时带上 Authorization: Bearer 头。",
        "Internal projects of the register need a token: send the header "
        "Authorization: Bearer.",
    ),
    "ogc_api": ("接口定义（OpenAPI）", "Definition of the API (OpenAPI)"),
    "ogc_api_noscript": (
        "这一页用脚本显示接口定义；不用脚本时请直接阅读上面的文件。",
        "This page shows the definition with a script; without one, read the files "
        "above.",
    ),
    "ogc_equal_only": (
        "{title}：只取等于该值的要素。",
        "{title}: only features with this value.",
    ),
    "ogc_conformance": ("符合的标准", "Conformance"),
    "ogc_conformance_lead": (
        "本服务满足其全部要求的一致性类，逐项由测试检验。",
        "Conformance classes whose every requirement is met; tests check each of them.",
    ),
    "ogc_standard_common": ("OGC API – Common", "OGC API – Common"),
    "ogc_standard_part1": ("第 1 部分：核心", "Part 1: Core"),
    "ogc_standard_part2": ("第 2 部分：坐标参考系", "Part 2: Reference systems"),
    "ogc_standard_part3": ("第 3 部分：筛选", "Part 3: Filtering"),
    "ogc_standard_part5": ("第 5 部分：模式", "Part 5: Schemas"),
    "ogc_standard_cql2": ("CQL2 筛选语言", "CQL2, the filter language"),
    "ogc_functions": ("筛选函数", "Functions of filters"),
    "ogc_functions_lead": (
        "CQL2 表达式可调用的函数。",
        "Functions that an expression of CQL2 may call.",
    ),
    "ogc_function": ("函数", "Function"),
    "ogc_systems": ("坐标参考系", "Reference systems"),
    "ogc_storage": ("存储与默认", "stored and default"),
    "ogc_about": ("概况", "About it"),
    "ogc_id": ("编号", "Id"),
    "ogc_geometry": ("位置", "Place"),
    "ogc_geometry_point": ("点", "point"),
    "ogc_geometry_linestring": ("线", "line"),
    "ogc_geometry_polygon_or_multipolygon": ("面", "area"),
    "ogc_geometry_any": ("点、线或面", "point, line or area"),
    "ogc_extent": ("范围（西、南、东、北）", "Extent (west, south, east, north)"),
    "ogc_time": ("时间范围", "Time"),
    "ogc_no_time": ("没有时间", "no time"),
    "ogc_no_place": ("没有已知的位置，无法画图。", "No place is known to draw."),
    "ogc_attribution": ("署名", "Credits"),
    "ogc_filter_title": ("筛选要素", "Filter the features"),
    "ogc_filter": ("CQL2 表达式", "Expression of CQL2"),
    "ogc_filter_hint": ("例如", "For example"),
    "ogc_such_as": ("例如：{text}", "e.g. {text}"),
    "ogc_fault_title": ("请求有误", "Bad request"),
    "ogc_bbox": ("范围框", "Box"),
    "ogc_bbox_hint": ("西,南,东,北（度）", "west,south,east,north in degrees"),
    "ogc_datetime": ("时间", "Date or interval"),
    "ogc_datetime_hint": (
        "日期，或 起/止，一端可写 ..",
        "a date, or begin/end with .. open",
    ),
    "ogc_limit": ("每页个数", "Features on a page"),
    "ogc_page_empty": (
        "本页没有记录，共 {total} 条",
        "Nothing on this page; {total} in all",
    ),
    "ogc_map_of_page": (
        "地图只画本页有位置的要素：{drawn} 个；符合条件的共 {total} 个。",
        "The map draws only the features of this page that have a place: {drawn} of "
        "{total} that match.",
    ),
    "ogc_map_of_all": (
        "地图画出 {drawn} 个有位置的要素，共 {total} 个。",
        "The map draws {drawn} features that have a place, of {total}.",
    ),
    "ogc_none": ("没有符合条件的记录", "Nothing matches"),
    "ogc_prev": ("上一页", "Previous"),
    "ogc_next": ("下一页", "Next"),
    "ogc_refused": ("请求有误，改正后重试：", "The request cannot be answered; mend:"),
    "ogc_where": ("出错的位置", "Where the fault is"),
    "ogc_properties": ("属性", "Properties"),
    "ogc_properties_note": (
        "这些属性可用于筛选表达式，也可直接作为参数（等于该值）。",
        "Filters may name these properties; each is a parameter for equal values too.",
    ),
    "ogc_queryables": ("可筛选属性", "Queryables"),
    "ogc_schema": ("数据模式", "Schema"),
    "ogc_schema_lead": (
        "每个要素含有的属性；未知的为空。",
        "The properties of each feature; unknown ones are null.",
    ),
    "ogc_name": ("属性名", "Name"),
    "ogc_meaning": ("含义", "Meaning"),
    "ogc_type": ("类型", "Type"),
    "ogc_unit": ("单位", "Unit"),
    "ogc_words": ("取值", "Values"),
    "ogc_words_count": ("{count} 个取值", "{count} values"),
    "ogc_values": ("属性值", "Values of the feature"),
    "ogc_value": ("值", "Value"),
    "ogc_type_string": ("文本", "text"),
    "ogc_type_number": ("数", "number"),
    "ogc_type_integer": ("整数", "whole number"),
    "ogc_type_boolean": ("真假", "true or false"),
    "ogc_type_date": ("日期", "date"),
    "ogc_type_array": ("文本列表", "list of texts"),
}
