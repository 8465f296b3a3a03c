"""The sentences of the OpenAPI document of ``/ogc`` in Chinese.

The document itself is English, as OpenAPI has one language; the page that shows it to
Chinese readers puts these in their places. They are found by the sentence: one that is
changed in English and not here is found by a test, and shown in English until then.
What the collections and their properties are called comes from the data, in both.
"""

from __future__ import annotations

from typing import Final

#: Groups of operations.
TAGS: Final[dict[str, str]] = {
    "Service": "服务",
    "Collections": "数据集合",
    "Features": "要素",
}
#: Sentence of the document → the same in Chinese.
SENTENCES: Final[dict[str, str]] = {
    # Groups.
    "What the service is and what it conforms to.": "服务的内容和所符合的标准。",
    "What collections there are, and what their features hold.": (
        "有哪些集合，其要素含有什么。"
    ),
    "The features themselves.": "要素本身。",
    # Operations.
    "Landing page": "首页",
    "What the service is, and where to go from here.": (
        "服务的内容，以及通往各处的链接。"
    ),
    "Conformance classes": "符合的标准",
    "The requirements of OGC API – Features and of CQL2 that the service meets.": (
        "本服务所满足的 OGC API – Features 和 CQL2 的要求。"
    ),
    "The definition of this API": "接口定义",
    "An OpenAPI document of the service alone, in version 3.0 or 3.1.": (
        "只含本服务的 OpenAPI 文件，3.0 或 3.1 版。"
    ),
    "Functions of filters": "筛选函数",
    "The functions that an expression of CQL2 may call.": "CQL2 表达式可调用的函数。",
    "The collections": "全部集合",
    "All collections, with what they hold, where and of which time.": (
        "全部集合的内容、空间范围和时间范围。"
    ),
    "A collection": "一个集合",
    "What a collection holds, where and of which time.": (
        "一个集合的内容、空间范围和时间范围。"
    ),
    "What filters may name": "可筛选属性",
    "The properties that filters and parameters may name, as a JSON Schema.": (
        "筛选表达式和参数可用的属性，以 JSON Schema 给出。"
    ),
    "What the features hold": "数据模式",
    "The properties of the features, as a JSON Schema.": (
        "要素的属性，以 JSON Schema 给出。"
    ),
    "What a feature is in GeoJSON": "要素的 GeoJSON 模式",
    "A JSON Schema of one feature as GeoJSON, by which GDAL types its columns. Any "
    "property may also be null, which is not known.": (
        "单个要素（GeoJSON）的 JSON Schema，GDAL 据此确定各列类型。任何属性都可为 "
        "null，即未知。"
    ),
    "Features": "要素",
    "Features of a collection, page by page. All conditions must hold. Each property "
    "that the queryables list is a parameter too, and stands for equal values "
    "(`?banner=150207`). Unknown parameters are refused.": (
        "分页取集合的要素，各条件须同时满足。可筛选的每个属性也是参数，只取等于该值的"
        "要素（`?banner=150207`）。未知的参数一律拒绝。"
    ),
    "A feature": "一个要素",
    "One feature with all its properties; unknown ones are null.": (
        "一个要素及其全部属性；未知的为 null。"
    ),
    # Parameters.
    "Form of the answer; goes before the header Accept.": (
        "应答的格式；优先于请求头 Accept。"
    ),
    "Language of a page; only where a page is asked for.": (
        "网页的语言；只在请求网页时有效。"
    ),
    "Id of the collection, as the list of collections gives it.": (
        "集合的编号，见集合列表。"
    ),
    "Id of the feature, as the features give it.": "要素的编号，见要素列表。",
    "Only features that meet this box, or have no place: the least coordinates, then "
    "the greatest, in the order of the axes of `bbox-crs`; of six numbers the third "
    "and the sixth are heights. A west greater than the east crosses the "
    "antimeridian.": (
        "只取与此范围框相交的要素，以及没有位置的要素：先最小、后最大坐标，轴序按 "
        "`bbox-crs`；六个数时第三、第六个是高程。西大于东时跨越 180° 经线。"
    ),
    "Reference system of the coordinates of `bbox`.": "`bbox` 坐标的参考系。",
    "Only features whose time meets this one, or that have none: a date or date-time "
    "of RFC 3339, or two of them with a slash between, of which one may be `..`.": (
        "只取时间与此相交的要素，以及没有时间的要素：RFC 3339 的日期或时刻，或以斜线"
        "隔开的起止，一端可写 `..`。"
    ),
    "Most features on a page. A page never holds more than 10,000; a greater limit "
    "counts as that. Files (`f=csv`, `gpkg`, `fgb`) hold all that match unless it is "
    "given.": (
        "每页最多的要素数。一页不超过 10 000 个，更大的值按此计。未给出时，文件"
        "（`f=csv`、`gpkg`、`fgb`）含全部符合条件的要素。"
    ),
    "How many features to pass over; links to the next page carry it.": (
        "略过的要素数；下一页的链接中已含。"
    ),
    "Reference system of the coordinates of the answer; EPSG:4326 and EPSG:4490 have "
    "the latitude first.": "应答坐标的参考系；EPSG:4326 和 EPSG:4490 纬度在前。",
    "Only features for which this expression of CQL2 holds, as text or JSON.": (
        "只取使此 CQL2 表达式成立的要素，文本或 JSON。"
    ),
    "Language of `filter`; found out when it is not given.": (
        "`filter` 的写法；未给出时自动判断。"
    ),
    "Reference system of the coordinates in `filter`.": "`filter` 中坐标的参考系。",
    # Answers and their headers.
    "The answer": "应答",
    "A page for people.": "供人阅读的网页。",
    "What the caller has is still the same": "调用方已有的内容没有变化",
    "Unknown or unusable parameters, or a body that is not JSON": (
        "参数未知或不可用，或请求体不是 JSON"
    ),
    "No token, or one that is unknown, expired or revoked": (
        "没有令牌，或令牌未知、过期或已撤销"
    ),
    "No such layer, place or record, or none that the account may see": (
        "没有这个图层、地点或记录，或账号无权查看"
    ),
    "None of the media types asked for is available": "没有所请求的媒体类型",
    "Address and headers are longer than 65,536 bytes": (
        "地址与请求头合计超过 65 536 字节"
    ),
    "Too many requests, or too many tokens that open nothing; see Retry-After": (
        "请求过多，或无效令牌过多；见 Retry-After"
    ),
    "A fault of the service; the log has it under the request id": (
        "服务出错；日志中按请求编号记录"
    ),
    "The links of the document (RFC 8288)": "文件中的链接（RFC 8288）",
    "Reference system of the coordinates": "坐标的参考系",
    "How many features match": "符合条件的要素数",
    "How many of them are in the answer": "其中在应答里的个数",
    "Version of the data in the answer": "应答所用数据的版本",
    "Id of the request, under which the log has it": "请求编号，日志按此记录",
    'What is left of the limit, as `"ordinary";r=599;t=60`: r requests in the next t '
    "seconds. Absent where nothing is counted": (
        '限额的余量，形如 `"ordinary";r=599;t=60`：此后 t 秒内还可请求 r 次。不计数时'
        "没有此项"
    ),
    'The limit, as `"ordinary";q=600;w=60`: q requests in w seconds': (
        '限额，形如 `"ordinary";q=600;w=60`：w 秒内 q 次'
    ),
    "The web sites whose scripts may read this; absent where the operator named none": (
        "其脚本可读取本应答的网站；运营者未指定时没有此项"
    ),
    "Tag of the answer, for If-None-Match": "应答的标签，用于 If-None-Match",
    "What to send to be known": "须出示的凭证",
    "Seconds after which to try again": "多少秒后重试",
    # Schemas and tokens.
    "West, south, east, north of all features.": "全部要素的西、南、东、北界。",
    "Begin and end; null where it is open.": "起和止；开放的一端为 null。",
    "GeoJSON geometry; null where no place is known.": (
        "GeoJSON 几何；位置未知时为 null。"
    ),
    "As the schema of the collection says; null is not known.": (
        "见该集合的数据模式；null 为未知。"
    ),
    "RFC 9457. All faults of the request stand in `problems`.": (
        "RFC 9457。请求的全部错误列于 `problems`。"
    ),
    "Parameter at fault; empty for none of them.": "出错的参数；与参数无关时为空。",
    "JSON pointer into a filter (RFC 6901).": "筛选表达式中的 JSON 指针（RFC 6901）。",
    "A token of an account, made on the page /account or by geo-zs token add. It never "
    "may more than its account; with the scope read it changes nothing. Cookies are "
    "not looked at.": (
        "账号的令牌，在 /account 页面或用 geo-zs token add 生成。其权限不超过账号本身；"
        "只读令牌不能改动任何内容。不看 Cookie。"
    ),
}
