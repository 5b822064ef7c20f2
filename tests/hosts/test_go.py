"""Go: the driver mattn/go-sqlite3."""

import textwrap

from hosts.host import Host
from hosts.story import check
from support import ROOT

# Debian's packages lie in a GOPATH.
ENVIRONMENT = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(ROOT / "build/hosts/go")}
GO = Host("go", probe=["env", *(f"{name}={value}" for name, value in ENVIRONMENT.items()),
                       "go", "list", "github.com/mattn/go-sqlite3"], environment=ENVIRONMENT)

SNIPPET = """
package main

import (
	"database/sql"
	"fmt"
	"log"

	"github.com/mattn/go-sqlite3"
)

func main() {
%s}
"""


def test_story(tmp_path):
    check(GO.story(tmp_path, "go", "run", "story.go"), error="sqlite3.Error")


def test_snippet(tmp_path):
    GO.snippet_folder(tmp_path, "Go", "snippet")
    text = textwrap.indent((tmp_path / "snippet").read_text(), "\t")
    (tmp_path / "example.go").write_text(SNIPPET % text)
    GO.check_snippet(tmp_path, GO.run(tmp_path, "go", "run", "example.go"))
