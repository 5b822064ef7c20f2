-- Purges what has been in a table's trash for long enough, in batches that are a transaction each,
-- and shows how far it is. In the sqlite3 shell:
--
--   .load build/release/softdelete
--   .parameter set :table color
--   .parameter set :age '30 days'
--   .read sql/purge.sql
--
-- Without :age the table's retention counts. Another parameter is :batch, the rows of a batch (10000).
-- Other programs can write between the batches. Ctrl-C stops at any time, with nothing half-done; run
-- the script again to go on.
--
-- The shell has no loop. So the statements, as often as they are needed, are written to the file
-- purge_batches.sql in the current folder, and the file is run.

.bail on
.mode list
.headers off
.timeout 10000
.parameter init

INSERT OR IGNORE INTO temp.sqlite_parameters(key, value)
SELECT ':age', retention FROM softdelete WHERE table_name = :table COLLATE NOCASE;
INSERT OR IGNORE INTO temp.sqlite_parameters(key, value) VALUES (':batch', 10000);

DROP TABLE IF EXISTS temp.purge_job;
CREATE TEMP TABLE purge_job AS
SELECT count(*) AS expired FROM softdelete_trash
 WHERE table_name = :table COLLATE NOCASE AND deleted_at <= strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || :age);

-- One batch more than it takes, at least one: a mistake in :table, :age or :batch is reported there.

.once purge_batches.sql
WITH batch(number) AS (
  SELECT 0
  UNION ALL
  SELECT number + 1 FROM batch, purge_job WHERE :batch > 0 AND number < expired / :batch
)
SELECT printf('SELECT printf(''%%d of %d rows purged'', %d + softdelete_purge(:table, :age, :batch));',
              expired, number * :batch)
  FROM batch, purge_job;
.read purge_batches.sql
