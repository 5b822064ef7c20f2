-- A table that knows only a deleted_at, which is NULL in live rows. It is taken over as it is.
-- Written by ./dev generate: what enabling makes of
--
--     CREATE TABLE user(
--       id INTEGER PRIMARY KEY,
--       email TEXT NOT NULL,
--       deleted_at TEXT
--     );

-- The settings, and what running triggers note for a moment.

CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL COLLATE NOCASE, storage TEXT NOT NULL DEFAULT 'flag', format INTEGER NOT NULL DEFAULT 1, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, time_format TEXT NOT NULL DEFAULT 'text', live_value, deleted_value, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL, added_columns TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX softdelete_registry_name ON softdelete_registry(table_name);
CREATE TABLE softdelete_context(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key);
CREATE TABLE softdelete_context_row(context INTEGER, table_name TEXT, k1 NOT NULL DEFAULT 0, k2 NOT NULL DEFAULT 0, k3 NOT NULL DEFAULT 0, k4 NOT NULL DEFAULT 0, k5 NOT NULL DEFAULT 0, k6 NOT NULL DEFAULT 0, k7 NOT NULL DEFAULT 0, k8 NOT NULL DEFAULT 0, PRIMARY KEY (context, table_name, k1, k2, k3, k4, k5, k6, k7, k8)) WITHOUT ROWID;
INSERT INTO softdelete_registry VALUES (1, 'user', 'flag', 2, 'deleted_at', 'deleted_at', 'text', NULL, NULL, 'user_active', 'user_deleted', 'declared', NULL, 0, 0, 0, '"deleted_via"');

-- user

ALTER TABLE "user" ADD COLUMN "deleted_via" TEXT;
CREATE INDEX user_softdelete_trash ON "user" ("deleted_at") WHERE "deleted_at" IS NOT NULL /* softdelete */;

CREATE TRIGGER user_softdelete_delete /* softdelete */ BEFORE DELETE ON "user"
WHEN OLD."deleted_at" IS NULL OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND (scope = 'purge user' AND (row_key IS NULL OR row_key = OLD."id")))
BEGIN
  UPDATE "user" SET "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "id" = OLD."id" AND OLD."deleted_at" IS NULL;
  SELECT RAISE(IGNORE);
END;

CREATE TRIGGER user_softdelete_deleted /* softdelete */ AFTER UPDATE OF "deleted_at" ON "user"
WHEN OLD."deleted_at" IS NULL AND NEW."deleted_at" IS NOT NULL AND (NEW."deleted_via" IS NOT NULL)
BEGIN
  UPDATE "user" SET "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER user_softdelete_restored /* softdelete */ AFTER UPDATE OF "deleted_at" ON "user"
WHEN OLD."deleted_at" IS NOT NULL AND NEW."deleted_at" IS NULL AND (NEW."deleted_via" IS NOT NULL)
BEGIN
  UPDATE "user" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "id" = NEW."id";
END;

CREATE TRIGGER user_softdelete_insert /* softdelete */ BEFORE INSERT ON "user"
BEGIN
  SELECT CASE
    WHEN (SELECT "deleted_at" FROM "user" WHERE "id" = NEW."id") IS NOT NULL
    THEN RAISE(ABORT, 'user: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE TRIGGER user_softdelete_update_key /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "user"
BEGIN
  SELECT CASE
    WHEN (NEW."id" IS NOT OLD."id") AND EXISTS (SELECT 1 FROM "user" WHERE "id" = NEW."id" AND "deleted_at" IS NOT NULL)
    THEN RAISE(ABORT, 'user: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
  END;
END;

CREATE VIEW "user_active" AS SELECT t."id" AS "id", t."email" AS "email", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "user" t WHERE t."deleted_at" IS NULL /* softdelete */;

CREATE VIEW "user_deleted" AS SELECT t."id" AS "id", t."email" AS "email", t."deleted_at" AS "deleted_at", t."deleted_via" AS "deleted_via" FROM "user" t WHERE t."deleted_at" IS NOT NULL /* softdelete */;

CREATE TRIGGER user_softdelete_active_insert /* softdelete */ INSTEAD OF INSERT ON "user_active"
BEGIN
  INSERT INTO "user" ("id", "email", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."email", NEW."deleted_at", NEW."deleted_via");
END;

CREATE TRIGGER user_softdelete_active_update /* softdelete */ INSTEAD OF UPDATE ON "user_active"
BEGIN
  UPDATE "user"
     SET "id" = NEW."id", "email" = NEW."email", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "deleted_at" IS NULL;
END;

CREATE TRIGGER user_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "user_deleted"
BEGIN
  UPDATE "user"
     SET "id" = NEW."id", "email" = NEW."email", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "id" = OLD."id" AND "deleted_at" IS NOT NULL;
END;

CREATE TRIGGER user_softdelete_active_delete /* softdelete */ INSTEAD OF DELETE ON "user_active"
BEGIN
  DELETE FROM "user" WHERE "id" = OLD."id" AND "deleted_at" IS NULL;
END;

CREATE TRIGGER user_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "user_deleted"
BEGIN
  INSERT INTO softdelete_context(id, scope, row_key) VALUES (random(), 'purge user', OLD."id");
  DELETE FROM "user" WHERE "id" = OLD."id" AND "deleted_at" IS NOT NULL;
  DELETE FROM softdelete_context WHERE id = last_insert_rowid();
  SELECT RAISE(ABORT, 'user: cannot purge: a trigger keeps a row')
   WHERE EXISTS (SELECT 1 FROM "user" WHERE "id" = OLD."id" AND "deleted_at" IS NOT NULL);
END;
