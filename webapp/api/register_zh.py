"""The sentences of the OpenAPI document in Chinese, of the register.

As `webapp.api.docs_zh`. What the fields of records mean is told by their schemas.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from geo_zs.register.fields import fields

#: Schemas of records whose fields the document describes.
_TABLES: Final = ("projects", "ledger", "companies", "steps", "park_facts")
#: Summary of a list of records → the same in Chinese.
_LISTS: Final = {
    "The ledger of arrived money (到位资金台账)": "到位资金台账",
    "Target companies (目标企业)": "目标企业",
    "Steps of projects (推进事项)": "推进事项",
    "Facts of parks as their operators state them (园区情况)": (
        "园区情况（由运营方说明）"
    ),
}
_PROJECTS: Final = {
    "Projects of the register": "登记库的项目",
    "Projects page by page, in the order in which they were added. Without a token "
    "public ones only; with one also the internal ones that the account may see, and "
    "who keeps them. Filters must all hold.": (
        "按录入顺序分页给出项目。无令牌时只有公开项目；持令牌时另有该账号可见的内部项目"
        "和记录人。各筛选条件须同时满足。"
    ),
    "Text in name, investor, id or codes.": "名称、投资方、编号或代码中的文字。",
    "Code of a league.": "盟市的代码。",
    "Stage of the project.": "项目的阶段。",
    "Only projects that meet this box: west,south,east,north in degrees.": (
        "只取与此范围框相交的项目：西,南,东,北（度）。"
    ),
    "Only projects for which this expression of CQL2 holds, as text or JSON. It may "
    "name every field that the answer shows; coordinates are degrees, longitude before "
    "latitude. A fault is answered with its place.": (
        "只取使此 CQL2 表达式成立的项目，文本或 JSON。可用应答中的任何字段；坐标为度，"
        "经度在前。有错误时指出其位置。"
    ),
    "Which page, from 1.": "第几页，从 1 起。",
    "Most records on a page.": "每页最多的记录数。",
    "Add a project": "新增项目",
    "Adds one project. Fields that are not named are not known. All faults of the "
    "values are listed at once; unknown fields are refused.": (
        "新增一个项目。未列出的字段为未知。值的全部错误一次列出；未知的字段一律拒绝。"
    ),
    "Address of the project": "项目的地址",
    "Version of the project, for If-Match; only for a token": (
        "项目的版本，用于 If-Match；只在持令牌时给出"
    ),
    "One project of the register": "登记库的一个项目",
    "All fields of a project; null where it is not known. One that the account may not "
    "see is answered as one that is not there.": (
        "项目的全部字段，未知的为 null。账号无权查看的项目按不存在应答。"
    ),
    "Id of the project, as the list gives it.": "项目的编号，见项目列表。",
    "Change a project": "修改项目",
    "Changes the fields that are named; null says that one is not known. The version "
    "that the change was made from is needed: if somebody changed the project since, "
    "nothing is overwritten and 409 gives its present values.": (
        "修改列出的字段，null 表示未知。须给出修改所依据的版本：其后若有他人改动，则不"
        "覆盖，以 409 给出现值。"
    ),
    'The version that the change was made from, as `"3"`: that of the record. It '
    "may be given as the member or parameter `version` instead.": (
        '修改所依据的记录版本，形如 `"3"`。也可用成员或参数 `version` 给出。'
    ),
    "Delete a project": "删除项目",
    "Hides a project; it is kept, and an administrator can undo it. One that holds "
    "entries of the ledger is refused. Its version is needed, by If-Match or as "
    "`?version=`.": (
        "隐藏项目；记录保留，管理员可撤销。台账中有记录的项目不能删除。须以 If-Match 或"
        " `?version=` 给出其版本。"
    ),
    "The version that is meant, where If-Match is not sent.": (
        "所指的版本，未发 If-Match 时使用。"
    ),
    "Who changed a project, and what": "项目的修改历史",
    "The changes of one project, the latest first; for planners.": (
        "一个项目的历次修改，最近的在前；须有“编辑”权限。"
    ),
    "Most changes to return.": "最多返回的修改数。",
    "Only changes before this one, for the next page.": (
        "只取此次之前的修改，用于下一页。"
    ),
}
_RECORDS: Final = {
    "Records page by page. Needs a token; shows what its account may see.": (
        "分页给出记录。需要令牌；以该账号可见的为限。"
    ),
    "Records page by page. Without a token public records only.": (
        "分页给出记录。无令牌时只有公开的记录。"
    ),
    "Only records of this month.": "只取该月的记录。",
    "Only records of this project_id.": "只取该项目（project_id）的记录。",
    "Only records of this league.": "只取该盟市的记录。",
    "Only records of this park_id.": "只取该园区（park_id）的记录。",
    "All faults of the values are listed at once.": "值的全部错误一次列出。",
    "Changes the fields that are named. The version that the change was made from "
    "is needed; if somebody changed the record since, nothing is overwritten and "
    "409 gives its present values.": (
        "修改列出的字段。须给出修改所依据的版本；其后若有他人改动，则不覆盖，以 409 给"
        "出现值。"
    ),
    "Id of the record, as the list gives it.": "记录的编号，见列表。",
    "Hides a record; it is kept, and the change can be undone.": (
        "隐藏记录；记录保留，可以撤销。"
    ),
}
#: Sentence of the document → the same in Chinese.
SENTENCES: Final[dict[str, str]] = {
    **_PROJECTS,
    **_LISTS,
    **{f"Add to: {one}": f"新增：{zh}" for one, zh in _LISTS.items()},
    **{f"Change one of: {one}": f"修改：{zh}" for one, zh in _LISTS.items()},
    **{f"Delete one of: {one}": f"删除：{zh}" for one, zh in _LISTS.items()},
    **_RECORDS,
}


@cache
def field_sentences() -> dict[str, str]:
    """Return what fields of records mean, as the document says it, in Chinese."""
    found: dict[str, str] = {}
    for table in _TABLES:
        for one in fields(table):
            if one.description and one.description_zh:
                unit = f" ({one.unit})" if one.unit else ""
                unit_zh = f"（{one.unit}）" if one.unit else ""
                found[one.description + unit] = one.description_zh + unit_zh
    return found
