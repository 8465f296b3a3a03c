"""Accounts on the web (账号): logging in, who looks, users, tokens, the audit log."""
