-- The steps of the tour on the table that the parameter :table names: ./dev demo DATABASE TABLE.
--
-- The sqlite3 shell can't put a parameter where SQL wants a table's name. So the statements are
-- written to a file, in two steps, and that file is run: first those that choose a row, then the
-- story with that row's key in it.

.bail on
.nullvalue -

-- The table as it is really spelled, and all tables below it: those that refer to it, those that
-- refer to these, and so on.
CREATE TEMP TABLE softdelete_demo_tables AS
WITH RECURSIVE
  refers(child, parent) AS MATERIALIZED (
    SELECT t.name, f."table" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
     WHERE t.type = 'table'
  ),
  below(name) AS (
    SELECT name FROM sqlite_schema WHERE name = :table COLLATE NOCASE AND type <> 'index'
    UNION
    SELECT child FROM below JOIN refers ON parent = below.name COLLATE NOCASE
  )
SELECT name, name = :table COLLATE NOCASE AS chosen FROM below;

-- Its key, or the rowid by a name that no column has.
CREATE TEMP TABLE softdelete_demo_key AS
SELECT c.name, c.pk
  FROM softdelete_demo_tables t, pragma_table_info(t.name) c WHERE t.chosen AND c.pk > 0;
INSERT INTO softdelete_demo_key
SELECT column1, 1 FROM (VALUES ('rowid'), ('_rowid_'), ('oid'))
 WHERE NOT EXISTS (SELECT 1 FROM softdelete_demo_key)
   AND column1 NOT IN (SELECT lower(c.name) FROM softdelete_demo_tables t, pragma_table_xinfo(t.name) c
                        WHERE t.chosen)
 LIMIT 1;

-- What to show of a row: the key and some more columns. The view does not show a rowid.
CREATE TEMP TABLE softdelete_demo_shown AS
SELECT group_concat(printf('"%w"', name), ', ') AS columns FROM (
  SELECT c.name FROM softdelete_demo_tables t, pragma_table_info(t.name) c
   WHERE t.chosen AND c.name NOT IN ('is_deleted', 'deleted_at', 'deleted_via')
   ORDER BY c.pk = 0, c.pk, c.cid LIMIT 4);

.mode list
.once build/demo_table.sql
SELECT printf('.echo on

--
-- softdelete on a copy of your database. Lines like this one explain; the others are what you
-- would type, each followed by its result.
--

-- 1. One statement puts the table under soft delete%s

INSERT INTO softdelete(table_name%s) VALUES
  %s;
.echo off
',
  CASE count(*) WHEN 1 THEN '' ELSE '. Other tables refer to it: they come along, and with
--    children = ''cascade'' a deleted row takes the rows that refer to it with it.' END,
  CASE count(*) WHEN 1 THEN '' ELSE ', children' END,
  group_concat(CASE (SELECT count(*) FROM softdelete_demo_tables) WHEN 1 THEN printf('(%Q)', name)
                    ELSE printf('(%Q, ''cascade'')', name) END, ',
  '))
FROM softdelete_demo_tables
UNION ALL
-- The row to delete: its key as a condition, and as arguments for the functions.
SELECT printf('CREATE TEMP TABLE softdelete_demo_row AS SELECT %s AS condition, %s AS arguments
FROM main."%w" WHERE %s ORDER BY %s LIMIT 1;',
  group_concat(printf('%Q || quote("%w")', printf('"%w" = ', name), name), ' || '' AND '' || '),
  group_concat(printf('quote("%w")', name), ' || '', '' || '),
  (SELECT name FROM softdelete_demo_tables WHERE chosen),
  (SELECT group_concat(printf('"%w" IS NOT NULL', name), ' AND ') FROM softdelete_demo_key),
  group_concat(printf('"%w"', name), ', '))
FROM (SELECT name FROM softdelete_demo_key ORDER BY pk);
.read build/demo_table.sql
.bail off

.mode list
.once build/demo_table.sql
SELECT printf('.mode box
.echo on

SELECT table_name, live_rows, deleted_rows, status FROM softdelete;

-- 2. Delete as ever

DELETE FROM "%w" WHERE %s;

SELECT %s, "%w" FROM "%w" ORDER BY "%w" DESC LIMIT 5;

-- What is live and what is in the trash now

SELECT table_name, live_rows, deleted_rows FROM softdelete;

-- 3. Bring it back, with all that went along

SELECT restore(%Q, %s);

SELECT table_name, live_rows, deleted_rows FROM softdelete;

-- 4. Delete it by its key, and purge it: gone for good

SELECT soft_delete(%Q, %s);
SELECT purge(%Q, %s);

SELECT table_name, live_rows, deleted_rows FROM softdelete;

-- 5. All of it is plain SQL that works without the extension too. This was added:

SELECT type, name FROM sqlite_schema
 WHERE sql LIKE ''%%/* softdelete */%%'' AND tbl_name IN (%Q, %Q, %Q)
 ORDER BY type, name;

-- 6. And back to an ordinary table: every row and column stays

DELETE FROM softdelete WHERE table_name = %Q;
.echo off
',
  p.table_name, r.condition,
  s.columns, p.time_column, p.deleted_view, p.time_column,
  p.table_name, r.arguments,
  p.table_name, r.arguments,
  p.table_name, r.arguments,
  p.table_name, p.active_view, p.deleted_view,
  p.table_name)
FROM softdelete p, softdelete_demo_row r, softdelete_demo_shown s
WHERE p.schema_name = 'main' AND p.table_name = :table COLLATE NOCASE
UNION ALL
SELECT '.print
.print The table has no rows, so the story ends here: there is nothing to delete.'
WHERE NOT EXISTS (SELECT 1 FROM softdelete_demo_row);
.read build/demo_table.sql
