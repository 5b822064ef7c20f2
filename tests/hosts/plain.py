"""What a host that can't load extensions does with a database that was set up elsewhere.

A program gets the library's path without suffix as its first argument, and starts in a folder with
`app.db`, whose table color (red, green, blue) is managed. show(TITLE) prints the names in
color_active and in color_deleted as in the lines below.

1. try to load the library; print `refused MESSAGE` with the host's message
2. DELETE FROM color WHERE name = ?, with `green`; show `deleted`
3. UPDATE color_deleted SET is_deleted = 0 WHERE name = ?, with `green`; show `restored`
4. delete green again; DELETE FROM color_deleted WHERE name = ?, with `green`; show `purged`
"""

from hosts.host import colors

LINES = """
deleted: live red,blue; trash green
restored: live red,green,blue; trash -
purged: live red,blue; trash -
""".strip().splitlines()


def check(host, folder, *command, refused):
    """Runs the program that the command's last word names among the host's files."""
    lines = host.program(folder, *command, before=lambda work: colors(work / "app.db"))
    assert lines == [f"refused {refused}", *LINES]
