SELECT 'sqlite ' || sqlite_version();
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
INSERT INTO color(name) VALUES ('red'), ('green'), ('blue');
INSERT INTO paint(color_id, name) VALUES (1, 'rose'), (1, 'cherry'), (2, 'olive'), (3, 'navy');
INSERT INTO softdelete(table_name) VALUES ('color'), ('paint');
CREATE VIEW state AS SELECT
  (SELECT coalesce(group_concat(name), '-') FROM (SELECT name FROM color_active ORDER BY id)) || ' / ' ||
  (SELECT coalesce(group_concat(name), '-') FROM (SELECT name FROM paint_active ORDER BY id)) || '; trash ' ||
  (SELECT coalesce(group_concat(name), '-') FROM (SELECT name FROM color_deleted ORDER BY id)) || ' / ' ||
  (SELECT coalesce(group_concat(name), '-') FROM (SELECT name FROM paint_deleted ORDER BY id)) || '; rows ' ||
  (SELECT count(*) FROM color) || ' / ' || (SELECT count(*) FROM paint) AS line;
SELECT 'enabled: live ' || line FROM state;

.parameter set ?1 "'red'"
DELETE FROM color WHERE name = ?1;
SELECT 'deleted: live ' || line FROM state;
.parameter set ?1 1
SELECT 'restore ' || restore('color', ?1);
SELECT 'restored: live ' || line FROM state;
.parameter set ?1 "'red'"
DELETE FROM color WHERE name = ?1;
.parameter set ?1 1
SELECT 'purge ' || purge('color', ?1);
SELECT 'purged: live ' || line FROM state;

UPDATE softdelete SET suspended = 1;
.parameter set ?1 "'olive'"
DELETE FROM paint WHERE name = ?1;
UPDATE softdelete SET suspended = 0;
SELECT 'resumed: live ' || line FROM state;
