"""Statements that are prepared once and run again, through suspending and resuming.

A program gets the library's path without suffix as its first argument, and starts in a folder with
`app.db`, whose table color (red, green, blue) is managed. It prepares `DELETE FROM color WHERE name = ?`,
`UPDATE softdelete SET suspended = ?` (with a number) and `SELECT restore('color', ?)`, and keeps them to the end.

show(TITLE) prints the names of the rows in color, each with its is_deleted, and the status, as in the
lines below; refused(TITLE) prints the message of an error.

 1. delete red; show `deleted`
 2. suspend; delete green; show `suspended`
 3. restore red (1), which fails: refused `restore`
 4. resume; restore red; show `resumed`
 5. read one row of `SELECT name FROM color ORDER BY id`, and leave it there; suspend; finish that statement; show `finished`
"""

from hosts.host import colors

LINES = """
deleted: red=1 green=0 blue=0 ok
suspended: red=1 blue=0 suspended
refused restore: restore: color is suspended
resumed: red=0 blue=0 ok
finished: red=0 blue=0 suspended
""".strip().splitlines()


def check(host, folder, *command):
    """Runs the program that the command's last word names among the host's files."""
    lines = host.program(folder, *command, before=lambda work: colors(work / "app.db"))
    assert len(lines) == len(LINES), lines
    for line, expected in zip(lines, LINES):
        if expected.startswith("refused"):
            # The host may say something before, and the extension says what to do instead.
            title, message = expected.split(": ", 1)
            assert line.startswith(title + ": ") and message in line
        else:
            assert line == expected
