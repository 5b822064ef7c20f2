"""One nullable time as the flag: NULL is live, as Rails, Laravel, GORM and Sequelize have it."""

import pytest

from support import TIME, connect, dump, fails, manage, one, rows

POSTS = """
CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, deleted_at DATETIME);
INSERT INTO posts VALUES (1, 'a', NULL), (2, 'b', '2020-01-02 03:04:05'), (3, 'c', NULL);
"""


@pytest.fixture
def posts(db):
    db.executescript(POSTS)
    manage(db, "posts", flag_column="deleted_at")
    return db


def test_existing_rows_are_adopted_as_they_are(posts):
    assert rows(posts, "SELECT id FROM posts_active") == [(1,), (3,)]
    assert rows(posts, "SELECT id, deleted_at FROM posts_deleted ORDER BY id") == [(2, "2020-01-02 03:04:05")]


def test_no_flag_is_added(posts):
    assert [name for (name,) in rows(posts, "SELECT name FROM pragma_table_info('posts')")] == [
        "id", "title", "deleted_at", "deleted_via"]


def test_settings_show_one_column_twice(posts):
    assert rows(posts, "SELECT flag_column, time_column, live_rows, deleted_rows, oldest_deleted_at, status"
                       " FROM softdelete") == [("deleted_at", "deleted_at", 2, 1, "2020-01-02 03:04:05", "ok")]


@pytest.mark.parametrize("sql", [
    "DELETE FROM posts WHERE id = 1", "DELETE FROM posts_active WHERE id = 1", "SELECT soft_delete('posts', 1)"])
def test_deletion_sets_the_time(posts, sql):
    posts.execute(sql).fetchall()
    assert TIME.fullmatch(one(posts, "SELECT deleted_at FROM posts_deleted WHERE id = 1"))


@pytest.mark.parametrize("source", ["posts", "posts_active"])
def test_time_that_the_application_sets_is_kept(posts, source):
    posts.execute(f"UPDATE {source} SET deleted_at = '2021-01-01 00:00:00' WHERE id = 1")
    assert rows(posts, "SELECT id, deleted_at FROM posts_deleted ORDER BY id") == [
        (1, "2021-01-01 00:00:00"), (2, "2020-01-02 03:04:05")]


@pytest.mark.parametrize("sql", ["DELETE FROM posts WHERE id = 2", "SELECT soft_delete('posts', 2)"])
def test_deleted_row_stays_untouched(posts, sql):
    before = rows(posts, "SELECT * FROM posts")
    posts.execute(sql).fetchall()
    assert rows(posts, "SELECT * FROM posts") == before


@pytest.mark.parametrize("sql", [
    "UPDATE posts SET deleted_at = NULL WHERE id = 2", "UPDATE posts_deleted SET deleted_at = NULL WHERE id = 2",
    "SELECT restore('posts', 2)"])
def test_restoring_sets_null(posts, sql):
    posts.execute(sql).fetchall()
    assert rows(posts, "SELECT id, deleted_at, deleted_via FROM posts_active") == [
        (1, None, None), (2, None, None), (3, None, None)]


@pytest.mark.parametrize("sql", ["DELETE FROM posts_deleted", "SELECT purge('posts', 2)"])
def test_purge(posts, sql):
    posts.execute(sql).fetchall()
    assert rows(posts, "SELECT id FROM posts") == [(1,), (3,)]


def test_functions_return_counts(posts):
    assert rows(posts, "SELECT soft_delete('posts', 1), soft_delete('posts', 2), restore('posts', 3),"
                       " restore('posts', 2), purge('posts', 3), purge('posts', 1)") == [(1, 0, 0, 1, 0, 1)]


def test_time_column_is_added_where_it_is_missing(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)")
    manage(db, "t", flag_column="deleted_at")
    db.execute("DELETE FROM t WHERE id = 1")
    assert rows(db, "SELECT id FROM t_active") == [(2,)]


def test_any_name_given_twice(db):
    db.executescript("CREATE TABLE t(id INTEGER PRIMARY KEY, discarded TEXT); INSERT INTO t VALUES (1, NULL)")
    manage(db, "t", flag_column="discarded", time_column="discarded")
    db.execute("DELETE FROM t")
    assert TIME.fullmatch(one(db, "SELECT discarded FROM t_deleted"))


def test_names_that_differ_in_case_are_one_column(db):
    db.executescript(POSTS)
    manage(db, "posts", flag_column="DELETED_AT")
    assert rows(db, "SELECT id FROM posts_deleted ORDER BY id") == [(2,)]
    db.execute("DELETE FROM posts WHERE id = 1")
    assert rows(db, "SELECT id FROM posts_deleted ORDER BY id") == [(1,), (2,)]


@pytest.mark.parametrize("time", ["2460000.5", "'0000-00-00'", "''", "'yesterday'"])
def test_times_of_no_form_are_refused(db, time):
    db.executescript(POSTS + f"UPDATE posts SET deleted_at = {time} WHERE id = 3;")
    before = dump(db)
    message = fails(db, "INSERT INTO softdelete(table_name) VALUES ('posts')")
    assert "posts.deleted_at" in message and "no form of time_format fits" in message
    assert dump(db) == before


def test_not_null_time_is_refused(db):
    # A row could never be live.
    db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, deleted_at TEXT NOT NULL DEFAULT '')")
    message = fails(db, "INSERT INTO softdelete(table_name, flag_column) VALUES ('t', 'deleted_at')")
    assert "deleted_at" in message and "NULL" in message


def test_insert_with_a_default_time_through_the_view(posts):
    posts.execute("INSERT INTO posts_active(title) VALUES ('d')")
    assert rows(posts, "SELECT id, title, deleted_at FROM posts_active WHERE title = 'd'") == [(4, "d", None)]


def test_without_the_extension(path):
    db = connect(path, script=POSTS)
    manage(db, "posts", flag_column="deleted_at")
    db.close()
    plain = connect(path, load=False)
    plain.execute("PRAGMA trusted_schema = OFF")
    plain.execute("DELETE FROM posts")
    assert rows(plain, "SELECT id FROM posts_deleted ORDER BY id") == [(1,), (2,), (3,)]
    plain.execute("UPDATE posts_deleted SET deleted_at = NULL WHERE id < 3")
    plain.execute("DELETE FROM posts_deleted")
    assert rows(plain, "SELECT id FROM posts") == [(1,), (2,)]
