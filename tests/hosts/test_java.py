"""Java: the JDBC driver of Xerial."""

import textwrap

from hosts.host import Host
from hosts.story import check

JAVA = ["java", "-cp", "/usr/share/java/sqlite-jdbc.jar"]
HOST = Host("java", probe=["sh", "-c", f"{JAVA[0]} --version && javac --version && test -r {JAVA[2]}"])

SNIPPET = """
import java.sql.*;
import org.sqlite.SQLiteConfig;

public class Example {
    public static void main(String[] arguments) throws SQLException {
%s    }
}
"""


def test_story(tmp_path):
    check(HOST.story(tmp_path, *JAVA, "Story.java"), error="SQLiteException")


def test_snippet(tmp_path):
    HOST.snippet_folder(tmp_path, "Java", "snippet")
    text = textwrap.indent((tmp_path / "snippet").read_text(), " " * 8)
    (tmp_path / "Example.java").write_text(SNIPPET % text)
    HOST.check_snippet(tmp_path, HOST.run(tmp_path, *JAVA, "Example.java"))
