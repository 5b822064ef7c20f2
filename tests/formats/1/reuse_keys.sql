BEGIN;
CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT UNIQUE, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "tag"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'new', 0, NULL, NULL);
INSERT INTO "tag"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'old', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "tag"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'odd', 0, NULL, NULL);
CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "post"("id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'first', 0, NULL, NULL);
INSERT INTO "post"("id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'second', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "post"("id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'third', 0, NULL, NULL);
CREATE TABLE post_tag(post_id INT NOT NULL REFERENCES post(id) ON DELETE CASCADE, tag_id INT NOT NULL REFERENCES tag(id) ON DELETE CASCADE, rank INT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT, PRIMARY KEY (post_id, tag_id)) WITHOUT ROWID;
INSERT INTO "post_tag"("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 5, 0, NULL, NULL);
INSERT INTO "post_tag"("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 2, 6, 1, '2026-01-03 10:06:00.102', NULL);
INSERT INTO "post_tag"("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 7, 1, '2026-01-02 10:03:00.101', 'post');
INSERT INTO "post_tag"("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 3, 8, 1, '2026-01-02 10:03:00.101', 'post');
INSERT INTO "post_tag"("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 3, 9, 0, NULL, NULL);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'tag', 'is_deleted', 'deleted_at', 'tag_active', 'tag_deleted', 'declared', NULL, 0, 0, 1);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'post', 'is_deleted', 'deleted_at', 'post_active', 'post_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (3, 'post_tag', 'is_deleted', 'deleted_at', 'post_tag_active', 'post_tag_deleted', 'declared', NULL, 0, 0, 1);
CREATE INDEX "tag_softdelete_trash" /* softdelete */ ON "tag" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "tag_softdelete_delete" /* softdelete */ BEFORE DELETE ON "tag"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "tag"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "tag"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "tag_softdelete_insert" /* softdelete */ BEFORE INSERT ON "tag"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."name" = NEW."name" AND "tag"."is_deleted" = 1) OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = NEW."id" AND "tag"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  DELETE FROM "tag_deleted"
   WHERE "id" = (SELECT "id" FROM "tag" WHERE "tag"."name" = NEW."name" AND "tag"."is_deleted" = 1)
     AND (NEW."is_deleted" IS NULL OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."name" = NEW."name" AND "tag"."is_deleted" = 0) OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = NEW."id" AND "tag"."is_deleted" = 0)) IS NOT 1;
  DELETE FROM "tag_deleted"
   WHERE "id" = (SELECT "id" FROM "tag" WHERE "tag"."id" = NEW."id" AND "tag"."is_deleted" = 1) AND NEW."id" <> -1
     AND (NEW."is_deleted" IS NULL OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."name" = NEW."name" AND "tag"."is_deleted" = 0) OR EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = NEW."id" AND "tag"."is_deleted" = 0)) IS NOT 1;
END;
CREATE TRIGGER "tag_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "name", "id", "rowid", "_rowid_", "oid" ON "tag"
WHEN NEW."name" IS NOT OLD."name" OR NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'tag: a deleted row in the trash has the same name; restore or purge it first')
   WHERE EXISTS (SELECT 1 FROM "tag" WHERE "tag"."name" = NEW."name" AND "tag"."is_deleted" = 1 AND ("tag"."id" IS NOT OLD."id"));
  SELECT RAISE(ABORT, 'tag: a deleted row in the trash has the same id; restore or purge it first')
   WHERE EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = NEW."id" AND "tag"."is_deleted" = 1 AND ("tag"."id" IS NOT OLD."id"));
END;
CREATE VIEW "tag_active" /* softdelete */ AS
SELECT "tag"."id" AS "id", "tag"."name" AS "name", "tag"."is_deleted" AS "is_deleted", "tag"."deleted_at" AS "deleted_at", "tag"."deleted_via" AS "deleted_via"
  FROM "tag"
 WHERE "tag"."is_deleted" = 0;
CREATE VIEW "tag_deleted" /* softdelete */ AS
SELECT "tag"."id" AS "id", "tag"."name" AS "name", "tag"."is_deleted" AS "is_deleted", "tag"."deleted_at" AS "deleted_at", "tag"."deleted_via" AS "deleted_via"
  FROM "tag"
 WHERE "tag"."is_deleted" = 1;
CREATE TRIGGER "tag_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "tag_active"
BEGIN
  INSERT INTO "tag" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "tag_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "tag_active"
BEGIN
  UPDATE "tag"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "tag"."id" = OLD."id" AND "tag"."is_deleted" = 0;
END;
CREATE TRIGGER "tag_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "tag_deleted"
BEGIN
  UPDATE "tag"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "tag"."id" = OLD."id" AND "tag"."is_deleted" = 1;
END;
CREATE TRIGGER "tag_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "tag_active"
BEGIN
  UPDATE "tag"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "tag"."id" = OLD."id" AND "tag"."is_deleted" = 0;
END;
CREATE INDEX "post_softdelete_trash" /* softdelete */ ON "post" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "post_softdelete_delete" /* softdelete */ BEFORE DELETE ON "post"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "post"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "post_softdelete_insert" /* softdelete */ BEFORE INSERT ON "post"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'post: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'post: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."is_deleted" = 1);
END;
CREATE TRIGGER "post_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "post"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'post: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = NEW."id" AND "post"."is_deleted" = 1 AND ("post"."id" IS NOT OLD."id"));
END;
CREATE VIEW "post_active" /* softdelete */ AS
SELECT "post"."id" AS "id", "post"."title" AS "title", "post"."is_deleted" AS "is_deleted", "post"."deleted_at" AS "deleted_at", "post"."deleted_via" AS "deleted_via"
  FROM "post"
 WHERE "post"."is_deleted" = 0;
CREATE VIEW "post_deleted" /* softdelete */ AS
SELECT "post"."id" AS "id", "post"."title" AS "title", "post"."is_deleted" AS "is_deleted", "post"."deleted_at" AS "deleted_at", "post"."deleted_via" AS "deleted_via"
  FROM "post"
 WHERE "post"."is_deleted" = 1;
CREATE TRIGGER "post_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "post_active"
BEGIN
  INSERT INTO "post" ("id", "title", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."title", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "post_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "post_active"
BEGIN
  UPDATE "post"
     SET "id" = NEW."id", "title" = NEW."title", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "post"."id" = OLD."id" AND "post"."is_deleted" = 0;
END;
CREATE TRIGGER "post_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "post_deleted"
BEGIN
  UPDATE "post"
     SET "id" = NEW."id", "title" = NEW."title", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "post"."id" = OLD."id" AND "post"."is_deleted" = 1;
END;
CREATE TRIGGER "post_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "post_active"
BEGIN
  UPDATE "post"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post"."id" = OLD."id" AND "post"."is_deleted" = 0;
END;
CREATE TRIGGER "post_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "post"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'post: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "post"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "post"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "post_tag"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "post" WHERE "post"."id" = NEW."id"), "deleted_via" = 'post'
   WHERE "post_tag"."is_deleted" = 0 AND NEW."id" = "post_tag"."post_id";
END;
CREATE TRIGGER "post_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "post"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'post: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "post" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "post"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "post_tag" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "post_tag"."is_deleted" = 1 AND "post_tag"."deleted_via" IS NOT NULL AND (NEW."id" = "post_tag"."post_id")
   AND NOT EXISTS (SELECT 1 FROM "post" p WHERE p."id" = "post_tag"."post_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1)
   AND NOT EXISTS (SELECT 1 FROM "tag" p WHERE p."id" = "post_tag"."tag_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1);
  UPDATE "post_tag" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "post_tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "post_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "post_deleted"
BEGIN
  UPDATE "post" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "post"."id" = OLD."id" AND "post"."is_deleted" = 1;
  UPDATE "post_tag" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "post_tag"."is_deleted" = 1 AND ("post_tag"."post_id" IN (SELECT p."id" FROM "post" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "post_tag"
   WHERE "post_tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "post"
   WHERE "post"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'post_tag: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."is_deleted" = 1 AND "post_tag"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'post: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."is_deleted" = 1 AND "post"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'post: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "post" WHERE "post"."id" = OLD."id" AND "post"."is_deleted" = 1);
END;
CREATE INDEX "post_tag_softdelete_trash" /* softdelete */ ON "post_tag" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "post_tag_softdelete_delete" /* softdelete */ BEFORE DELETE ON "post_tag"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "post_tag"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "post_tag_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "post_tag"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'post_tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "post_tag"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "post_tag_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "post_tag"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'post_tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "post_tag" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'post_tag: cannot restore: the row of post that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "post" p WHERE p."id" = NEW."post_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'post_tag: cannot restore: the row of tag that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "tag" p WHERE p."id" = NEW."tag_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "post_tag_softdelete_insert" /* softdelete */ BEFORE INSERT ON "post_tag"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND "post_tag"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'post_tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  DELETE FROM "post_tag_deleted"
   WHERE ("post_id", "tag_id") = (SELECT "post_id", "tag_id" FROM "post_tag" WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND "post_tag"."is_deleted" = 1)
     AND (NEW."post_id" IS NULL OR NEW."tag_id" IS NULL OR NEW."is_deleted" IS NULL OR EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND "post_tag"."is_deleted" = 0)) IS NOT 1;
END;
CREATE TRIGGER "post_tag_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "post_id", "tag_id" ON "post_tag"
WHEN NEW."post_id" IS NOT OLD."post_id" OR NEW."tag_id" IS NOT OLD."tag_id"
BEGIN
  SELECT RAISE(ABORT, 'post_tag: a deleted row in the trash has the same post_id, tag_id; restore or purge it first')
   WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = NEW."post_id" AND "post_tag"."tag_id" = NEW."tag_id" AND "post_tag"."is_deleted" = 1 AND ("post_tag"."post_id" IS NOT OLD."post_id" OR "post_tag"."tag_id" IS NOT OLD."tag_id"));
END;
CREATE TRIGGER "post_tag_softdelete_inserted" /* softdelete */ AFTER INSERT ON "post_tag"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'post_tag: a live row cannot refer to a deleted row of post; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "post" p WHERE p."id" = NEW."post_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'post_tag: a live row cannot refer to a deleted row of tag; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "tag" p WHERE p."id" = NEW."tag_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "post_tag_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "post_id", "tag_id" ON "post_tag"
WHEN NEW."is_deleted" = 0 AND (NEW."post_id" IS NOT OLD."post_id" OR NEW."tag_id" IS NOT OLD."tag_id")
BEGIN
  SELECT RAISE(ABORT, 'post_tag: a live row cannot refer to a deleted row of post; restore that one first')
   WHERE (NEW."post_id" IS NOT OLD."post_id") AND EXISTS (SELECT 1 FROM "post" p WHERE p."id" = NEW."post_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'post_tag: a live row cannot refer to a deleted row of tag; restore that one first')
   WHERE (NEW."tag_id" IS NOT OLD."tag_id") AND EXISTS (SELECT 1 FROM "tag" p WHERE p."id" = NEW."tag_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "post_tag_active" /* softdelete */ AS
SELECT "post_tag"."post_id" AS "post_id", "post_tag"."tag_id" AS "tag_id", "post_tag"."rank" AS "rank", "post_tag"."is_deleted" AS "is_deleted", "post_tag"."deleted_at" AS "deleted_at", "post_tag"."deleted_via" AS "deleted_via"
  FROM "post_tag"
 WHERE "post_tag"."is_deleted" = 0;
CREATE VIEW "post_tag_deleted" /* softdelete */ AS
SELECT "post_tag"."post_id" AS "post_id", "post_tag"."tag_id" AS "tag_id", "post_tag"."rank" AS "rank", "post_tag"."is_deleted" AS "is_deleted", "post_tag"."deleted_at" AS "deleted_at", "post_tag"."deleted_via" AS "deleted_via"
  FROM "post_tag"
 WHERE "post_tag"."is_deleted" = 1;
CREATE TRIGGER "post_tag_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "post_tag_active"
BEGIN
  INSERT INTO "post_tag" ("post_id", "tag_id", "rank", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."post_id", NEW."tag_id", NEW."rank", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "post_tag_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "post_tag_active"
BEGIN
  UPDATE "post_tag"
     SET "post_id" = NEW."post_id", "tag_id" = NEW."tag_id", "rank" = NEW."rank", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND "post_tag"."is_deleted" = 0;
END;
CREATE TRIGGER "post_tag_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "post_tag_deleted"
BEGIN
  UPDATE "post_tag"
     SET "post_id" = NEW."post_id", "tag_id" = NEW."tag_id", "rank" = NEW."rank", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND "post_tag"."is_deleted" = 1;
END;
CREATE TRIGGER "post_tag_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "post_tag_active"
BEGIN
  UPDATE "post_tag"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND "post_tag"."is_deleted" = 0;
END;
CREATE TRIGGER "post_tag_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "post_tag_deleted"
BEGIN
  UPDATE "post_tag" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND "post_tag"."is_deleted" = 1;
  DELETE FROM "post_tag"
   WHERE "post_tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'post_tag: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."is_deleted" = 1 AND "post_tag"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'post_tag: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = OLD."post_id" AND "post_tag"."tag_id" = OLD."tag_id" AND "post_tag"."is_deleted" = 1);
END;
CREATE TRIGGER "tag_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "tag"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "tag"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "tag"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "post_tag"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "tag" WHERE "tag"."id" = NEW."id"), "deleted_via" = 'tag'
   WHERE "post_tag"."is_deleted" = 0 AND NEW."id" = "post_tag"."tag_id";
END;
CREATE TRIGGER "tag_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "tag"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'tag: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "tag" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "tag"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "post_tag" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "post_tag"."is_deleted" = 1 AND "post_tag"."deleted_via" IS NOT NULL AND (NEW."id" = "post_tag"."tag_id")
   AND NOT EXISTS (SELECT 1 FROM "post" p WHERE p."id" = "post_tag"."post_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1)
   AND NOT EXISTS (SELECT 1 FROM "tag" p WHERE p."id" = "post_tag"."tag_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1);
  UPDATE "post_tag" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "post_tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "tag_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "tag_deleted"
BEGIN
  UPDATE "tag" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "tag"."id" = OLD."id" AND "tag"."is_deleted" = 1;
  UPDATE "post_tag" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "post_tag"."is_deleted" = 1 AND ("post_tag"."tag_id" IN (SELECT p."id" FROM "tag" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "post_tag"
   WHERE "post_tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "tag"
   WHERE "tag"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'post_tag: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."is_deleted" = 1 AND "post_tag"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'tag: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "tag" WHERE "tag"."is_deleted" = 1 AND "tag"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'tag: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "tag" WHERE "tag"."id" = OLD."id" AND "tag"."is_deleted" = 1);
END;
COMMIT;
