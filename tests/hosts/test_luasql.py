"""Lua's LuaSQL. It can't load extensions."""

from hosts.host import Host
from hosts.plain import check

LUASQL = Host("luasql", probe=["lua5.4", "-e", "require('luasql.sqlite3')"])


def test_plain_sql(tmp_path):
    check(LUASQL, tmp_path, "lua5.4", "plain.lua", refused="LuaSQL: not authorized")
