.mode column
.headers on
.nullvalue -
.echo on

-- softdelete, a trash can for SQLite tables. Lines like this one explain; the others are what you
-- would type, each followed by its result.

-- 1. An ordinary table, and one statement that puts it under soft delete
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, hex TEXT NOT NULL);
INSERT INTO color(name, hex) VALUES ('red', '#FF0000'), ('green', '#008000'), ('blue', '#0000FF');
INSERT INTO softdelete(table_name) VALUES ('color');

-- 2. Delete as ever: the row leaves color_active and is found in color_deleted
DELETE FROM color WHERE name = 'green';
SELECT id, name, hex FROM color_active;
SELECT id, name, hex, deleted_at FROM color_deleted;

-- 3. Bring it back, by its key
SELECT restore('color', 2) AS restored;

-- 4. Foreign keys hold. A color that a palette uses can't be deleted ...
CREATE TABLE palette(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE palette_color(
  palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE,
  color_id   INTEGER NOT NULL REFERENCES color ON DELETE RESTRICT,
  PRIMARY KEY (palette_id, color_id)
);
INSERT INTO palette(name) VALUES ('Sunset'), ('Forest');
INSERT INTO palette_color VALUES (1, 1), (1, 3), (2, 2);
INSERT INTO softdelete(table_name) VALUES ('palette'), ('palette_color');
DELETE FROM color WHERE name = 'red';

-- ... and a palette takes its colors along. Blue was taken out of it before.
DELETE FROM palette_color WHERE color_id = 3;
DELETE FROM palette WHERE name = 'Sunset';
SELECT table_name, key, deleted_via FROM softdelete_trash;

-- 5. Restoring the palette brings back exactly what went with it: red, and not blue
SELECT restore('palette', 1) AS restored;
SELECT palette_id, name FROM palette_color_active JOIN color_active ON id = color_id;

-- 6. Gone for good: a purge reaches deleted rows alone
SELECT purge('palette', 2) AS live_row, purge('palette_color', 1, 3) AS deleted_row;
SELECT soft_delete('color', 3) AS deleted, softdelete_purge('color', '30 days') AS older_than_30_days;

-- A deleted row still holds its name, until it is purged.
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');
DELETE FROM color_deleted;
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');

-- 7. What is managed, and how it is
SELECT table_name, live_rows, deleted_rows, status FROM softdelete;

-- All of this is plain SQL in the database file, so programs without the extension delete in the
-- same way. This is the trigger that does it:
.mode list
.headers off
SELECT sql FROM sqlite_schema WHERE name = 'color_softdelete_delete';
