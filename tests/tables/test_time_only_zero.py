"""A time as the flag where 0 is live, as GORM's plugin and others have it."""

import pytest

from support import dump, fails, manage, one, rows

POSTS = """
CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT UNIQUE, deleted_at INTEGER NOT NULL DEFAULT 0);
INSERT INTO posts VALUES (1, 'a', 0), (2, 'b', 1600000000), (3, 'c', 0);
CREATE TABLE comments(id INTEGER PRIMARY KEY, post REFERENCES posts ON DELETE CASCADE);
INSERT INTO comments VALUES (1, 1);
"""
SETTINGS = {"flag_column": "deleted_at", "time_column": "deleted_at", "time_format": "unix", "live_value": 0}


@pytest.fixture(params=["alone", "with children"])
def posts(db, request):
    db.executescript(POSTS)
    manage(db, "posts", **SETTINGS)
    if request.param == "with children":
        manage(db, "comments")
    else:
        db.execute("DROP TABLE comments")
    return db


def test_rows_are_adopted_as_they_are(posts):
    assert rows(posts, "SELECT id FROM posts_active") == [(1,), (3,)]
    assert rows(posts, "SELECT id, deleted_at FROM posts_deleted") == [(2, 1600000000)]
    assert one(posts, "SELECT status FROM softdelete WHERE table_name = 'posts'") == "ok"
    assert one(posts, "SELECT oldest_deleted_at FROM softdelete WHERE table_name = 'posts'").startswith("2020-09-13")


@pytest.mark.parametrize("delete", [
    "DELETE FROM posts WHERE id = 1", "DELETE FROM posts_active WHERE id = 1", "SELECT soft_delete('posts', 1)",
    "UPDATE posts SET deleted_at = unixepoch() WHERE id = 1"])
@pytest.mark.parametrize("restore", [
    "SELECT restore('posts', 1)", "UPDATE posts SET deleted_at = 0 WHERE id = 1",
    "UPDATE posts_deleted SET deleted_at = 0 WHERE id = 1"])
def test_there_and_back(posts, delete, restore):
    before = dump(posts)
    posts.execute(delete.replace("unixepoch()", "1700000000")).fetchall()
    assert one(posts, "SELECT deleted_at FROM posts WHERE id = 1") > 1600000000
    assert rows(posts, "SELECT id FROM posts_deleted ORDER BY id") == [(1,), (2,)]
    posts.execute(restore).fetchall()
    assert dump(posts) == before


def test_purges(posts):
    posts.execute("DELETE FROM posts WHERE id = 3")
    assert one(posts, "SELECT softdelete_purge('posts', '1 year')") == 1
    assert rows(posts, "SELECT id FROM posts") == [(1,), (3,)]
    assert one(posts, "SELECT purge('posts', 3)") == 1


def test_a_new_row_is_live(posts):
    posts.execute("INSERT INTO posts(title) VALUES ('d')")
    assert rows(posts, "SELECT title FROM posts_active WHERE id > 3") == [("d",)]


def test_indexes_of_live_rows(posts):
    assert one(posts, "SELECT softdelete_live_indexes('posts', 1)") == 1
    posts.execute("INSERT INTO posts(title) VALUES ('b')")
    assert fails(posts, "INSERT INTO posts(title) VALUES ('a')")
    assert "title" in fails(posts, "SELECT restore('posts', 2)")


def test_replaces_a_deleted_row(posts):
    posts.execute("UPDATE softdelete SET reuse_keys = 1 WHERE table_name = 'posts'")
    posts.execute("INSERT INTO posts(id, title) VALUES (2, 'new')")
    assert rows(posts, "SELECT title FROM posts_active WHERE id = 2") == [("new",)]


def test_the_column_may_be_new(db):
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO t VALUES (1), (2)")
    manage(db, "t", **SETTINGS)
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id, deleted_at FROM t_active") == [(2, 0)]


def test_it_is_taken_over_without_being_named(db):
    db.executescript(POSTS)
    manage(db, "posts", time_format="unix", live_value=0)
    assert rows(db, "SELECT flag_column, live_rows, deleted_rows FROM softdelete") == [("deleted_at", 2, 1)]


def test_other_values_are_refused(db):
    db.executescript(POSTS)
    db.execute("UPDATE posts SET deleted_at = 'yesterday' WHERE id = 2")
    before = dump(db)
    columns = ", ".join(["table_name", *SETTINGS])
    message = fails(db, f"INSERT INTO softdelete({columns}) VALUES ('posts', 'deleted_at', 'deleted_at', 'unix', 0)")
    assert "posts.deleted_at" in message
    assert dump(db) == before


def test_a_child_does_not_come_back_without_its_parent(db):
    db.executescript("CREATE TABLE p(id INTEGER PRIMARY KEY, deleted_at INTEGER NOT NULL DEFAULT 0);"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p, deleted_at INTEGER NOT NULL DEFAULT 0)")
    for table in ("p", "c"):
        manage(db, table, flag_column="deleted_at", live_value=0, time_format="unix")
    db.executescript("INSERT INTO p(id) VALUES (1); INSERT INTO c(id, p) VALUES (1, 1); DELETE FROM c; DELETE FROM p")
    assert "p" in fails(db, "SELECT restore('c', 1)")
    assert [one(db, f"SELECT restore('{table}', 1)") for table in ("p", "c")] == [1, 1]


def test_a_child_that_another_parent_keeps(db):
    columns = "deleted_at INTEGER NOT NULL DEFAULT 0"
    db.executescript(f"CREATE TABLE p(id INTEGER PRIMARY KEY, {columns});"
                     f"CREATE TABLE q(id INTEGER PRIMARY KEY, {columns});"
                     "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE,"
                     f" q REFERENCES q ON DELETE CASCADE, {columns})")
    for table in ("p", "q", "c"):
        manage(db, table, flag_column="deleted_at", live_value=0, time_format="unix")
    db.executescript("INSERT INTO p(id) VALUES (1); INSERT INTO q(id) VALUES (1), (2);"
                     "INSERT INTO c(id, p, q) VALUES (1, 1, 1), (2, 1, 2); DELETE FROM p; DELETE FROM q WHERE id = 1")
    assert one(db, "SELECT restore('p', 1)") == 1
    assert rows(db, "SELECT id FROM c_active") == [(2,)]
    assert one(db, "SELECT restore('q', 1)") == 1
    assert rows(db, "SELECT id FROM c_active ORDER BY 1") == [(1,), (2,)]
