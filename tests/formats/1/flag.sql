BEGIN;
CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, hex TEXT CHECK (hex LIKE '#%'), size INT AS (length(hex)), "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "color"("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'red', '#f00', 0, NULL, NULL);
INSERT INTO "color"("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'green', '#0f0', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "color"("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'blue', '#00f', 0, NULL, NULL);
INSERT INTO "color"("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 'it''s; gray', '#888', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "color"("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via") VALUES (5, 'white', NULL, 0, NULL, NULL);
CREATE TABLE audit(what TEXT, name TEXT);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'color', 'is_deleted', 'deleted_at', 'color_active', 'color_deleted', 'declared', '30 days', 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'shade', 'is_deleted', 'deleted_at', 'shade_active', 'shade_deleted', 'declared', NULL, 0, 0, 0);
CREATE TABLE shade(id INTEGER PRIMARY KEY AUTOINCREMENT, tone REAL, data BLOB, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "shade"("id", "tone", "data", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 0.1, X'00FF', 0, NULL, NULL);
INSERT INTO "shade"("id", "tone", "data", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 2.5, NULL, 0, NULL, NULL);
INSERT INTO "shade"("id", "tone", "data", "is_deleted", "deleted_at", "deleted_via") VALUES (3, NULL, 'text', 0, NULL, NULL);
INSERT INTO "shade"("id", "tone", "data", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 7.0, X'', 1, '2026-01-03 10:06:00.102', NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('shade', 4);
CREATE INDEX color_hex ON color(hex);
CREATE TRIGGER color_changes AFTER UPDATE OF name ON color WHEN NEW.name IS NOT OLD.name BEGIN INSERT INTO audit VALUES ('renamed', OLD.name); END;
CREATE VIEW color_names AS SELECT name FROM color;
CREATE INDEX "color_softdelete_trash" /* softdelete */ ON "color" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "color_softdelete_delete" /* softdelete */ BEFORE DELETE ON "color"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "color"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "color"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "color_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "color"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'color: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "color"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "color"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "color_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "color"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'color: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "color" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "color"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "color_softdelete_insert" /* softdelete */ BEFORE INSERT ON "color"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "color" WHERE "color"."name" = NEW."name" AND "color"."is_deleted" = 1) OR EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'color: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same name; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."name" = NEW."name" AND "color"."is_deleted" = 1);
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."is_deleted" = 1);
END;
CREATE TRIGGER "color_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "name", "id", "rowid", "_rowid_", "oid" ON "color"
WHEN NEW."name" IS NOT OLD."name" OR NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same name; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."name" = NEW."name" AND "color"."is_deleted" = 1 AND ("color"."id" IS NOT OLD."id"));
  SELECT RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = NEW."id" AND "color"."is_deleted" = 1 AND ("color"."id" IS NOT OLD."id"));
END;
CREATE VIEW "color_active" /* softdelete */ AS
SELECT "color"."id" AS "id", "color"."name" AS "name", "color"."hex" AS "hex", "color"."size" AS "size", "color"."is_deleted" AS "is_deleted", "color"."deleted_at" AS "deleted_at", "color"."deleted_via" AS "deleted_via"
  FROM "color"
 WHERE "color"."is_deleted" = 0;
CREATE VIEW "color_deleted" /* softdelete */ AS
SELECT "color"."id" AS "id", "color"."name" AS "name", "color"."hex" AS "hex", "color"."size" AS "size", "color"."is_deleted" AS "is_deleted", "color"."deleted_at" AS "deleted_at", "color"."deleted_via" AS "deleted_via"
  FROM "color"
 WHERE "color"."is_deleted" = 1;
CREATE TRIGGER "color_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "color_active"
BEGIN
  SELECT RAISE(ABORT, 'color: size is a generated column and cannot be written; change what it is computed from')
   WHERE NEW."size" IS NOT NULL;
  INSERT INTO "color" ("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", NEW."hex", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "color_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "color_active"
BEGIN
  SELECT RAISE(ABORT, 'color: size is a generated column and cannot be written; change what it is computed from')
   WHERE NEW."size" IS NOT OLD."size" COLLATE BINARY;
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "hex" = NEW."hex", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "color"."id" = OLD."id" AND "color"."is_deleted" = 0;
END;
CREATE TRIGGER "color_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "color_deleted"
BEGIN
  SELECT RAISE(ABORT, 'color: size is a generated column and cannot be written; change what it is computed from')
   WHERE NEW."size" IS NOT OLD."size" COLLATE BINARY;
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "hex" = NEW."hex", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "color"."id" = OLD."id" AND "color"."is_deleted" = 1;
END;
CREATE TRIGGER "color_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "color_active"
BEGIN
  UPDATE "color"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "color"."id" = OLD."id" AND "color"."is_deleted" = 0;
END;
CREATE TRIGGER "color_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "color_deleted"
BEGIN
  UPDATE "color" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "color"."id" = OLD."id" AND "color"."is_deleted" = 1;
  DELETE FROM "color"
   WHERE "color"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'color: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."is_deleted" = 1 AND "color"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'color: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "color"."id" = OLD."id" AND "color"."is_deleted" = 1);
END;
CREATE INDEX "shade_softdelete_trash" /* softdelete */ ON "shade" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "shade_softdelete_delete" /* softdelete */ BEFORE DELETE ON "shade"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "shade"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "shade"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "shade_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "shade"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'shade: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "shade"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "shade"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "shade_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "shade"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'shade: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "shade" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "shade"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "shade_softdelete_insert" /* softdelete */ BEFORE INSERT ON "shade"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "shade" WHERE "shade"."id" = NEW."id" AND "shade"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'shade: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'shade: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "shade" WHERE "shade"."id" = NEW."id" AND "shade"."is_deleted" = 1);
END;
CREATE TRIGGER "shade_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "shade"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'shade: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "shade" WHERE "shade"."id" = NEW."id" AND "shade"."is_deleted" = 1 AND ("shade"."id" IS NOT OLD."id"));
END;
CREATE VIEW "shade_active" /* softdelete */ AS
SELECT "shade"."id" AS "id", "shade"."tone" AS "tone", "shade"."data" AS "data", "shade"."is_deleted" AS "is_deleted", "shade"."deleted_at" AS "deleted_at", "shade"."deleted_via" AS "deleted_via"
  FROM "shade"
 WHERE "shade"."is_deleted" = 0;
CREATE VIEW "shade_deleted" /* softdelete */ AS
SELECT "shade"."id" AS "id", "shade"."tone" AS "tone", "shade"."data" AS "data", "shade"."is_deleted" AS "is_deleted", "shade"."deleted_at" AS "deleted_at", "shade"."deleted_via" AS "deleted_via"
  FROM "shade"
 WHERE "shade"."is_deleted" = 1;
CREATE TRIGGER "shade_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "shade_active"
BEGIN
  INSERT INTO "shade" ("id", "tone", "data", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."tone", NEW."data", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "shade_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "shade_active"
BEGIN
  UPDATE "shade"
     SET "id" = NEW."id", "tone" = NEW."tone", "data" = NEW."data", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "shade"."id" = OLD."id" AND "shade"."is_deleted" = 0;
END;
CREATE TRIGGER "shade_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "shade_deleted"
BEGIN
  UPDATE "shade"
     SET "id" = NEW."id", "tone" = NEW."tone", "data" = NEW."data", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "shade"."id" = OLD."id" AND "shade"."is_deleted" = 1;
END;
CREATE TRIGGER "shade_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "shade_active"
BEGIN
  UPDATE "shade"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "shade"."id" = OLD."id" AND "shade"."is_deleted" = 0;
END;
CREATE TRIGGER "shade_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "shade_deleted"
BEGIN
  UPDATE "shade" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "shade"."id" = OLD."id" AND "shade"."is_deleted" = 1;
  DELETE FROM "shade"
   WHERE "shade"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'shade: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "shade" WHERE "shade"."is_deleted" = 1 AND "shade"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'shade: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "shade" WHERE "shade"."id" = OLD."id" AND "shade"."is_deleted" = 1);
END;
COMMIT;
