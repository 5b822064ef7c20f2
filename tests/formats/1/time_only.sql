BEGIN;
CREATE TABLE user(id INTEGER PRIMARY KEY, name TEXT, deleted_at TEXT, "deleted_via" TEXT);
INSERT INTO "user"("id", "name", "deleted_at", "deleted_via") VALUES (1, 'Ada', NULL, NULL);
INSERT INTO "user"("id", "name", "deleted_at", "deleted_via") VALUES (2, 'Bob', '2026-01-31 12:00:00', NULL);
INSERT INTO "user"("id", "name", "deleted_at", "deleted_via") VALUES (3, 'Cyd', '2026-01-01 10:00:00.100', NULL);
INSERT INTO "user"("id", "name", "deleted_at", "deleted_via") VALUES (4, 'Dan', NULL, NULL);
CREATE TABLE post(id INTEGER PRIMARY KEY, user_id INT NOT NULL REFERENCES user ON DELETE CASCADE, title TEXT, removed_on TEXT, "deleted_via" TEXT);
INSERT INTO "post"("id", "user_id", "title", "removed_on", "deleted_via") VALUES (1, 1, 'one', NULL, NULL);
INSERT INTO "post"("id", "user_id", "title", "removed_on", "deleted_via") VALUES (2, 1, 'two', '2026-01-02 10:03:00.101', NULL);
INSERT INTO "post"("id", "user_id", "title", "removed_on", "deleted_via") VALUES (3, 3, 'three', '2026-01-03 10:06:00.102', NULL);
INSERT INTO "post"("id", "user_id", "title", "removed_on", "deleted_via") VALUES (4, 3, 'four', '2026-01-01 10:00:00.100', 'user');
INSERT INTO "post"("id", "user_id", "title", "removed_on", "deleted_via") VALUES (5, 4, 'five', NULL, NULL);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'user', 'deleted_at', 'deleted_at', 'user_active', 'user_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'post', 'removed_on', 'removed_on', 'post_active', 'post_deleted', 'declared', '6 months', 0, 0, 0);
CREATE INDEX post_user ON post(user_id);
CREATE INDEX "user_softdelete_trash" /* softdelete */ ON "user" ("deleted_at")
 WHERE "deleted_at" IS NOT NULL;
CREATE TRIGGER "user_softdelete_delete" /* softdelete */ BEFORE DELETE ON "user"
WHEN OLD."deleted_at" IS NULL OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "user"
     SET "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "user"."id" = OLD."id" AND OLD."deleted_at" IS NULL;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "user_softdelete_insert" /* softdelete */ BEFORE INSERT ON "user"
WHEN EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = NEW."id" AND "user"."deleted_at" IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'user: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = NEW."id" AND "user"."deleted_at" IS NOT NULL);
END;
CREATE TRIGGER "user_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "user"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'user: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = NEW."id" AND "user"."deleted_at" IS NOT NULL AND ("user"."id" IS NOT OLD."id"));
END;
CREATE VIEW "user_active" /* softdelete */ AS
SELECT "user"."id" AS "id", "user"."name" AS "name", "user"."deleted_at" AS "deleted_at", "user"."deleted_via" AS "deleted_via"
  FROM "user"
 WHERE "user"."deleted_at" IS NULL;
CREATE VIEW "user_deleted" /* softdelete */ AS
SELECT "user"."id" AS "id", "user"."name" AS "name", "user"."deleted_at" AS "deleted_at", "user"."deleted_via" AS "deleted_via"
  FROM "user"
 WHERE "user"."deleted_at" IS NOT NULL;
CREATE TRIGGER "user_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "user_active"
BEGIN
  INSERT INTO "user" ("id", "name", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "user_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "user_active"
BEGIN
  UPDATE "user"
     SET "id" = NEW."id", "name" = NEW."name", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "user"."id" = OLD."id" AND "user"."deleted_at" IS NULL;
END;
CREATE TRIGGER "user_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "user_deleted"
BEGIN
  UPDATE "user"
     SET "id" = NEW."id", "name" = NEW."name", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "user"."id" = OLD."id" AND "user"."deleted_at" IS NOT NULL;
END;
CREATE TRIGGER "user_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "user_active"
BEGIN
  UPDATE "user"
     SET "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "user"."id" = OLD."id" AND "user"."deleted_at" IS NULL;
END;
CREATE INDEX "post_softdelete_trash" /* softdelete */ ON "post" ("removed_on")
 WHERE "removed_on" IS NOT NULL;
CREATE TRIGGER "post_softdelete_delete" /* softdelete */ BEFORE DELETE ON "post"
WHEN OLD."removed_on" IS NULL OR OLD."removed_on" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "post"
     SET "removed_on" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post"."id" = OLD."id" AND OLD."removed_on" IS NULL;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "post_softdelete_restored" /* softdelete */ AFTER UPDATE OF "removed_on" ON "post"
WHEN OLD."removed_on" IS NOT NULL AND NEW."removed_on" IS NULL AND (OLD."removed_on" IS NOT '9999-12-31 23:59:59.997')
BEGIN
  UPDATE "post" SET "removed_on" = NULL, "deleted_via" = NULL
   WHERE "post"."id" = NEW."id" AND ("removed_on" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'post: cannot restore: the row of user that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "user" p WHERE p."id" = NEW."user_id" AND p."deleted_at" IS NOT NULL);
END;
CREATE TRIGGER "post_softdelete_insert" /* softdelete */ BEFORE INSERT ON "post"
WHEN EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."removed_on" IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'post: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."removed_on" IS NOT NULL);
END;
CREATE TRIGGER "post_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "post"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'post: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."removed_on" IS NOT NULL AND ("post"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "post_softdelete_inserted" /* softdelete */ AFTER INSERT ON "post"
WHEN NEW."removed_on" IS NULL
BEGIN
  SELECT RAISE(ABORT, 'post: a live row cannot refer to a deleted row of user; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "user" p WHERE p."id" = NEW."user_id" AND p."deleted_at" IS NOT NULL);
END;
CREATE TRIGGER "post_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "user_id" ON "post"
WHEN NEW."removed_on" IS NULL AND (NEW."user_id" IS NOT OLD."user_id")
BEGIN
  SELECT RAISE(ABORT, 'post: a live row cannot refer to a deleted row of user; restore that one first')
   WHERE (NEW."user_id" IS NOT OLD."user_id") AND EXISTS (SELECT 1 FROM "user" p WHERE p."id" = NEW."user_id" AND p."deleted_at" IS NOT NULL);
END;
CREATE VIEW "post_active" /* softdelete */ AS
SELECT "post"."id" AS "id", "post"."user_id" AS "user_id", "post"."title" AS "title", "post"."removed_on" AS "removed_on", "post"."deleted_via" AS "deleted_via"
  FROM "post"
 WHERE "post"."removed_on" IS NULL;
CREATE VIEW "post_deleted" /* softdelete */ AS
SELECT "post"."id" AS "id", "post"."user_id" AS "user_id", "post"."title" AS "title", "post"."removed_on" AS "removed_on", "post"."deleted_via" AS "deleted_via"
  FROM "post"
 WHERE "post"."removed_on" IS NOT NULL;
CREATE TRIGGER "post_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "post_active"
BEGIN
  INSERT INTO "post" ("id", "user_id", "title", "removed_on", "deleted_via")
  VALUES (NEW."id", NEW."user_id", NEW."title", NEW."removed_on", NEW."deleted_via");
END;
CREATE TRIGGER "post_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "post_active"
BEGIN
  UPDATE "post"
     SET "id" = NEW."id", "user_id" = NEW."user_id", "title" = NEW."title", "removed_on" = NEW."removed_on", "deleted_via" = NEW."deleted_via"
   WHERE "post"."id" = OLD."id" AND "post"."removed_on" IS NULL;
END;
CREATE TRIGGER "post_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "post_deleted"
BEGIN
  UPDATE "post"
     SET "id" = NEW."id", "user_id" = NEW."user_id", "title" = NEW."title", "removed_on" = NEW."removed_on", "deleted_via" = NEW."deleted_via"
   WHERE "post"."id" = OLD."id" AND "post"."removed_on" IS NOT NULL;
END;
CREATE TRIGGER "post_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "post_active"
BEGIN
  UPDATE "post"
     SET "removed_on" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post"."id" = OLD."id" AND "post"."removed_on" IS NULL;
END;
CREATE TRIGGER "post_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "post_deleted"
BEGIN
  UPDATE "post" SET "removed_on" = '9999-12-31 23:59:59.998'
   WHERE "post"."id" = OLD."id" AND "post"."removed_on" IS NOT NULL;
  DELETE FROM "post"
   WHERE "post"."removed_on" IS NOT NULL AND "removed_on" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'post: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."removed_on" IS NOT NULL AND "post"."removed_on" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'post: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = OLD."id" AND "post"."removed_on" IS NOT NULL);
END;
CREATE TRIGGER "user_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "deleted_at" ON "user"
WHEN OLD."deleted_at" IS NULL AND NEW."deleted_at" IS NOT NULL AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL)
BEGIN
  UPDATE "user" SET "deleted_via" = NULL
   WHERE "user"."id" = NEW."id" AND NEW."deleted_via" IS NOT NULL;
  UPDATE "post"
     SET "removed_on" = NEW."deleted_at", "deleted_via" = 'user'
   WHERE "post"."removed_on" IS NULL AND NEW."id" = "post"."user_id";
END;
CREATE TRIGGER "user_softdelete_restored" /* softdelete */ AFTER UPDATE OF "deleted_at" ON "user"
WHEN OLD."deleted_at" IS NOT NULL AND NEW."deleted_at" IS NULL AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997')
BEGIN
  UPDATE "user" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "user"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "post" SET "removed_on" = '9999-12-31 23:59:59.997'
   WHERE "post"."removed_on" IS NOT NULL AND "post"."deleted_via" IS NOT NULL AND (NEW."id" = "post"."user_id");
  UPDATE "post" SET "removed_on" = NULL, "deleted_via" = NULL
   WHERE "post"."removed_on" IS NOT NULL AND "removed_on" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "user_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "user_deleted"
BEGIN
  UPDATE "user" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "user"."id" = OLD."id" AND "user"."deleted_at" IS NOT NULL;
  UPDATE "post" SET "removed_on" = '9999-12-31 23:59:59.998'
   WHERE "post"."removed_on" IS NOT NULL AND ("post"."user_id" IN (SELECT p."id" FROM "user" p WHERE p."deleted_at" IS NOT NULL AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "post"
   WHERE "post"."removed_on" IS NOT NULL AND "removed_on" = '9999-12-31 23:59:59.998';
  DELETE FROM "user"
   WHERE "user"."deleted_at" IS NOT NULL AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'post: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."removed_on" IS NOT NULL AND "post"."removed_on" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'user: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."deleted_at" IS NOT NULL AND "user"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'user: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "user" WHERE "user"."id" = OLD."id" AND "user"."deleted_at" IS NOT NULL);
END;
COMMIT;
