"""All of it under what hosts forbid: defensive mode, no double-quoted strings, an untrusted schema.

Python 3.11 can't set these, the sqlite3 shell can.
"""

import itertools

import pytest

from support import shell

MODES = {
    "defensive": [".dbconfig defensive on"],
    "no double-quoted strings": [".dbconfig dqs_ddl off", ".dbconfig dqs_dml off"],
    "untrusted schema": [".dbconfig trusted_schema off"],
    "all": [".dbconfig defensive on", ".dbconfig dqs_ddl off", ".dbconfig dqs_dml off",
            ".dbconfig trusted_schema off"],
}
PRAGMAS = list(itertools.product(["ON", "OFF"], repeat=2))

STORY = """
CREATE TABLE "two words"("it's" TEXT PRIMARY KEY, note TEXT DEFAULT 'n');
INSERT INTO "two words"("it's") VALUES ('a'), ('b'), ('c');
INSERT INTO softdelete(table_name) VALUES ('two words');
SELECT status FROM softdelete;
DELETE FROM "two words" WHERE "it's" = 'a';
SELECT soft_delete('two words', 'b');
INSERT INTO "two words_active"("it's") VALUES ('d');
UPDATE "two words_active" SET note = 'm' WHERE "it's" = 'd';
SELECT * FROM (SELECT "it's", note FROM "two words_active" ORDER BY 1);
UPDATE "two words_deleted" SET is_deleted = 0 WHERE "it's" = 'a';
SELECT purge('two words', 'b');
SELECT restore('two words', 'b');
UPDATE softdelete SET suspended = 1;
SELECT status FROM softdelete;
UPDATE softdelete SET suspended = 0;
DROP VIEW "two words_active";
SELECT status FROM softdelete;
INSERT INTO softdelete(table_name) VALUES ('two words');
SELECT status, live_rows, deleted_rows FROM softdelete;
DELETE FROM softdelete;
SELECT count(*) FROM softdelete;
SELECT count(*) FROM "two words";
PRAGMA integrity_check;
"""
EXPECTED = "ok 1 c|n d|m 1 0 suspended damaged ok|3|0 0 3 ok".split()


def config(mode):
    # .dbconfig prints each setting that it makes.
    return "\n".join(f".output /dev/null\n{line}\n.output" for line in MODES[mode]) + "\n"


@pytest.mark.parametrize("pragmas", PRAGMAS, ids="-".join)
@pytest.mark.parametrize("mode", MODES)
def test_the_whole_story(mode, pragmas, path):
    settings = f"PRAGMA foreign_keys = {pragmas[0]}; PRAGMA recursive_triggers = {pragmas[1]};\n"
    assert shell(config(mode) + settings + STORY, path).split() == EXPECTED


@pytest.mark.parametrize("mode", MODES)
def test_without_the_extension(mode, color_file):
    output = shell(config(mode) + """
        DELETE FROM color WHERE id = 1;
        DELETE FROM color_active WHERE id = 2;
        INSERT INTO color_active(name) VALUES ('white');
        UPDATE color_deleted SET is_deleted = 0 WHERE id = 1;
        DELETE FROM color_deleted;
        SELECT id, name, is_deleted FROM color;
    """, color_file, load=False)
    assert output.split() == ["1|red|0", "3|blue|0", "4|white|0"]


def test_no_setting_is_left_changed(path):
    # writable_schema and friends are as they were.
    before = shell(".dbconfig\nPRAGMA writable_schema;", path)
    after = shell(".output /dev/null\n" + STORY + ".output\n.dbconfig\nPRAGMA writable_schema;", path)
    assert after == before
