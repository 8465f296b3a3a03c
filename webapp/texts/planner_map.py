"""Words of the map, the constraint layers and the audit of the workbench."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # the map
    "pmap_lead": (
        "{total} 个项目，图上 {drawn} 个，其中 {approximate} 个为概略位置。",
        "{total} projects, {drawn} of them on the map, {approximate} at an approximate "
        "place.",
    ),
    "pmap_as_table": ("表格", "Table"),
    "pmap_group": ("本页图层", "Layers of this page"),
    "pmap_projects": ("项目", "Projects"),
    "pmap_outlines": ("用地范围", "Outlines of projects"),
    "pmap_counts": ("项目数", "projects"),
    "pmap_counts_note": (
        "数字是该旗县区的项目数，缩小时相邻的合并；虚线圈只知盟市。",
        "The number of projects of a banner, of several when zoomed out; a dashed ring "
        "is a league whose banners are not known.",
    ),
    "pmap_counted": (
        "图上有 {count} 个项目，超过 {most} 个：按旗县区显示项目数。点数字可只看该旗县"
        "区，"
        "或用筛选缩小范围。",
        "{count} projects are more than the {most} that the map draws one by one: it "
        "shows their number by banner. Open a number to see one banner alone, or "
        "filter.",
    ),
    "pmap_places_note": (
        "虚线空心：只知园区、旗县区或盟市，画在其标注点，不是实测位置。没有任何位置的"
        "项目只在"
        "表格里。",
        "Dashed and hollow: known by park, banner or league only and drawn at its "
        "label "
        "point, not surveyed. Projects without any place are in the table only.",
    ),
    "pmap_shade_label": ("分级设色", "Shades of a figure"),
    "pmap_shade": ("按指标设色", "Shade by"),
    "pmap_shade_none": ("不设色", "no shades"),
    "pmap_shade_do": ("设色", "Shade"),
    "pmap_level": ("单元", "Units"),
    "pmap_level_league": ("盟市", "league"),
    "pmap_level_banner": ("旗县区", "banner"),
    "pmap_class": ("级", "class"),
    "pmap_legend": ("图例", "Legend"),
    "pmap_no_data": ("没有数据的（斜线）", "Without data (hatched)"),
    "pmap_no_data_more": (
        "等 {count} 个，见下表",
        " and others, {count} in all; see below",
    ),
    "pmap_shade_table": ("同样的数字，列成表", "The same figures as a table"),
    "pmap_shade_note": (
        "最多五级，括号内为单元数；斜线为没有数据，不是零。终止的项目不计。",
        "At most five classes, with their number of units in brackets. Hatched: no "
        "data, which is not zero. Cancelled projects are left out.",
    ),
    "pmap_share_note": (
        "截至 {month}，对全部项目而言，不随筛选变化。",
        "Until {month}, of all projects, whatever the filter.",
    ),
    "pmap_figure_land_ha": ("用地", "land"),
    "pmap_figure_power_mw": ("用电负荷", "power"),
    "pmap_figure_verified_share": (
        "国内到位资金占目标（台账审核数）",
        "share of the domestic target (ledger, verified)",
    ),
    "pmap_figure_published_share": (
        "国内到位资金占目标（公布数）",
        "share of the domestic target (published)",
    ),
    # placing a project in its form
    "pmap_place_map": ("在地图上定位", "Place it on the map"),
    "pmap_place_point": ("放一个点", "Place a point"),
    "pmap_place_draw": ("画用地范围", "Draw the outline"),
    "pmap_place_clear": ("清除位置", "Clear the place"),
    "pmap_place_point_help": (
        "在地图上点一下即可；用键盘时，方向键移动地图，加号减号缩放，回车放在十字处，"
        "Esc 取消。",
        "Click the place. By keyboard: arrows move the map, plus and minus zoom, Enter "
        "places the point at the cross, Escape cancels.",
    ),
    "pmap_place_help": (
        "依次点各个角；用键盘时，方向键移动地图，加号减号缩放，回车在十字处加一个角，"
        "退格撤回，"
        "Esc 取消。",
        "Click the corners one by one. By keyboard: arrows move the map, plus and "
        "minus "
        "zoom, Enter adds a corner at the cross, Backspace takes the last one back, "
        "Escape cancels.",
    ),
    "pmap_place_done": ("完成", "Done"),
    "pmap_place_undo": ("撤回一个角", "Take a corner back"),
    "pmap_place_cancel": ("取消", "Cancel"),
    "pmap_place_points": ("{count} 个角", "{count} corners"),
    "pmap_place_drawn": (
        "范围已填入下方，经纬度已清空；保存后生效",
        "The outline is in the field below and the numbers are cleared; save to keep "
        "it",
    ),
    "pmap_place_placed": (
        "经纬度已填好：{lon}，{lat}；保存后生效",
        "Longitude and latitude are filled in: {lon}, {lat}; save to keep them",
    ),
    "pmap_place_cleared": (
        "位置已清空；保存后生效",
        "The place is cleared; save to keep it",
    ),
    "pmap_place_marker": ("项目位置，可拖动", "Place of the project; can be dragged"),
    # constraint layers
    "player_lead": (
        "本地的红线、耕地、噪声、洪水等图层：项目和候选地都会与之对照。没有图层的一类"
        "只说"
        "“未检验”，绝不说“没有问题”。",
        "Red lines, farmland, noise, flood and other layers of your own: projects and "
        "candidate sites are tested against them. A meaning without a layer is “not "
        "tested”, never “no problem”.",
    ),
    "player_titled": ("{name}（{meaning}）", "{name} ({meaning})"),
    "player_forbidden": ("禁止", "forbidden"),
    "player_conditional": ("有条件", "conditional"),
    "player_informative": ("提示", "informative"),
    "player_forbidden_how": (
        "项目不得进入，如生态保护红线。匹配时，全部在内的候选地会被排除。",
        "No project may stand there: a red line, say. In a match, a site that lies "
        "wholly inside is excluded.",
    ),
    "player_conditional_how": (
        "满足条件才可以，如需占补平衡的耕地。必须写明条件；不排除候选地，只作说明。",
        "Allowed on a condition, which must be stated: farmland to be replaced, say. "
        "Excludes no site; the condition is told.",
    ),
    "player_informative_how": (
        "只需知道，如已规划的道路。不影响任何判断，只作说明。",
        "Only to be known: a planned road, say. Changes no judgement; it is told.",
    ),
    "player_untested": (
        "没有“{meaning}”类图层：项目和候选地在这一类上未检验。",
        "There is no {meaning} layer: projects and sites are not tested in this "
        "meaning.",
    ),
    "player_list": ("现有图层", "Layers"),
    "player_none": ("还没有约束图层", "No constraint layer yet"),
    "player_none_how": (
        "在下面上传一个面、线或点的文件，并说明它的含义；之后每个项目页和匹配都会与它"
        "对照。",
        "Upload a file of polygons, lines or points below and say what it means; every "
        "project and every match is then tested against it.",
    ),
    "player_none_viewer": (
        "由规划人员上传；在那之前，三类都未检验。",
        "A planner uploads them; until then nothing is tested in any meaning.",
    ),
    "player_name": ("图层", "Layer"),
    "player_meaning": ("含义", "Meaning"),
    "player_buffer": ("缓冲", "Buffer"),
    "player_features": ("要素数", "Features"),
    "player_source": ("来源", "Source"),
    "player_date": ("来源日期", "Date of the source"),
    "player_condition": ("条件或用途", "Condition, or what it is for"),
    "player_visibility": ("可见性", "Visibility"),
    "player_league": ("由谁维护", "Kept by"),
    "player_covers": ("完整覆盖", "Complete for"),
    "player_everywhere": (
        "未说明（视为处处完整）",
        "not said (taken as complete everywhere)",
    ),
    "player_region": ("全区", "the whole region"),
    "player_updated": ("最近更改", "Last change"),
    "player_metres": ("{metres} 米", "{metres} m"),
    "player_new": ("上传图层", "Upload a layer"),
    "player_edit": ("编辑", "Edit"),
    "player_delete": ("删除", "Delete"),
    "player_save": ("保存", "Save"),
    "player_upload": ("上传并检验", "Upload"),
    "player_file": ("文件", "File"),
    "player_file_new": (
        "换一个文件（不换则留空）",
        "Another file (empty keeps the shapes)",
    ),
    "player_file_hint": (
        "GeoJSON、GeoPackage、ZIP 打包的 Shapefile、KML/KMZ；最多 {features} 个要素"
        "、{mb} MB。",
        "GeoJSON, GeoPackage, zipped shapefile, KML/KMZ; at most {features} features "
        "and "
        "{mb} MB.",
    ),
    "player_sheet": ("文件中的图层名", "Layer of the file"),
    "player_sheet_hint": (
        "GeoPackage 有多个图层时填写；不填则取最合适的。",
        "For a GeoPackage of several layers; the best one when empty.",
    ),
    "player_datum": ("坐标系", "Datum"),
    "player_datum_hint": (
        "文件已注明时不必填。否则请填：wgs84、cgcs2000、gcj02（高德）、bd09（百度）、"
        "gk3:37 等。",
        "Not needed if the file states it. Otherwise: wgs84, cgcs2000, gcj02 (Amap), "
        "bd09 "
        "(Baidu), gk3:37 and so on.",
    ),
    "player_label_column": ("要素名称所在列", "Column with the names of features"),
    "player_label_hint": (
        "不填则自动找“名称”“name”等列。",
        "Found by itself (名称, name and the like) when empty.",
    ),
    "player_name_zh": ("中文名称", "Name in Chinese"),
    "player_name_en": ("英文名称", "Name in English"),
    "player_buffer_m": ("缓冲距离", "Buffer"),
    "player_buffer_hint": (
        "要素四周多少米也算触及；点和线必须有。",
        "Metres round each feature that count as touched; points and lines need one.",
    ),
    "player_condition_hint": (
        "有条件类必须填写，如“须办理占补平衡”。",
        "Needed for a conditional layer, such as “farmland must be replaced”.",
    ),
    "player_date_hint": ("2023、2023-03 或 2023-03-20", "2023, 2023-03 or 2023-03-20"),
    "player_covers_hint": (
        "图层在哪些盟市、旗县区是完整的。此外未触及的地方只说“未检验”。不选则视为处处"
        "完整。按住"
        " Ctrl 可多选。",
        "Where the layer is complete. Elsewhere, what it does not touch is “not "
        "tested”. "
        "Nothing chosen: taken as complete everywhere. Hold Ctrl to choose several.",
    ),
    "player_saved": ("图层“{name}”已保存。", "The layer {name} is saved."),
    "player_deleted": ("图层“{name}”已删除。", "The layer {name} is deleted."),
    "player_removed_how": (
        "之后的检验和匹配不再用它；审计日志仍保留，随时可以恢复。",
        "No test and no match uses it any more; the log keeps it, and it can be taken "
        "back.",
    ),
    "player_conflict": (
        "有人刚改过这个图层，你的更改没有保存；请看现在的内容再改。",
        "Somebody changed this layer meanwhile, and nothing of yours was saved: look "
        "at "
        "it as it is now, then change it.",
    ),
    "player_gone": ("找不到这个图层，或已删除。", "There is no such layer any more."),
    "player_read_as": ("坐标按 {datum} 读取。", "Coordinates were read as {datum}."),
    "player_mended_shapes": (
        "{count} 个面自相交等无效，已修复。",
        "{count} polygons were not valid and were repaired.",
    ),
    "player_left_out": (
        "{count} 个没有图形的要素已略去。",
        "{count} features without a shape were left out.",
    ),
    "player_labels_from": (
        "要素名称取自“{header}”列。",
        "Features are named by “{header}”.",
    ),
    "player_fault_file": ("请选择一个文件", "choose a file"),
    "player_fault_large": ("超过 {mb} MB", "is larger than {mb} MB"),
    "player_fault_shapes": (
        "文件里没有图形；请给出 GeoJSON、GeoPackage、Shapefile 或 KML",
        "holds no shapes; expected GeoJSON, GeoPackage, a shapefile or KML",
    ),
    "player_fault_many": (
        "有 {count} 个要素，最多 {most} 个；请按地区分成几个图层",
        "holds {count} features; at most {most}: split it by area",
    ),
    "player_fault_corners": (
        "{count} 个要素超过 {most} 个折点；请先切分或简化",
        "{count} features have more than {most} corners; cut or simplify them",
    ),
    "player_fault_place": (
        "{count} 个要素的坐标按 {datum} 读取不在地球上；请选对坐标系",
        "{count} features are no place on earth when read as {datum}; choose the datum",
    ),
    "player_fault_outside": (
        "按 {datum} 读取，没有一个要素在自治区内；请核对坐标系",
        "read as {datum}, no feature lies in the region; check the datum",
    ),
    "player_fault_datum": (
        "文件没有注明坐标系；请选择（GPS 为 wgs84，高德为 gcj02，百度为 bd09）。选错会"
        "偏移数百米",
        "the file states none; choose it (GPS gives wgs84, Amap gcj02, Baidu bd09). A "
        "wrong one shifts the layer by hundreds of metres",
    ),
    "player_fault_datum_form": (
        "不是认识的坐标系；应如 wgs84、gcj02、gk3:37+prefix",
        "is no datum; expected wgs84, gcj02, gk3:37+prefix or the like",
    ),
    "player_fault_column": (
        "文件里没有“{name}”这一列；有：{headers}",
        "the file has no column {name}; it has {headers}",
    ),
    "player_fault_name": ("请填写，不超过 100 字", "is empty or over 100 characters"),
    "player_fault_long": ("最多 {most} 字", "has over {most} characters"),
    "player_fault_meaning": ("请选择一种含义", "choose one of the three"),
    "player_fault_buffer": (
        "是 {value}；应为 0 到 {most} 的米数",
        "is {value}; expected metres from 0 to {most}",
    ),
    "player_fault_flat": (
        "文件含点或线，没有面积：请填写大于 0 的缓冲距离",
        "the file holds points or lines, which have no area: give a buffer above 0",
    ),
    "player_fault_condition": (
        "有条件类图层必须写明条件",
        "a conditional layer needs the condition in words",
    ),
    "player_fault_date": (
        "是 {value}；应为 2023、2023-03 或 2023-03-20",
        "is {value}; expected 2023, 2023-03 or 2023-03-20",
    ),
    "player_fault_league": (
        "你的账号只能维护自己盟市的图层；请选择",
        "your account keeps layers of its own leagues only; choose one",
    ),
    "player_fault_covers": ("有不认识的代码", "holds a code that is not known"),
    "player_page_lead": (
        "{meaning}类图层，{count} 个要素。",
        "A {meaning} layer of {count} features.",
    ),
    "player_touched_projects": ("触及的项目", "Projects that it touches"),
    "player_touched_sites": ("触及的候选地", "Candidate sites that it touches"),
    "player_tested_counts": (
        "触及 {touched}（其中可能 {possible}），未触及 {clear}，未检验 {untested}。",
        "Touched {touched} (of these possibly {possible}), not touched {clear}, not "
        "tested {untested}.",
    ),
    "player_touches_none": ("没有触及的。", "It touches none."),
    "player_share": ("占其面积", "Share of its area"),
    "player_status": ("结果", "Result"),
    "player_distance": ("最近要素", "Nearest feature"),
    "player_site": ("候选地", "Site"),
    "player_kind": ("类别", "Kind"),
    "player_more": ("另有 {count} 个未列出。", "{count} more are not listed."),
    "player_status_whole": ("全部在内", "wholly inside"),
    "player_status_part": ("部分触及", "partly touched"),
    "player_status_possible": ("可能触及", "possibly touched"),
    "player_status_clear": ("未触及", "not touched"),
    "player_status_not_tested": ("未检验", "not tested"),
    "player_share_note": (
        "方括号内是区间：只知点位或旗县时，实际占比在其间。",
        "In brackets the interval: of a place known by a point or a banner only, the "
        "true "
        "share lies between.",
    ),
    "player_shapes": ("图层的图形（GeoJSON）", "Shapes of the layer (GeoJSON)"),
    "player_match": ("带着这些图层选址", "Match with these layers"),
    "player_match_lead": (
        "写一句需求；结果只在这里显示，不影响公开的匹配。",
        "Write what is asked for; the answer is shown here alone and changes no "
        "public one.",
    ),
    "player_match_text": ("需求", "Requirement"),
    "player_match_hint": (
        "如：单晶硅片，用地500亩，需要园区，靠近铁路",
        "Such as: pv wafer, 500 mu of land, in a park, near a railway",
    ),
    "player_match_do": ("匹配", "Match"),
    "player_match_result": ("前 {count} 名", "First {count}"),
    "player_match_counts": (
        "{candidates} 个候选地：排除 {excluded} 个，排名 {ranked} 个。",
        "{candidates} candidates: {excluded} excluded, {ranked} ranked.",
    ),
    "player_match_excluded": ("因禁止类图层排除", "Excluded by forbidden layers"),
    "player_match_none_excluded": (
        "没有候选地因图层被排除。",
        "No site is excluded by a layer.",
    ),
    "player_match_why": ("图层怎么说", "What the layers say"),
    "player_match_quiet": ("未触及任何图层", "touches no layer"),
    "player_match_untested": ("未检验", "not tested"),
    "player_match_score": ("得分", "Score"),
    "player_rank": ("名次", "Rank"),
    "player_log": ("变更记录", "History"),
    # the audit
    "paudit_title": ("审查", "Audit"),
    "paudit_lead": (
        "每个项目与边界、园区、铁路、口岸、政策规则、其他项目和约束图层对照的结果。",
        "Each project laid over boundaries, parks, railway, ports, rules, the other "
        "projects and the constraint layers.",
    ),
    "paudit_of_project": ("对照审查", "Audit"),
    "paudit_no_document": (
        "文件名称未载",
        "the title of the document is not recorded",
    ),
    "paudit_no_map": (
        "没有可用的位置，无法落图。",
        "No usable place, so there is no map.",
    ),
    "paudit_place": ("位置与园区", "Place and park"),
    "paudit_distance": ("铁路与口岸", "Railway and port"),
    "paudit_rules": ("政策规则", "Rules"),
    "paudit_rules_counts": (
        "不符合 {failed}，待核 {untested}，符合 {met}，豁免 {exempt}",
        "fails {failed}, to check {untested}, meets {met}, exempt {exempt}",
    ),
    "paudit_no_rules": ("没有规则涉及这个项目。", "No rule concerns this project."),
    "paudit_rule_failed": ("不符合（{count}）", "Fails ({count})"),
    "paudit_rule_untested": ("无法检验（{count}）", "Cannot be tested ({count})"),
    "paudit_rule_met": ("符合（{count}）", "Meets ({count})"),
    "paudit_rule_exempt": ("豁免（{count}）", "Exempt ({count})"),
    "paudit_rule_raised": ("请先核对（{count}）", "To check first ({count})"),
    "paudit_others": ("与其他项目", "Other projects"),
    "paudit_layers": ("约束图层", "Constraint layers"),
    "paudit_condition": ("条件：{text}", "Condition: {text}"),
    "paudit_version": ("数据版本 {version}", "Data version {version}"),
    "paudit_all": ("全部", "all"),
    "paudit_wrong": ("有问题的", "with findings"),
    "paudit_show": ("显示", "Show"),
    "paudit_counts": (
        "{total} 个项目中 {wrong} 个有需要看的地方。",
        "{wrong} of {total} projects have something to look at.",
    ),
    "paudit_untested_layers": (
        "没有“{meanings}”类图层：这几类一概未检验。",
        "No layer of these meanings, so nothing was tested in them: {meanings}.",
    ),
    "paudit_project": ("项目", "Project"),
    "paudit_findings": ("发现", "Findings"),
    "paudit_no_finding": ("无", "none"),
    "paudit_placed_by": ("定位依据", "Placed by"),
    "paudit_by_polygon": ("图形", "outline"),
    "paudit_by_point": ("坐标", "point"),
    "paudit_by_park": ("所填园区", "stated park"),
    "paudit_by_banner": ("旗县区", "banner"),
    "paudit_by_league": ("盟市", "league"),
    "paudit_by_none": ("无位置", "no place"),
    "paudit_park": ("最近园区", "Nearest park"),
    "paudit_inside": ("在园区内", "inside"),
    "paudit_rail": ("最近铁路站点", "Nearest railway node"),
    "paudit_port": ("最近陆路口岸", "Nearest land port"),
    "paudit_rule_numbers": (
        "规则：不符合 / 无法检验 / 符合",
        "Rules: fails / cannot be tested / meets",
    ),
    "paudit_kind_place": ("位置不明", "place not known"),
    "paudit_kind_conflict": ("自相矛盾", "contradictions"),
    "paudit_kind_shape": ("图形有误", "faulty shape"),
    "paudit_kind_rules": ("不符合规则", "fails rules"),
    "paudit_kind_overlap": ("范围重叠", "overlaps"),
    "paudit_kind_name": ("同名或相近", "same or near name"),
    "paudit_kind_forbidden": ("禁止类图层", "forbidden layers"),
    "paudit_kind_conditional": ("有条件类图层", "conditional layers"),
    "paudit_kind_informative": ("提示类图层", "informative layers"),
    "paudit_says_place": ("没有可用的位置", "no usable place"),
    "paudit_says_conflict": ("{count} 处自相矛盾", "{count} contradictions"),
    "paudit_says_shape": ("图形有误", "faulty shape"),
    "paudit_says_rules": ("不符合 {count} 条规则", "fails {count} rules"),
    "paudit_says_overlap": (
        "与 {count} 个项目重叠 {ha} 公顷",
        "shares {ha} ha with {count}",
    ),
    "paudit_says_name": ("同名 {same}，相近 {near}", "same name {same}, near {near}"),
    "paudit_says_layer": ("{meaning}：{status}{share}", "{meaning}: {status}{share}"),
    "paudit_file": ("下载审查表 XLSX", "Download as XLSX"),
    "paudit_col_id": ("编号", "id"),
    "paudit_col_stage": ("阶段", "stage"),
    "paudit_col_league": ("所在盟市", "found in league"),
    "paudit_col_banner": ("所在旗县区", "found in banner"),
    "paudit_col_n_conflicts": ("矛盾数", "contradictions"),
    "paudit_col_shape_fault": ("图形问题", "fault of the shape"),
    "paudit_col_park_km": ("距园区", "to the park"),
    "paudit_col_station_km": ("距铁路站点", "to the railway node"),
    "paudit_col_rail_line_km": ("距铁路线（示意）", "to the railway (schematic)"),
    "paudit_col_land_port_km": ("距口岸", "to the port"),
    "paudit_col_low": ("{title}（最小）", "{title}, at least"),
    "paudit_col_high": ("{title}（最大）", "{title}, at most"),
    "paudit_col_n_rules_failed": ("不符合规则", "rules failed"),
    "paudit_col_n_rules_untested": ("无法检验的规则", "rules not tested"),
    "paudit_col_n_rules_met": ("符合的规则", "rules met"),
    "paudit_col_n_overlaps": ("重叠项目数", "overlapping projects"),
    "paudit_col_overlap_ha": ("重叠面积", "overlap"),
    "paudit_col_n_same_name": ("同名项目", "same names"),
    "paudit_col_n_near_name": ("名称相近的项目", "near names"),
    "paudit_col_status": ("{meaning}类图层", "{meaning} layers"),
    "paudit_col_share_low": ("{meaning}类占比（最小）", "{meaning} share, at least"),
    "paudit_col_share_high": ("{meaning}类占比（最大）", "{meaning} share, at most"),
}
