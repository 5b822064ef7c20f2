"""peewee, an object-relational mapper."""

from hosts.host import Host, python_with
from hosts.story import check

PYTHON = python_with("peewee")
PEEWEE = Host("peewee", probe=[PYTHON, "-c", "import peewee"])


def test_story(tmp_path):
    check(PEEWEE.story(tmp_path, PYTHON, "story.py"), error="OperationalError")


def test_snippet(tmp_path):
    PEEWEE.snippet(tmp_path, "peewee", PYTHON, "example.py")
