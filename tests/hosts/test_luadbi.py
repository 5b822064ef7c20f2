"""Lua's LuaDBI. It can't load extensions."""

from hosts.host import Host
from hosts.plain import check

LUADBI = Host("luadbi", probe=["lua5.4", "-e", "require('dbd.sqlite3')"])


def test_plain_sql(tmp_path):
    check(LUADBI, tmp_path, "lua5.4", "plain.lua", refused="Execute failed not authorized")
