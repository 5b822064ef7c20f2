BEGIN;
CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "author"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'Ada', 0, NULL, NULL);
INSERT INTO "author"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'Bob', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "author"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'Cyd', 0, NULL, NULL);
INSERT INTO "author"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 'Dan', 0, NULL, NULL);
CREATE TABLE book(id INTEGER PRIMARY KEY, author_id INT NOT NULL REFERENCES author(id) ON DELETE CASCADE, title TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (10, 1, 'A1', 0, NULL, NULL);
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (11, 1, 'A2', 0, NULL, NULL);
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (20, 2, 'B1', 1, '2026-01-01 10:00:00.100', 'author');
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (21, 2, 'B2', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (30, 3, 'C1', 0, NULL, NULL);
INSERT INTO "book"("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via") VALUES (40, 4, 'D1', 0, NULL, NULL);
CREATE TABLE page(id INTEGER PRIMARY KEY, book_id INT NOT NULL REFERENCES book(id) ON DELETE CASCADE, number INT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (100, 10, 1, 0, NULL, NULL);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (101, 10, 2, 0, NULL, NULL);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (110, 11, 1, 0, NULL, NULL);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (200, 20, 1, 1, '2026-01-01 10:00:00.100', 'book');
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (201, 20, 2, 1, '2026-01-03 10:06:00.102', NULL);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (210, 21, 1, 1, '2026-01-02 10:03:00.101', 'book');
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (300, 30, 1, 0, NULL, NULL);
INSERT INTO "page"("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via") VALUES (400, 40, 1, 0, NULL, NULL);
CREATE TABLE node(id INTEGER PRIMARY KEY, up INT REFERENCES node(id) ON DELETE CASCADE, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, NULL, 'root', 0, NULL, NULL);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 'a', 0, NULL, NULL);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 'aa', 1, '2026-01-04 10:09:00.103', NULL);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 3, 'aaa', 1, '2026-01-04 10:09:00.103', 'node');
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (5, 1, 'b', 0, NULL, NULL);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (6, NULL, 'other', 1, '2026-01-05 10:12:00.104', NULL);
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (7, 6, 'c', 1, '2026-01-05 10:12:00.104', 'node');
INSERT INTO "node"("id", "up", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (8, 7, 'cc', 1, '2026-01-05 10:12:00.104', 'node');
CREATE TABLE shop(id INTEGER PRIMARY KEY, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "shop"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'North', 0, NULL, NULL);
INSERT INTO "shop"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'South', 1, '2026-01-06 10:15:00.105', NULL);
INSERT INTO "shop"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'East', 0, NULL, NULL);
CREATE TABLE sale(id INTEGER PRIMARY KEY, shop_id INT REFERENCES shop(id) ON DELETE RESTRICT, book_id INT REFERENCES book(id) ON DELETE SET NULL, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "sale"("id", "shop_id", "book_id", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 10, 0, NULL, NULL);
INSERT INTO "sale"("id", "shop_id", "book_id", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, NULL, 0, NULL, NULL);
INSERT INTO "sale"("id", "shop_id", "book_id", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 30, 1, '2026-01-07 10:18:00.106', NULL);
INSERT INTO "sale"("id", "shop_id", "book_id", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 2, 40, 1, '2026-01-07 10:18:00.106', NULL);
CREATE TABLE club(id INTEGER PRIMARY KEY, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "club"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'chess', 0, NULL, NULL);
INSERT INTO "club"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'go', 1, '2026-01-08 10:21:00.107', NULL);
INSERT INTO "club"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'bridge', 0, NULL, NULL);
CREATE TABLE member(id INTEGER PRIMARY KEY, club_id INT REFERENCES club(id), name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "member"("id", "club_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 'Eve', 0, NULL, NULL);
INSERT INTO "member"("id", "club_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 'Fay', 0, NULL, NULL);
INSERT INTO "member"("id", "club_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 'Gil', 1, '2026-01-08 10:21:00.107', 'club');
INSERT INTO "member"("id", "club_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 2, 'Hal', 1, '2026-01-08 10:21:00.107', 'club');
CREATE TABLE hall(id INTEGER PRIMARY KEY, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "hall"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'big', 0, NULL, NULL);
INSERT INTO "hall"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'small', 0, NULL, NULL);
CREATE TABLE visit(id INTEGER PRIMARY KEY, hall_id INT REFERENCES hall(id) ON DELETE RESTRICT, name TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "visit"("id", "hall_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 'Ivy', 0, NULL, NULL);
INSERT INTO "visit"("id", "hall_id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 2, 'Jon', 0, NULL, NULL);
CREATE TABLE note(id INTEGER PRIMARY KEY, author_id INT REFERENCES author(id), text TEXT);
INSERT INTO "note"("id", "author_id", "text") VALUES (1, 1, 'of no managed table');
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'author', 'is_deleted', 'deleted_at', 'author_active', 'author_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'book', 'is_deleted', 'deleted_at', 'book_active', 'book_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (3, 'page', 'is_deleted', 'deleted_at', 'page_active', 'page_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (4, 'node', 'is_deleted', 'deleted_at', 'node_active', 'node_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (5, 'shop', 'is_deleted', 'deleted_at', 'shop_active', 'shop_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (6, 'sale', 'is_deleted', 'deleted_at', 'sale_active', 'sale_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (7, 'club', 'is_deleted', 'deleted_at', 'club_active', 'club_deleted', 'cascade', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (8, 'member', 'is_deleted', 'deleted_at', 'member_active', 'member_deleted', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (9, 'hall', 'is_deleted', 'deleted_at', 'hall_active', 'hall_deleted', 'keep', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (10, 'visit', 'is_deleted', 'deleted_at', 'visit_active', 'visit_deleted', 'declared', NULL, 0, 0, 0);
CREATE INDEX book_author ON book(author_id);
CREATE INDEX page_book ON page(book_id);
CREATE INDEX node_up ON node(up);
CREATE INDEX "author_softdelete_trash" /* softdelete */ ON "author" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "author_softdelete_delete" /* softdelete */ BEFORE DELETE ON "author"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "author"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "author"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "author_softdelete_insert" /* softdelete */ BEFORE INSERT ON "author"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "author" WHERE "author"."id" = NEW."id" AND "author"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'author: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'author: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "author" WHERE "author"."id" = NEW."id" AND "author"."is_deleted" = 1);
END;
CREATE TRIGGER "author_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "author"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'author: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "author" WHERE "author"."id" = NEW."id" AND "author"."is_deleted" = 1 AND ("author"."id" IS NOT OLD."id"));
END;
CREATE VIEW "author_active" /* softdelete */ AS
SELECT "author"."id" AS "id", "author"."name" AS "name", "author"."is_deleted" AS "is_deleted", "author"."deleted_at" AS "deleted_at", "author"."deleted_via" AS "deleted_via"
  FROM "author"
 WHERE "author"."is_deleted" = 0;
CREATE VIEW "author_deleted" /* softdelete */ AS
SELECT "author"."id" AS "id", "author"."name" AS "name", "author"."is_deleted" AS "is_deleted", "author"."deleted_at" AS "deleted_at", "author"."deleted_via" AS "deleted_via"
  FROM "author"
 WHERE "author"."is_deleted" = 1;
CREATE TRIGGER "author_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "author_active"
BEGIN
  INSERT INTO "author" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "author_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "author_active"
BEGIN
  UPDATE "author"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "author"."id" = OLD."id" AND "author"."is_deleted" = 0;
END;
CREATE TRIGGER "author_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "author_deleted"
BEGIN
  UPDATE "author"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "author"."id" = OLD."id" AND "author"."is_deleted" = 1;
END;
CREATE TRIGGER "author_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "author_active"
BEGIN
  UPDATE "author"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "author"."id" = OLD."id" AND "author"."is_deleted" = 0;
END;
CREATE INDEX "book_softdelete_trash" /* softdelete */ ON "book" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "book_softdelete_delete" /* softdelete */ BEFORE DELETE ON "book"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "book"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "book"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "book_softdelete_insert" /* softdelete */ BEFORE INSERT ON "book"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "book" WHERE "book"."id" = NEW."id" AND "book"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'book: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'book: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."id" = NEW."id" AND "book"."is_deleted" = 1);
END;
CREATE TRIGGER "book_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "book"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'book: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."id" = NEW."id" AND "book"."is_deleted" = 1 AND ("book"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "book_softdelete_inserted" /* softdelete */ AFTER INSERT ON "book"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'book: a live row cannot refer to a deleted row of author; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "author" p WHERE p."id" = NEW."author_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "book_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "author_id" ON "book"
WHEN NEW."is_deleted" = 0 AND (NEW."author_id" IS NOT OLD."author_id")
BEGIN
  SELECT RAISE(ABORT, 'book: a live row cannot refer to a deleted row of author; restore that one first')
   WHERE (NEW."author_id" IS NOT OLD."author_id") AND EXISTS (SELECT 1 FROM "author" p WHERE p."id" = NEW."author_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "book_active" /* softdelete */ AS
SELECT "book"."id" AS "id", "book"."author_id" AS "author_id", "book"."title" AS "title", "book"."is_deleted" AS "is_deleted", "book"."deleted_at" AS "deleted_at", "book"."deleted_via" AS "deleted_via"
  FROM "book"
 WHERE "book"."is_deleted" = 0;
CREATE VIEW "book_deleted" /* softdelete */ AS
SELECT "book"."id" AS "id", "book"."author_id" AS "author_id", "book"."title" AS "title", "book"."is_deleted" AS "is_deleted", "book"."deleted_at" AS "deleted_at", "book"."deleted_via" AS "deleted_via"
  FROM "book"
 WHERE "book"."is_deleted" = 1;
CREATE TRIGGER "book_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "book_active"
BEGIN
  INSERT INTO "book" ("id", "author_id", "title", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."author_id", NEW."title", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "book_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "book_active"
BEGIN
  UPDATE "book"
     SET "id" = NEW."id", "author_id" = NEW."author_id", "title" = NEW."title", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "book"."id" = OLD."id" AND "book"."is_deleted" = 0;
END;
CREATE TRIGGER "book_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "book_deleted"
BEGIN
  UPDATE "book"
     SET "id" = NEW."id", "author_id" = NEW."author_id", "title" = NEW."title", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "book"."id" = OLD."id" AND "book"."is_deleted" = 1;
END;
CREATE TRIGGER "book_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "book_active"
BEGIN
  UPDATE "book"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "book"."id" = OLD."id" AND "book"."is_deleted" = 0;
END;
CREATE TRIGGER "author_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "author"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'author: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "author"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "author"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "book"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "author" WHERE "author"."id" = NEW."id"), "deleted_via" = 'author'
   WHERE "book"."is_deleted" = 0 AND NEW."id" = "book"."author_id";
  UPDATE "page"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "author" WHERE "author"."id" = NEW."id"), "deleted_via" = 'book'
   WHERE "page"."is_deleted" = 0 AND "page"."book_id" IN (
    WITH RECURSIVE below(t, k1) AS (
      SELECT 0, NEW."id"
      UNION SELECT 1, c."id" FROM below CROSS JOIN "author" p ON below.t = 0 AND p."id" = below.k1 CROSS JOIN "book" c ON p."id" = c."author_id" WHERE (c."is_deleted" = 0 OR c."deleted_at" = (SELECT "deleted_at" FROM "author" WHERE "author"."id" = NEW."id") AND c."deleted_via" IS NOT NULL))
    SELECT p."id" FROM below CROSS JOIN "book" p ON below.t = 1 AND p."id" = below.k1);
  SELECT RAISE(ABORT, 'author: cannot delete: live rows of note refer to author (ON DELETE NO ACTION); delete them first, or set children = ''cascade'' or ''keep'' in softdelete')
   WHERE EXISTS (SELECT 1 FROM "note" WHERE NEW."id" = "note"."author_id");
END;
CREATE TRIGGER "author_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "author_deleted"
BEGIN
  UPDATE "author" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "author"."id" = OLD."id" AND "author"."is_deleted" = 1;
  UPDATE "book" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "book"."is_deleted" = 1 AND ("book"."author_id" IN (SELECT p."id" FROM "author" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  UPDATE "page" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "page"."is_deleted" = 1 AND ("page"."book_id" IN (SELECT p."id" FROM "book" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "page"
   WHERE "page"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "book"
   WHERE "book"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "author"
   WHERE "author"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'page: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."is_deleted" = 1 AND "page"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'book: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."is_deleted" = 1 AND "book"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'author: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "author" WHERE "author"."is_deleted" = 1 AND "author"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'author: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "author" WHERE "author"."id" = OLD."id" AND "author"."is_deleted" = 1);
END;
CREATE TRIGGER "book_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "book"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'book: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "book"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "book"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "page"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "book" WHERE "book"."id" = NEW."id"), "deleted_via" = 'book'
   WHERE "page"."is_deleted" = 0 AND NEW."id" = "page"."book_id";
END;
CREATE TRIGGER "book_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "book_deleted"
BEGIN
  UPDATE "book" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "book"."id" = OLD."id" AND "book"."is_deleted" = 1;
  UPDATE "page" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "page"."is_deleted" = 1 AND ("page"."book_id" IN (SELECT p."id" FROM "book" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "page"
   WHERE "page"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "book"
   WHERE "book"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'page: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."is_deleted" = 1 AND "page"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'book: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."is_deleted" = 1 AND "book"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'book: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "book" WHERE "book"."id" = OLD."id" AND "book"."is_deleted" = 1);
END;
CREATE INDEX "page_softdelete_trash" /* softdelete */ ON "page" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "page_softdelete_delete" /* softdelete */ BEFORE DELETE ON "page"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "page"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "page"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "page_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "page"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'page: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "page"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "page"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "page_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "page"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'page: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "page" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "page"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'page: cannot restore: the row of book that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "page_softdelete_insert" /* softdelete */ BEFORE INSERT ON "page"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "page" WHERE "page"."id" = NEW."id" AND "page"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'page: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'page: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."id" = NEW."id" AND "page"."is_deleted" = 1);
END;
CREATE TRIGGER "page_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "page"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'page: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."id" = NEW."id" AND "page"."is_deleted" = 1 AND ("page"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "page_softdelete_inserted" /* softdelete */ AFTER INSERT ON "page"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'page: a live row cannot refer to a deleted row of book; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "page_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "book_id" ON "page"
WHEN NEW."is_deleted" = 0 AND (NEW."book_id" IS NOT OLD."book_id")
BEGIN
  SELECT RAISE(ABORT, 'page: a live row cannot refer to a deleted row of book; restore that one first')
   WHERE (NEW."book_id" IS NOT OLD."book_id") AND EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "page_active" /* softdelete */ AS
SELECT "page"."id" AS "id", "page"."book_id" AS "book_id", "page"."number" AS "number", "page"."is_deleted" AS "is_deleted", "page"."deleted_at" AS "deleted_at", "page"."deleted_via" AS "deleted_via"
  FROM "page"
 WHERE "page"."is_deleted" = 0;
CREATE VIEW "page_deleted" /* softdelete */ AS
SELECT "page"."id" AS "id", "page"."book_id" AS "book_id", "page"."number" AS "number", "page"."is_deleted" AS "is_deleted", "page"."deleted_at" AS "deleted_at", "page"."deleted_via" AS "deleted_via"
  FROM "page"
 WHERE "page"."is_deleted" = 1;
CREATE TRIGGER "page_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "page_active"
BEGIN
  INSERT INTO "page" ("id", "book_id", "number", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."book_id", NEW."number", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "page_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "page_active"
BEGIN
  UPDATE "page"
     SET "id" = NEW."id", "book_id" = NEW."book_id", "number" = NEW."number", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "page"."id" = OLD."id" AND "page"."is_deleted" = 0;
END;
CREATE TRIGGER "page_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "page_deleted"
BEGIN
  UPDATE "page"
     SET "id" = NEW."id", "book_id" = NEW."book_id", "number" = NEW."number", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "page"."id" = OLD."id" AND "page"."is_deleted" = 1;
END;
CREATE TRIGGER "page_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "page_active"
BEGIN
  UPDATE "page"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "page"."id" = OLD."id" AND "page"."is_deleted" = 0;
END;
CREATE TRIGGER "page_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "page_deleted"
BEGIN
  UPDATE "page" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "page"."id" = OLD."id" AND "page"."is_deleted" = 1;
  DELETE FROM "page"
   WHERE "page"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'page: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."is_deleted" = 1 AND "page"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'page: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "page" WHERE "page"."id" = OLD."id" AND "page"."is_deleted" = 1);
END;
CREATE INDEX "node_softdelete_trash" /* softdelete */ ON "node" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "node_softdelete_delete" /* softdelete */ BEFORE DELETE ON "node"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "node"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "node"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "node_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "node"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'node: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "node"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "node"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "node"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "node" WHERE "node"."id" = NEW."id"), "deleted_via" = 'node'
   WHERE "node"."is_deleted" = 0 AND "node"."up" IN (
    WITH RECURSIVE below(t, k1) AS (
      SELECT 0, NEW."id"
      UNION SELECT 0, c."id" FROM below CROSS JOIN "node" p ON below.t = 0 AND p."id" = below.k1 CROSS JOIN "node" c ON p."id" = c."up" WHERE (c."is_deleted" = 0 OR c."deleted_at" = (SELECT "deleted_at" FROM "node" WHERE "node"."id" = NEW."id") AND c."deleted_via" IS NOT NULL))
    SELECT p."id" FROM below CROSS JOIN "node" p ON below.t = 0 AND p."id" = below.k1);
END;
CREATE TRIGGER "node_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "node"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'node: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "node" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "node"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "node" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "node"."is_deleted" = 1 AND "node"."deleted_via" IS NOT NULL AND "id" IN (
    WITH RECURSIVE below(t, k1) AS (
      SELECT 0, NEW."id"
      UNION SELECT 0, c."id" FROM below CROSS JOIN "node" p ON below.t = 0 AND p."id" = below.k1 CROSS JOIN "node" c ON p."id" = c."up" WHERE c."is_deleted" = 1 AND c."deleted_via" IS NOT NULL)
    SELECT k1 FROM below WHERE t = 0);
  UPDATE "node" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "node"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  SELECT RAISE(ABORT, 'node: cannot restore: the row of node that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "node" p WHERE p."id" = NEW."up" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "node_softdelete_insert" /* softdelete */ BEFORE INSERT ON "node"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "node" WHERE "node"."id" = NEW."id" AND "node"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'node: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'node: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "node" WHERE "node"."id" = NEW."id" AND "node"."is_deleted" = 1);
END;
CREATE TRIGGER "node_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "node"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'node: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "node" WHERE "node"."id" = NEW."id" AND "node"."is_deleted" = 1 AND ("node"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "node_softdelete_inserted" /* softdelete */ AFTER INSERT ON "node"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'node: a live row cannot refer to a deleted row of node; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "node" p WHERE p."id" = NEW."up" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "node_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "up" ON "node"
WHEN NEW."is_deleted" = 0 AND (NEW."up" IS NOT OLD."up")
BEGIN
  SELECT RAISE(ABORT, 'node: a live row cannot refer to a deleted row of node; restore that one first')
   WHERE (NEW."up" IS NOT OLD."up") AND EXISTS (SELECT 1 FROM "node" p WHERE p."id" = NEW."up" AND p."is_deleted" = 1);
END;
CREATE VIEW "node_active" /* softdelete */ AS
SELECT "node"."id" AS "id", "node"."up" AS "up", "node"."name" AS "name", "node"."is_deleted" AS "is_deleted", "node"."deleted_at" AS "deleted_at", "node"."deleted_via" AS "deleted_via"
  FROM "node"
 WHERE "node"."is_deleted" = 0;
CREATE VIEW "node_deleted" /* softdelete */ AS
SELECT "node"."id" AS "id", "node"."up" AS "up", "node"."name" AS "name", "node"."is_deleted" AS "is_deleted", "node"."deleted_at" AS "deleted_at", "node"."deleted_via" AS "deleted_via"
  FROM "node"
 WHERE "node"."is_deleted" = 1;
CREATE TRIGGER "node_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "node_active"
BEGIN
  INSERT INTO "node" ("id", "up", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."up", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "node_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "node_active"
BEGIN
  UPDATE "node"
     SET "id" = NEW."id", "up" = NEW."up", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "node"."id" = OLD."id" AND "node"."is_deleted" = 0;
END;
CREATE TRIGGER "node_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "node_deleted"
BEGIN
  UPDATE "node"
     SET "id" = NEW."id", "up" = NEW."up", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "node"."id" = OLD."id" AND "node"."is_deleted" = 1;
END;
CREATE TRIGGER "node_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "node_active"
BEGIN
  UPDATE "node"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "node"."id" = OLD."id" AND "node"."is_deleted" = 0;
END;
CREATE TRIGGER "node_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "node_deleted"
BEGIN
  UPDATE "node" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "node"."id" = OLD."id" AND "node"."is_deleted" = 1;
  UPDATE "node" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "node"."is_deleted" = 1 AND "id" IN (
    WITH RECURSIVE below(t, k1) AS (
      SELECT 0, c."id" FROM "node" c WHERE c."is_deleted" = 1 AND c."deleted_at" = '9999-12-31 23:59:59.998'
      UNION SELECT 0, c."id" FROM below CROSS JOIN "node" p ON below.t = 0 AND p."id" = below.k1 CROSS JOIN "node" c ON p."id" = c."up" WHERE c."is_deleted" = 1)
    SELECT k1 FROM below WHERE t = 0);
  DELETE FROM "node"
   WHERE "node"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'node: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "node" WHERE "node"."is_deleted" = 1 AND "node"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'node: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "node" WHERE "node"."id" = OLD."id" AND "node"."is_deleted" = 1);
END;
CREATE INDEX "shop_softdelete_trash" /* softdelete */ ON "shop" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "shop_softdelete_delete" /* softdelete */ BEFORE DELETE ON "shop"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "shop"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "shop"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "shop_softdelete_insert" /* softdelete */ BEFORE INSERT ON "shop"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "shop" WHERE "shop"."id" = NEW."id" AND "shop"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'shop: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'shop: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "shop" WHERE "shop"."id" = NEW."id" AND "shop"."is_deleted" = 1);
END;
CREATE TRIGGER "shop_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "shop"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'shop: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "shop" WHERE "shop"."id" = NEW."id" AND "shop"."is_deleted" = 1 AND ("shop"."id" IS NOT OLD."id"));
END;
CREATE VIEW "shop_active" /* softdelete */ AS
SELECT "shop"."id" AS "id", "shop"."name" AS "name", "shop"."is_deleted" AS "is_deleted", "shop"."deleted_at" AS "deleted_at", "shop"."deleted_via" AS "deleted_via"
  FROM "shop"
 WHERE "shop"."is_deleted" = 0;
CREATE VIEW "shop_deleted" /* softdelete */ AS
SELECT "shop"."id" AS "id", "shop"."name" AS "name", "shop"."is_deleted" AS "is_deleted", "shop"."deleted_at" AS "deleted_at", "shop"."deleted_via" AS "deleted_via"
  FROM "shop"
 WHERE "shop"."is_deleted" = 1;
CREATE TRIGGER "shop_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "shop_active"
BEGIN
  INSERT INTO "shop" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "shop_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "shop_active"
BEGIN
  UPDATE "shop"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "shop"."id" = OLD."id" AND "shop"."is_deleted" = 0;
END;
CREATE TRIGGER "shop_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "shop_deleted"
BEGIN
  UPDATE "shop"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "shop"."id" = OLD."id" AND "shop"."is_deleted" = 1;
END;
CREATE TRIGGER "shop_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "shop_active"
BEGIN
  UPDATE "shop"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "shop"."id" = OLD."id" AND "shop"."is_deleted" = 0;
END;
CREATE TRIGGER "author_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "author"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'author: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "author" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "author"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "book" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "book"."is_deleted" = 1 AND "book"."deleted_via" IS NOT NULL AND (NEW."id" = "book"."author_id");
  UPDATE "sale" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "sale"."is_deleted" = 1 AND "sale"."deleted_via" IS NOT NULL AND ("sale"."book_id" IN (SELECT p."id" FROM "book" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997'))
   AND NOT EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = "sale"."shop_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1)
   AND NOT EXISTS (SELECT 1 FROM "book" p WHERE p."id" = "sale"."book_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1);
  UPDATE "page" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "page"."is_deleted" = 1 AND "page"."deleted_via" IS NOT NULL AND ("page"."book_id" IN (SELECT p."id" FROM "book" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997'));
  UPDATE "book" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "book"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  UPDATE "sale" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "sale"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  UPDATE "page" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "page"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "book_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "book"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'book: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "book" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "book"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "sale" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "sale"."is_deleted" = 1 AND "sale"."deleted_via" IS NOT NULL AND (NEW."id" = "sale"."book_id")
   AND NOT EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = "sale"."shop_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1)
   AND NOT EXISTS (SELECT 1 FROM "book" p WHERE p."id" = "sale"."book_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1);
  UPDATE "page" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "page"."is_deleted" = 1 AND "page"."deleted_via" IS NOT NULL AND (NEW."id" = "page"."book_id");
  UPDATE "sale" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "sale"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  UPDATE "page" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "page"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  SELECT RAISE(ABORT, 'book: cannot restore: the row of author that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "author" p WHERE p."id" = NEW."author_id" AND p."is_deleted" = 1);
END;
CREATE INDEX "sale_softdelete_trash" /* softdelete */ ON "sale" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "sale_softdelete_delete" /* softdelete */ BEFORE DELETE ON "sale"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "sale"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "sale"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "sale_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "sale"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'sale: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "sale"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "sale"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "sale_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "sale"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'sale: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "sale" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "sale"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'sale: cannot restore: the row of shop that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = NEW."shop_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'sale: cannot restore: the row of book that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "sale_softdelete_insert" /* softdelete */ BEFORE INSERT ON "sale"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "sale" WHERE "sale"."id" = NEW."id" AND "sale"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'sale: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'sale: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."id" = NEW."id" AND "sale"."is_deleted" = 1);
END;
CREATE TRIGGER "sale_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "sale"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'sale: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."id" = NEW."id" AND "sale"."is_deleted" = 1 AND ("sale"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "sale_softdelete_inserted" /* softdelete */ AFTER INSERT ON "sale"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'sale: a live row cannot refer to a deleted row of shop; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = NEW."shop_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'sale: a live row cannot refer to a deleted row of book; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "sale_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "shop_id", "book_id" ON "sale"
WHEN NEW."is_deleted" = 0 AND (NEW."shop_id" IS NOT OLD."shop_id" OR NEW."book_id" IS NOT OLD."book_id")
BEGIN
  SELECT RAISE(ABORT, 'sale: a live row cannot refer to a deleted row of shop; restore that one first')
   WHERE (NEW."shop_id" IS NOT OLD."shop_id") AND EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = NEW."shop_id" AND p."is_deleted" = 1);
  SELECT RAISE(ABORT, 'sale: a live row cannot refer to a deleted row of book; restore that one first')
   WHERE (NEW."book_id" IS NOT OLD."book_id") AND EXISTS (SELECT 1 FROM "book" p WHERE p."id" = NEW."book_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "sale_active" /* softdelete */ AS
SELECT "sale"."id" AS "id", "sale"."shop_id" AS "shop_id", "sale"."book_id" AS "book_id", "sale"."is_deleted" AS "is_deleted", "sale"."deleted_at" AS "deleted_at", "sale"."deleted_via" AS "deleted_via"
  FROM "sale"
 WHERE "sale"."is_deleted" = 0;
CREATE VIEW "sale_deleted" /* softdelete */ AS
SELECT "sale"."id" AS "id", "sale"."shop_id" AS "shop_id", "sale"."book_id" AS "book_id", "sale"."is_deleted" AS "is_deleted", "sale"."deleted_at" AS "deleted_at", "sale"."deleted_via" AS "deleted_via"
  FROM "sale"
 WHERE "sale"."is_deleted" = 1;
CREATE TRIGGER "sale_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "sale_active"
BEGIN
  INSERT INTO "sale" ("id", "shop_id", "book_id", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."shop_id", NEW."book_id", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "sale_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "sale_active"
BEGIN
  UPDATE "sale"
     SET "id" = NEW."id", "shop_id" = NEW."shop_id", "book_id" = NEW."book_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "sale"."id" = OLD."id" AND "sale"."is_deleted" = 0;
END;
CREATE TRIGGER "sale_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "sale_deleted"
BEGIN
  UPDATE "sale"
     SET "id" = NEW."id", "shop_id" = NEW."shop_id", "book_id" = NEW."book_id", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "sale"."id" = OLD."id" AND "sale"."is_deleted" = 1;
END;
CREATE TRIGGER "sale_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "sale_active"
BEGIN
  UPDATE "sale"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "sale"."id" = OLD."id" AND "sale"."is_deleted" = 0;
END;
CREATE TRIGGER "sale_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "sale_deleted"
BEGIN
  UPDATE "sale" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "sale"."id" = OLD."id" AND "sale"."is_deleted" = 1;
  DELETE FROM "sale"
   WHERE "sale"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'sale: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."is_deleted" = 1 AND "sale"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'sale: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."id" = OLD."id" AND "sale"."is_deleted" = 1);
END;
CREATE TRIGGER "shop_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "shop"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'shop: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "shop"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "shop"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'shop: cannot delete: live rows of sale refer to shop (ON DELETE RESTRICT); delete them first, or set children = ''cascade'' or ''keep'' in softdelete')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."is_deleted" = 0 AND NEW."id" = "sale"."shop_id");
END;
CREATE TRIGGER "shop_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "shop"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'shop: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "shop" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "shop"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "sale" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "sale"."is_deleted" = 1 AND "sale"."deleted_via" IS NOT NULL AND (NEW."id" = "sale"."shop_id")
   AND NOT EXISTS (SELECT 1 FROM "shop" p WHERE p."id" = "sale"."shop_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1)
   AND NOT EXISTS (SELECT 1 FROM "book" p WHERE p."id" = "sale"."book_id" AND p."is_deleted" = 1 AND (p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.997') IS NOT 1);
  UPDATE "sale" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "sale"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "shop_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "shop_deleted"
BEGIN
  UPDATE "shop" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "shop"."id" = OLD."id" AND "shop"."is_deleted" = 1;
  UPDATE "sale" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "sale"."is_deleted" = 1 AND ("sale"."shop_id" IN (SELECT p."id" FROM "shop" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "sale"
   WHERE "sale"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "shop"
   WHERE "shop"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'sale: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "sale" WHERE "sale"."is_deleted" = 1 AND "sale"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'shop: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "shop" WHERE "shop"."is_deleted" = 1 AND "shop"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'shop: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "shop" WHERE "shop"."id" = OLD."id" AND "shop"."is_deleted" = 1);
END;
CREATE INDEX "club_softdelete_trash" /* softdelete */ ON "club" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "club_softdelete_delete" /* softdelete */ BEFORE DELETE ON "club"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "club"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "club"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "club_softdelete_insert" /* softdelete */ BEFORE INSERT ON "club"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "club" WHERE "club"."id" = NEW."id" AND "club"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'club: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'club: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "club" WHERE "club"."id" = NEW."id" AND "club"."is_deleted" = 1);
END;
CREATE TRIGGER "club_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "club"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'club: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "club" WHERE "club"."id" = NEW."id" AND "club"."is_deleted" = 1 AND ("club"."id" IS NOT OLD."id"));
END;
CREATE VIEW "club_active" /* softdelete */ AS
SELECT "club"."id" AS "id", "club"."name" AS "name", "club"."is_deleted" AS "is_deleted", "club"."deleted_at" AS "deleted_at", "club"."deleted_via" AS "deleted_via"
  FROM "club"
 WHERE "club"."is_deleted" = 0;
CREATE VIEW "club_deleted" /* softdelete */ AS
SELECT "club"."id" AS "id", "club"."name" AS "name", "club"."is_deleted" AS "is_deleted", "club"."deleted_at" AS "deleted_at", "club"."deleted_via" AS "deleted_via"
  FROM "club"
 WHERE "club"."is_deleted" = 1;
CREATE TRIGGER "club_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "club_active"
BEGIN
  INSERT INTO "club" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "club_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "club_active"
BEGIN
  UPDATE "club"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "club"."id" = OLD."id" AND "club"."is_deleted" = 0;
END;
CREATE TRIGGER "club_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "club_deleted"
BEGIN
  UPDATE "club"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "club"."id" = OLD."id" AND "club"."is_deleted" = 1;
END;
CREATE TRIGGER "club_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "club_active"
BEGIN
  UPDATE "club"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "club"."id" = OLD."id" AND "club"."is_deleted" = 0;
END;
CREATE TRIGGER "club_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "club"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'club: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "club"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "club"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "member"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "club" WHERE "club"."id" = NEW."id"), "deleted_via" = 'club'
   WHERE "member"."is_deleted" = 0 AND NEW."id" = "member"."club_id";
END;
CREATE TRIGGER "club_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "club"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'club: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "club" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "club"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "member" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "member"."is_deleted" = 1 AND "member"."deleted_via" IS NOT NULL AND (NEW."id" = "member"."club_id");
  UPDATE "member" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "member"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "club_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "club_deleted"
BEGIN
  UPDATE "club" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "club"."id" = OLD."id" AND "club"."is_deleted" = 1;
  UPDATE "member" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "member"."is_deleted" = 1 AND ("member"."club_id" IN (SELECT p."id" FROM "club" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "member"
   WHERE "member"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "club"
   WHERE "club"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'member: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."is_deleted" = 1 AND "member"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'club: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "club" WHERE "club"."is_deleted" = 1 AND "club"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'club: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "club" WHERE "club"."id" = OLD."id" AND "club"."is_deleted" = 1);
END;
CREATE INDEX "member_softdelete_trash" /* softdelete */ ON "member" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "member_softdelete_delete" /* softdelete */ BEFORE DELETE ON "member"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "member"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "member"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "member_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "member"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'member: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "member"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "member"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "member_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "member"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'member: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "member" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "member"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'member: cannot restore: the row of club that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "club" p WHERE p."id" = NEW."club_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "member_softdelete_insert" /* softdelete */ BEFORE INSERT ON "member"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "member" WHERE "member"."id" = NEW."id" AND "member"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'member: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'member: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."id" = NEW."id" AND "member"."is_deleted" = 1);
END;
CREATE TRIGGER "member_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "member"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'member: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."id" = NEW."id" AND "member"."is_deleted" = 1 AND ("member"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "member_softdelete_inserted" /* softdelete */ AFTER INSERT ON "member"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'member: a live row cannot refer to a deleted row of club; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "club" p WHERE p."id" = NEW."club_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "member_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "club_id" ON "member"
WHEN NEW."is_deleted" = 0 AND (NEW."club_id" IS NOT OLD."club_id")
BEGIN
  SELECT RAISE(ABORT, 'member: a live row cannot refer to a deleted row of club; restore that one first')
   WHERE (NEW."club_id" IS NOT OLD."club_id") AND EXISTS (SELECT 1 FROM "club" p WHERE p."id" = NEW."club_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "member_active" /* softdelete */ AS
SELECT "member"."id" AS "id", "member"."club_id" AS "club_id", "member"."name" AS "name", "member"."is_deleted" AS "is_deleted", "member"."deleted_at" AS "deleted_at", "member"."deleted_via" AS "deleted_via"
  FROM "member"
 WHERE "member"."is_deleted" = 0;
CREATE VIEW "member_deleted" /* softdelete */ AS
SELECT "member"."id" AS "id", "member"."club_id" AS "club_id", "member"."name" AS "name", "member"."is_deleted" AS "is_deleted", "member"."deleted_at" AS "deleted_at", "member"."deleted_via" AS "deleted_via"
  FROM "member"
 WHERE "member"."is_deleted" = 1;
CREATE TRIGGER "member_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "member_active"
BEGIN
  INSERT INTO "member" ("id", "club_id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."club_id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "member_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "member_active"
BEGIN
  UPDATE "member"
     SET "id" = NEW."id", "club_id" = NEW."club_id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 0;
END;
CREATE TRIGGER "member_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "member_deleted"
BEGIN
  UPDATE "member"
     SET "id" = NEW."id", "club_id" = NEW."club_id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 1;
END;
CREATE TRIGGER "member_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "member_active"
BEGIN
  UPDATE "member"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 0;
END;
CREATE TRIGGER "member_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "member_deleted"
BEGIN
  UPDATE "member" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 1;
  DELETE FROM "member"
   WHERE "member"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'member: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."is_deleted" = 1 AND "member"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'member: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 1);
END;
CREATE INDEX "hall_softdelete_trash" /* softdelete */ ON "hall" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "hall_softdelete_delete" /* softdelete */ BEFORE DELETE ON "hall"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "hall"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "hall"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "hall_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "hall"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'hall: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "hall"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "hall"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "hall_softdelete_insert" /* softdelete */ BEFORE INSERT ON "hall"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "hall" WHERE "hall"."id" = NEW."id" AND "hall"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'hall: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'hall: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "hall" WHERE "hall"."id" = NEW."id" AND "hall"."is_deleted" = 1);
END;
CREATE TRIGGER "hall_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "hall"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'hall: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "hall" WHERE "hall"."id" = NEW."id" AND "hall"."is_deleted" = 1 AND ("hall"."id" IS NOT OLD."id"));
END;
CREATE VIEW "hall_active" /* softdelete */ AS
SELECT "hall"."id" AS "id", "hall"."name" AS "name", "hall"."is_deleted" AS "is_deleted", "hall"."deleted_at" AS "deleted_at", "hall"."deleted_via" AS "deleted_via"
  FROM "hall"
 WHERE "hall"."is_deleted" = 0;
CREATE VIEW "hall_deleted" /* softdelete */ AS
SELECT "hall"."id" AS "id", "hall"."name" AS "name", "hall"."is_deleted" AS "is_deleted", "hall"."deleted_at" AS "deleted_at", "hall"."deleted_via" AS "deleted_via"
  FROM "hall"
 WHERE "hall"."is_deleted" = 1;
CREATE TRIGGER "hall_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "hall_active"
BEGIN
  INSERT INTO "hall" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "hall_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "hall_active"
BEGIN
  UPDATE "hall"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "hall"."id" = OLD."id" AND "hall"."is_deleted" = 0;
END;
CREATE TRIGGER "hall_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "hall_deleted"
BEGIN
  UPDATE "hall"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "hall"."id" = OLD."id" AND "hall"."is_deleted" = 1;
END;
CREATE TRIGGER "hall_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "hall_active"
BEGIN
  UPDATE "hall"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "hall"."id" = OLD."id" AND "hall"."is_deleted" = 0;
END;
CREATE TRIGGER "hall_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "hall"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'hall: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "hall" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "hall"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "visit" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "visit"."is_deleted" = 1 AND "visit"."deleted_via" IS NOT NULL AND (NEW."id" = "visit"."hall_id");
  UPDATE "visit" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "visit"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "hall_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "hall_deleted"
BEGIN
  UPDATE "hall" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "hall"."id" = OLD."id" AND "hall"."is_deleted" = 1;
  UPDATE "visit" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "visit"."is_deleted" = 1 AND ("visit"."hall_id" IN (SELECT p."id" FROM "hall" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "visit"
   WHERE "visit"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "hall"
   WHERE "hall"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'visit: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "visit" WHERE "visit"."is_deleted" = 1 AND "visit"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'hall: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "hall" WHERE "hall"."is_deleted" = 1 AND "hall"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'hall: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "hall" WHERE "hall"."id" = OLD."id" AND "hall"."is_deleted" = 1);
END;
CREATE INDEX "visit_softdelete_trash" /* softdelete */ ON "visit" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "visit_softdelete_delete" /* softdelete */ BEFORE DELETE ON "visit"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "visit"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "visit"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "visit_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "visit"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'visit: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "visit"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "visit"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "visit_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "visit"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'visit: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "visit" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "visit"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'visit: cannot restore: the row of hall that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "hall" p WHERE p."id" = NEW."hall_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "visit_softdelete_insert" /* softdelete */ BEFORE INSERT ON "visit"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "visit" WHERE "visit"."id" = NEW."id" AND "visit"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'visit: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'visit: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "visit" WHERE "visit"."id" = NEW."id" AND "visit"."is_deleted" = 1);
END;
CREATE TRIGGER "visit_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "id", "rowid", "_rowid_", "oid" ON "visit"
WHEN NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'visit: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "visit" WHERE "visit"."id" = NEW."id" AND "visit"."is_deleted" = 1 AND ("visit"."id" IS NOT OLD."id"));
END;
CREATE TRIGGER "visit_softdelete_inserted" /* softdelete */ AFTER INSERT ON "visit"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'visit: a live row cannot refer to a deleted row of hall; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "hall" p WHERE p."id" = NEW."hall_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "visit_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "hall_id" ON "visit"
WHEN NEW."is_deleted" = 0 AND (NEW."hall_id" IS NOT OLD."hall_id")
BEGIN
  SELECT RAISE(ABORT, 'visit: a live row cannot refer to a deleted row of hall; restore that one first')
   WHERE (NEW."hall_id" IS NOT OLD."hall_id") AND EXISTS (SELECT 1 FROM "hall" p WHERE p."id" = NEW."hall_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "visit_active" /* softdelete */ AS
SELECT "visit"."id" AS "id", "visit"."hall_id" AS "hall_id", "visit"."name" AS "name", "visit"."is_deleted" AS "is_deleted", "visit"."deleted_at" AS "deleted_at", "visit"."deleted_via" AS "deleted_via"
  FROM "visit"
 WHERE "visit"."is_deleted" = 0;
CREATE VIEW "visit_deleted" /* softdelete */ AS
SELECT "visit"."id" AS "id", "visit"."hall_id" AS "hall_id", "visit"."name" AS "name", "visit"."is_deleted" AS "is_deleted", "visit"."deleted_at" AS "deleted_at", "visit"."deleted_via" AS "deleted_via"
  FROM "visit"
 WHERE "visit"."is_deleted" = 1;
CREATE TRIGGER "visit_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "visit_active"
BEGIN
  INSERT INTO "visit" ("id", "hall_id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."hall_id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "visit_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "visit_active"
BEGIN
  UPDATE "visit"
     SET "id" = NEW."id", "hall_id" = NEW."hall_id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "visit"."id" = OLD."id" AND "visit"."is_deleted" = 0;
END;
CREATE TRIGGER "visit_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "visit_deleted"
BEGIN
  UPDATE "visit"
     SET "id" = NEW."id", "hall_id" = NEW."hall_id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "visit"."id" = OLD."id" AND "visit"."is_deleted" = 1;
END;
CREATE TRIGGER "visit_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "visit_active"
BEGIN
  UPDATE "visit"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "visit"."id" = OLD."id" AND "visit"."is_deleted" = 0;
END;
CREATE TRIGGER "visit_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "visit_deleted"
BEGIN
  UPDATE "visit" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "visit"."id" = OLD."id" AND "visit"."is_deleted" = 1;
  DELETE FROM "visit"
   WHERE "visit"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'visit: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "visit" WHERE "visit"."is_deleted" = 1 AND "visit"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'visit: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "visit" WHERE "visit"."id" = OLD."id" AND "visit"."is_deleted" = 1);
END;
COMMIT;
