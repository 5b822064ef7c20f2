"""What the tests of an engine share: where its programs lie, servers on loopback, and how nodes are compared."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

from hosts.host import Host, sections
from support import ROOT, connect, ident, rows

PAGE = ROOT / "docs/clusters.md"
SECONDS = 60


class Engine(Host):
    """An engine, whose files lie in tests/clusters/NAME and what was installed for it in build/clusters/NAME."""

    group = "clusters"

    def copy(self, folder):
        program = super().copy(folder)
        shutil.copy(self.folder.parent / "lines.mjs", program)
        return program

    @contextlib.contextmanager
    def node(self, folder, program, *arguments):
        """Runs one of the engine's programs in Node.js, as a cluster for the story."""
        running = Program(["node", self.copy(folder) / program, *arguments], folder)
        try:
            yield running
        finally:
            running.stop()


def blocks(heading, language):
    """The fenced blocks of a language below a heading of docs/clusters.md."""
    text = sections(PAGE.read_text())[heading]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def free_ports(count):
    """Ports of loopback that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_until(question):
    """Asks until the answer is true, or fails with the last answer."""
    deadline = time.monotonic() + SECONDS
    while not (answer := question()):
        assert time.monotonic() < deadline, f"not in {SECONDS} seconds: {answer}"
        time.sleep(0.1)
    return answer


class Server:
    """A process with a log, which is ended by its id."""

    def __init__(self, command, log, environment=None):
        with open(log, "ab") as output:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env={**os.environ, **(environment or {})})

    def stop(self, by=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(by)
            try:
                self.process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self):
        """As a machine does that loses its power."""
        self.stop(signal.SIGKILL)


def statements(script):
    """The statements of a script, for engines that take one at a time."""
    found, text = [], ""
    for line in script.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            found.append(text.strip().rstrip(";"))
            text = ""
    assert not text.strip(), text
    return found


def contents(query):
    """All tables of a node with their rows, and the text of all objects; query runs a SELECT there."""
    found = {}
    for kind, name, sql in query("SELECT type, name, sql FROM sqlite_schema ORDER BY name"):
        found[kind, name] = sql
        if kind == "table" and not name.startswith(("sqlite_", "_cf_")):
            found["rows", name] = sorted(map(repr, query(f"SELECT * FROM {ident(name)}")))
    return found


def check_file(path):
    """A node's database, opened with the extension: sound, and everything is as enabling would make it."""
    db = connect(path)
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert rows(db, "SELECT DISTINCT status FROM softdelete") == [("ok",)]
    assert rows(db, "SELECT * FROM softdelete_context") == []
    db.close()


class Program:
    """An engine that answers as lines.mjs says; it ends with its input."""

    def __init__(self, command, folder, environment=None):
        self.process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env={**os.environ, **(environment or {})}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the program ended: {self.process.wait(SECONDS)}"
        answer = json.loads(line)
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["results"]

    def run(self, *statements):
        return self.ask(batch=[[each] if isinstance(each, str) else list(each) for each in statements])

    delete = script = run

    def query(self, sql):
        return [tuple(row) for row in self.run(sql)[0]]

    def stop(self):
        self.process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS)
        self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Refused(Exception):
    """What an engine says of a statement that it does not take."""
