"""The story that every host tells: the same steps, by the host's own means, with the same lines.

A story program gets the library's path without suffix as its first argument and starts in an empty
folder. show(TITLE) prints the names in color_active, paint_active, color_deleted and paint_deleted,
each ordered by id and joined with commas, `-` where there are none, then the numbers of rows in the
tables themselves, as in the lines below.

 1. open `app.db`, PRAGMA foreign_keys = ON, load the extension; print `sqlite VERSION`
 2. create color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) and paint(id INTEGER PRIMARY KEY,
    color_id REFERENCES color ON DELETE CASCADE, name TEXT); insert the colors 1 red, 2 green, 3 blue
    and the paints 1 rose and 2 cherry of red, 3 olive of green, 4 navy of blue;
    INSERT INTO softdelete(table_name) VALUES ('color'), ('paint'); show `enabled`
 3. DELETE FROM color WHERE name = ?, with `red`; show `deleted`
 4. SELECT restore('color', ?), with 1; print `restore NUMBER`, its result; show `restored`
 5. delete red again; SELECT purge('color', ?), with 1; print `purge NUMBER`; show `purged`
 6. UPDATE softdelete SET suspended = 1; DELETE FROM paint WHERE name = ?, with `olive`;
    UPDATE softdelete SET suspended = 0; show `resumed`
 7. close, and open again without the extension, foreign keys on; print `functions NUMBER` of
    SELECT count(*) FROM pragma_function_list WHERE name = 'restore';
    delete blue as before; show `plain delete`
 8. UPDATE color_deleted SET is_deleted = 0 WHERE name = ?, with `blue`; show `plain restore`
 9. close, and open again as in 1, without the print; DELETE FROM softdelete WHERE table_name = ?, with
    `paint`; print `managed NAMES` of SELECT table_name FROM softdelete; DELETE FROM paint; print
    `paints NUMBER` of SELECT count(*) FROM paint
10. INSERT INTO softdelete(table_name) VALUES ('nowhere'), which fails; print `error CLASS: MESSAGE`
    with the class of the exception (where there are none: `-`) and SQLite's message alone
"""

import re

LINES = """
enabled: live red,green,blue / rose,cherry,olive,navy; trash - / -; rows 3 / 4
deleted: live green,blue / olive,navy; trash red / rose,cherry; rows 3 / 4
restore 1
restored: live red,green,blue / rose,cherry,olive,navy; trash - / -; rows 3 / 4
purge 1
purged: live green,blue / olive,navy; trash - / -; rows 2 / 2
resumed: live green,blue / navy; trash - / -; rows 2 / 1
functions 0
plain delete: live green / -; trash blue / navy; rows 2 / 1
plain restore: live green,blue / navy; trash - / -; rows 2 / 1
managed color
paints 0
""".strip().splitlines()

MESSAGE = "softdelete: no such table: nowhere"


def check(lines, error, sqlite=None):
    """Compares what a story program printed; error is the class of the host's exception.

    sqlite is the exact version of SQLite, where it is known.
    """
    version = re.fullmatch(r"sqlite (\d+)\.(\d+)\.\d+", lines[0])
    assert version, lines[0]
    assert (int(version[1]), int(version[2])) >= (3, 35)
    assert sqlite is None or lines[0] == f"sqlite {sqlite}"
    assert lines[1:-1] == LINES
    assert lines[-1] == f"error {error}: {MESSAGE}"
