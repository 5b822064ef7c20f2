-- A parent, its child and its grandchild. Each table's triggers name direct neighbours alone.
-- Written by ./dev generate: what enabling makes of
--
--     CREATE TABLE collection(
--       id INTEGER PRIMARY KEY,
--       name TEXT NOT NULL
--     );
--     CREATE TABLE palette(
--       id INTEGER PRIMARY KEY,
--       name TEXT NOT NULL,
--       collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE
--     );
--     CREATE TABLE swatch(
--       id INTEGER PRIMARY KEY,
--       hex TEXT NOT NULL,
--       palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE
--     );

-- The settings, and what running triggers note for a moment.

CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL COLLATE NOCASE, storage TEXT NOT NULL DEFAULT 'flag', format INTEGER NOT NULL DEFAULT 1, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, time_format TEXT NOT NULL DEFAULT 'text', live_value, deleted_value, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL, added_columns TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX softdelete_registry_name ON softdelete_registry(table_name);
CREATE TABLE softdelete_context(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key);
CREATE TABLE softdelete_context_row(context INTEGER, table_name TEXT, k1 NOT NULL DEFAULT 0, k2 NOT NULL DEFAULT 0, k3 NOT NULL DEFAULT 0, k4 NOT NULL DEFAULT 0, k5 NOT NULL DEFAULT 0, k6 NOT NULL DEFAULT 0, k7 NOT NULL DEFAULT 0, k8 NOT NULL DEFAULT 0, PRIMARY KEY (context, table_name, k1, k2, k3, k4, k5, k6, k7, k8)) WITHOUT ROWID;
INSERT INTO softdelete_registry VALUES (1, 'collection', 'flag', 2, 'is_deleted', 'deleted_at', 'text', 0, 1, 'collection_active', 'collection_deleted', 'declared', NULL, 0, 0, 0, '"is_deleted","deleted_at","deleted_via"');
INSERT INTO softdelete_registry VALUES (2, 'palette', 'flag', 2, 'is_deleted', 'deleted_at', 'text', 0, 1, 'palette_active', 'palette_deleted', 'declared', NULL, 0, 0, 0, '"is_deleted","deleted_at","deleted_via"');
INSERT INTO softdelete_registry VALUES (3, 'swatch', 'flag', 2, 'is_deleted', 'deleted_at', 'text', 0, 1, 'swatch_active', 'swatch_deleted', 'declared', NULL, 0, 0, 0, '"is_deleted","deleted_at","deleted_via"');

-- collection

ALTER TABLE "collection" ADD COLUMN "is_deleted" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "collection" ADD COLUMN "deleted_at" TEXT;
ALTER TABLE "collection" ADD COLUMN "deleted_via" TEXT;
CREATE INDEX collection_softdelete_trash ON "collection" ("deleted_at") WHERE "is_deleted" = 1 /* softdelete */;

CREATE TRIGGER collection_softdelete_delete /* softdelete */ BEFORE DELETE ON "collection"
WHEN OLD."is_deleted" = 0 OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND (scope = 'purge collection' AND (row_key IS NULL OR row_key = OLD."id")))
BEGIN
  UPDATE "collection" SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;

CREATE TRIGGER collection_softdelete_insert /* softdelete */ BEFORE INSERT ON "collection"
BEGIN
  SELECT CASE
    WHEN NEW."is_deleted" NOT IN (0, 1)
    THEN RAISE(ABORT, 'collection: is_deleted must be 0 (live) or 1 (deleted)')
    WHEN (SELECT "is_deleted" FROM "collection" WHERE "id" = NEW."id") = 1
    THEN RAISE(ABORT, 'collection: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER collection_softdelete_update_key /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "collection"
BEGIN
  SELECT CASE
    WHEN (NEW."id" IS NOT OLD."id") AND EXISTS (SELECT 1 FROM "collection" WHERE "id" = NEW."id" AND "is_deleted" = 1)
    THEN RAISE(ABORT, 'collection: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE VIEW "collection_active" AS SELECT t."id" AS "id", t."name" AS "name", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "collection" t WHERE t."is_deleted" = 0 /* softdelete */;

CREATE VIEW "collection_deleted" AS SELECT t."id" AS "id", t."name" AS "name", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "collection" t WHERE t."is_deleted" = 1 /* softdelete */;

CREATE TRIGGER collection_softdelete_active_insert /* softdelete */ INSTEAD OF INSERT ON "collection_active"
BEGIN
  INSERT INTO "collection" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;

CREATE TRIGGER collection_softdelete_active_update /* softdelete */ INSTEAD OF UPDATE ON "collection_active"
BEGIN
  UPDATE "collection"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER collection_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "collection_deleted"
BEGIN
  UPDATE "collection"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 1;
END;

CREATE TRIGGER collection_softdelete_active_delete /* softdelete */ INSTEAD OF DELETE ON "collection_active"
BEGIN
  DELETE FROM "collection" WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER collection_softdelete_deleted /* softdelete */ AFTER UPDATE OF "is_deleted" ON "collection"
WHEN NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT OLD."is_deleted"
BEGIN
  SELECT RAISE(ABORT, 'collection: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "collection" SET "deleted_at" = coalesce(nullif(NEW."deleted_at", OLD."deleted_at"), strftime('%Y-%m-%d %H:%M:%f', 'now')), "deleted_via" = NULL
   WHERE "id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "palette" SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "collection" WHERE "id" = NEW."id"), "deleted_via" = 'collection'
   WHERE NEW."id" = "palette"."collection_id" AND "is_deleted" = 0;
END;

CREATE TRIGGER collection_softdelete_restored /* softdelete */ AFTER UPDATE OF "is_deleted" ON "collection"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" = 0
BEGIN
  UPDATE "collection" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "id" = NEW."id" AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL);
  UPDATE "palette" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE NEW."id" = "palette"."collection_id" AND "is_deleted" = 1 AND "deleted_via" IS NOT NULL;
END;

CREATE TRIGGER collection_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "collection_deleted"
BEGIN
  DELETE FROM "palette_deleted" WHERE OLD."id" = "palette_deleted"."collection_id";
  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), 'purge collection', OLD."id");
  DELETE FROM "collection" WHERE "id" = OLD."id" AND "is_deleted" = 1;
  DELETE FROM softdelete_context WHERE id = last_insert_rowid();
  SELECT RAISE(ABORT, 'collection: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "collection" WHERE "id" = OLD."id" AND "is_deleted" = 1);
END;

-- palette

ALTER TABLE "palette" ADD COLUMN "is_deleted" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "palette" ADD COLUMN "deleted_at" TEXT;
ALTER TABLE "palette" ADD COLUMN "deleted_via" TEXT;
CREATE INDEX palette_softdelete_trash ON "palette" ("deleted_at") WHERE "is_deleted" = 1 /* softdelete */;

CREATE TRIGGER palette_softdelete_insert /* softdelete */ BEFORE INSERT ON "palette"
BEGIN
  SELECT CASE
    WHEN NEW."is_deleted" NOT IN (0, 1)
    THEN RAISE(ABORT, 'palette: is_deleted must be 0 (live) or 1 (deleted)')
    WHEN (SELECT "is_deleted" FROM "palette" WHERE "id" = NEW."id") = 1
    THEN RAISE(ABORT, 'palette: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER palette_softdelete_update_key /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "palette"
BEGIN
  SELECT CASE
    WHEN (NEW."id" IS NOT OLD."id") AND EXISTS (SELECT 1 FROM "palette" WHERE "id" = NEW."id" AND "is_deleted" = 1)
    THEN RAISE(ABORT, 'palette: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER palette_softdelete_inserted /* softdelete */ AFTER INSERT ON "palette"
WHEN NEW."is_deleted" = 0 AND ((SELECT p."is_deleted" FROM "collection" p WHERE p."id" = NEW."collection_id") = 1)
BEGIN
  SELECT RAISE(ABORT, 'palette: a live row cannot refer to a deleted row of collection; restore that one first');
END;

CREATE TRIGGER palette_softdelete_update_reference /* softdelete */ AFTER UPDATE OF "collection_id", "is_deleted" ON "palette"
WHEN NEW."is_deleted" = 0 AND ((NEW."collection_id" IS NOT OLD."collection_id" OR OLD."is_deleted" = 1) AND (SELECT p."is_deleted" FROM "collection" p WHERE p."id" = NEW."collection_id") = 1)
BEGIN
  SELECT RAISE(ABORT, 'palette: cannot restore: the row of collection that it refers to is deleted; restore that one first, or use restore_with_parents()')
   WHERE OLD."is_deleted" = 1;
  SELECT RAISE(ABORT, 'palette: a live row cannot refer to a deleted row of collection; restore that one first');
END;

CREATE VIEW "palette_active" AS SELECT t."id" AS "id", t."name" AS "name", t."collection_id" AS "collection_id", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "palette" t WHERE t."is_deleted" = 0 /* softdelete */;

CREATE VIEW "palette_deleted" AS SELECT t."id" AS "id", t."name" AS "name", t."collection_id" AS "collection_id", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "palette" t WHERE t."is_deleted" = 1 /* softdelete */;

CREATE TRIGGER palette_softdelete_active_insert /* softdelete */ INSTEAD OF INSERT ON "palette_active"
BEGIN
  INSERT INTO "palette" ("id", "name", "collection_id", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", NEW."collection_id", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;

CREATE TRIGGER palette_softdelete_active_update /* softdelete */ INSTEAD OF UPDATE ON "palette_active"
BEGIN
  UPDATE "palette"
     SET "id" = NEW."id", "name" = NEW."name", "collection_id" = NEW."collection_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER palette_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "palette_deleted"
BEGIN
  UPDATE "palette"
     SET "id" = NEW."id", "name" = NEW."name", "collection_id" = NEW."collection_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 1;
END;

CREATE TRIGGER palette_softdelete_active_delete /* softdelete */ INSTEAD OF DELETE ON "palette_active"
BEGIN
  DELETE FROM "palette" WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER palette_softdelete_delete /* softdelete */ BEFORE DELETE ON "palette"
WHEN OLD."is_deleted" = 0 OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND (scope = 'purge palette' AND (row_key IS NULL OR row_key = OLD."id")))
BEGIN
  UPDATE "palette" SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;

CREATE TRIGGER palette_softdelete_deleted /* softdelete */ AFTER UPDATE OF "is_deleted" ON "palette"
WHEN NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT OLD."is_deleted"
BEGIN
  SELECT RAISE(ABORT, 'palette: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "palette" SET "deleted_at" = coalesce(nullif(NEW."deleted_at", OLD."deleted_at"), strftime('%Y-%m-%d %H:%M:%f', 'now')), "deleted_via" = NULL
   WHERE "id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" NOT IN ('collection'));
  UPDATE "swatch" SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "palette" WHERE "id" = NEW."id"), "deleted_via" = 'palette'
   WHERE NEW."id" = "swatch"."palette_id" AND "is_deleted" = 0;
END;

CREATE TRIGGER palette_softdelete_restored /* softdelete */ AFTER UPDATE OF "is_deleted" ON "palette"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" = 0
BEGIN
  UPDATE "palette" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "id" = NEW."id" AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL);
  UPDATE "swatch" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE NEW."id" = "swatch"."palette_id" AND "is_deleted" = 1 AND "deleted_via" IS NOT NULL;
END;

CREATE TRIGGER palette_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "palette_deleted"
BEGIN
  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), 'purge palette', OLD."id");
  DELETE FROM "swatch" WHERE OLD."id" = "swatch"."palette_id" AND "is_deleted" = 1;
  DELETE FROM "palette" WHERE "id" = OLD."id" AND "is_deleted" = 1;
  DELETE FROM softdelete_context WHERE id = last_insert_rowid();
  SELECT RAISE(ABORT, 'swatch: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "swatch" WHERE OLD."id" = "swatch"."palette_id" AND "is_deleted" = 1);
  SELECT RAISE(ABORT, 'palette: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "palette" WHERE "id" = OLD."id" AND "is_deleted" = 1);
END;

-- swatch

ALTER TABLE "swatch" ADD COLUMN "is_deleted" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "swatch" ADD COLUMN "deleted_at" TEXT;
ALTER TABLE "swatch" ADD COLUMN "deleted_via" TEXT;
CREATE INDEX swatch_softdelete_trash ON "swatch" ("deleted_at") WHERE "is_deleted" = 1 /* softdelete */;

CREATE TRIGGER swatch_softdelete_delete /* softdelete */ BEFORE DELETE ON "swatch"
WHEN OLD."is_deleted" = 0 OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND (scope = 'purge swatch' AND (row_key IS NULL OR row_key = OLD."id")
    OR scope = 'purge palette' AND row_key = OLD."palette_id"))
BEGIN
  UPDATE "swatch" SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;

CREATE TRIGGER swatch_softdelete_deleted /* softdelete */ AFTER UPDATE OF "is_deleted" ON "swatch"
WHEN NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT OLD."is_deleted" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" NOT IN ('palette') OR NEW."is_deleted" IS NOT 1)
BEGIN
  SELECT RAISE(ABORT, 'swatch: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "swatch" SET "deleted_at" = coalesce(nullif(NEW."deleted_at", OLD."deleted_at"), strftime('%Y-%m-%d %H:%M:%f', 'now')), "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER swatch_softdelete_restored /* softdelete */ AFTER UPDATE OF "is_deleted" ON "swatch"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" = 0 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL)
BEGIN
  UPDATE "swatch" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER swatch_softdelete_insert /* softdelete */ BEFORE INSERT ON "swatch"
BEGIN
  SELECT CASE
    WHEN NEW."is_deleted" NOT IN (0, 1)
    THEN RAISE(ABORT, 'swatch: is_deleted must be 0 (live) or 1 (deleted)')
    WHEN (SELECT "is_deleted" FROM "swatch" WHERE "id" = NEW."id") = 1
    THEN RAISE(ABORT, 'swatch: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER swatch_softdelete_update_key /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "swatch"
BEGIN
  SELECT CASE
    WHEN (NEW."id" IS NOT OLD."id") AND EXISTS (SELECT 1 FROM "swatch" WHERE "id" = NEW."id" AND "is_deleted" = 1)
    THEN RAISE(ABORT, 'swatch: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER swatch_softdelete_inserted /* softdelete */ AFTER INSERT ON "swatch"
WHEN NEW."is_deleted" = 0 AND ((SELECT p."is_deleted" FROM "palette" p WHERE p."id" = NEW."palette_id") = 1)
BEGIN
  SELECT RAISE(ABORT, 'swatch: a live row cannot refer to a deleted row of palette; restore that one first');
END;

CREATE TRIGGER swatch_softdelete_update_reference /* softdelete */ AFTER UPDATE OF "palette_id", "is_deleted" ON "swatch"
WHEN NEW."is_deleted" = 0 AND ((NEW."palette_id" IS NOT OLD."palette_id" OR OLD."is_deleted" = 1) AND (SELECT p."is_deleted" FROM "palette" p WHERE p."id" = NEW."palette_id") = 1)
BEGIN
  SELECT RAISE(ABORT, 'swatch: cannot restore: the row of palette that it refers to is deleted; restore that one first, or use restore_with_parents()')
   WHERE OLD."is_deleted" = 1;
  SELECT RAISE(ABORT, 'swatch: a live row cannot refer to a deleted row of palette; restore that one first');
END;

CREATE VIEW "swatch_active" AS SELECT t."id" AS "id", t."hex" AS "hex", t."palette_id" AS "palette_id", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "swatch" t WHERE t."is_deleted" = 0 /* softdelete */;

CREATE VIEW "swatch_deleted" AS SELECT t."id" AS "id", t."hex" AS "hex", t."palette_id" AS "palette_id", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "swatch" t WHERE t."is_deleted" = 1 /* softdelete */;

CREATE TRIGGER swatch_softdelete_active_insert /* softdelete */ INSTEAD OF INSERT ON "swatch_active"
BEGIN
  INSERT INTO "swatch" ("id", "hex", "palette_id", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."hex", NEW."palette_id", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;

CREATE TRIGGER swatch_softdelete_active_update /* softdelete */ INSTEAD OF UPDATE ON "swatch_active"
BEGIN
  UPDATE "swatch"
     SET "id" = NEW."id", "hex" = NEW."hex", "palette_id" = NEW."palette_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER swatch_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "swatch_deleted"
BEGIN
  UPDATE "swatch"
     SET "id" = NEW."id", "hex" = NEW."hex", "palette_id" = NEW."palette_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 1;
END;

CREATE TRIGGER swatch_softdelete_active_delete /* softdelete */ INSTEAD OF DELETE ON "swatch_active"
BEGIN
  DELETE FROM "swatch" WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER swatch_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "swatch_deleted"
BEGIN
  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), 'purge swatch', OLD."id");
  DELETE FROM "swatch" WHERE "id" = OLD."id" AND "is_deleted" = 1;
  DELETE FROM softdelete_context WHERE id = last_insert_rowid();
  SELECT RAISE(ABORT, 'swatch: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "swatch" WHERE "id" = OLD."id" AND "is_deleted" = 1);
END;
