"""Suspending, repairing, purging and scripts in the strictest of hosts."""

import pytest

from support import shell

STRICT = """
.dbconfig defensive on
.dbconfig trusted_schema off
.dbconfig dqs_ddl off
.dbconfig dqs_dml off
.bail on
.mode list
"""

SCHEMA = """
CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE book(id TEXT PRIMARY KEY, author REFERENCES author ON DELETE CASCADE) WITHOUT ROWID;
INSERT INTO author VALUES (1, 'a'), (2, 'b'), (3, 'c');
INSERT INTO book VALUES ('x', 1), ('y', 2), ('z', 3);
"""

ENABLE = "INSERT INTO softdelete(table_name{columns}) SELECT value{values} FROM json_each('[\"author\", \"book\"]');\n"

STORY = """
DELETE FROM author WHERE id < 3;
UPDATE softdelete SET suspended = 1;
SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger');
ALTER TABLE author ADD COLUMN born INT;
ALTER TABLE author DROP COLUMN name;
UPDATE softdelete SET suspended = 0;
SELECT table_name, status, live_rows, deleted_rows FROM softdelete ORDER BY 1;
DROP VIEW book_active;
ALTER TABLE author RENAME TO writer;
SELECT table_name, status FROM softdelete ORDER BY 1;
SELECT softdelete_repair();
SELECT table_name, status FROM softdelete ORDER BY 1;
SELECT restore('writer', 1);
SELECT table_name, key FROM softdelete_trash ORDER BY 1, 2;
UPDATE softdelete SET retention = '0 seconds';
SELECT softdelete_purge('writer', '0 days', 1), softdelete_purge();
SELECT table_name, live_rows, deleted_rows FROM softdelete ORDER BY 1;
DELETE FROM writer;  -- Its views keep their names.
SELECT count(*) FROM author_deleted;
"""

PRINTED = """0
author|ok|1|2
book|ok|1|2
book|damaged
writer|damaged
2
book|ok
writer|ok
1
book|["y"]
writer|[2]
1|0
book|2|0
writer|2|0
2
"""


@pytest.mark.parametrize("pragmas", [
    "", "PRAGMA foreign_keys = ON;", "PRAGMA recursive_triggers = ON;", "PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = ON;",
    "PRAGMA encoding = 'UTF-16';", "PRAGMA encoding = 'UTF-16be'; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"])
@pytest.mark.parametrize("columns, values", [("", ""), (", flag_column", ", 'deleted_at'")], ids=["flag and time", "time only"])
def test_the_whole_story(pragmas, columns, values):
    printed = shell(STRICT + pragmas + SCHEMA + ENABLE.format(columns=columns, values=values) + STORY)
    assert printed.split("dqs_dml off\n")[1] == PRINTED


def test_scripts_on_a_strict_host(tmp_path):
    """As docs/migrations.md has it for several tables: print, enable, print the next."""
    scripts = shell(".mode list\n" + SCHEMA + "SELECT softdelete_script('author');"
                    "INSERT INTO softdelete(table_name) VALUES ('author'); SELECT softdelete_script('book');")
    printed = shell(STRICT + SCHEMA + scripts + "DELETE FROM author WHERE id = 1; SELECT id FROM author_deleted;"
                    "SELECT id FROM book_deleted; DELETE FROM author_deleted; SELECT count(*) FROM book;",
                    tmp_path / "host.sqlite", load=False)
    assert printed.split("dqs_dml off\n")[1] == "1\nx\n2\n"
    assert shell("SELECT table_name, status FROM softdelete ORDER BY 1;", tmp_path / "host.sqlite") == (
        "author|ok\nbook|ok\n")
