"""Words of error pages and of faults in forms."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "error_400": ("链接里有无法识别的内容", "The link cannot be read"),
    "error_403_lead": (
        "没有更改任何内容。需要这项权限时，请联系管理员。",
        "Nothing was changed. Ask an administrator if you need it.",
    ),
    "error_405_lead": (
        "这个地址只供提交表单使用，不能直接打开。请从页面上的按钮进入。",
        "It only takes what a form sends and cannot be opened; use the button on its "
        "page.",
    ),
    "error_413_lead": (
        "这里最多接受 {most} MB，没有保存。请拆分或压缩后再提交。",
        "At most {most} MB are taken here; nothing was saved. Split or shrink it and "
        "send it again.",
    ),
    "error_422_lead": (
        "没有保存。请按下面的说明改正后再提交。",
        "Nothing was saved. Mend what is listed and send it again.",
    ),
    "error_429_lead": ("请过几分钟再试。", "Try again in a few minutes."),
    "error_500_lead": (
        "没有保存。问题已记入日志；请稍后再试，仍不行时请告诉管理员刚才在做什么。",
        "Nothing was saved. The fault is in the log; try again later, and tell an "
        "administrator what you were doing if it stays.",
    ),
    "error_503": ("登记库暂时无法使用", "The register cannot be reached"),
    "error_503_lead": (
        "数据库无法连接或正忙，没有保存。请稍等片刻再试。",
        "The database is away or busy; nothing was saved. Try again in a moment.",
    ),
    "error_conflict": (
        "别人刚刚更改了这条记录",
        "Somebody else has just changed the record",
    ),
    "error_conflict_lead": (
        "“{who}”于 {at}（北京时间）更改了它，没有覆盖任何内容。请重新打开后再改。",
        "{who} changed it at {at} (Beijing time); nothing was overwritten. Open it "
        "again and repeat your change.",
    ),
    "error_record": (
        "记录中有不能保存的值",
        "The record has values that cannot be kept",
    ),
    "error_record_lead": (
        "没有保存。请改正以下各处。",
        "Nothing was saved. Please mend these.",
    ),
    "error_file": ("文件无法读取", "The file cannot be read"),
    "error_file_lead": (
        "没有导入任何内容。请按下面的说明处理文件。",
        "Nothing was brought in. Do to the file what is said below.",
    ),
    "error_no_record": ("没有这条记录", "There is no such record"),
    "error_no_record_lead": (
        "没有编号为“{key}”的记录：可能已删除，或者当前账号看不到。",
        "No record has the number {key}: it may have been deleted, or is not for this "
        "account to see.",
    ),
    "error_404": ("没有这个页面", "There is no such page"),
    "error_405": ("这个地址不接受该请求方式", "This address does not take this method"),
    "error_409": ("名称对应多个地点", "The name stands for several places"),
    "error_413": ("提交的内容过大", "The body is too large"),
    "error_415": ("不支持的内容类型", "Unsupported media type"),
    "error_422": ("需求中有不能使用的值", "The requirement cannot be used"),
    "error_500": ("内部错误", "Internal error"),
    "error_other": ("请求未能完成", "The request failed"),
    "error_what": ("可以这样继续：", "You can go on here:"),
    "error_number": ("“{value}”不是数字", "“{value}” is not a number"),
    "error_choice": ("没有“{value}”这一选项", "There is no choice “{value}”"),
    "error_weight": (
        "“{value}”不是 0 到 100 之间的权重",
        "“{value}” is no weight from 0 to 100",
    ),
    "error_industry": (
        "没有找到名为“{value}”的产业，请从列表中选择",
        "No industry goes by “{value}”; please choose from the list",
    ),
    "fault": ("{label}：“{value}”不能用，{why}", "{label}: “{value}” {why}"),
    "fault_at_most": ("最大为 {bound}", "is above the maximum of {bound}"),
    "fault_at_least": ("最小为 {bound}", "is below the minimum of {bound}"),
    "fault_more_than": ("须大于 {bound}", "must be more than {bound}"),
    "fault_less_than": ("须小于 {bound}", "must be less than {bound}"),
    "fault_whole": ("须为整数", "must be a whole number"),
    "fault_industry": (
        "没有“{value}”这一产业，请从列表中选择",
        "There is no industry “{value}”; please choose from the list",
    ),
    "fault_near": ("{text}；是否想选：{names}？", "{text}. Did you mean {names}?"),
    "fault_league": (
        "没有代码为“{value}”的盟市，请从列表中选择",
        "No league has the code “{value}”; please choose from the list",
    ),
    "fault_kinds": (
        "候选地类型：电站、采矿和牧业只能落在旗县区，不能选园区或口岸加工区",
        "Kinds of sites: power stations, mines and pastures stand on banners; parks "
        "and port zones cannot be chosen",
    ),
    "fault_ports": (
        "没有开放口岸同时符合所选的毗邻国家和口岸类型，请去掉其中一项",
        "No open port has both this neighbour and this kind; please drop one of them",
    ),
    "fault_weights": (
        "没有一项权重大于 0，请至少给一项准则分量",
        "No weight is above 0; please give at least one criterion a weight",
    ),
    "fault_choice": (
        "没有“{value}”这一选项；可用的有：{allowed}",
        "there is no choice “{value}”; there are: {allowed}",
    ),
    "fault_month": (
        "没有这个月份：“{value}”；应为 2026-10 这样的月份",
        "there is no such month: “{value}”; expected one such as 2026-10",
    ),
    "fault_no_filter": (
        "这个图层不能按此筛选，请去掉这一项",
        "this layer has no such filter; leave it out",
    ),
    "fault_between": (
        "“{value}”不能用，须为 {minimum} 到 {maximum} 之间的整数",
        "“{value}” is no whole number from {minimum} to {maximum}",
    ),
    "fault_alone": (
        "没有 {needed} 时不起作用，请一并填写或都去掉",
        "says nothing without {needed}; fill in both or neither",
    ),
    "fault_bbox": (
        "“{value}”不能用，须为以逗号隔开的四个或六个数，先小后大",
        "“{value}” is not four or six numbers parted by commas, the least first",
    ),
    "fault_twice": (
        "出现了不止一次，只能给一次",
        "is given more than once; give it once",
    ),
    "fault_parameter": (
        "没有这个参数；可用的有：{known}",
        "there is no such parameter; there are: {known}",
    ),
    "fault_parameter_near": (
        "没有这个参数；是否想写“{near}”？",
        "there is no such parameter; did you mean “{near}”?",
    ),
    "fault_long": (
        "有 {count} 个字，最多 {maximum} 个",
        "has {count} characters; at most {maximum} are read",
    ),
    "unknown_name": ("没有找到“{name}”。", "Nothing is known as “{name}”."),
    "near_names": ("相近的有：", "Close to it:"),
    "error_404_lead": (
        "地址可能写错，或内容已改名。",
        "The address may be misspelt, or what it showed has another name now.",
    ),
    "error_no_industry": (
        "请选择产业：没有产业就无法查找候选地；已填写的其他内容都保留着",
        "Please choose an industry: no sites can be found without one; what you "
        "filled in is kept",
    ),
    "ignored_title": ("链接中有些内容没有起作用：", "Parts of the link had no effect:"),
    "ignored_unknown": (
        "参数“{name}”不存在，已忽略。",
        "There is no parameter “{name}”; it was ignored.",
    ),
    "ignored_near": ("是否想写“{name}”？", " Did you mean “{name}”?"),
    "ignored_repeated": (
        "参数“{name}”出现多次，只用了第一个。",
        "“{name}” is given more than once; only the first counts.",
    ),
    "ignored_weights": (
        "为另一个产业调整过的权重没有沿用。",
        "Weights set for another industry were not carried over.",
    ),
    "form_problems": ("请先改正：", "Please mend first:"),
}
