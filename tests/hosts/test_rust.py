"""Rust: the package rusqlite, as Debian has it, built without network."""

import textwrap

from hosts.host import Host
from hosts.story import check
from support import LIBRARY

RUST = Host("rust", probe=["sh", "-c", "cargo --version && ls -d /usr/share/cargo/registry/rusqlite-0.28*"])

SNIPPET = """
use rusqlite::{Connection, LoadExtensionGuard};

fn main() -> rusqlite::Result<()> {
%s    Ok(())
}
"""


def run(program, folder, *arguments):
    """cargo reads its settings from the folder that it starts in, so the program is started by itself."""
    RUST.run(program, "cargo", "build", "--offline", "--quiet")
    return RUST.run(folder, program / "target/debug/story", *arguments)


def test_story(tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    check(run(RUST.copy(tmp_path), work, LIBRARY), error="SqliteFailure")


def test_snippet(tmp_path):
    program = RUST.copy(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    RUST.snippet_folder(work, "Rust", "snippet")
    (program / "story.rs").write_text(SNIPPET % textwrap.indent((work / "snippet").read_text(), "    "))
    RUST.check_snippet(work, run(program, work))
