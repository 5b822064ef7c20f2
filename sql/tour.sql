.mode box
.nullvalue -
.echo on

--
-- softdelete, a trash can for SQLite tables.
--
-- Lines like this one explain. The others are what you would type, each followed by its result.
--

-- 1. An ordinary table, and one statement that puts it under soft delete

CREATE TABLE color(
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hex  TEXT NOT NULL
);
INSERT INTO color(name, hex) VALUES
  ('red', '#FF0000'), ('green', '#008000'), ('blue', '#0000FF'), ('gold', '#FFD700');

INSERT INTO softdelete(table_name) VALUES ('color');

-- 2. Delete as ever: the row leaves color_active and is found in color_deleted

DELETE FROM color WHERE name = 'gold';

SELECT id, name, hex FROM color_active;
SELECT id, name, hex, deleted_at FROM color_deleted;

-- The table itself has all rows, and three new columns that tell what became of them.

SELECT * FROM color;

-- 3. Bring it back: one row by its key, or any number by a condition

SELECT restore('color', 4);

DELETE FROM color WHERE hex LIKE '#FF%';
UPDATE color_deleted SET is_deleted = 0 WHERE name IN ('red', 'gold');

SELECT id, name, hex FROM color_active;

-- 4. Foreign keys: a palette has colors, and is not complete without them

CREATE TABLE palette(
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE palette_color(
  palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE,
  color_id   INTEGER NOT NULL REFERENCES color ON DELETE RESTRICT,
  PRIMARY KEY (palette_id, color_id)
);
INSERT INTO palette(name) VALUES ('Sunset'), ('Forest');
INSERT INTO palette_color VALUES (1, 1), (1, 3), (1, 4), (2, 2), (2, 4);

INSERT INTO softdelete(table_name) VALUES ('palette'), ('palette_color');

-- ON DELETE RESTRICT holds: a color that a palette uses can't be deleted.

DELETE FROM color WHERE name = 'gold';

-- ON DELETE CASCADE goes to the trash too. First a row that is deleted by itself: Sunset without
-- blue. Then the whole palette, which takes its two other rows along.

SELECT soft_delete('palette_color', 1, 3);
DELETE FROM palette WHERE name = 'Sunset';

-- The trash of all tables, and who took whom along:

SELECT table_name, key, deleted_at, deleted_via FROM softdelete_trash ORDER BY deleted_at;

-- One of its rows alone can't come back, because its palette is in the trash.

SELECT restore('palette_color', 1, 4);

-- 5. Restoring brings back exactly what that deletion took: blue stays deleted

SELECT restore('palette', 1);

SELECT palette.name AS palette, color.name AS color
  FROM palette_active AS palette
  JOIN palette_color_active ON palette_id = palette.id
  JOIN color_active AS color ON color_id = color.id
 ORDER BY palette.id, color.id;

-- 6. Gone for good: purging reaches deleted rows alone, so the live palette 2 gives 0

SELECT purge('palette', 2) AS live_row, purge('palette_color', 1, 3) AS deleted_row;

-- A deleted row still holds its name. It is not overwritten by accident ...

SELECT soft_delete('color', 3);
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');

-- ... until it is purged, by its key, by its age, or with all that is in the table's trash.

SELECT softdelete_purge('color', '30 days') AS older_than_30_days;
DELETE FROM color_deleted;
INSERT INTO color(name, hex) VALUES ('blue', '#1E90FF');

SELECT id, name, hex FROM color_active;

-- 7. The control panel: what is managed, and how it is

SELECT table_name, live_rows, deleted_rows, status FROM softdelete;

-- All of this is plain SQL that is now part of the database file. A program that opens the file
-- without the extension deletes in the same way. This is the trigger that does it:

.mode list
SELECT sql FROM sqlite_schema WHERE name = 'color_softdelete_delete';

-- 8. And back to an ordinary table: triggers and views go, every row and column stays

DELETE FROM softdelete WHERE table_name = 'color';

SELECT count(*) AS generated_objects_left FROM sqlite_schema WHERE name LIKE 'color!_%' ESCAPE '!';
