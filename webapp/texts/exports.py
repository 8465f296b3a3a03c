"""Words of the files that an answer can be taken away as."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "file_ranking": ("排名", "Ranking"),
    "file_weights": ("权重", "Weights"),
    "file_data": ("数据", "Data"),
    "file_calculation": ("计算", "Calculation"),
    "file_excluded": ("排除", "Excluded"),
    "file_evidence": ("依据", "Evidence"),
    "file_sources": ("来源", "Sources"),
    "file_notes": ("说明", "Notes"),
    "file_title": ("{industry}：候选地排名", "Sites for {industry}"),
    "file_ranking_hint": (
        "本表由公式算出：改“权重”表的黄色格，名次、得分和贡献随之改变；"
        "改“数据”表的数值（如园区答复的电价）也一样。",
        "This sheet is calculated: change the yellow cells of the sheet Weights, or a "
        "value in the sheet Data (a price that a park gave you), and order, scores and "
        "contributions follow.",
    ),
    "file_weights_hint": (
        "改黄色格即可：权重任意填写，自动折算成合计 100%；界值改动后效用重算。"
        "权重为 0 的是需向园区询问的要素：填入“数据”表后再给权重。",
        "Change the yellow cells. Weights may be any numbers and are scaled to 100%; "
        "new bounds give new utilities. What has the weight 0 is to be asked of the "
        "parks: fill it in on the sheet Data, then give it a weight.",
    ),
    "file_data_hint": (
        "每项准则三列：数值、下限、上限；空白为未知。自填数值时清空或一并改下限和上限。",
        "Three columns for each criterion: value, low, high; empty is not known. With "
        "a value of your own, clear or change low and high too.",
    ),
    "file_rank": ("名次", "Rank"),
    "file_rank_best": ("最好名次", "Best rank"),
    "file_rank_worst": ("最差名次", "Worst rank"),
    "file_id": ("编号", "Id"),
    "file_kind": ("类型", "Kind"),
    "file_banner": ("旗县区", "Banner"),
    "file_lon": ("经度", "Longitude"),
    "file_lat": ("纬度", "Latitude"),
    "file_precision": ("位置精度", "Location precision"),
    "file_score": ("得分", "Score"),
    "file_low": ("下限", "Low"),
    "file_high": ("上限", "High"),
    "file_score_low": ("得分下限", "Score, low"),
    "file_score_high": ("得分上限", "Score, high"),
    "file_open": ("待核实", "To be verified"),
    "file_flags": ("提示", "Flags"),
    "file_unknown": ("未知", "Not known"),
    "file_ask": ("需询问", "To ask the park"),
    "file_reasons": ("理由", "Reasons"),
    "file_beside": ("同一园区的其他分区", "Other parts of the same park"),
    "file_p_first": ("第一名占比", "Share of first places"),
    "file_p_top5": ("前五名占比", "Share of top-five places"),
    "file_p_first_with_unknowns": (
        "第一名占比（含未知）",
        "Share of first places, unknowns moving too",
    ),
    "file_p_top5_with_unknowns": (
        "前五名占比（含未知）",
        "Share of top-five places, unknowns moving too",
    ),
    "file_as_exported": ("{name}（按导出时的权重）", "{name} (weights as exported)"),
    "file_value": ("数值", "Value"),
    "file_unit": ("单位", "Unit"),
    "file_utility": ("效用", "Utility"),
    "file_utility_low": ("效用下限", "Utility, low"),
    "file_utility_high": ("效用上限", "Utility, high"),
    "file_contribution": ("贡献", "Contribution"),
    "file_column": ("{name}·{part}", "{name}: {part}"),
    "file_weight": ("权重", "Weight"),
    "file_share": ("折算权重", "Share"),
    "file_default": ("导出时", "As exported"),
    "file_worst": ("得 0 的值", "Earns 0"),
    "file_best": ("得 1 的值", "Earns 1"),
    "file_ideal": ("最佳值", "Ideal"),
    "file_reason": ("界值与权重的理由", "Reason for bounds and weight"),
    "file_place": ("所属园区", "Place"),
    "file_turn": ("同园区同分次序", "Turn within the place"),
    "file_by_id": ("同分次序", "Turn among equals"),
    "file_below": ("列后（1）", "Below (1)"),
    "file_key": ("排序值", "Key"),
    "file_key_low": ("排序值下限", "Key, low"),
    "file_key_high": ("排序值上限", "Key, high"),
    "file_first": ("代表本园区", "Stands for its place"),
    "file_squares": ("距最差点平方和", "Squared distance from the worst point"),
    "file_line": ("行次", "Line"),
    "file_line_help": ("数据行", "Data row"),
    "file_limit": ("约束", "Limit"),
    "file_is": ("实际", "Is"),
    "file_asked": ("要求", "Asked"),
    "file_short": ("差多少", "Short by"),
    "file_status": ("状态", "Status"),
    "file_status_failed": ("不满足", "failed"),
    "file_status_not_verified": ("无法核实", "not verified"),
    "file_rule": ("依据文件", "Rule"),
    "file_source_ids": ("来源编号", "Source ids"),
    "file_source_title": ("标题", "Title"),
    "file_publisher": ("发布者", "Publisher"),
    "file_address": ("出处", "Address"),
    "file_terms": ("条款", "Terms"),
    "file_note_version": ("数据版本", "Data version"),
    "file_note_industry": ("产业", "Industry"),
    "file_note_preset": ("预设", "Preset"),
    "file_note_method": ("方法", "Method"),
    "file_note_request": ("需求（接口写法）", "Requirement, as the API takes it"),
    "file_note_counts": ("候选地", "Candidates"),
    "file_note_counts_text": (
        "{candidates} 处，排除 {excluded} 处，参与排名 {ranked} 处",
        "{candidates} places, {excluded} struck out, {ranked} ranked",
    ),
    "file_note_stability": ("稳定性", "Stability"),
    "file_note_warning": ("请注意", "Please note"),
    "file_note_how": ("得分", "The score"),
    "file_note_how_text": (
        "效用按界值直线折算到 0–1；得分为效用乘权重之和。未知按 0.5 计，"
        "区间两端按 0 和 1 计。得分相差不到 10⁻¹² 视为并列。",
        "Utility runs straight from the bound that earns 0 to the one that earns 1; "
        "the score is the sum of utility times weight. What is not known counts 0.5, "
        "and 0 and 1 at the ends of the interval. Scores within 1e-12 are a tie.",
    ),
    "file_note_topsis": (
        "TOPSIS：到最佳点与最差点的加权距离之比，两点固定为效用 1 与 0。",
        "TOPSIS: closeness by weighted distances to the best and the worst point, "
        "which are fixed at utilities 1 and 0.",
    ),
    "file_note_fixed": (
        "本次排名的方法不是加权求和，得分列为导出时的数值，不随权重改变。",
        "This ranking is no weighted sum: its scores are as exported and do not follow "
        "the weights.",
    ),
    "file_note_not": ("不代表什么", "What it does not mean"),
    "file_note_not_text": (
        "结果供初选，不是审批意见，也不构成任何优惠承诺。距离为直线距离；"
        "空白表示没有找到公开来源，不等于没有。占比和名次区间描述本库数据，不是概率预测。",
        "A first selection, no approval and no promise of any incentive. Distances are "
        "straight lines. Empty means that no public source was found, not that there "
        "is none. Shares and rank intervals describe this data and predict nothing.",
    ),
    "file_note_credit": ("署名", "Credits"),
    "file_note_map": ("地图", "Map"),
    "file_group": ("组别", "Group"),
}
