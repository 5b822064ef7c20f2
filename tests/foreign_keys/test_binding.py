"""Which rows may live under a deleted parent, and what becomes of them."""

import pytest

from support import connect, fails, manage, one, rows


def family(script, **children):
    db = connect(script=script)
    for table, value in children.items():
        db.execute("INSERT INTO softdelete(table_name, children) VALUES (?, ?)", (table, value))
    yield db
    db.close()


def optional(action):
    return (f"CREATE TABLE company(id INTEGER PRIMARY KEY); CREATE TABLE person(id INTEGER PRIMARY KEY, c REFERENCES company {action});"
            "INSERT INTO company VALUES (1), (2); INSERT INTO person VALUES (1, 1)")


@pytest.fixture(params=["", "ON DELETE SET NULL"])
def order(request):
    keep = "declared" if request.param else "keep"
    yield from family(
        "CREATE TABLE product(id INTEGER PRIMARY KEY); CREATE TABLE ord(id INTEGER PRIMARY KEY);"
        "CREATE TABLE line(id INTEGER PRIMARY KEY, ord_id INT REFERENCES ord ON DELETE CASCADE,"
        f" product_id INT REFERENCES product {request.param}); INSERT INTO product VALUES (1), (2); INSERT INTO ord VALUES (1);"
        "INSERT INTO line VALUES (1, 1, 1), (2, 1, 2)", product=keep, ord="declared", line="declared")


def test_restore_asks_binding_parents_alone(order):
    order.execute("DELETE FROM product WHERE id = 1")
    order.execute("DELETE FROM ord")
    assert one(order, "SELECT restore('ord', 1)") == 1
    assert rows(order, "SELECT id, product_id FROM line_active") == [(1, 1), (2, 2)]


@pytest.fixture
def person():
    yield from family(optional("ON DELETE SET NULL"), company="declared", person="declared")


def test_row_is_restored_under_a_parent_that_does_not_bind(person):
    person.execute("DELETE FROM company WHERE id = 1")
    assert one(person, "SELECT soft_delete('person', 1)") == 1
    assert one(person, "SELECT restore('person', 1)") == 1
    assert rows(person, "SELECT id, c FROM person_active") == [(1, 1)]


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
def test_purge_leaves_no_reference_to_nothing_in_the_trash(person, foreign_keys):
    person.execute(f"PRAGMA foreign_keys = {foreign_keys}")
    person.execute("DELETE FROM company WHERE id = 1")
    person.execute("DELETE FROM person")
    assert one(person, "SELECT purge('company', 1)") == 1
    assert one(person, "SELECT restore('person', 1)") == 1
    assert rows(person, "SELECT id, c FROM person_active") == [(1, None)]
    assert rows(person, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("state", ["live", "deleted"])
def test_unmanaged_parent_is_kept_with_a_reason(foreign_keys, state):
    db = connect(script=optional("ON DELETE CASCADE") + f"; PRAGMA foreign_keys = {foreign_keys}")
    manage(db, "person")
    if state == "deleted":
        db.execute("DELETE FROM person")
    message = fails(db, "DELETE FROM company WHERE id = 1")
    assert "enable soft delete for company too" in message and "person" in message
    db.execute("DELETE FROM company WHERE id = 2")
    manage(db, "company")
    db.execute("DELETE FROM company")
    assert rows(db, "SELECT count(*) FROM company_deleted") == [(1,)]
    db.close()


def test_via_of_a_live_row_means_nothing():
    db = connect(script=optional("ON DELETE CASCADE"))
    db.execute("INSERT INTO softdelete(table_name) VALUES ('company'), ('person')")
    db.execute("INSERT INTO person(id, c, deleted_via) VALUES (2, 1, 'company'), (3, 1, 'x')")
    db.execute("UPDATE company SET is_deleted = 1, deleted_via = 'x' WHERE id = 1")
    assert rows(db, "SELECT deleted_via FROM company_deleted") == [(None,)]
    assert rows(db, "SELECT id, deleted_via FROM person_deleted") == [(1, "company"), (2, "company"), (3, "company")]
    assert one(db, "SELECT restore('company', 1)") == 1
    assert rows(db, "SELECT id, deleted_via FROM person_active") == [(1, None), (2, None), (3, None)]
    db.close()


def test_checks_go_row_by_row():
    db = connect(script="CREATE TABLE node(id INTEGER PRIMARY KEY, up REFERENCES node); INSERT INTO node VALUES (1, NULL), (2, 1)")
    manage(db, "node")
    assert "live rows of node refer to node" in fails(db, "DELETE FROM node")
    db.execute("UPDATE softdelete SET children = 'cascade'")
    db.execute("DELETE FROM node")
    assert rows(db, "SELECT id, deleted_via FROM node_deleted") == [(1, None), (2, "node")]
    db.close()


@pytest.mark.parametrize("action, works", [("ON DELETE CASCADE", False), ("ON DELETE CASCADE ON UPDATE CASCADE", True)])
def test_key_of_a_parent_of_deleted_rows(action, works):
    db = connect(script=optional(action) + "; PRAGMA foreign_keys = ON")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('company'), ('person')")
    db.execute("DELETE FROM person")
    if works:
        db.execute("UPDATE company SET id = 9 WHERE id = 1")
        assert rows(db, "SELECT c FROM person_deleted") == [(9,)]
    else:
        assert "FOREIGN KEY" in fails(db, "UPDATE company SET id = 9 WHERE id = 1")
    db.close()


def test_replace_by_another_value_over_a_parent_is_refused():
    db = connect(script="CREATE TABLE p(id INTEGER PRIMARY KEY, u UNIQUE); CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p"
                        " ON DELETE CASCADE); INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1, 1); PRAGMA foreign_keys = ON")
    db.execute("INSERT INTO softdelete(table_name) VALUES ('p'), ('c')")
    assert "FOREIGN KEY" in fails(db, "INSERT OR REPLACE INTO p(id, u) VALUES (2, 'a')")
    assert rows(db, "SELECT id FROM p_active") == rows(db, "SELECT id FROM c_active") == [(1,)]
    db.close()
