"""rqlite: three nodes, each of which runs every statement by itself."""

import datetime
import json
import re
import shutil
import urllib.error
import urllib.request

import pytest

from clusters.engine import Engine, Server, blocks, check_file, contents, free_ports, wait_until
from clusters.story import STORAGES, Story, setup
from hosts.host import run
from support import LIBRARY

RQLITE = Engine("rqlite", probe=["./rqlited", "-version"])
CLEAR = "DELETE FROM softdelete_clock"


def call(port, path, body=None, kind="application/json"):
    """The bytes that a node answers; None where there is no node, or it can't answer yet."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body, headers={"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()
    except (OSError, urllib.error.HTTPError):
        return None


class Rqlite:
    """A cluster of three nodes; what is written goes to the leader."""

    def __init__(self, folder):
        self.folder = folder
        ports = free_ports(6)
        self.ports = ports[:3]
        self.raft = [f"127.0.0.1:{port}" for port in ports[3:]]
        self.servers = {}
        self.clock = True

    def start(self, node):
        self.servers[node] = Server(
            [RQLITE.installed / "rqlited", "-node-id", node + 1, "-http-addr", f"127.0.0.1:{self.ports[node]}",
             "-raft-addr", self.raft[node], "-fk", "-bootstrap-expect", 3, "-join", ",".join(self.raft),
             self.folder / f"node{node}"], self.folder / f"node{node}.log")

    def leader(self):
        """The node that the others follow."""
        def ask():
            for node in self.servers:
                answer = call(self.ports[node], "/nodes?ver=2")
                for each in json.loads(answer)["nodes"] if answer else []:
                    if each["leader"] and each["reachable"]:
                        return each
            return None

        return int(wait_until(ask)["id"]) - 1

    def post(self, path, body, kind="application/json"):
        answer = wait_until(lambda: call(self.ports[self.leader()], path, body, kind))
        results = json.loads(answer)["results"]
        assert not [each for each in results if "error" in each], results
        return results

    def load(self, script):
        """Runs a script as it stands."""
        self.post("/db/load", script.encode(), "text/plain")

    def run(self, *statements):
        body = [each if isinstance(each, str) else list(each) for each in statements]
        return self.post("/db/execute?transaction", json.dumps(body).encode())

    def script(self, *statements):
        """Statements in one transaction as they stand."""
        return self.post("/db/execute?transaction&norwrandom&norwtime", json.dumps(statements).encode())

    def delete(self, *statements):
        if not self.clock:
            return self.run(*statements)
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(" ", "milliseconds")[:23]
        return self.run(("INSERT INTO softdelete_clock(id, now) VALUES (1, ?)", now), *statements, CLEAR)

    def query(self, sql, node=None):
        level = "strong" if node is None else "none"
        node = self.leader() if node is None else node
        answer = call(self.ports[node], f"/db/query?level={level}", json.dumps([sql]).encode())
        result, = json.loads(answer)["results"]
        return [tuple(row) for row in result.get("values", [])]

    def settle(self):
        """Waits until each node has done what the leader has."""
        def applied():
            states = [json.loads(call(self.ports[node], "/status"))["store"] for node in self.servers]
            return len({state["fsm_index"] for state in states}) == 1

        self.query("SELECT 1")
        wait_until(applied)

    def nodes(self):
        self.settle()
        return [contents(lambda sql, node=node: self.query(sql, node)) for node in self.servers]

    def check_files(self):
        for node in self.servers:
            path = self.folder / f"copy{node}.sqlite"
            path.write_bytes(call(self.ports[node], "/db/backup?noleader"))
            check_file(path)


@pytest.fixture
def cluster(tmp_path):
    RQLITE.require()
    cluster = Rqlite(tmp_path)
    try:
        for node in range(3):
            cluster.start(node)
        cluster.leader()
        yield cluster
    finally:
        for server in cluster.servers.values():
            server.stop()


def equal(nodes):
    return all(node == nodes[0] for node in nodes)


@pytest.mark.parametrize("storage", STORAGES)
def test_story_and_failover(cluster, storage):
    cluster.load(setup(storage, "clock"))
    story = Story(cluster, storage, "clock")
    story.begin()
    story.delete_and_restore()
    assert equal(cluster.nodes())

    gone = cluster.leader()
    cluster.servers.pop(gone).kill()
    story.purge()
    story.migrate()
    assert equal(cluster.nodes())

    cluster.start(gone)
    wait_until(lambda: call(cluster.ports[gone], "/readyz"))
    assert len(cluster.nodes()) == 3 and equal(cluster.nodes())
    cluster.check_files()


@pytest.mark.parametrize("storage", STORAGES)
def test_a_forgotten_clock(cluster, storage):
    """A deletion without the time is refused, on all nodes alike."""
    cluster.load(setup(storage, "clock"))
    story = Story(cluster, storage)
    story.begin()
    answer = call(cluster.ports[cluster.leader()], "/db/execute", json.dumps(["DELETE FROM palette"]).encode())
    assert "softdelete_clock is empty" in json.loads(answer)["results"][0]["error"]
    assert story.live("palette") == [1, 2]
    assert equal(cluster.nodes())


@pytest.mark.parametrize("storage", STORAGES)
def test_without_the_clock_nodes_differ(cluster, storage):
    """Each node stamps a deletion with its own time; a purge between two such times makes what is live differ."""
    cluster.clock = False
    cluster.load(setup(storage))
    story = Story(cluster, storage)
    story.begin()
    palettes = list(range(3, 103))
    for key in palettes:
        cluster.run(("INSERT INTO palette(id, name) VALUES (?, ?)", key, f"palette {key}"))
        cluster.delete(("DELETE FROM palette WHERE id = ?", key))
    cluster.settle()
    times = [dict(cluster.query("SELECT id, deleted_at FROM palette_deleted", node)) for node in range(3)]
    key = next(key for key in palettes if len({each[key] for each in times}) > 1)
    border = min(each[key] for each in times)

    cluster.run(("DELETE FROM palette_deleted WHERE id = ? AND deleted_at <= ?", key, border))
    story.restore("palette", key)
    cluster.settle()
    live = {bool(cluster.query(f"SELECT 1 FROM palette WHERE id = {key}", node)) for node in range(3)}
    assert live == {True, False}
    assert not equal(cluster.nodes())


@pytest.mark.parametrize("storage", STORAGES)
def test_without_the_clock_a_restart_changes_times(cluster, storage):
    """A node that starts runs again what was not yet in a snapshot, and stamps it with the time of that."""
    cluster.clock = False
    cluster.load(setup(storage))
    Story(cluster, storage).begin()
    cluster.delete("DELETE FROM palette WHERE id = 1")
    node = next(each for each in cluster.servers if each != cluster.leader())
    cluster.servers.pop(node).stop()
    resumed = datetime.datetime.now(datetime.timezone.utc).isoformat(" ", "milliseconds")[:23]
    cluster.start(node)
    wait_until(lambda: call(cluster.ports[node], "/readyz"))
    cluster.settle()
    time = "SELECT deleted_at FROM palette_deleted"
    assert cluster.query(time) < [(resumed,)] < cluster.query(time, node)


def test_a_script_that_rqlite_rewrites(cluster):
    """/db/execute writes the time and a random number of that moment into a trigger; /db/load does not."""
    def triggers():
        return " ".join(sql for sql, in cluster.query("SELECT sql FROM sqlite_schema WHERE type = 'trigger'"))

    trigger = "CREATE TRIGGER t_deleted AFTER DELETE ON t BEGIN INSERT INTO log VALUES (julianday('now'), random()); END"
    cluster.run("CREATE TABLE t(x)", "CREATE TABLE log(day, number)", trigger)
    assert "'now'" not in triggers() and "random()" not in triggers()
    cluster.load("DROP TRIGGER t_deleted;" + trigger)
    assert trigger in triggers()


def test_the_page(cluster, tmp_path):
    """The commands of docs/clusters.md, on the leader's port."""
    shutil.copy(LIBRARY + ".so", tmp_path / "softdelete.so")
    answers = []
    for block in blocks("The scripts", "sh") + blocks("rqlite", "sh"):
        block = block.replace("localhost:4001", f"127.0.0.1:{cluster.ports[cluster.leader()]}")
        answers += run(["bash", "-euo", "pipefail", "-c", block], tmp_path)
    assert not re.search("error", "".join(answers)), answers
    assert cluster.query("SELECT name FROM color ORDER BY id") == [("red",), ("blue",)]
    assert cluster.query("SELECT name FROM color_deleted") == []
    assert equal(cluster.nodes())
