-- The steps of the tour on the table that the parameter :table names, kept as :storage says:
-- ./dev demo DATABASE TABLE [STORAGE].
--
-- The sqlite3 shell can't put a parameter where SQL wants the name of a table. So the statements
-- are written to a file, each time as much as is known by then, and the file is run.

.bail on
.nullvalue -
.mode list

-- The table as it is really spelled, and all tables below it: those that refer to it, those that
-- refer to these, and so on.
CREATE TEMP TABLE softdelete_demo_tables AS
WITH RECURSIVE
  refers(child, parent) AS MATERIALIZED (
    SELECT t.name, f."table" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
     WHERE t.type = 'table'
  ),
  below(name) AS (
    SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name = :table COLLATE NOCASE
    UNION
    SELECT child FROM below JOIN refers ON parent = below.name COLLATE NOCASE
  )
SELECT name, name = :table COLLATE NOCASE AS chosen,
       EXISTS (SELECT 1 FROM refers WHERE parent = below.name COLLATE NOCASE) AS referred_to
  FROM below;

-- Its key, or the rowid by a name that no column has.
CREATE TEMP TABLE softdelete_demo_key AS
SELECT c.name, c.pk
  FROM softdelete_demo_tables t, pragma_table_info(t.name) c WHERE t.chosen AND c.pk > 0;
INSERT INTO softdelete_demo_key
SELECT column1, 1 FROM (VALUES ('rowid'), ('_rowid_'), ('oid'))
 WHERE NOT EXISTS (SELECT 1 FROM softdelete_demo_key)
   AND column1 NOT IN (SELECT lower(c.name)
                         FROM softdelete_demo_tables t, pragma_table_xinfo(t.name) c WHERE t.chosen)
 LIMIT 1;

-- What to show of a row: some columns, the key first.
CREATE TEMP TABLE softdelete_demo_shown AS
SELECT coalesce(group_concat(printf('"%w"', name), ', '), '*') AS columns FROM (
  SELECT c.name FROM softdelete_demo_tables t, pragma_table_info(t.name) c
   WHERE t.chosen AND c.name NOT IN ('is_deleted', 'deleted_at', 'deleted_via')
   ORDER BY c.pk = 0, c.pk, c.cid LIMIT 4);

-- First part: enabling.

CREATE TEMP TABLE softdelete_demo_script AS
SELECT CASE WHEN :storage = 'archive'
  THEN printf('INSERT INTO softdelete(table_name, storage) VALUES%s;', group_concat(printf('
  (%Q, ''archive'')', name)))
  WHEN referred_to
  THEN printf('INSERT INTO softdelete(table_name, children) VALUES%s;', group_concat(printf('
  (%Q, ''cascade'')', name)))
  ELSE printf('INSERT INTO softdelete(table_name) VALUES (%Q);', name) END AS sql, referred_to
FROM (SELECT name, max(chosen AND referred_to) OVER () AS referred_to FROM softdelete_demo_tables);

SELECT printf('
-- softdelete on a copy of your database. Lines like this one explain; the others are what you
-- would type, each followed by its result.

-- 1. One statement puts the table under soft delete.%s
%s
', iif(referred_to, ' Foreign keys refer to it, so the tables
--    that have them come along' || iif(:storage = 'archive', '. What a deleted row takes along is up to them, where PRAGMA
--    foreign_keys is on; here it is off.', ', and with children = ''cascade'' a deleted row takes with it the
--    rows that refer to it.'), ''), sql)
FROM softdelete_demo_script;

.once build/demo_table.sql
SELECT sql FROM softdelete_demo_script;
.read build/demo_table.sql

-- Second part: a live row to delete, its key as a condition and as arguments of the functions.

.once build/demo_table.sql
SELECT printf('CREATE TEMP TABLE softdelete_demo_row AS
SELECT %s AS condition, %s AS arguments
  FROM main."%w" WHERE %s AND %s ORDER BY %s LIMIT 1;',
  group_concat(printf('%Q || quote("%w")', printf('"%w" = ', k.name), k.name), ' || '' AND '' || '),
  group_concat(printf('quote("%w")', k.name), ' || '', '' || '),
  p.table_name,
  iif(p.storage = 'archive', '1', printf('"%w" %s', p.flag_column, iif(p.flag_column = p.time_column, 'IS NULL', '= 0'))),
  group_concat(printf('"%w" IS NOT NULL', k.name), ' AND '),
  group_concat(printf('"%w"', k.name), ', '))
FROM softdelete p, (SELECT name FROM softdelete_demo_key ORDER BY pk) k
WHERE p.schema_name = 'main' AND p.table_name = :table COLLATE NOCASE;
.read build/demo_table.sql

-- Third part: the story.

.bail off
.once build/demo_table.sql
SELECT printf('.shell rm -f build/demo_table.sql
.mode column
.headers on
.echo on

-- 2. Delete as ever: the row is found in the trash
DELETE FROM "%w" WHERE %s;
SELECT %s, "%w" FROM "%w"
 ORDER BY "%w" DESC LIMIT 5;
SELECT table_name, live_rows, deleted_rows, status FROM softdelete;

-- 3. Bring it back, with all that went along
SELECT restore(%Q, %s) AS restored;
SELECT table_name, live_rows, deleted_rows FROM softdelete;

-- 4. Delete it by its key, and purge it: gone for good
SELECT soft_delete(%Q, %s) AS deleted;
SELECT purge(%Q, %s) AS purged;
SELECT table_name, live_rows, deleted_rows FROM softdelete;

-- 5. All of it is plain SQL that works without the extension too. On the table and its views are now:
SELECT type, count(*) AS number FROM sqlite_schema
 WHERE type IN (''view'', ''trigger'') AND tbl_name IN (%Q, %Q, %Q) GROUP BY type;',
  p.table_name, r.condition,
  s.columns, p.time_column, p.deleted_view, p.time_column,
  p.table_name, r.arguments,
  p.table_name, r.arguments,
  p.table_name, r.arguments,
  p.table_name, p.active_view, p.deleted_view)
FROM softdelete p, softdelete_demo_row r, softdelete_demo_shown s
WHERE p.schema_name = 'main' AND p.table_name = :table COLLATE NOCASE
UNION ALL
SELECT '.shell rm -f build/demo_table.sql
.print The table has no rows, so the story ends here.'
WHERE NOT EXISTS (SELECT 1 FROM softdelete_demo_row);
.read build/demo_table.sql
