"""What the tests of an archive's columns do to its table."""

import re

from support import one


def suspend(db):
    db.execute("UPDATE softdelete SET suspended = 1")


def resume(db):
    db.execute("UPDATE softdelete SET suspended = 0")


def repair(db):
    return one(db, "SELECT softdelete_repair()")


def advice(message):
    """The statements that an error names: for a column that was renamed, for one that is new."""
    return re.search(r"renamed, (ALTER .*?); where .* is new, (ALTER .*)", message).groups()
