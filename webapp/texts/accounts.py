"""Words of the pages of accounts: log-in, one's own account, users, the log."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "error_401": ("需要登录", "This needs an account"),
    "error_403": ("当前账号没有这项权限", "The account may not do this"),
    "error_429": ("请求或尝试次数过多", "Too many requests or attempts"),
    "account_link": ("账号", "Account"),
    "account_nav": ("账号导航", "Account navigation"),
    "account_own": ("我的账号", "My account"),
    "account_users": ("账号管理", "Accounts"),
    "account_changes": ("变更记录", "Change log"),
    "account_log_out": ("退出登录", "Log out"),
    "account_logged_in_as": ("当前账号", "Signed in as"),
    "login_title": ("登录", "Log in"),
    "login_lead": (
        "登录后可使用招商工作台：登记项目、导入表格、查看进度与台账。"
        "公开页面不需要登录。",
        "Log in to use the workbench: register projects, import tables, follow the "
        "pipeline and the ledger. The public pages need no account.",
    ),
    "login_name": ("账号名", "Account name"),
    "login_password": ("口令", "Password"),
    "login_do": ("登录", "Log in"),
    "login_wrong": (
        "账号名或口令不对，或者该账号已停用。请核对后重试；忘记口令时请管理员重设。",
        "The name or the password is wrong, or the account is disabled. Check both and "
        "try again; an administrator can set a new password.",
    ),
    "login_wait": (
        "失败次数过多，为保护账号已暂停登录。请约 {minutes} 分钟后再试。",
        "Too many attempts failed, so logging in is paused to protect the account. Try "
        "again in about {minutes} min.",
    ),
    "login_out": ("已退出登录。", "You are logged out."),
    "login_no_account": (
        "没有账号？请联系本单位的管理员开通。",
        "No account? Ask the administrator of your bureau.",
    ),
    "open_line_title": ("此连接未加密，不能登录", "This line is not encrypted"),
    "open_line_lead": (
        "在未加密的连接上，口令会被网络中的其他人看到，因此这里不提供登录。",
        "Others on the network could read a password that is sent over a line without "
        "encryption, so there is no log-in here.",
    ),
    "open_line_how": (
        "请改用 https 地址。管理员：若前面有 https 代理，请设置 "
        "GEO_ZS_TRUSTED_PROXIES；"
        "若确需在内网用 http 登录，请设置 GEO_ZS_INSECURE_COOKIES=1（见 "
        "docs/settings.md）。",
        "Use the https address. Administrators: behind an https proxy set "
        "GEO_ZS_TRUSTED_PROXIES; where plain http cannot be avoided set "
        "GEO_ZS_INSECURE_COOKIES=1 (see docs/settings.md).",
    ),
    "no_register_title": ("还没有项目登记库", "There is no project register yet"),
    "no_register_lead": (
        "登录需要项目登记库。请管理员在运行本站的机器上执行以下两条命令，"
        "然后重新启动本站。",
        "Logging in needs a project register. Ask the administrator to run these two "
        "commands on the machine that serves this site, and to start it again.",
    ),
    "error_form": (
        "表单已失效，没有保存",
        "The form is too old; nothing was saved",
    ),
    "error_form_lead": (
        "提交的表单不是由本站当前页面发出的，或者打开后您已重新登录。"
        "请返回上一页，刷新后再提交。",
        "The form did not come from a page of this site as it is now, or you logged in "
        "again since it was opened. Go back, reload the page and send it again.",
    ),
    "account_title": ("我的账号", "My account"),
    "account_display": ("称呼", "Display name"),
    "account_role": ("角色", "Role"),
    "account_role_viewer": ("查看", "viewer"),
    "account_role_planner": ("编辑", "planner"),
    "account_role_admin": ("管理员", "administrator"),
    "account_reach": ("可见盟市", "Leagues"),
    "account_all_leagues": ("全部盟市", "all leagues"),
    "account_last_login": ("最近登录", "Last log-in"),
    "account_password_since": ("口令更改于", "Password changed"),
    "account_time_note": (
        "时间为北京时间（UTC+8）。",
        "Times are Beijing time (UTC+8).",
    ),
    "account_never": ("从未", "never"),
    "account_must_change": (
        "现在的口令是别人为您设的。请先换成只有您知道的口令，之后才能使用其他页面。",
        "Somebody else chose your present password. Choose one that only you know; the "
        "other pages open after that.",
    ),
    "account_password": ("更改口令", "Change the password"),
    "account_password_hint": (
        "12–256 个字符，不限种类。几个互不相干的词比一串符号更难猜、更好记。更改后，"
        "其他设备上的登录会失效。",
        "12 to 256 characters of any kind. A few unrelated words are harder to guess "
        "and "
        "easier to keep than a string of symbols. Other devices are logged out.",
    ),
    "account_old_password": ("现在的口令", "Present password"),
    "account_new_password": ("新口令", "New password"),
    "account_new_password_again": ("再输一次新口令", "New password again"),
    "account_password_do": ("更改口令", "Change the password"),
    "account_password_changed": (
        "口令已更改；其他设备上的登录已失效。",
        "The password is changed; other devices are logged out.",
    ),
    "account_tokens": ("接口令牌", "API tokens"),
    "account_tokens_lead": (
        "程序用令牌代替口令访问接口（Authorization: Bearer …）。"
        "令牌的权限不超过本账号，"
        "“只读”令牌不能修改。",
        "Programs use a token in place of a password (Authorization: Bearer …). A "
        "token "
        "never may more than this account; one for reading changes nothing.",
    ),
    "account_tokens_none": ("还没有令牌。", "There are no tokens yet."),
    "token_new": ("新建令牌", "New token"),
    "token_label": ("用途", "What it is for"),
    "token_label_hint": ("例如：每日报表脚本", "For instance: nightly report"),
    "token_scope": ("范围", "Scope"),
    "token_scope_read": ("只读", "read"),
    "token_scope_write": ("读写", "read and write"),
    "token_days": ("有效期", "Works for"),
    "token_days_of": ("{days} 天", "{days} days"),
    "token_do": ("生成令牌", "Make the token"),
    "token_made": (
        "令牌已生成。请立即复制保存：离开本页后不会再显示。",
        "The token is made. Copy it now: it is not shown again once you leave this "
        "page.",
    ),
    "token_made_until": ("有效至 {until}", "Works until {until}"),
    "token_prefix": ("令牌", "Token"),
    "token_created": ("生成时间", "Made"),
    "token_expires": ("到期", "Expires"),
    "token_used": ("最近使用", "Last used"),
    "token_state": ("状态", "State"),
    "token_state_usable": ("可用", "usable"),
    "token_state_expired": ("已过期", "expired"),
    "token_state_revoked": ("已撤销", "revoked"),
    "token_revoke": ("撤销", "Revoke"),
    "token_revoke_of": ("撤销 {prefix}…", "Revoke {prefix}…"),
    "account_token_revoked": (
        "令牌 {prefix}… 已撤销。",
        "The token {prefix}… is revoked.",
    ),
    "users_title": ("账号管理", "Accounts"),
    "users_lead": (
        "账号只停用，不删除：变更记录中的名字因此一直有据可查。",
        "Accounts are disabled, never deleted, so that the names in the change log "
        "keep "
        "their meaning.",
    ),
    "users_new": ("新建账号", "New account"),
    "users_name": ("账号名", "Account name"),
    "users_name_hint": (
        "登录时输入，不分大小写；2–60 个字母、汉字、数字或 . _ - @",
        "Typed to log in, in any case; 2 to 60 letters, digits or . _ - @",
    ),
    "users_display_hint": ("可不填", "May be left empty"),
    "users_reach_all": ("全部盟市", "All leagues"),
    "users_reach_some": ("只限以下盟市", "Only these leagues"),
    "users_reach_hint": (
        "受限账号只能看到和编辑所选盟市的内部记录；管理员不受限制。",
        "A limited account sees and edits internal records of these leagues only; an "
        "administrator is never limited.",
    ),
    "users_password": ("初始口令", "First password"),
    "users_password_again": ("再输一次", "Again"),
    "users_password_hint": (
        "对方首次登录时必须换成自己的口令。",
        "The owner has to choose another one at the first log-in.",
    ),
    "users_make": ("新建账号", "Make the account"),
    "users_made": ("已新建账号 {name}。", "The account {name} is made."),
    "users_changed": ("已更改账号 {name}。", "The account {name} is changed."),
    "users_password_set": (
        "已为 {name} 设置新口令；其登录已失效。",
        "{name} has a new password and is logged out.",
    ),
    "users_disabled": (
        "账号 {name} 已停用，登录与令牌均已失效。",
        "The account {name} is disabled; its sessions and tokens are over.",
    ),
    "users_enabled": ("账号 {name} 已启用。", "The account {name} is enabled."),
    "users_state": ("状态", "State"),
    "users_state_open": ("启用", "enabled"),
    "users_state_disabled": ("已停用", "disabled"),
    "users_state_first": ("待换口令", "to choose a password"),
    "users_made_by": ("建立", "Made"),
    "users_edit": ("更改", "Change"),
    "users_edit_of": ("更改 {name}", "Change {name}"),
    "users_rights": ("称呼与权限", "Name and rights"),
    "users_save": ("保存", "Save"),
    "users_reset": ("重设口令", "Set a new password"),
    "users_reset_do": ("设置口令", "Set the password"),
    "users_switch": ("停用与启用", "Disable and enable"),
    "users_disable": ("停用账号", "Disable the account"),
    "users_enable": ("启用账号", "Enable the account"),
    "users_disable_lead": (
        "停用后不能登录，现有登录与令牌立即失效；以后可以再启用（令牌不会恢复）。",
        "A disabled account cannot log in; its sessions and tokens are over at once. "
        "It "
        "can be enabled again later (its tokens stay revoked).",
    ),
    "users_stale": (
        "有人在您打开此页之后更改了这个账号，您的更改没有保存。"
        "下面是现在的内容与您填的内容，请核对后再保存。",
        "Somebody changed this account after you opened this page; your change was not "
        "saved. Compare the present values with yours, and save again.",
    ),
    "users_is_self": ("这是您自己的账号。", "This is your own account."),
}
