"""A table whose rows an ORM marks as deleted already is adopted, and the ORM's own soft delete goes on beside ours.

An ORM's program `adopt` is called as `COMMAND [WORD...] STEP NAME` in one folder, with the database `app.db` there, which it opens
without the extension. Its tables are color (id, name) and paint (id, name, color_id REFERENCES color ON DELETE CASCADE), with the
ORM's own marks and no columns of ours.

    make -         makes the tables, the colors red, blue and green, and the paints rose and cherry of red and olive of green;
                   deletes blue
    insert NAME    a color
    delete NAME    a color, by the ORM's soft delete
    restore NAME   a color, by the ORM's own means
    show -         nothing

Each prints what the ORM finds then: colors and paints in the order of names, as `green,red/cherry,olive,rose`.
"""

from hosts.host import run
from support import connect, manage, one, rows

OURS = "SELECT table_name, json_extract(row, '$.name'), deleted_via FROM softdelete_trash ORDER BY 2"
OTHER_DAYS = ("SELECT json_extract(row, '$.name') FROM softdelete_trash"
              " WHERE ifnull(abs(julianday(deleted_at) - julianday('now')), 1) >= 1")


class Adoption:
    def __init__(self, orm, folder, command, words):
        orm.require()
        program = orm.copy(folder)
        self.command = [*(part.format(program=program, installed=orm.installed) for part in command), *words]
        self.environment = orm.environment
        self.work = folder / "work"
        self.work.mkdir()

    def program(self, step, name="-"):
        (line,) = run([*self.command, step, name], self.work, self.environment)
        return line

    def sql(self, *texts):
        """The rows of the last of some statements."""
        db = connect(self.work / "app.db")
        try:
            return [rows(db, text) for text in texts][-1]
        finally:
            db.close()

    def enable(self, settings):
        db = connect(self.work / "app.db")
        for table in ("color", "paint"):
            manage(db, table, **settings)
        assert one(db, "SELECT group_concat(status) FROM softdelete") == "ok,ok"
        db.close()


def check_adoption(orm, folder, command, *words, **settings):
    """The whole story for one kind of mark, with the settings of the panel that it needs."""
    here = Adoption(orm, folder, command, words)
    assert here.program("make") == "green,red/cherry,olive,rose"
    here.enable(settings)
    assert here.sql(OURS) == [("color", "blue", None)], "no row changes sides"
    assert here.program("insert", "yellow") == "green,red,yellow/cherry,olive,rose"

    here.sql("SELECT soft_delete('paint', id) FROM paint WHERE name = 'cherry'")
    assert here.program("show") == "green,red,yellow/olive,rose", "the ORM passes over what we delete"
    assert here.program("delete", "red") == "green,yellow/olive", "its deletion cascades"
    assert here.sql(OURS) == [
        ("color", "blue", None), ("paint", "cherry", None), ("color", "red", None), ("paint", "rose", "color")]
    without_time = [("blue",)] if "flag_column" in settings and "time_column" not in settings else []
    assert here.sql(OTHER_DAYS) == without_time, "times are understood"
    assert here.program("restore", "red") == "green,red,yellow/olive,rose", "its restore brings back exactly these"

    here.sql("DELETE FROM color WHERE name = 'red'")
    assert here.program("show") == "green,yellow/olive"
    assert here.sql("SELECT restore('color', id) FROM color WHERE name = 'red'") == [(1,)]
    assert here.program("show") == "green,red,yellow/olive,rose"
    assert here.sql("SELECT restore('color', id) FROM color WHERE name = 'blue'") == [(1,)]
    assert here.program("show") == "blue,green,red,yellow/olive,rose"
