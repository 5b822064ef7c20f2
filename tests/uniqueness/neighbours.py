"""Draws what hangs on a table: indexes, triggers, views, and a child. Each statement has {} for the schema."""

from support import ident

LOGGING = "CREATE {temp}TRIGGER {own}{name} AFTER INSERT ON {other}{table}" \
          " BEGIN INSERT INTO log(mark) VALUES ({number} || ' ' || NEW.mark); END"
CHILD_ACTIONS = ["", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT", "DEFERRABLE INITIALLY DEFERRED"]


def indexes(drawing):
    write, made = drawing.write, []
    for number, key in enumerate(each for each in drawing.keys if each.place == "index"):
        where = ["WHERE", key.where] if key.where else []
        made.append("CREATE UNIQUE INDEX {}" + write.text(
            write.name(f"u {number}"), "ON", write.name(drawing.table), *drawing.key_list(key.parts), *where).rstrip())
    for number in range(write.choice([0, 0, 1, 2])):
        name = write.name(write.choice(drawing.columns).name)
        parts = write.choice([[name, "COLLATE", "NOCASE", "DESC"], ["length", "(", name, ")"], [name],
                              [name, ",", "mark"]])
        where = ["WHERE", "mark", "%", "2"] if write.maybe(30) else []
        made.append("CREATE INDEX {}" + write.text(
            write.name(f"i{number}"), "ON", write.name(drawing.table), "(", *parts, ")", *where))
    return made


def loggers(drawing):
    """Triggers that note each INSERT in a log."""
    made = []
    for number in range(drawing.choice([0, 0, 1, 2])):
        temp = drawing.maybe(30)
        made.append(LOGGING.format(
            temp="TEMP " if temp else "", own="" if temp else "{}", name=drawing.name(f"log {number}"),
            other="{}" if temp else "", table=drawing.name(drawing.table), number=number))
    return made


def others(drawing):
    """Triggers and views that name the table."""
    table = drawing.name(drawing.table)
    made = [f"CREATE TRIGGER {{}}touched BEFORE UPDATE OF mark ON {table} WHEN NEW.mark IS NULL BEGIN SELECT 1; END",
            f"CREATE TRIGGER {{}}other AFTER INSERT ON parent BEGIN UPDATE {table} SET mark = 0 WHERE mark = -1; END",
            f"CREATE VIEW {{}}v AS SELECT x.mark, count(*) FROM {table} x GROUP BY 1",
            f"CREATE VIEW {{}}w AS SELECT * FROM {table} /* UNIQUE */"]
    return [each for each in made if drawing.maybe(30)]


def child(drawing):
    """A table whose one row refers to the first row of the drawn one, by any key of it."""
    keys = [key.columns() for key in drawing.keys if key.columns()]
    keys += [[each.name for each in drawing.key]] * bool(drawing.key)
    if not keys or drawing.maybe(50):
        return []
    target = drawing.choice(keys)
    if "gen" in target:
        return []
    drawing.referenced.append(set(target))
    names = ", ".join(f"r{n}" for n in range(len(target)))
    columns = ", ".join(drawing.name(each) for each in target)
    return [f"CREATE TABLE {{}}child({names}, FOREIGN KEY({names})"
            f" REFERENCES {drawing.name(drawing.table)}({columns}) {drawing.choice(CHILD_ACTIONS)})",
            f"INSERT INTO {{}}child SELECT {columns} FROM {{}}{ident(drawing.table)} WHERE mark = 1"]
