"""Runs an ORM's program on a plain database, with archive and with flag storage, and compares what it prints.

README.md beside this file says how to add an ORM.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from hosts.host import run
from orms.operations import BY_NAME, OPERATIONS, STAGES, TABLES
from orms.seen import Seen, without_sqlite
from support import LIBRARY, ROOT, connect, manage, rows

FOLDER = Path(__file__).parent
STORAGES = ["plain", "archive", "flag"]
DATABASE = "app.db"


def show(line):
    """A line of a program as (operation, what it saw)."""
    operation, colon, saw = line.partition(": ")
    assert colon, f"not a line `OPERATION: ...`: {line}"
    return operation, saw


class Orm:
    """An ORM, whose files lie in tests/orms/NAME and whose packages are installed in build/orms/NAME.

    command gets the folders {program} (a copy of the files) and {installed}, and is followed by the stage and the
    storage. Where loads is false the ORM's SQLite can't load the extension: then the runner enables and repairs, as a
    shell would, and the program works on what that made. archive_differs names the operations whose REPORT archive
    storage changes, with the reason.
    """

    def __init__(self, name, language, command, *, program=None, loads=True, environment=None, archive_differs=None):
        self.name = name
        self.language = language
        self.command = command
        self.sources = [FOLDER / folder for folder in (program, name) if folder]
        self.loads = loads
        self.environment = environment or {}
        self.archive_differs = archive_differs or {}
        self.installed = ROOT / "build/orms" / name
        self.seen = FOLDER / name / "seen.txt"

    def require(self):
        """Skips the test where the ORM is missing; fails it where CI is set."""
        if (self.installed / "installed").exists():
            return
        reason = f"{self.name} is not installed; `./dev test orms {self.name}` installs it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def copy(self, folder):
        """A copy of the program, beside its packages."""
        program = folder / "program"
        for source in self.sources:
            shutil.copytree(source, program, dirs_exist_ok=True)
        packages = self.installed / "node_modules"
        if packages.is_dir():
            (program / "node_modules").symlink_to(packages)
        return program

    def run(self, program, work, stage, storage):
        """One stage of the program in a folder; its lines as {operation: what it saw}."""
        command = [word.format(program=program, installed=self.installed) for word in self.command]
        lines = run([*command, stage, storage], work, {"SOFTDELETE_LIBRARY": LIBRARY, **self.environment})
        saw = dict(map(show, lines))
        assert len(saw) == len(lines), f"an operation twice: {lines}"
        return saw

    def prepare(self, work, storage):
        """Enables what the program could not."""
        if self.loads or storage == "plain":
            return
        db = connect(work / DATABASE)
        for table in TABLES:
            manage(db, table, storage=storage)
        for file, arguments in (("softdelete.sql", ""), ("restore.sql", ", 'restore'")):
            if storage == "archive" or not arguments:
                (work / file).write_text("".join(
                    script for script, in rows(db, f"SELECT softdelete_script(table_name{arguments}) FROM softdelete")))
        db.close()

    def suspend(self, work, storage, suspended):
        """Suspends around the migrations of a program that could not; archive storage needs a repair alone."""
        if self.loads or storage == "plain":
            return
        db = connect(work / DATABASE)
        if not suspended:  # Before the triggers come back: a tool may have made our index again without its WHERE.
            rows(db, "SELECT softdelete_repair()")
        if storage == "flag":
            db.execute("UPDATE softdelete SET suspended = ?", (suspended,))
        db.close()

    def story(self, program, folder, storage):
        """All stages on one database; what the program printed."""
        work = folder / storage
        work.mkdir()
        saw = {}
        for stage in STAGES:
            if storage == "plain" and stage in ("unfiltered", "trash"):
                continue
            place = work
            if stage == "unfiltered":
                place = shutil.copytree(work, folder / f"{storage} unfiltered")
            if stage == "trash":
                self.check_trash(work, storage, saw)
            if stage == "migrate":
                self.suspend(work, storage, 1)
            now = self.run(program, place, stage, storage)
            self.check_names(stage, now)
            saw.update(now)
            if stage == "create":
                self.prepare(work, storage)
            if stage == "migrate":
                self.suspend(work, storage, 0)
            if storage != "plain" and stage in ("create", "migrate"):
                self.check_status(work, storage)
        return saw

    @staticmethod
    def check_names(stage, saw):
        if stage != "unfiltered":
            expected = [operation.name for operation in OPERATIONS if operation.stage == stage]
            assert [name for name in saw if name != "versions"] == expected, f"the operations of stage {stage}"

    def check_status(self, work, storage):
        """Every table is managed, and nothing of it is damaged."""
        db = connect(work / DATABASE)
        found = rows(db, "SELECT table_name, storage, status FROM softdelete ORDER BY table_name")
        db.close()
        assert found == [(table, storage, "ok") for table in sorted(TABLES)]

    @staticmethod
    def check_trash(work, storage, saw):
        """With archive storage the trash has exactly what was deleted; with flag, seen.txt tells."""
        if storage != "archive":
            return
        db = connect(work / DATABASE)
        found = []
        for table, row in rows(db, "SELECT table_name, row FROM softdelete_trash WHERE table_name <> 'color_tag'"):
            row = json.loads(row)
            found.append(f"{table} {row.get('name', row.get('text'))}")
        db.close()
        deleted = [row for operation in OPERATIONS for row in operation.deleted if saw.get(operation.name, "-") != "-"]
        assert sorted(found) == sorted(deleted)

    @staticmethod
    def check_left(saw):
        """What the operations leave behind is the same with every ORM, on a plain database and with archive storage."""
        saw = {name: text for name, text in saw.items() if name in BY_NAME and text != "-"}
        assert {name: text.rpartition("; ")[2] for name, text in saw.items()} == {
            name: BY_NAME[name].left for name in saw}, "\n".join(map(": ".join, saw.items()))

    def check(self, folder):
        """Tells the story three times; archive must be as plain, flag as seen.txt says."""
        self.require()
        program = self.copy(folder)
        plain, archive, flag = (self.story(program, folder, storage) for storage in STORAGES)
        self.check_left(plain)
        differs = {name: archive[name] for name in plain if archive[name] != plain[name]}
        assert set(differs) == set(self.archive_differs), differs
        self.check_left(archive)
        seen = Seen(self.language, "by the ORM" if self.loads else "beside it", plain, archive, flag)
        if os.environ.get("SOFTDELETE_ORMS_WRITE"):
            self.seen.write_text(str(seen))
        assert self.seen.exists(), f"`./dev test orms --write {self.name}` writes {self.seen.name}"
        assert without_sqlite(str(seen)) == without_sqlite(self.seen.read_text())


def python(name, environment=None, **options):
    """A Python ORM: story.py run by the Python of its virtual environment."""
    return Orm(name, "Python", ["{installed}/venv/bin/python", "{program}/story.py"],
               environment={"PYTHONPATH": f"{FOLDER}/python:{FOLDER}", "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
               **options)


VARIANTS = 'case $2 in flag) variant=flag ;; *) variant=plain ;; esac; '


def go(name, **options):
    """A Go ORM: compiled as `plain`, which archive storage uses too, and with flag's columns in the models as `flag`."""
    return Orm(name, "Go", ["sh", "-c", VARIANTS + 'exec "$0/$variant" "$@"', "{installed}"], **options)


def rust(name, **options):
    """A Rust ORM, compiled as one of Go is."""
    return Orm(name, "Rust", ["sh", "-c", VARIANTS + 'exec "$0/$variant" "$@"', "{installed}"], **options)


def java(name, **options):
    """A Java ORM: its class Story, compiled twice as well."""
    command = VARIANTS + 'exec java -cp "$0/$variant:$0:$0/lib/*" Story "$@"'
    return Orm(name, "Java", ["sh", "-c", command, "{installed}"], **options)


def node(name, **options):
    """An ORM of Node.js."""
    return Orm(name, "Node.js", ["node", "{program}/story.mjs"], environment={
        "TELLING": f"{FOLDER}/nodejs/telling.mjs", "ADOPTING": f"{FOLDER}/nodejs/adopting.mjs"}, **options)
