"""The JSON of softdelete_trash is exact, and no value stops a listing."""

import json
import math
import struct

import pytest
from hypothesis import given, settings, strategies

from support import connect, manage, one, rows


def trashed(value_sql="?", *parameters, encoding="UTF-8"):
    db = connect(script=f"PRAGMA encoding = '{encoding}'; CREATE TABLE t(id INTEGER PRIMARY KEY, v)")
    manage(db, "t")
    db.execute(f"INSERT INTO t(id, v) VALUES (1, {value_sql})", parameters)
    db.execute("DELETE FROM t")
    return db


def listed(value_sql="?", *parameters, encoding="UTF-8"):
    """The text of the row's JSON, which SQLite and Python find well-formed."""
    db = trashed(value_sql, *parameters, encoding=encoding)
    text = one(db, "SELECT row FROM softdelete_trash")
    assert one(db, "SELECT json_valid(row) FROM softdelete_trash") == 1
    return text


def value(*arguments, **more):
    return json.loads(listed(*arguments, **more))["v"]


@pytest.mark.parametrize("number", [
    0, 1, -1, 2**53, 2**53 + 1, -(2**53) - 1, 2**62 + 1, 2**63 - 1, -(2**63), 9007199254740993])
def test_integers_are_exact(number):
    assert f'"v":{number},' in listed("?", number)


def test_integer_keys_are_exact():
    db = connect(script="CREATE TABLE t(id INTEGER PRIMARY KEY)")
    manage(db, "t")
    db.execute("INSERT INTO t(id) VALUES (9223372036854775807), (-9223372036854775808), (9007199254740993)")
    db.execute("DELETE FROM t")
    assert sorted(rows(db, "SELECT key FROM softdelete_trash")) == [
        ("[-9223372036854775808]",), ("[9007199254740993]",), ("[9223372036854775807]",)]


@pytest.mark.parametrize("number", [
    0.1, -0.1, 1.0, 1e300, -1e-300, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, 9007199254740993.0, 1e15, 1e16])
def test_reals_are_exact_and_stay_reals(number):
    found = value("?", number)
    assert isinstance(found, float)
    assert struct.pack("d", found) == struct.pack("d", number)


@pytest.mark.parametrize("sql, number", [("9e999", math.inf), ("-9e999", -math.inf)])
def test_infinity_is_a_number_that_overflows(sql, number):
    assert f'"v":{sql},' in listed(sql)
    assert value(sql) == number
    assert one(trashed(sql), "SELECT json_extract(row, '$.v') FROM softdelete_trash") == number


def test_null():
    assert value("NULL") is None


@pytest.mark.parametrize("blob", [b"", b"\0", b"abc", bytes(range(256)), b"'\"\\"])
def test_a_blob_is_its_hex(blob):
    assert value("?", blob) == blob.hex().upper()
    assert one(trashed("?", blob), "SELECT json_extract(row, '$.v') = hex(v) FROM softdelete_trash, t") == 1


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
@pytest.mark.parametrize("text", [
    "", "plain", 'a "quote"', "it's", "back\\slash", "line\nbreak\r\ttab", "\x01\x1f\x7f", "é中文🎨", "</script>", "\u0800\ud7ff\U00010000",
    "\u2028\u2029", "\ufffd", "\ufdd0", "\U0010ffff", "null", "[1]", '{"a":1}'])
def test_texts_are_exact(text, encoding):
    assert value("?", text, encoding=encoding) == text


def test_nul_character_inside_a_text():
    assert value("CAST(x'610062' AS TEXT)") == "a\0b"


@pytest.mark.parametrize("hexadecimal, wanted", [
    ("FF", "\ufffd"), ("61FF62", "a\ufffdb"), ("C3", "\ufffd"), ("E282", None), ("F09F8E", None),
    ("C080", None), ("E08080", None), ("F0808080", None), ("EDA080", None), ("F4908080", None), ("80", "\ufffd"), ("E28261", None)])
def test_invalid_utf8_becomes_replacement_characters(hexadecimal, wanted):
    db = trashed(f"CAST(x'{hexadecimal}' AS TEXT)")
    db.text_factory = bytes
    text = one(db, "SELECT row FROM softdelete_trash").decode("utf-8")  # strictly
    found = json.loads(text)["v"]
    assert "\ufffd" in found
    if wanted is not None:
        assert found == wanted
    assert found.replace("\ufffd", "") == bytes.fromhex(hexadecimal).decode("utf-8", "ignore")


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
@pytest.mark.parametrize("hexadecimal", ["00D8", "D800", "00DC", "DC00", "00D80041", "61", "D83D", "3DD8"])
def test_invalid_utf16_never_aborts(hexadecimal, encoding):
    db = trashed(f"CAST(x'{hexadecimal}' AS TEXT)", encoding=encoding)
    db.text_factory = bytes
    assert "v" in json.loads(one(db, "SELECT row FROM softdelete_trash").decode("utf-8"))


def test_one_odd_row_among_others():
    db = connect(script="CREATE TABLE t(id TEXT PRIMARY KEY NOT NULL, v)")
    manage(db, "t")
    db.execute("INSERT INTO t(id, v) VALUES ('a', 9e999), (CAST(x'FF' AS TEXT), 1), ('c', CAST(x'C3' AS TEXT))")
    db.execute("DELETE FROM t")
    keys = [json.loads(key) for (key,) in rows(db, "SELECT key FROM softdelete_trash ORDER BY key")]
    assert sorted(keys) == [["a"], ["c"], ["\ufffd"]]


def test_names_of_columns_are_escaped_too():
    db = connect(script='CREATE TABLE t("a ""quote""" INTEGER PRIMARY KEY, "back\\slash", "é\n")')
    manage(db, "t")
    db.execute("INSERT INTO t DEFAULT VALUES")
    db.execute("DELETE FROM t")
    row = json.loads(one(db, "SELECT row FROM softdelete_trash"))
    assert list(row)[:3] == ['a "quote"', "back\\slash", "é\n"]


def test_large_values():
    text = "x" * 3_000_000 + '"'
    assert value("?", text) == text
    assert value("zeroblob(1000000)") == "00" * 1_000_000


VALUES = strategies.one_of(
    strategies.none(), strategies.integers(-(2**63), 2**63 - 1), strategies.floats(allow_nan=False),
    strategies.text(strategies.characters(blacklist_categories=["Cs"])), strategies.binary())


@settings(deadline=None, max_examples=80)
@given(strategies.lists(VALUES, min_size=1, max_size=4))
def test_any_values_make_the_round_trip(values):
    db = connect(script=f"CREATE TABLE t({', '.join(f'c{n}' for n in range(len(values)))})")
    manage(db, "t")
    names = ", ".join(f"c{n}" for n in range(len(values)))
    db.execute(f"INSERT INTO t({names}) VALUES ({', '.join('?' * len(values))})", values)
    db.execute("DELETE FROM t")
    row = json.loads(one(db, "SELECT row FROM softdelete_trash"))
    for number, wanted in enumerate(values):
        found = row[f"c{number}"]
        assert found == (wanted.hex().upper() if isinstance(wanted, bytes) else wanted)
        assert isinstance(wanted, bytes) or type(found) is type(wanted)
    db.close()


@settings(deadline=None, max_examples=60)
@given(strategies.binary(max_size=12))
def test_any_bytes_as_text_stay_listable(data):
    db = trashed("CAST(? AS TEXT)", data)
    db.text_factory = bytes
    found = json.loads(one(db, "SELECT row FROM softdelete_trash").decode("utf-8"))["v"]
    try:
        assert found == data.decode("utf-8")
    except UnicodeDecodeError:
        assert "\ufffd" in found
    db.close()
