"""Django's migrations on managed tables, suspended around them and not."""

import shutil

import pytest

pytest.importorskip("django.db", reason="needs Debian's python3-django")

from django.db import migrations, models, utils  # noqa: E402

from migrations.django_site import REPAIR, RESUME, SUSPEND, Site, initial  # noqa: E402
from migrations.states import authors, books, keys, repair, statuses, works  # noqa: E402
from support import dump, one, rows  # noqa: E402

FILL = [
    "INSERT INTO author(id, name, born{flag}) VALUES (1, 'Austen', 1775{zero}), (2, 'Borges', 1899{zero}),"
    " (3, 'Calvino', 1923{zero}), (4, 'Dickens', 1812{zero})",
    "INSERT INTO book(id, title, price, author_id{flag}) VALUES (10, 'Emma', 9.5, 1{zero}),"
    " (11, 'Persuasion', 8, 1{zero}), (20, 'Ficciones', 7, 2{zero}), (21, 'El Aleph', 6, 2{zero}),"
    " (30, 'Palomar', 5, 3{zero}), (40, 'Hard Times', 4, 4{zero})",
]


def make(path, style):
    site = Site(path)
    site.migrate(*initial(style))
    names = ", ".join(["table_name", "children", *style])
    for table in ("book", "author"):
        site.migrate(migrations.RunSQL([(
            f"INSERT INTO softdelete({names}) VALUES (%s, 'cascade'{', %s' * len(style)})", [table, *style.values()])]))
    for sql in FILL:  # Django's columns have no DEFAULT.
        site.db.execute(sql.format(flag="" if style else ", is_deleted", zero="" if style else ", 0"))
    site.db.execute("DELETE FROM author WHERE id = 1")
    site.db.execute("DELETE FROM book WHERE id IN (20, 40)")
    site.db.commit()
    works(site.db)
    site.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A database of each style, made once."""
    made = {}
    for name, style in (("flag", {}), ("time", {"flag_column": "deleted_at"})):
        path = tmp_path_factory.mktemp("django") / f"{name}.sqlite"
        make(path, style)
        made[name] = path
    return made


@pytest.fixture
def site(path, style, made):
    shutil.copy(made["time" if style else "flag"], path)
    site = Site(path, initial(style))
    works(site.db)
    yield site
    site.close()


def content(site):
    return authors(site.db), books(site.db)


INDEX = models.Index(fields=["title", "price"], name="book_title_price")
UNIQUE = models.UniqueConstraint(fields=["title", "author"], name="book_unique")
CHECK = models.CheckConstraint(check=models.Q(price__gte=0), name="book_price")

CHANGES = {
    "add a field": migrations.AddField("author", "died", models.IntegerField(default=0)),
    "add a nullable field": migrations.AddField("book", "pages", models.IntegerField(null=True)),
    "add a foreign key": migrations.AddField("book", "editor", models.ForeignKey(
        "shop.Author", models.DO_NOTHING, null=True, related_name="edited")),
    "alter a field": migrations.AlterField("author", "born", models.CharField(max_length=9, null=True)),
    "alter a field of the child": migrations.AlterField("book", "price", models.FloatField(default=1)),
    "alter the key": migrations.AlterField("author", "id", models.BigAutoField(primary_key=True)),
    "make a field unique": migrations.AlterField("book", "title", models.CharField(max_length=50, unique=True)),
    "remove a field": migrations.RemoveField("author", "born"),
    "remove a field of the child": migrations.RemoveField("book", "price"),
    "rename a field": migrations.RenameField("author", "born", "birth_year"),
    "rename an indexed field": migrations.RenameField("author", "name", "full_name"),
    "add an index": migrations.AddIndex("book", INDEX),
    "remove an index": migrations.RemoveIndex("author", "author_name"),
    "add a unique constraint": migrations.AddConstraint("book", UNIQUE),
    "add a check": migrations.AddConstraint("book", CHECK),
    "unique together": migrations.AlterUniqueTogether("book", {("title", "price")}),
    "a new table": migrations.CreateModel("Prize", [
        ("id", models.AutoField(primary_key=True)), ("author", models.ForeignKey("shop.Author", models.CASCADE))]),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("atomic", [True, False], ids=["atomic", "not atomic"])
def test_suspended(site, change, atomic):
    before = content(site)
    site.migrate(SUSPEND, CHANGES[change], RESUME, atomic=atomic)
    assert content(site) == before
    works(site.db)
    assert rows(site.db, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("legacy", [0, 1])
def test_not_suspended(site, change, legacy):
    """The tool fails and rolls back, or the status tells; no row is lost, and repair brings all back."""
    before, everything = content(site), dump(site.db)
    site.db.execute(f"PRAGMA legacy_alter_table = {legacy}")
    try:
        site.migrate(CHANGES[change])
    except utils.DatabaseError:
        assert dump(site.db) == everything
        works(site.db)
        return
    assert content(site) == before
    site.migrate(REPAIR)
    assert content(site) == before
    works(site.db)


@pytest.mark.parametrize("legacy", [0, 1])
def test_not_suspended_and_not_atomic(site, legacy):
    """Django stops after it dropped the old table: the rows are in new__author."""
    before = content(site)
    site.db.execute(f"PRAGMA legacy_alter_table = {legacy}")
    try:
        site.migrate(CHANGES["add a field"], atomic=False)
    except utils.DatabaseError:
        assert statuses(site.db)["author"] == "missing"
        assert authors(site.db, "new__author") == before[0]
        site.db.execute("PRAGMA legacy_alter_table = ON")
        site.db.execute("ALTER TABLE new__author RENAME TO author")
    assert statuses(site.db)["author"] == "damaged"
    repair(site.db)
    assert content(site) == before
    works(site.db)


@pytest.mark.parametrize("change, author, book", [
    (migrations.AlterModelTable("author", "writer"), "writer", "book"),
    (migrations.AlterModelTable("book", "tome"), "author", "tome"),
])
def test_renamed_table(site, change, author, book):
    before = content(site)
    site.migrate(change, REPAIR)
    assert (authors(site.db, author), books(site.db, book)) == before
    works(site.db, author=author, book=book)


@pytest.mark.parametrize("change, old, new", [
    (migrations.AlterModelTable("author", "writer"), "author", "writer"),
    (migrations.RenameModel("Book", "Tome"), None, None),
    (migrations.AlterModelTable("book", "tome"), "book", "tome"),
])
def test_renamed_table_while_suspended(site, change, old, new):
    """As docs/migrations.md has it: the settings are told the new name."""
    before = content(site)
    operations = [SUSPEND, change]
    if old:
        operations.append(migrations.RunSQL(
            f"UPDATE softdelete_registry SET table_name = '{new}' WHERE table_name = '{old}'"))
    site.migrate(*operations, RESUME)
    author, book = ("writer", "book") if old == "author" else ("author", "tome" if old else "book")
    assert (authors(site.db, author), books(site.db, book)) == before
    works(site.db, author=author, book=book)


def test_several_operations_and_back_again(site):
    before, everything = content(site), site.state
    operations = [SUSPEND, CHANGES["add a field"], CHANGES["rename a field"], CHANGES["remove a field of the child"],
                  CHANGES["add an index"].__class__("book", models.Index(fields=["title"], name="book_t")), RESUME]
    site.migrate(*operations)
    works(site.db)
    migration = migrations.Migration("test", "shop")
    migration.operations = operations
    with site.wrapper.schema_editor() as editor:
        migration.unapply(everything.clone(), editor)
    assert content(site) == before
    works(site.db)


def test_a_failing_migration_leaves_all_as_it_was(site):
    everything = dump(site.db)
    with pytest.raises(utils.DatabaseError):
        site.migrate(SUSPEND, CHANGES["add a field"], migrations.RunSQL("INSERT INTO nowhere VALUES (1)"), RESUME)
    assert dump(site.db) == everything
    works(site.db)


def test_a_model_that_does_not_declare_the_columns(site, style):
    """Django would drop them: resuming refuses, and the migration rolls back."""
    everything = dump(site.db)
    forget = [migrations.RemoveField("author", name) for name in (
        ["deleted_via", "deleted_at"] + ([] if style else ["is_deleted"]))]
    # A Django that drops them one by one is refused at the first that the index of the trash has; one that makes the
    # table anew, at the end.
    with pytest.raises(utils.DatabaseError, match="deleted_at" if style else "deleted_at|is_deleted"):
        site.migrate(SUSPEND, *forget, RESUME)
    assert dump(site.db) == everything
    works(site.db)


def test_the_orm_on_managed_tables(site, style):
    """Rows that Django inserts, updates and deletes."""
    Author = site.state.apps.get_model("shop", "Author")
    Book = site.state.apps.get_model("shop", "Book")
    author = Author.objects.create(id=9, name="New")
    Book.objects.create(id=90, title="One", author=author)
    author.name = "Newer"
    author.save()
    assert one(site.db, "SELECT name FROM author_active WHERE id = 9") == "Newer"
    Author.objects.filter(id=9).delete()
    assert keys(site.db, "author_deleted") == [1, 9]
    assert 90 in keys(site.db, "book_deleted")
    assert one(site.db, "SELECT restore('author', 9)") == 1
    Book.objects.get(id=90).delete()
    assert 90 in keys(site.db, "book_deleted") and 9 in keys(site.db, "author_active")
