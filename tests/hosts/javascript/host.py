"""Hosts of JavaScript, which share the programs in this folder. They come from npm."""

import json
import shutil
from pathlib import Path

from hosts.host import Host, colors, sqlite_inside

STRICT = """
refused table sqlite_master may not be modified
refused no such column: "text"
foreign keys 1
trash [1] red
trash [2] green
purged 0 1
one left in the trash: green=1 blue=0
status suspended
deleted for good: green=1
status ok
status damaged
status ok
left color softdelete_registry softdelete_context softdelete_context_row
by script white
""".strip().splitlines()


class JavaScript(Host):
    """A runtime, which the command starts with a program's file, and the packages that its programs import."""

    def __init__(self, name, *command, packages=()):
        imports = "".join(f"import '{package}';" for package in packages)
        arguments = ["--input-type=module", "--eval", imports] if packages else ["--version"]
        super().__init__(name, probe=[str(command[0]), *arguments], environment={"NO_COLOR": "1"})
        self.command = command

    def copy(self, folder):
        program = super().copy(folder)
        for file in Path(__file__).parent.glob("*.mjs"):
            shutil.copy(file, program)
        return program

    def sqlite(self, title, package):
        """What the page says is inside the version of a package that is installed."""
        manifest = json.loads((self.folder / "package.json").read_text())
        packages = {**manifest["dependencies"], **manifest.get("optionalDependencies", {})}
        return sqlite_inside(title, packages[package].split("@")[-1])

    def check_strict(self, folder):
        """strict.mjs, under all that the runtime's node:sqlite forbids by default."""
        lines = self.program(folder, *self.command, "strict.mjs", before=lambda work: colors(work / "app.db"))
        assert len(lines) == len(STRICT), lines
        for line, expected in zip(lines, STRICT):
            # Behind SQLite's message the host may say more.
            assert line.startswith(expected) if expected.startswith("refused") else line == expected
