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
SELECT id, name, deleted_at, restore('color', id) AS restored FROM color_deleted;

-- 3. That brought it back, by its key. Foreign keys hold: a color that a palette uses stays ...
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

-- 4. The palette comes back with exactly what went with it: red, and not blue. Blue is purged, gone
-- for good; a purge does not touch live rows.
SELECT restore('palette', 1) AS restored, purge('palette_color', 1, 3) AS purged, purge('color', 1) AS live_row;
SELECT name AS in_sunset FROM palette_color_active JOIN color_active ON id = color_id WHERE palette_id = 1;

-- 5. A deleted row still holds its name, until it is purged
DELETE FROM color WHERE name = 'blue';
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');
DELETE FROM color_deleted;
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');

-- 6. The other way to keep deleted rows is an archive: a DELETE is a DELETE, and the table itself is
-- what is live. So an application notices nothing, and what is deleted holds no name.
CREATE TABLE paint(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
INSERT INTO softdelete(table_name, storage) VALUES ('paint', 'archive');
INSERT INTO paint VALUES (1, 'gold'), (2, 'silver');
DELETE FROM paint WHERE name = 'gold' RETURNING name AS gone;
INSERT INTO paint VALUES (3, 'gold');
SELECT * FROM paint;
SELECT id, name, deleted_at FROM paint_deleted;

-- 7. What is managed, and how it is
SELECT table_name, storage, live_rows, deleted_rows, status FROM softdelete;

-- All of it is plain SQL in the file, and works without the extension. This deletes in color:
.mode list
.headers off
SELECT sql FROM sqlite_schema WHERE name = 'color_softdelete_delete';
