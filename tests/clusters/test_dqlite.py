"""dqlite: three nodes, to which the leader sends the pages that a transaction wrote."""

import pytest

from clusters.engine import Engine, Program, Refused, check_file, contents, free_ports, statements, wait_until
from clusters.story import STORAGES, Story, setup
from support import ROOT, connect, rows

# Debian's packages lie in a GOPATH.
ENVIRONMENT = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(ROOT / "build/clusters/go"),
               "CGO_LDFLAGS_ALLOW": "-Wl,-z,now"}
DQLITE = Engine("dqlite", probe=["env", *(f"{name}={value}" for name, value in ENVIRONMENT.items()),
                                 "go", "list", "github.com/canonical/go-dqlite/app"], environment=ENVIRONMENT)


class Dqlite:
    """A cluster of three nodes. Any of them can be asked; the driver goes to the leader."""

    def __init__(self, folder):
        self.folder = folder
        self.program = DQLITE.copy(folder)
        DQLITE.run(self.program, "go", "build", "-tags", "libsqlite3", "-o", "node", "node.go")
        self.addresses = [f"127.0.0.1:{port}" for port in free_ports(3)]
        self.nodes = {}

    def start(self, node):
        data = self.folder / f"node{node}"
        data.mkdir(exist_ok=True)
        others = [] if node == 0 and not any(data.iterdir()) else [
            address for address in self.addresses if address != self.addresses[node]]
        self.nodes[node] = Program([self.program / "node", data, self.addresses[node], *others], self.folder)
        self.nodes[node].ask(leader=True)

    def any(self):
        return next(iter(self.nodes.values()))

    def leader(self):
        def ask():
            try:
                return self.any().ask(leader=True)
            except Refused:
                return None

        return self.addresses.index(wait_until(ask))

    def run(self, *statements):
        return self.any().run(*statements)

    delete = script = run

    def query(self, sql):
        return self.any().query(sql)

    def files(self):
        """The database of each node."""
        found = {}
        for node in self.nodes:
            folder = self.folder / f"dump{node}"
            folder.mkdir(exist_ok=True)
            self.any().ask(dump=self.addresses[node], folder=str(folder))
            found[node] = folder / "app"
        return found

    def are_equal(self):
        found = []
        for path in self.files().values():
            db = connect(path, load=False)
            found.append(contents(lambda sql, db=db: rows(db, sql)))
            db.close()
        assert found[0] and len(found) == len(self.nodes)
        return all(each == found[0] for each in found)


@pytest.fixture
def cluster(tmp_path):
    DQLITE.require()
    cluster = Dqlite(tmp_path)
    try:
        for node in range(3):
            cluster.start(node)
        yield cluster
    finally:
        for node in cluster.nodes.values():
            node.kill()


@pytest.mark.parametrize("storage", STORAGES)
def test_story_and_failover(cluster, storage):
    cluster.run(*statements(setup(storage)))
    story = Story(cluster, storage)
    story.begin()
    story.delete_and_restore()
    wait_until(cluster.are_equal)

    gone = cluster.leader()
    cluster.nodes.pop(gone).kill()
    cluster.leader()
    story.purge()
    story.migrate()
    wait_until(cluster.are_equal)

    cluster.start(gone)
    assert len(cluster.nodes) == 3
    wait_until(cluster.are_equal)
    for path in cluster.files().values():
        check_file(path)
