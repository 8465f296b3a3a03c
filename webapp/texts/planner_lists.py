"""Words of the ledger, the companies, the targets and their forms."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "money_arrived_over": (
        "到位 {part} 亿元，多于总投资 {whole} 亿元；请核对两者及其单位",
        "{part} x 10^8 yuan arrived, more than the {whole} pledged; check both, and "
        "their units",
    ),
    "money_ledger_over": (
        "台账合计 {part} 亿元，多于总投资 {whole} 亿元；请核对逐条记录和总投资",
        "the ledger sums to {part} x 10^8 yuan, more than the {whole} pledged; check "
        "the entries and the pledge",
    ),
    "money_foreign_over": (
        "台账合计 {part} 万（{currency}），多于总投资 {whole} 万（{currency}）；"
        "请核对逐条记录和总投资",
        "the ledger sums to {part} x 10,000 {currency}, more than the {whole} pledged; "
        "check the entries and the pledge",
    ),
    "rec_entry": ("台账记录", "Entry of the ledger"),
    "rec_company": ("目标企业", "Target company"),
    "rec_step": ("推进事项", "Step"),
    "rec_target": ("目标", "Target"),
    "rec_steps": ("推进事项", "Steps"),
    "rec_step_new": ("新增事项", "New step"),
    "rec_no_steps": (
        "还没有事项；例如“1+3”服务团队的手续代办，各有期限和责任人。",
        "No steps yet: the formalities that a service team sees to, say, each with a "
        "date and an officer.",
    ),
    "rec_no_entries": (
        "台账中还没有这个项目的记录。",
        "No entries of this project yet.",
    ),
    "rec_files": ("佐证材料", "Proofs"),
    "rec_no_files": ("还没有附件。", "No files yet."),
    "rec_attach": ("附件", "File"),
    "rec_attach_do": ("上传", "Upload"),
    "rec_no_file": ("没有选择文件；请先选一个", "No file was chosen; choose one first"),
    "rec_attach_hint": (
        "PDF、图片、Office 文档，不超过 10 MB",
        "PDF, pictures, office documents, at most 10 MB",
    ),
    "rec_remove": ("移除", "Remove"),
    "ledger_lead": (
        "逐月逐项目登记：上报数与审核数分开；关账后不能再改。",
        "Month by month and project by project; reported and audited amounts stand "
        "apart, and a closed month cannot be changed.",
    ),
    "ledger_new": ("新增记录", "New entry"),
    "ledger_empty": ("台账还是空的", "The ledger is empty"),
    "ledger_empty_how": (
        "先在项目库建立项目，再逐条新增，或按模板整理后导入。",
        "Make the projects first; then add entries one by one, or fill in the template "
        "and import it.",
    ),
    "ledger_is_closed": ("已关账", "closed"),
    "ledger_is_open": ("未关账", "open"),
    "ledger_close": ("关账", "Close the month"),
    "ledger_reopen": ("重新打开", "Open it again"),
    "ledger_closed": ("{month} 已关账。", "{month} is closed."),
    "ledger_reopened": ("{month} 已重新打开。", "{month} is open again."),
    "ledger_sums": ("截至 {month} 的合计", "Sums up to {month}"),
    "ledger_measure": ("数额", "Amounts"),
    "ledger_month": ("当月", "Month"),
    "ledger_year": ("本年累计", "Year to date"),
    "ledger_all": ("开工以来累计", "Since the start"),
    "ledger_growth": ("累计同比", "Growth"),
    "ledger_share": ("占比", "Share"),
    "ledger_unit": ("万元", "× 10,000 CNY"),
    "ledger_moved": ("已迁出的项目", "a project that has moved"),
    "ledger_partly": (
        "{total} 条中 {known} 条已知",
        "known of {known} of {total} entries",
    ),
    "ledger_sums_note": (
        "国内到位资金含区内和区外；外资按其币种单列，不折算。"
        "去年同期未登记的，同比为未知。",
        "Domestic money includes that of the region and of other provinces; foreign "
        "money stands in its own currency. Growth is not known where last year is "
        "not.",
    ),
    "ledger_entries": ("逐条记录", "Entries"),
    "companies_lead": (
        "要去对接的企业：行业、来自哪里、谁在跟、进展如何。",
        "Companies to be approached: trade, origin, who is at it, how far it is.",
    ),
    "companies_new": ("新增企业", "New company"),
    "companies_state": ("对接状态", "State of contact"),
    "companies_empty": ("还没有目标企业", "There are no target companies yet"),
    "companies_empty_how": (
        "可逐个新增，也可按模板整理后导入。",
        "Add them one by one, or fill in the template and import it.",
    ),
    "companies_count": ("{count} 家企业", "{count} companies"),
    "ptargets_title": ("到位资金目标", "Targets of arrived money"),
    "ptargets_lead": (
        "按盟市、口径和年度；同一盟市、口径、年度，登记的目标优先于随附的。",
        "By league, scope and year; a target of the register goes before a shipped one "
        "for the same three.",
    ),
    "ptargets_new": ("新增目标", "New target"),
    "ptargets_shipped": ("随附的公开目标", "Targets that come with the data"),
}
