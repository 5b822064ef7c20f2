import sys

import peewee

LIBRARY = sys.argv[1]
database = peewee.SqliteDatabase(None)


class Color(peewee.Model):
    name = peewee.TextField(unique=True)

    class Meta:
        database = database


class Paint(peewee.Model):
    color = peewee.ForeignKeyField(Color, on_delete="CASCADE", null=True)
    name = peewee.TextField()

    class Meta:
        database = database


def open_database(extension):
    database.init("app.db", pragmas={"foreign_keys": 1})
    if extension:
        database.load_extension(LIBRARY)
    database.connect()


def value(sql, *parameters):
    return database.execute_sql(sql, parameters).fetchone()[0]


def names(model, state):
    view = peewee.Table(f"{model._meta.table_name}_{state}", ("id", "name")).bind(database)
    return ",".join(row["name"] for row in view.select(view.name).order_by(view.id)) or "-"


def show(title):
    live, trash = (f"{names(Color, state)} / {names(Paint, state)}" for state in ("active", "deleted"))
    print(f"{title}: live {live}; trash {trash}; rows {Color.select().count()} / {Paint.select().count()}")


def delete(model, name):
    model.delete().where(model.name == name).execute()


open_database(True)
print("sqlite", value("SELECT sqlite_version()"))
database.create_tables([Color, Paint])
red, green, blue = (Color.create(name=name) for name in ("red", "green", "blue"))
for color, name in ((red, "rose"), (red, "cherry"), (green, "olive"), (blue, "navy")):
    Paint.create(color=color, name=name)
database.execute_sql("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
show("enabled")

red.delete_instance()
show("deleted")
print("restore", value("SELECT restore('color', ?)", 1))
show("restored")
delete(Color, "red")
print("purge", value("SELECT purge('color', ?)", 1))
show("purged")

database.execute_sql("UPDATE softdelete SET suspended = 1")
delete(Paint, "olive")
database.execute_sql("UPDATE softdelete SET suspended = 0")
show("resumed")
database.close()
database.unload_extension(LIBRARY)

open_database(False)
print("functions", value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"))
delete(Color, "blue")
show("plain delete")
database.execute_sql("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", ("blue",))
show("plain restore")
database.close()

open_database(True)
database.execute_sql("DELETE FROM softdelete WHERE table_name = ?", ("paint",))
print("managed", ",".join(name for name, in database.execute_sql("SELECT table_name FROM softdelete")))
Paint.delete().execute()
print("paints", Paint.select().count())
try:
    database.execute_sql("INSERT INTO softdelete(table_name) VALUES ('nowhere')")
except peewee.PeeweeException as error:
    print(f"error {type(error).__name__}: {error}")
