-- One table.
-- Written by ./dev generate: what enabling makes of
--
--     CREATE TABLE color(
--       id INTEGER PRIMARY KEY,
--       name TEXT NOT NULL UNIQUE,
--       hex TEXT
--     );

-- The settings, and what running triggers note for a moment.

CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL COLLATE NOCASE, storage TEXT NOT NULL DEFAULT 'flag', format INTEGER NOT NULL DEFAULT 1, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, time_format TEXT NOT NULL DEFAULT 'text', live_value, deleted_value, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL, added_columns TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX softdelete_registry_name ON softdelete_registry(table_name);
CREATE TABLE softdelete_context(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key);
CREATE TABLE softdelete_context_row(context INTEGER, table_name TEXT, k1 NOT NULL DEFAULT 0, k2 NOT NULL DEFAULT 0, k3 NOT NULL DEFAULT 0, k4 NOT NULL DEFAULT 0, k5 NOT NULL DEFAULT 0, k6 NOT NULL DEFAULT 0, k7 NOT NULL DEFAULT 0, k8 NOT NULL DEFAULT 0, PRIMARY KEY (context, table_name, k1, k2, k3, k4, k5, k6, k7, k8)) WITHOUT ROWID;
INSERT INTO softdelete_registry VALUES (1, 'color', 'flag', 2, 'is_deleted', 'deleted_at', 'text', 0, 1, 'color_active', 'color_deleted', 'declared', NULL, 0, 0, 0, '"is_deleted","deleted_at","deleted_via"');

-- color

ALTER TABLE "color" ADD COLUMN "is_deleted" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "color" ADD COLUMN "deleted_at" TEXT;
ALTER TABLE "color" ADD COLUMN "deleted_via" TEXT;
CREATE INDEX color_softdelete_trash ON "color" ("deleted_at") WHERE "is_deleted" = 1 /* softdelete */;

CREATE TRIGGER color_softdelete_delete /* softdelete */ BEFORE DELETE ON "color"
WHEN OLD."is_deleted" = 0 OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND (scope = 'purge color' AND (row_key IS NULL OR row_key = OLD."id")))
BEGIN
  UPDATE "color" SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;

CREATE TRIGGER color_softdelete_deleted /* softdelete */ AFTER UPDATE OF "is_deleted" ON "color"
WHEN NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT OLD."is_deleted" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL OR NEW."is_deleted" IS NOT 1)
BEGIN
  SELECT RAISE(ABORT, 'color: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "color" SET "deleted_at" = coalesce(nullif(NEW."deleted_at", OLD."deleted_at"), strftime('%Y-%m-%d %H:%M:%f', 'now')), "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER color_softdelete_restored /* softdelete */ AFTER UPDATE OF "is_deleted" ON "color"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" = 0 AND (NEW."deleted_at" IS NOT NULL OR NEW."deleted_via" IS NOT NULL)
BEGIN
  UPDATE "color" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER color_softdelete_insert /* softdelete */ BEFORE INSERT ON "color"
BEGIN
  SELECT CASE
    WHEN NEW."is_deleted" NOT IN (0, 1)
    THEN RAISE(ABORT, 'color: is_deleted must be 0 (live) or 1 (deleted)')
    WHEN (SELECT "is_deleted" FROM "color" WHERE "name" = NEW."name") = 1
    THEN RAISE(ABORT, 'color: a deleted row in the trash has the same name; restore or purge it first, or free such values with softdelete_live_indexes()')
    WHEN (SELECT "is_deleted" FROM "color" WHERE "id" = NEW."id") = 1
    THEN RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER color_softdelete_update_key /* softdelete */ BEFORE UPDATE OF "name", "id", "rowid", "_rowid_", "oid" ON "color"
BEGIN
  SELECT CASE
    WHEN (NEW."name" IS NOT OLD."name") AND EXISTS (SELECT 1 FROM "color" WHERE "name" = NEW."name" AND "is_deleted" = 1)
    THEN RAISE(ABORT, 'color: a deleted row in the trash has the same name; restore or purge it first, or free such values with softdelete_live_indexes()')
    WHEN (NEW."id" IS NOT OLD."id") AND EXISTS (SELECT 1 FROM "color" WHERE "id" = NEW."id" AND "is_deleted" = 1)
    THEN RAISE(ABORT, 'color: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE VIEW "color_active" AS SELECT t."id" AS "id", t."name" AS "name", t."hex" AS "hex", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "color" t WHERE t."is_deleted" = 0 /* softdelete */;

CREATE VIEW "color_deleted" AS SELECT t."id" AS "id", t."name" AS "name", t."hex" AS "hex", t."is_deleted" AS "is_deleted", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "color" t WHERE t."is_deleted" = 1 /* softdelete */;

CREATE TRIGGER color_softdelete_active_insert /* softdelete */ INSTEAD OF INSERT ON "color_active"
BEGIN
  INSERT INTO "color" ("id", "name", "hex", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", NEW."hex", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;

CREATE TRIGGER color_softdelete_active_update /* softdelete */ INSTEAD OF UPDATE ON "color_active"
BEGIN
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "hex" = NEW."hex", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER color_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "color_deleted"
BEGIN
  UPDATE "color"
     SET "id" = NEW."id", "name" = NEW."name", "hex" = NEW."hex", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "is_deleted" = 1;
END;

CREATE TRIGGER color_softdelete_active_delete /* softdelete */ INSTEAD OF DELETE ON "color_active"
BEGIN
  DELETE FROM "color" WHERE "id" = OLD."id" AND "is_deleted" = 0;
END;

CREATE TRIGGER color_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "color_deleted"
BEGIN
  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), 'purge color', OLD."id");
  DELETE FROM "color" WHERE "id" = OLD."id" AND "is_deleted" = 1;
  DELETE FROM softdelete_context WHERE id = last_insert_rowid();
  SELECT RAISE(ABORT, 'color: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "color" WHERE "id" = OLD."id" AND "is_deleted" = 1);
END;
