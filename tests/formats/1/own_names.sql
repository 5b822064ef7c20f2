BEGIN;
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT, gone INTEGER NOT NULL DEFAULT 0, gone_at TEXT, "deleted_via" TEXT);
INSERT INTO "color"("id", "name", "gone", "gone_at", "deleted_via") VALUES (1, 'red', 0, NULL, NULL);
INSERT INTO "color"("id", "name", "gone", "gone_at", "deleted_via") VALUES (2, 'green', 1, '2020-02-03 04:05:06.789', NULL);
INSERT INTO "color"("id", "name", "gone", "gone_at", "deleted_via") VALUES (3, 'blue', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "color"("id", "name", "gone", "gone_at", "deleted_via") VALUES (4, 'gray', 1, NULL, NULL);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'color', 'gone', 'gone_at', 'live colors', 'color bin', 'declared', '12 months', 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'tint', 'removed', 'removed_at', 'tints', 'old tints', 'declared', NULL, 0, 0, 0);
CREATE TABLE tint(id INTEGER PRIMARY KEY, color_id INT REFERENCES color ON DELETE CASCADE, name TEXT, "removed" INTEGER NOT NULL DEFAULT 0, "removed_at" TEXT, "deleted_via" TEXT);
INSERT INTO "tint"("id", "color_id", "name", "removed", "removed_at", "deleted_via") VALUES (1, 1, 'dark red', 0, NULL, NULL);
INSERT INTO "tint"("id", "color_id", "name", "removed", "removed_at", "deleted_via") VALUES (2, 1, 'light red', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "tint"("id", "color_id", "name", "removed", "removed_at", "deleted_via") VALUES (3, 3, 'dark blue', 1, '2026-01-01 10:00:00.100', 'color');
INSERT INTO "tint"("id", "color_id", "name", "removed", "removed_at", "deleted_via") VALUES (4, 3, 'light blue', 1, '2026-01-01 10:00:00.100', 'color');
CREATE INDEX "color_softdelete_trash" /* softdelete */ ON "color" ("gone_at")
 WHERE "gone" = 1;
CREATE TRIGGER "color_softdelete_delete" /* softdelete */ BEFORE DELETE ON "color"
WHEN OLD."gone" = 0 OR OLD."gone_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "color"
     SET "gone" = 1, "gone_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "color"."id" = OLD."id" AND OLD."gone" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "color_softdelete_insert" /* softdelete */ BEFORE INSERT ON "color"
WHEN NEW."gone" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."gone" = 1)
BEGIN
  SELECT RAISE(ABORT, 'color: gone must be 0 (live) or 1 (deleted)')
   WHERE NEW."gone" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."gone" = 1);
END;
CREATE TRIGGER "color_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "color"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."gone" = 1 AND ("color"."id" IS NOT OLD."id"));
END;
CREATE VIEW "live colors" /* softdelete */ AS
SELECT "color"."id" AS "id", "color"."name" AS "name", "color"."gone" AS "gone", "color"."gone_at" AS "gone_at", "color"."deleted_via" AS "deleted_via"
  FROM "color"
 WHERE "color"."gone" = 0;
CREATE VIEW "color bin" /* softdelete */ AS
SELECT "color"."id" AS "id", "color"."name" AS "name", "color"."gone" AS "gone", "color"."gone_at" AS "gone_at", "color"."deleted_via" AS "deleted_via"
  FROM "color"
 WHERE "color"."gone" = 1;
CREATE TRIGGER "color_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "live colors"
BEGIN
  INSERT INTO "color" ("id", "name", "gone", "gone_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."gone", 0), NEW."gone_at", NEW."deleted_via");
END;
CREATE TRIGGER "color_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "live colors"
BEGIN
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "gone" = NEW."gone", "gone_at" = NEW."gone_at", "deleted_via" = NEW."deleted_via"
   WHERE "color"."id" = OLD."id" AND "color"."gone" = 0;
END;
CREATE TRIGGER "color_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "color bin"
BEGIN
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "gone" = NEW."gone", "gone_at" = NEW."gone_at", "deleted_via" = NEW."deleted_via"
   WHERE "color"."id" = OLD."id" AND "color"."gone" = 1;
END;
CREATE TRIGGER "color_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "live colors"
BEGIN
  UPDATE "color"
     SET "gone" = 1, "gone_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "color"."id" = OLD."id" AND "color"."gone" = 0;
END;
CREATE INDEX tint_color ON tint(color_id);
CREATE TRIGGER "color_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "gone" ON "color"
WHEN OLD."gone" = 0 AND NEW."gone" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."gone" IS NOT 0 AND NEW."gone" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'color: gone must be 0 (live) or 1 (deleted)')
   WHERE NEW."gone" IS NOT 1;
  UPDATE "color"
     SET "gone_at" = CASE WHEN NEW."gone_at" IS NULL OR NEW."gone_at" IS OLD."gone_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."gone_at" END, "deleted_via" = NULL
   WHERE "color"."id" = NEW."id" AND (NEW."gone_at" IS NULL OR NEW."gone_at" IS OLD."gone_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "tint"
     SET "removed" = 1, "removed_at" = (SELECT "gone_at" FROM "color" WHERE "color"."id" = NEW."id"), "deleted_via" = 'color'
   WHERE "tint"."removed" = 0 AND NEW."id" = "tint"."color_id";
END;
CREATE TRIGGER "color_softdelete_restored" /* softdelete */ AFTER UPDATE OF "gone" ON "color"
WHEN OLD."gone" = 1 AND NEW."gone" IS NOT 1 AND (OLD."gone_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."gone" IS NOT 0 AND NEW."gone" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'color: gone must be 0 (live) or 1 (deleted)')
   WHERE NEW."gone" IS NOT 0;
  UPDATE "color" SET "gone_at" = NULL, "deleted_via" = NULL
   WHERE "color"."id" = NEW."id" AND ("gone_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "tint" SET "removed_at" = '9999-12-31 23:59:59.997'
   WHERE "tint"."removed" = 1 AND "tint"."deleted_via" IS NOT NULL AND (NEW."id" = "tint"."color_id");
  UPDATE "tint" SET "removed" = 0, "removed_at" = NULL, "deleted_via" = NULL
   WHERE "tint"."removed" = 1 AND "removed_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "color_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "color bin"
BEGIN
  UPDATE "color" SET "gone_at" = '9999-12-31 23:59:59.998'
   WHERE "color"."id" = OLD."id" AND "color"."gone" = 1;
  UPDATE "tint" SET "removed_at" = '9999-12-31 23:59:59.998'
   WHERE "tint"."removed" = 1 AND ("tint"."color_id" IN (SELECT p."id" FROM "color" p WHERE p."gone" = 1 AND p."gone_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "tint"
   WHERE "tint"."removed" = 1 AND "removed_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "color"
   WHERE "color"."gone" = 1 AND "gone_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'tint: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "tint" WHERE "tint"."removed" = 1 AND "tint"."removed_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'color: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."gone" = 1 AND "color"."gone_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'color: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = OLD."id" AND "color"."gone" = 1);
END;
CREATE INDEX "tint_softdelete_trash" /* softdelete */ ON "tint" ("removed_at")
 WHERE "removed" = 1;
CREATE TRIGGER "tint_softdelete_delete" /* softdelete */ BEFORE DELETE ON "tint"
WHEN OLD."removed" = 0 OR OLD."removed_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "tint"
     SET "removed" = 1, "removed_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "tint"."id" = OLD."id" AND OLD."removed" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "tint_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "removed" ON "tint"
WHEN OLD."removed" = 0 AND NEW."removed" IS NOT 0 AND (NEW."removed_at" IS NULL OR NEW."removed_at" IS OLD."removed_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."removed" IS NOT 0 AND NEW."removed" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'tint: removed must be 0 (live) or 1 (deleted)')
   WHERE NEW."removed" IS NOT 1;
  UPDATE "tint"
     SET "removed_at" = CASE WHEN NEW."removed_at" IS NULL OR NEW."removed_at" IS OLD."removed_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."removed_at" END, "deleted_via" = NULL
   WHERE "tint"."id" = NEW."id" AND (NEW."removed_at" IS NULL OR NEW."removed_at" IS OLD."removed_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "tint_softdelete_restored" /* softdelete */ AFTER UPDATE OF "removed" ON "tint"
WHEN OLD."removed" = 1 AND NEW."removed" IS NOT 1 AND (OLD."removed_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."removed" IS NOT 0 AND NEW."removed" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'tint: removed must be 0 (live) or 1 (deleted)')
   WHERE NEW."removed" IS NOT 0;
  UPDATE "tint" SET "removed_at" = NULL, "deleted_via" = NULL
   WHERE "tint"."id" = NEW."id" AND ("removed_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'tint: cannot restore: the row of color that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "color" p WHERE p."id" = NEW."color_id" AND p."gone" = 1);
END;
CREATE TRIGGER "tint_softdelete_insert" /* softdelete */ BEFORE INSERT ON "tint"
WHEN NEW."removed" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "tint" WHERE "tint"."id" = NEW."id" AND "tint"."removed" = 1)
BEGIN
  SELECT RAISE(ABORT, 'tint: removed must be 0 (live) or 1 (deleted)')
   WHERE NEW."removed" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'tint: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "tint" WHERE "tint"."id" = NEW."id" AND "tint"."removed" = 1);
END;
CREATE TRIGGER "tint_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "tint"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'tint: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "tint" WHERE "tint"."id" = NEW."id" AND "tint"."removed" = 1 AND ("tint"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "tint_softdelete_inserted" /* softdelete */ AFTER INSERT ON "tint"
WHEN NEW."removed" = 0
BEGIN
  SELECT RAISE(ABORT, 'tint: a live row cannot refer to a deleted row of color; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "color" p WHERE p."id" = NEW."color_id" AND p."gone" = 1);
END;
CREATE TRIGGER "tint_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "color_id" ON "tint"
WHEN NEW."removed" = 0 AND (NEW."color_id" IS NOT OLD."color_id")
BEGIN
  SELECT RAISE(ABORT, 'tint: a live row cannot refer to a deleted row of color; restore that one first')
   WHERE (NEW."color_id" IS NOT OLD."color_id") AND EXISTS (SELECT 1 FROM "color" p WHERE p."id" = NEW."color_id" AND p."gone" = 1);
END;
CREATE VIEW "tints" /* softdelete */ AS
SELECT "tint"."id" AS "id", "tint"."color_id" AS "color_id", "tint"."name" AS "name", "tint"."removed" AS "removed", "tint"."removed_at" AS "removed_at", "tint"."deleted_via" AS "deleted_via"
  FROM "tint"
 WHERE "tint"."removed" = 0;
CREATE VIEW "old tints" /* softdelete */ AS
SELECT "tint"."id" AS "id", "tint"."color_id" AS "color_id", "tint"."name" AS "name", "tint"."removed" AS "removed", "tint"."removed_at" AS "removed_at", "tint"."deleted_via" AS "deleted_via"
  FROM "tint"
 WHERE "tint"."removed" = 1;
CREATE TRIGGER "tint_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "tints"
BEGIN
  INSERT INTO "tint" ("id", "color_id", "name", "removed", "removed_at", "deleted_via")
  VALUES (NEW."id", NEW."color_id", NEW."name", coalesce(NEW."removed", 0), NEW."removed_at", NEW."deleted_via");
END;
CREATE TRIGGER "tint_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "tints"
BEGIN
  UPDATE "tint"
     SET "id" = NEW."id", "color_id" = NEW."color_id", "name" = NEW."name", "removed" = NEW."removed", "removed_at" = NEW."removed_at", "deleted_via" = NEW."deleted_via"
   WHERE "tint"."id" = OLD."id" AND "tint"."removed" = 0;
END;
CREATE TRIGGER "tint_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "old tints"
BEGIN
  UPDATE "tint"
     SET "id" = NEW."id", "color_id" = NEW."color_id", "name" = NEW."name", "removed" = NEW."removed", "removed_at" = NEW."removed_at", "deleted_via" = NEW."deleted_via"
   WHERE "tint"."id" = OLD."id" AND "tint"."removed" = 1;
END;
CREATE TRIGGER "tint_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "tints"
BEGIN
  UPDATE "tint"
     SET "removed" = 1, "removed_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "tint"."id" = OLD."id" AND "tint"."removed" = 0;
END;
CREATE TRIGGER "tint_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "old tints"
BEGIN
  UPDATE "tint" SET "removed_at" = '9999-12-31 23:59:59.998'
   WHERE "tint"."id" = OLD."id" AND "tint"."removed" = 1;
  DELETE FROM "tint"
   WHERE "tint"."removed" = 1 AND "removed_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'tint: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "tint" WHERE "tint"."removed" = 1 AND "tint"."removed_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'tint: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "tint" WHERE "tint"."id" = OLD."id" AND "tint"."removed" = 1);
END;
COMMIT;
