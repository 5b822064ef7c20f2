BEGIN;
CREATE TABLE grid(x INT NOT NULL, y TEXT NOT NULL COLLATE NOCASE, v TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT, PRIMARY KEY (y, x)) WITHOUT ROWID;
INSERT INTO "grid"("x", "y", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'a', 'one', 0, NULL, NULL);
INSERT INTO "grid"("x", "y", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'a', 'two', 0, NULL, NULL);
INSERT INTO "grid"("x", "y", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'b', 'three', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "grid"("x", "y", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'B', 'four', 0, NULL, NULL);
CREATE TABLE log(at TEXT, line TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "log"(rowid, "at", "line", "is_deleted", "deleted_at", "deleted_via") VALUES (1, '10:00', 'started', 0, NULL, NULL);
INSERT INTO "log"(rowid, "at", "line", "is_deleted", "deleted_at", "deleted_via") VALUES (2, '10:01', 'worked', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "log"(rowid, "at", "line", "is_deleted", "deleted_at", "deleted_via") VALUES (3, '10:02', 'slept', 0, NULL, NULL);
INSERT INTO "log"(rowid, "at", "line", "is_deleted", "deleted_at", "deleted_via") VALUES (4, '10:03', 'stopped', 0, NULL, NULL);
CREATE TABLE word(spelling TEXT PRIMARY KEY, meaning TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "word"(rowid, "spelling", "meaning", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'sun', 'a star', 0, NULL, NULL);
INSERT INTO "word"(rowid, "spelling", "meaning", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'moon', 'no star', 1, '2026-01-03 10:06:00.102', NULL);
INSERT INTO "word"(rowid, "spelling", "meaning", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'mars', 'a planet', 0, NULL, NULL);
CREATE TABLE pair(a INT, b INT, v TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT, PRIMARY KEY (a, b));
INSERT INTO "pair"(rowid, "a", "b", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 1, 'p', 0, NULL, NULL);
INSERT INTO "pair"(rowid, "a", "b", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 2, 'q', 0, NULL, NULL);
INSERT INTO "pair"(rowid, "a", "b", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 1, 'r', 1, '2026-01-04 10:09:00.103', NULL);
INSERT INTO "pair"(rowid, "a", "b", "v", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 2, 2, 's', 0, NULL, NULL);
CREATE TABLE cell(id INTEGER PRIMARY KEY, gx INT, gy TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT, FOREIGN KEY (gy, gx) REFERENCES grid(y, x) ON DELETE CASCADE);
INSERT INTO "cell"("id", "gx", "gy", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 'a', 0, NULL, NULL);
INSERT INTO "cell"("id", "gx", "gy", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 'A', 1, '2026-01-05 10:12:00.104', NULL);
INSERT INTO "cell"("id", "gx", "gy", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 'a', 0, NULL, NULL);
INSERT INTO "cell"("id", "gx", "gy", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 1, 'b', 1, '2026-01-01 10:00:00.100', 'grid');
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'grid', 'is_deleted', 'deleted_at', 'grid_active', 'grid_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'log', 'is_deleted', 'deleted_at', 'log_active', 'log_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (3, 'word', 'is_deleted', 'deleted_at', 'word_active', 'word_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (4, 'pair', 'is_deleted', 'deleted_at', 'pair_active', 'pair_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (5, 'cell', 'is_deleted', 'deleted_at', 'cell_active', 'cell_deleted', 'declared', NULL, 0, 0, 0);
CREATE INDEX "grid_softdelete_trash" /* softdelete */ ON "grid" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "grid_softdelete_delete" /* softdelete */ BEFORE DELETE ON "grid"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "grid"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "grid_softdelete_insert" /* softdelete */ BEFORE INSERT ON "grid"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "grid" WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x" AND "grid"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'grid: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'grid: a deleted row in the trash has the same y, x; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "grid" WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x" AND "grid"."is_deleted" = 1);
END;
CREATE TRIGGER "grid_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "y", "x" ON "grid"
WHEN NEW."y" IS NOT OLD."y" COLLATE BINARY OR NEW."x" IS NOT OLD."x"
BEGIN
  SELECT RAISE(ABORT, 'grid: a deleted row in the trash has the same y, x; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "grid" WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x" AND "grid"."is_deleted" = 1 AND ("grid"."y" IS NOT OLD."y" OR "grid"."x" IS NOT OLD."x"));
END;
CREATE VIEW "grid_active" /* softdelete */ AS
SELECT "grid"."x" AS "x", "grid"."y" AS "y", "grid"."v" AS "v", "grid"."is_deleted" AS "is_deleted", "grid"."deleted_at" AS "deleted_at", "grid"."deleted_via" AS "deleted_via"
  FROM "grid"
 WHERE "grid"."is_deleted" = 0;
CREATE VIEW "grid_deleted" /* softdelete */ AS
SELECT "grid"."x" AS "x", "grid"."y" AS "y", "grid"."v" AS "v", "grid"."is_deleted" AS "is_deleted", "grid"."deleted_at" AS "deleted_at", "grid"."deleted_via" AS "deleted_via"
  FROM "grid"
 WHERE "grid"."is_deleted" = 1;
CREATE TRIGGER "grid_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "grid_active"
BEGIN
  INSERT INTO "grid" ("x", "y", "v", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."x", NEW."y", NEW."v", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "grid_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "grid_active"
BEGIN
  UPDATE "grid"
     SET "x" = NEW."x", "y" = NEW."y", "v" = NEW."v", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND "grid"."is_deleted" = 0;
END;
CREATE TRIGGER "grid_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "grid_deleted"
BEGIN
  UPDATE "grid"
     SET "x" = NEW."x", "y" = NEW."y", "v" = NEW."v", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND "grid"."is_deleted" = 1;
END;
CREATE TRIGGER "grid_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "grid_active"
BEGIN
  UPDATE "grid"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND "grid"."is_deleted" = 0;
END;
CREATE INDEX "log_softdelete_trash" /* softdelete */ ON "log" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "log_softdelete_delete" /* softdelete */ BEFORE DELETE ON "log"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "log"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = OLD."rowid" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "log_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "log"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'log: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "log"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "log_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "log"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'log: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "log" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "log_softdelete_insert" /* softdelete */ BEFORE INSERT ON "log"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "log" WHERE "rowid" = NEW."rowid" AND "log"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'log: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'log: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "log" WHERE "rowid" = NEW."rowid" AND "log"."is_deleted" = 1);
END;
CREATE TRIGGER "log_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "rowid", "_rowid_", "oid" ON "log"
WHEN NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'log: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "log" WHERE "rowid" = NEW."rowid" AND "log"."is_deleted" = 1 AND ("rowid" IS NOT OLD."rowid"));
END;
CREATE VIEW "log_active" /* softdelete */ AS
SELECT "log"."at" AS "at", "log"."line" AS "line", "log"."is_deleted" AS "is_deleted", "log"."deleted_at" AS "deleted_at", "log"."deleted_via" AS "deleted_via"
  FROM "log"
 WHERE "log"."is_deleted" = 0;
CREATE VIEW "log_deleted" /* softdelete */ AS
SELECT "log"."at" AS "at", "log"."line" AS "line", "log"."is_deleted" AS "is_deleted", "log"."deleted_at" AS "deleted_at", "log"."deleted_via" AS "deleted_via"
  FROM "log"
 WHERE "log"."is_deleted" = 1;
CREATE TRIGGER "log_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "log_active"
BEGIN
  INSERT INTO "log" ("at", "line", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."at", NEW."line", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "log_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "log_active"
BEGIN
  UPDATE "log"
     SET "at" = NEW."at", "line" = NEW."line", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "log" WHERE "log"."at" IS OLD."at" COLLATE BINARY AND "log"."line" IS OLD."line" COLLATE BINARY AND "log"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "log"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "log"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "log"."is_deleted" = 0 LIMIT 1) AND "log"."is_deleted" = 0;
END;
CREATE TRIGGER "log_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "log_deleted"
BEGIN
  UPDATE "log"
     SET "at" = NEW."at", "line" = NEW."line", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "log" WHERE "log"."at" IS OLD."at" COLLATE BINARY AND "log"."line" IS OLD."line" COLLATE BINARY AND "log"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "log"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "log"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "log"."is_deleted" = 1 LIMIT 1) AND "log"."is_deleted" = 1;
END;
CREATE TRIGGER "log_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "log_active"
BEGIN
  UPDATE "log"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = (SELECT "rowid" FROM "log" WHERE "log"."at" IS OLD."at" COLLATE BINARY AND "log"."line" IS OLD."line" COLLATE BINARY AND "log"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "log"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "log"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "log"."is_deleted" = 0 LIMIT 1) AND "log"."is_deleted" = 0;
END;
CREATE VIEW "log_softdelete_rows" /* softdelete */ AS
SELECT "rowid" AS row_id
  FROM "log"
 WHERE "log"."is_deleted" = 1;
CREATE TRIGGER "log_softdelete_purge_row" /* softdelete */ INSTEAD OF DELETE ON "log_softdelete_rows"
BEGIN
  UPDATE "log" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "rowid" = OLD.row_id AND "log"."is_deleted" = 1;
  DELETE FROM "log"
   WHERE "log"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'log: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "log" WHERE "log"."is_deleted" = 1 AND "log"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'log: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "log" WHERE "rowid" = OLD.row_id AND "log"."is_deleted" = 1);
END;
CREATE TRIGGER "log_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "log_deleted"
BEGIN
  DELETE FROM "log_softdelete_rows" WHERE row_id = (SELECT "rowid" FROM "log" WHERE "log"."at" IS OLD."at" COLLATE BINARY AND "log"."line" IS OLD."line" COLLATE BINARY AND "log"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "log"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "log"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "log"."is_deleted" = 1 LIMIT 1);
END;
CREATE INDEX "word_softdelete_trash" /* softdelete */ ON "word" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "word_softdelete_delete" /* softdelete */ BEFORE DELETE ON "word"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "word"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = OLD."rowid" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "word_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "word"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'word: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "word"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "word_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "word"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'word: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "word" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "word_softdelete_insert" /* softdelete */ BEFORE INSERT ON "word"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "word" WHERE "word"."spelling" = NEW."spelling" AND "word"."is_deleted" = 1) OR EXISTS (SELECT 1 FROM "word" WHERE "rowid" = NEW."rowid" AND "word"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'word: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'word: a deleted row in the trash has the same spelling; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "word"."spelling" = NEW."spelling" AND "word"."is_deleted" = 1);
  SELECT RAISE(ABORT, 'word: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "rowid" = NEW."rowid" AND "word"."is_deleted" = 1);
END;
CREATE TRIGGER "word_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "spelling", "rowid", "_rowid_", "oid" ON "word"
WHEN NEW."spelling" IS NOT OLD."spelling" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'word: a deleted row in the trash has the same spelling; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "word"."spelling" = NEW."spelling" AND "word"."is_deleted" = 1 AND ("rowid" IS NOT OLD."rowid"));
  SELECT RAISE(ABORT, 'word: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "rowid" = NEW."rowid" AND "word"."is_deleted" = 1 AND ("rowid" IS NOT OLD."rowid"));
END;
CREATE VIEW "word_active" /* softdelete */ AS
SELECT "word"."spelling" AS "spelling", "word"."meaning" AS "meaning", "word"."is_deleted" AS "is_deleted", "word"."deleted_at" AS "deleted_at", "word"."deleted_via" AS "deleted_via"
  FROM "word"
 WHERE "word"."is_deleted" = 0;
CREATE VIEW "word_deleted" /* softdelete */ AS
SELECT "word"."spelling" AS "spelling", "word"."meaning" AS "meaning", "word"."is_deleted" AS "is_deleted", "word"."deleted_at" AS "deleted_at", "word"."deleted_via" AS "deleted_via"
  FROM "word"
 WHERE "word"."is_deleted" = 1;
CREATE TRIGGER "word_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "word_active"
BEGIN
  INSERT INTO "word" ("spelling", "meaning", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."spelling", NEW."meaning", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "word_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "word_active"
BEGIN
  UPDATE "word"
     SET "spelling" = NEW."spelling", "meaning" = NEW."meaning", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "word" WHERE "word"."spelling" IS OLD."spelling" COLLATE BINARY AND "word"."meaning" IS OLD."meaning" COLLATE BINARY AND "word"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "word"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "word"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "word"."is_deleted" = 0 LIMIT 1) AND "word"."is_deleted" = 0;
END;
CREATE TRIGGER "word_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "word_deleted"
BEGIN
  UPDATE "word"
     SET "spelling" = NEW."spelling", "meaning" = NEW."meaning", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "word" WHERE "word"."spelling" IS OLD."spelling" COLLATE BINARY AND "word"."meaning" IS OLD."meaning" COLLATE BINARY AND "word"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "word"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "word"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "word"."is_deleted" = 1 LIMIT 1) AND "word"."is_deleted" = 1;
END;
CREATE TRIGGER "word_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "word_active"
BEGIN
  UPDATE "word"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = (SELECT "rowid" FROM "word" WHERE "word"."spelling" IS OLD."spelling" COLLATE BINARY AND "word"."meaning" IS OLD."meaning" COLLATE BINARY AND "word"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "word"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "word"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "word"."is_deleted" = 0 LIMIT 1) AND "word"."is_deleted" = 0;
END;
CREATE VIEW "word_softdelete_rows" /* softdelete */ AS
SELECT "rowid" AS row_id
  FROM "word"
 WHERE "word"."is_deleted" = 1;
CREATE TRIGGER "word_softdelete_purge_row" /* softdelete */ INSTEAD OF DELETE ON "word_softdelete_rows"
BEGIN
  UPDATE "word" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "rowid" = OLD.row_id AND "word"."is_deleted" = 1;
  DELETE FROM "word"
   WHERE "word"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'word: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "word"."is_deleted" = 1 AND "word"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'word: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "word" WHERE "rowid" = OLD.row_id AND "word"."is_deleted" = 1);
END;
CREATE TRIGGER "word_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "word_deleted"
BEGIN
  DELETE FROM "word_softdelete_rows" WHERE row_id = (SELECT "rowid" FROM "word" WHERE "word"."spelling" IS OLD."spelling" COLLATE BINARY AND "word"."meaning" IS OLD."meaning" COLLATE BINARY AND "word"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "word"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "word"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "word"."is_deleted" = 1 LIMIT 1);
END;
CREATE INDEX "pair_softdelete_trash" /* softdelete */ ON "pair" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "pair_softdelete_delete" /* softdelete */ BEFORE DELETE ON "pair"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "pair"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = OLD."rowid" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "pair_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "pair"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'pair: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "pair"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "pair_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "pair"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'pair: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "pair" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "rowid" = NEW."rowid" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "pair_softdelete_insert" /* softdelete */ BEFORE INSERT ON "pair"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "pair" WHERE "pair"."a" = NEW."a" AND "pair"."b" = NEW."b" AND "pair"."is_deleted" = 1) OR EXISTS (SELECT 1 FROM "pair" WHERE "rowid" = NEW."rowid" AND "pair"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'pair: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'pair: a deleted row in the trash has the same a, b; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "pair"."a" = NEW."a" AND "pair"."b" = NEW."b" AND "pair"."is_deleted" = 1);
  SELECT RAISE(ABORT, 'pair: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "rowid" = NEW."rowid" AND "pair"."is_deleted" = 1);
END;
CREATE TRIGGER "pair_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "a", "b", "rowid", "_rowid_", "oid" ON "pair"
WHEN NEW."a" IS NOT OLD."a" OR NEW."b" IS NOT OLD."b" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'pair: a deleted row in the trash has the same a, b; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "pair"."a" = NEW."a" AND "pair"."b" = NEW."b" AND "pair"."is_deleted" = 1 AND ("rowid" IS NOT OLD."rowid"));
  SELECT RAISE(ABORT, 'pair: a deleted row in the trash has the same rowid; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "rowid" = NEW."rowid" AND "pair"."is_deleted" = 1 AND ("rowid" IS NOT OLD."rowid"));
END;
CREATE VIEW "pair_active" /* softdelete */ AS
SELECT "pair"."a" AS "a", "pair"."b" AS "b", "pair"."v" AS "v", "pair"."is_deleted" AS "is_deleted", "pair"."deleted_at" AS "deleted_at", "pair"."deleted_via" AS "deleted_via"
  FROM "pair"
 WHERE "pair"."is_deleted" = 0;
CREATE VIEW "pair_deleted" /* softdelete */ AS
SELECT "pair"."a" AS "a", "pair"."b" AS "b", "pair"."v" AS "v", "pair"."is_deleted" AS "is_deleted", "pair"."deleted_at" AS "deleted_at", "pair"."deleted_via" AS "deleted_via"
  FROM "pair"
 WHERE "pair"."is_deleted" = 1;
CREATE TRIGGER "pair_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "pair_active"
BEGIN
  INSERT INTO "pair" ("a", "b", "v", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."a", NEW."b", NEW."v", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "pair_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "pair_active"
BEGIN
  UPDATE "pair"
     SET "a" = NEW."a", "b" = NEW."b", "v" = NEW."v", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "pair" WHERE "pair"."a" IS OLD."a" COLLATE BINARY AND "pair"."b" IS OLD."b" COLLATE BINARY AND "pair"."v" IS OLD."v" COLLATE BINARY AND "pair"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "pair"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "pair"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "pair"."is_deleted" = 0 LIMIT 1) AND "pair"."is_deleted" = 0;
END;
CREATE TRIGGER "pair_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "pair_deleted"
BEGIN
  UPDATE "pair"
     SET "a" = NEW."a", "b" = NEW."b", "v" = NEW."v", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "rowid" = (SELECT "rowid" FROM "pair" WHERE "pair"."a" IS OLD."a" COLLATE BINARY AND "pair"."b" IS OLD."b" COLLATE BINARY AND "pair"."v" IS OLD."v" COLLATE BINARY AND "pair"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "pair"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "pair"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "pair"."is_deleted" = 1 LIMIT 1) AND "pair"."is_deleted" = 1;
END;
CREATE TRIGGER "pair_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "pair_active"
BEGIN
  UPDATE "pair"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "rowid" = (SELECT "rowid" FROM "pair" WHERE "pair"."a" IS OLD."a" COLLATE BINARY AND "pair"."b" IS OLD."b" COLLATE BINARY AND "pair"."v" IS OLD."v" COLLATE BINARY AND "pair"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "pair"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "pair"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "pair"."is_deleted" = 0 LIMIT 1) AND "pair"."is_deleted" = 0;
END;
CREATE VIEW "pair_softdelete_rows" /* softdelete */ AS
SELECT "rowid" AS row_id
  FROM "pair"
 WHERE "pair"."is_deleted" = 1;
CREATE TRIGGER "pair_softdelete_purge_row" /* softdelete */ INSTEAD OF DELETE ON "pair_softdelete_rows"
BEGIN
  UPDATE "pair" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "rowid" = OLD.row_id AND "pair"."is_deleted" = 1;
  DELETE FROM "pair"
   WHERE "pair"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'pair: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "pair"."is_deleted" = 1 AND "pair"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'pair: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "pair" WHERE "rowid" = OLD.row_id AND "pair"."is_deleted" = 1);
END;
CREATE TRIGGER "pair_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "pair_deleted"
BEGIN
  DELETE FROM "pair_softdelete_rows" WHERE row_id = (SELECT "rowid" FROM "pair" WHERE "pair"."a" IS OLD."a" COLLATE BINARY AND "pair"."b" IS OLD."b" COLLATE BINARY AND "pair"."v" IS OLD."v" COLLATE BINARY AND "pair"."is_deleted" IS OLD."is_deleted" COLLATE BINARY AND "pair"."deleted_at" IS OLD."deleted_at" COLLATE BINARY AND "pair"."deleted_via" IS OLD."deleted_via" COLLATE BINARY AND "pair"."is_deleted" = 1 LIMIT 1);
END;
CREATE INDEX "cell_softdelete_trash" /* softdelete */ ON "cell" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "cell_softdelete_delete" /* softdelete */ BEFORE DELETE ON "cell"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "cell"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "cell"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "cell_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "cell"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'cell: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "cell"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "cell"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "cell_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "cell"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'cell: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "cell" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "cell"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'cell: cannot restore: the row of grid that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "grid" p WHERE p."y" = NEW."gy" AND p."x" = NEW."gx" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "cell_softdelete_insert" /* softdelete */ BEFORE INSERT ON "cell"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "cell" WHERE "cell"."id" = NEW."id" AND "cell"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'cell: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'cell: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "cell" WHERE "cell"."id" = NEW."id" AND "cell"."is_deleted" = 1);
END;
CREATE TRIGGER "cell_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "cell"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'cell: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "cell" WHERE "cell"."id" = NEW."id" AND "cell"."is_deleted" = 1 AND ("cell"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "cell_softdelete_inserted" /* softdelete */ AFTER INSERT ON "cell"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'cell: a live row cannot refer to a deleted row of grid; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "grid" p WHERE p."y" = NEW."gy" AND p."x" = NEW."gx" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "cell_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "gy", "gx" ON "cell"
WHEN NEW."is_deleted" = 0 AND (NEW."gy" IS NOT OLD."gy" OR NEW."gx" IS NOT OLD."gx")
BEGIN
  SELECT RAISE(ABORT, 'cell: a live row cannot refer to a deleted row of grid; restore that one first')
   WHERE (NEW."gy" IS NOT OLD."gy" OR NEW."gx" IS NOT OLD."gx") AND EXISTS (SELECT 1 FROM "grid" p WHERE p."y" = NEW."gy" AND p."x" = NEW."gx" AND p."is_deleted" = 1);
END;
CREATE VIEW "cell_active" /* softdelete */ AS
SELECT "cell"."id" AS "id", "cell"."gx" AS "gx", "cell"."gy" AS "gy", "cell"."is_deleted" AS "is_deleted", "cell"."deleted_at" AS "deleted_at", "cell"."deleted_via" AS "deleted_via"
  FROM "cell"
 WHERE "cell"."is_deleted" = 0;
CREATE VIEW "cell_deleted" /* softdelete */ AS
SELECT "cell"."id" AS "id", "cell"."gx" AS "gx", "cell"."gy" AS "gy", "cell"."is_deleted" AS "is_deleted", "cell"."deleted_at" AS "deleted_at", "cell"."deleted_via" AS "deleted_via"
  FROM "cell"
 WHERE "cell"."is_deleted" = 1;
CREATE TRIGGER "cell_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "cell_active"
BEGIN
  INSERT INTO "cell" ("id", "gx", "gy", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."gx", NEW."gy", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "cell_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "cell_active"
BEGIN
  UPDATE "cell"
     SET "id" = NEW."id", "gx" = NEW."gx", "gy" = NEW."gy", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "cell"."id" = OLD."id" AND "cell"."is_deleted" = 0;
END;
CREATE TRIGGER "cell_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "cell_deleted"
BEGIN
  UPDATE "cell"
     SET "id" = NEW."id", "gx" = NEW."gx", "gy" = NEW."gy", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "cell"."id" = OLD."id" AND "cell"."is_deleted" = 1;
END;
CREATE TRIGGER "cell_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "cell_active"
BEGIN
  UPDATE "cell"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "cell"."id" = OLD."id" AND "cell"."is_deleted" = 0;
END;
CREATE TRIGGER "cell_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "cell_deleted"
BEGIN
  UPDATE "cell" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "cell"."id" = OLD."id" AND "cell"."is_deleted" = 1;
  DELETE FROM "cell"
   WHERE "cell"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'cell: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "cell" WHERE "cell"."is_deleted" = 1 AND "cell"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'cell: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "cell" WHERE "cell"."id" = OLD."id" AND "cell"."is_deleted" = 1);
END;
CREATE TRIGGER "grid_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "grid"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'grid: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "grid"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "cell"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "grid" WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x"), "deleted_via" = 'grid'
   WHERE "cell"."is_deleted" = 0 AND NEW."y" = "cell"."gy" AND NEW."x" = "cell"."gx";
END;
CREATE TRIGGER "grid_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "grid"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'grid: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "grid" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "grid"."y" = NEW."y" AND "grid"."x" = NEW."x" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "cell" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "cell"."is_deleted" = 1 AND "cell"."deleted_via" IS NOT NULL AND (NEW."y" = "cell"."gy" AND NEW."x" = "cell"."gx");
  UPDATE "cell" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "cell"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "grid_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "grid_deleted"
BEGIN
  UPDATE "grid" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND "grid"."is_deleted" = 1;
  UPDATE "cell" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "cell"."is_deleted" = 1 AND (("cell"."gy" COLLATE "NOCASE", "cell"."gx" COLLATE "BINARY") IN (SELECT p."y", p."x" FROM "grid" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "cell"
   WHERE "cell"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "grid"
   WHERE "grid"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'cell: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "cell" WHERE "cell"."is_deleted" = 1 AND "cell"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'grid: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "grid" WHERE "grid"."is_deleted" = 1 AND "grid"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'grid: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "grid" WHERE "grid"."y" = OLD."y" AND "grid"."x" = OLD."x" AND "grid"."is_deleted" = 1);
END;
COMMIT;
