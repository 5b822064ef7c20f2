"""The loops that are shipped: sql/purge.sql for the shell, docs/purging.md for Python."""

import re
import signal
import subprocess
import time

import pytest

from support import LIBRARY, ROOT, connect, manage, one, rows, shell

PAGE = (ROOT / "docs/purging.md").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def fill(path, count, **settings):
    """The table color with some rows in the trash for 40 days, one for a minute, and one that lives."""
    db = connect(path, script="PRAGMA journal_mode = WAL; CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT);")
    manage(db, "color", **settings)
    db.execute("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
               " INSERT INTO color(name) SELECT 'old' FROM n", (count,))
    db.execute("DELETE FROM color")
    db.execute("UPDATE color SET deleted_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-40 days')")
    db.execute("INSERT INTO color(name) VALUES ('new')")
    db.execute("DELETE FROM color WHERE name = 'new'")
    db.execute("INSERT INTO color(name) VALUES ('live')")
    return db


def script(**parameters):
    given = "".join(f'.parameter set :{name} "{value}"\n' for name, value in parameters.items())
    return given + f".read {ROOT / 'sql/purge.sql'}\n"


def run(path, *, check=True, **parameters):
    return shell(script(**parameters), path, check=check, cwd=path.parent)


def test_shell_shows_progress_and_purges(path):
    db = fill(path, 2500)
    assert run(path, table="color", age="'30 days'", batch=1000) == (
        "1000 of 2500 rows purged\n2000 of 2500 rows purged\n2500 of 2500 rows purged\n")
    assert rows(db, "SELECT name FROM color ORDER BY name") == [("live",), ("new",)]
    assert one(db, "SELECT status FROM softdelete") == "ok"


def test_shell_without_an_age_takes_the_retention(path):
    db = fill(path, 30, retention="30 days")
    assert run(path, table="COLOR").endswith("30 of 30 rows purged\n")
    assert one(db, "SELECT count(*) FROM color") == 2


def test_shell_again_with_nothing_left(path):
    fill(path, 3)
    run(path, table="color", age="'30 days'")
    assert run(path, table="color", age="'30 days'") == "0 of 0 rows purged\n"


def test_shell_takes_the_age_without_inner_quotes(path):
    fill(path, 3)
    assert run(path, table="color", age="30 days") == "3 of 3 rows purged\n"


@pytest.mark.parametrize("parameters, words", [
    ({"table": "nope", "age": "'30 days'"}, "nope"),
    ({"table": "color"}, "age"),
    ({"table": "color", "age": "soon"}, "soon"),
    ({"table": "color", "age": "'30 days'", "batch": -1}, "limit"),
    ({"table": "color", "age": "'30 days'", "batch": "many"}, "limit"),
    ({}, "name"),
])
def test_shell_reports_mistakes(path, parameters, words):
    db = fill(path, 3)
    printed = run(path, check=False, **parameters)
    assert "softdelete_purge" in printed and words in printed
    assert "purged" not in printed.replace("softdelete_purge", "")
    assert one(db, "SELECT count(*) FROM color") == 5


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["Ctrl-C", "TERM", "KILL"])
@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_shell_stops_at_any_time(path, how, journal):
    """Whole batches are gone, deletes are intercepted, and the script goes on when it is run again."""
    db = fill(path, 20000)
    assert one(db, f"PRAGMA journal_mode = {journal}") == journal
    db.execute("PRAGMA busy_timeout = 60000").fetchall()
    process = subprocess.Popen(["sqlite3", "-batch", "-init", "/dev/null", "-cmd", f".load {LIBRARY}", str(path)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               cwd=path.parent)
    with process:
        process.stdin.write("PRAGMA synchronous = OFF;\n" + script(table="color", age="'30 days'", batch=10))
        process.stdin.close()
        deadline = time.monotonic() + 20
        while one(db, "SELECT count(*) FROM color") == 20002 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(how)
        process.stdout.read()
    left = one(db, "SELECT count(*) FROM color") - 2
    assert 0 < left < 20000 and left % 10 == 0
    assert one(db, "SELECT status FROM softdelete") == "ok"
    assert one(db, "PRAGMA integrity_check") == "ok"
    db.execute("DELETE FROM color")
    assert one(db, "SELECT count(*) FROM color") == left + 2
    run(path, table="color", age="'30 days'")
    assert one(db, "SELECT count(*) FROM color") == 2


def test_shell_lets_another_writer_in(path):
    db = fill(path, 3000)
    process = subprocess.Popen(["sqlite3", "-batch", "-init", "/dev/null", "-cmd", f".load {LIBRARY}", str(path)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               cwd=path.parent)
    process.stdin.write(script(table="color", age="'30 days'", batch=20))
    process.stdin.close()
    written = 0
    while process.poll() is None:
        db.execute("INSERT INTO color(name) VALUES ('beside')")
        written += 1
        time.sleep(0.005)
    printed = process.stdout.read()
    process.stdout.close()
    assert process.returncode == 0, printed
    assert printed.endswith("3000 of 3000 rows purged\n")
    assert written > 1
    assert one(db, "SELECT count(*) FROM color") == 2 + written


def test_python_loop_of_the_page(path, monkeypatch, capsys):
    db = fill(path.parent / "app.sqlite", 25000)
    monkeypatch.chdir(path.parent)
    (source,) = blocks("python")
    exec(compile(source.replace('"build/release/softdelete"', repr(LIBRARY)), "docs/purging.md", "exec"), {})
    assert capsys.readouterr().out == (
        "10000 of 25000 rows purged\n20000 of 25000 rows purged\n25000 of 25000 rows purged\n")
    assert one(db, "SELECT count(*) FROM color") == 2


def test_python_loop_can_be_stopped(path, monkeypatch, capsys):
    db = fill(path, 5000)
    (source,) = blocks("python")
    names = {}
    exec(source[:source.index("\ndb = ")], names)

    class Stopping:
        """A connection on which the third batch is interrupted."""

        calls = 0

        def execute(self, sql, parameters):
            self.calls += "softdelete_purge" in sql
            if self.calls == 3:
                raise KeyboardInterrupt
            return db.execute(sql, parameters)

    with pytest.raises(KeyboardInterrupt):
        names["purge"](Stopping(), "color", "30 days", 1000)
    assert one(db, "SELECT count(*) FROM color") == 3002
    assert names["purge"](db, "color", "30 days", 1000) == 3000
    assert one(db, "SELECT count(*) FROM color") == 2


@pytest.mark.parametrize("number", range(len(blocks("sql"))))
def test_sql_of_the_page(number, tmp_path):
    db = fill(tmp_path / "app.sqlite", 12)
    before = one(db, "SELECT count(*) FROM color")
    for statement in blocks("sql")[number].split(";")[:-1]:
        db.execute(statement).fetchall()
    purges = "softdelete_purge" in blocks("sql")[number]
    assert one(db, "SELECT count(*) FROM color") == (2 if purges else before)


def test_shell_session_of_the_page(tmp_path):
    (session,) = blocks("text")
    fill(tmp_path / "app.sqlite", 25000)
    lines = session.splitlines()
    commands = [line.removeprefix("sqlite> ") for line in lines if line.startswith("sqlite> ")]
    wanted = [line for line in lines[1:] if not line.startswith("sqlite> ")]
    text = "\n".join(commands).replace("build/release/softdelete", LIBRARY).replace("sql/purge.sql", str(ROOT / "sql/purge.sql"))
    assert shell(text + "\n", tmp_path / "app.sqlite", load=False, cwd=tmp_path).splitlines() == wanted
