BEGIN;
CREATE TABLE team(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT);
INSERT INTO "team"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 'red', 0, NULL, NULL);
INSERT INTO "team"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 'blue', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "team"("id", "name", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 'green', 0, NULL, NULL);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'team', 'is_deleted', 'deleted_at', 'team_active', 'team_deleted', 'declared', NULL, 0, 1, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'member', 'is_deleted', 'deleted_at', 'member_active', 'member_deleted', 'declared', NULL, 0, 1, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (3, 'badge', 'is_deleted', 'deleted_at', 'badge_active', 'badge_deleted', 'declared', NULL, 0, 1, 0);
CREATE TABLE member(id INTEGER PRIMARY KEY, team_id INT REFERENCES team(id) ON DELETE CASCADE, email TEXT /* softdelete live 1: UNIQUE */ COLLATE NOCASE, first TEXT, last TEXT, city TEXT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT/* softdelete live 2: , CONSTRAINT whole_name UNIQUE (first, last) */);
INSERT INTO "member"("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via") VALUES (1, 1, 'a@x', 'Ada', 'Lo', 'Rome', 0, NULL, NULL);
INSERT INTO "member"("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via") VALUES (2, 1, 'b@x', 'Bob', 'Mo', 'Oslo', 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "member"("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via") VALUES (3, 2, 'c@x', 'Cyd', 'No', NULL, 1, '2026-01-01 10:00:00.100', 'team');
INSERT INTO "member"("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via") VALUES (4, 2, 'd@x', 'Dan', 'Po', 'Bern', 1, '2026-01-01 10:00:00.100', 'team');
INSERT INTO "member"("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via") VALUES (5, 1, 'B@x', 'Bob', 'Mo', 'Oslo', 0, NULL, NULL);
CREATE TABLE badge(code TEXT PRIMARY KEY, owner TEXT REFERENCES team(name), label TEXT /* softdelete live 1: UNIQUE */, shelf INT, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT/* softdelete live 2: , UNIQUE (shelf, label) */) WITHOUT ROWID;
INSERT INTO "badge"("code", "owner", "label", "shelf", "is_deleted", "deleted_at", "deleted_via") VALUES ('w', NULL, 'three', 2, 0, NULL, NULL);
INSERT INTO "badge"("code", "owner", "label", "shelf", "is_deleted", "deleted_at", "deleted_via") VALUES ('x', 'red', 'one', 1, 0, NULL, NULL);
INSERT INTO "badge"("code", "owner", "label", "shelf", "is_deleted", "deleted_at", "deleted_via") VALUES ('y', NULL, 'two', 1, 0, NULL, NULL);
INSERT INTO "badge"("code", "owner", "label", "shelf", "is_deleted", "deleted_at", "deleted_via") VALUES ('z', 'red', 'three', 2, 1, '2026-01-03 10:06:00.102', NULL);
CREATE INDEX "team_softdelete_trash" /* softdelete */ ON "team" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "team_softdelete_delete" /* softdelete */ BEFORE DELETE ON "team"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "team"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "team"."id" = OLD."id" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "team_softdelete_insert" /* softdelete */ BEFORE INSERT ON "team"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "team" WHERE "team"."name" = NEW."name" AND "team"."is_deleted" = 1) OR EXISTS (SELECT 1 FROM "team" WHERE "team"."id" = NEW."id" AND "team"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'team: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'team: a deleted row in the trash has the same name; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."name" = NEW."name" AND "team"."is_deleted" = 1);
  SELECT RAISE(ABORT, 'team: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."id" = NEW."id" AND "team"."is_deleted" = 1);
END;
CREATE TRIGGER "team_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "name", "id", "rowid", "_rowid_", "oid" ON "team"
WHEN NEW."name" IS NOT OLD."name" OR NEW."id" IS NOT OLD."id" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'team: a deleted row in the trash has the same name; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."name" = NEW."name" AND "team"."is_deleted" = 1 AND ("team"."id" IS NOT OLD."id"));
  SELECT RAISE(ABORT, 'team: a deleted row in the trash has the same id; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."id" = NEW."id" AND "team"."is_deleted" = 1 AND ("team"."id" IS NOT OLD."id"));
END;
CREATE VIEW "team_active" /* softdelete */ AS
SELECT "team"."id" AS "id", "team"."name" AS "name", "team"."is_deleted" AS "is_deleted", "team"."deleted_at" AS "deleted_at", "team"."deleted_via" AS "deleted_via"
  FROM "team"
 WHERE "team"."is_deleted" = 0;
CREATE VIEW "team_deleted" /* softdelete */ AS
SELECT "team"."id" AS "id", "team"."name" AS "name", "team"."is_deleted" AS "is_deleted", "team"."deleted_at" AS "deleted_at", "team"."deleted_via" AS "deleted_via"
  FROM "team"
 WHERE "team"."is_deleted" = 1;
CREATE TRIGGER "team_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "team_active"
BEGIN
  INSERT INTO "team" ("id", "name", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."name", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "team_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "team_active"
BEGIN
  UPDATE "team"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "team"."id" = OLD."id" AND "team"."is_deleted" = 0;
END;
CREATE TRIGGER "team_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "team_deleted"
BEGIN
  UPDATE "team"
     SET "id" = NEW."id", "name" = NEW."name", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "team"."id" = OLD."id" AND "team"."is_deleted" = 1;
END;
CREATE TRIGGER "team_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "team_active"
BEGIN
  UPDATE "team"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "team"."id" = OLD."id" AND "team"."is_deleted" = 0;
END;
CREATE INDEX "member_softdelete_reference_1" /* softdelete live reference */ ON "member"("team_id");
CREATE INDEX member_city ON member(city DESC) WHERE (city IS NOT NULL) /* softdelete live */ AND "is_deleted" = 0;
CREATE UNIQUE INDEX member_last ON member(lower(last), city) /* softdelete live */ WHERE "is_deleted" = 0;
CREATE INDEX member_team ON member(team_id) /* softdelete live */ WHERE "is_deleted" = 0;
CREATE UNIQUE INDEX "member_softdelete_unique_1" ON "member"("email") /* softdelete live 1 */ WHERE "is_deleted" = 0;
CREATE UNIQUE INDEX "member_softdelete_unique_2" ON "member"(first, last) /* softdelete live 2 */ WHERE "is_deleted" = 0;
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
  SELECT RAISE(ABORT, 'member: cannot restore: the row of team that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "team" p WHERE p."id" = NEW."team_id" AND p."is_deleted" = 1);
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
CREATE TRIGGER "member_softdelete_restore_key" /* softdelete */ BEFORE UPDATE OF "is_deleted" ON "member"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (1 OR NEW."id" IS NOT OLD."id" OR NEW."team_id" IS NOT OLD."team_id" OR NEW."email" IS NOT OLD."email" COLLATE BINARY OR NEW."first" IS NOT OLD."first" OR NEW."last" IS NOT OLD."last" OR NEW."city" IS NOT OLD."city")
BEGIN
  SELECT RAISE(ABORT, 'member: a live row has the same lower(last), city; delete it or change its value before you restore this one')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE (lower("member"."last")) = (lower(NEW."last")) COLLATE "BINARY" AND ("member"."city") = (NEW."city") COLLATE "BINARY" AND ("member"."is_deleted" = 0) AND (NEW."is_deleted" = 0) AND "member"."is_deleted" = 0);
  SELECT RAISE(ABORT, 'member: a live row has the same email; delete it or change its value before you restore this one')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE ("member"."email") = (NEW."email") COLLATE "NOCASE" AND ("member"."is_deleted" = 0) AND (NEW."is_deleted" = 0) AND "member"."is_deleted" = 0);
  SELECT RAISE(ABORT, 'member: a live row has the same first, last; delete it or change its value before you restore this one')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE ("member"."first") = (NEW."first") COLLATE "BINARY" AND ("member"."last") = (NEW."last") COLLATE "BINARY" AND ("member"."is_deleted" = 0) AND (NEW."is_deleted" = 0) AND "member"."is_deleted" = 0);
END;
CREATE TRIGGER "member_softdelete_inserted" /* softdelete */ AFTER INSERT ON "member"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'member: a live row cannot refer to a deleted row of team; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "team" p WHERE p."id" = NEW."team_id" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "member_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "team_id" ON "member"
WHEN NEW."is_deleted" = 0 AND (NEW."team_id" IS NOT OLD."team_id")
BEGIN
  SELECT RAISE(ABORT, 'member: a live row cannot refer to a deleted row of team; restore that one first')
   WHERE (NEW."team_id" IS NOT OLD."team_id") AND EXISTS (SELECT 1 FROM "team" p WHERE p."id" = NEW."team_id" AND p."is_deleted" = 1);
END;
CREATE VIEW "member_active" /* softdelete */ AS
SELECT "member"."id" AS "id", "member"."team_id" AS "team_id", "member"."email" AS "email", "member"."first" AS "first", "member"."last" AS "last", "member"."city" AS "city", "member"."is_deleted" AS "is_deleted", "member"."deleted_at" AS "deleted_at", "member"."deleted_via" AS "deleted_via"
  FROM "member"
 WHERE "member"."is_deleted" = 0;
CREATE VIEW "member_deleted" /* softdelete */ AS
SELECT "member"."id" AS "id", "member"."team_id" AS "team_id", "member"."email" AS "email", "member"."first" AS "first", "member"."last" AS "last", "member"."city" AS "city", "member"."is_deleted" AS "is_deleted", "member"."deleted_at" AS "deleted_at", "member"."deleted_via" AS "deleted_via"
  FROM "member"
 WHERE "member"."is_deleted" = 1;
CREATE TRIGGER "member_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "member_active"
BEGIN
  INSERT INTO "member" ("id", "team_id", "email", "first", "last", "city", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."id", NEW."team_id", NEW."email", NEW."first", NEW."last", NEW."city", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "member_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "member_active"
BEGIN
  UPDATE "member"
     SET "id" = NEW."id", "team_id" = NEW."team_id", "email" = NEW."email", "first" = NEW."first", "last" = NEW."last", "city" = NEW."city", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "member"."id" = OLD."id" AND "member"."is_deleted" = 0;
END;
CREATE TRIGGER "member_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "member_deleted"
BEGIN
  UPDATE "member"
     SET "id" = NEW."id", "team_id" = NEW."team_id", "email" = NEW."email", "first" = NEW."first", "last" = NEW."last", "city" = NEW."city", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
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
CREATE UNIQUE INDEX "badge_softdelete_unique_1" ON "badge"("label") /* softdelete live 1 */ WHERE "is_deleted" = 0;
CREATE UNIQUE INDEX "badge_softdelete_unique_2" ON "badge"(shelf, label) /* softdelete live 2 */ WHERE "is_deleted" = 0;
CREATE INDEX "badge_softdelete_trash" /* softdelete */ ON "badge" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "badge_softdelete_delete" /* softdelete */ BEFORE DELETE ON "badge"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "badge"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "badge"."code" = OLD."code" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "badge_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "badge"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'badge: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "badge"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "badge"."code" = NEW."code" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "badge_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "badge"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'badge: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "badge" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "badge"."code" = NEW."code" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'badge: cannot restore: the row of team that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "team" p WHERE p."name" = NEW."owner" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "badge_softdelete_insert" /* softdelete */ BEFORE INSERT ON "badge"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "badge" WHERE "badge"."code" = NEW."code" AND "badge"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'badge: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'badge: a deleted row in the trash has the same code; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."code" = NEW."code" AND "badge"."is_deleted" = 1);
END;
CREATE TRIGGER "badge_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "code" ON "badge"
WHEN NEW."code" IS NOT OLD."code"
BEGIN
  SELECT RAISE(ABORT, 'badge: a deleted row in the trash has the same code; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."code" = NEW."code" AND "badge"."is_deleted" = 1 AND ("badge"."code" IS NOT OLD."code"));
END;
CREATE TRIGGER "badge_softdelete_restore_key" /* softdelete */ BEFORE UPDATE OF "is_deleted" ON "badge"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (1 OR NEW."code" IS NOT OLD."code" OR NEW."owner" IS NOT OLD."owner" OR NEW."label" IS NOT OLD."label" OR NEW."shelf" IS NOT OLD."shelf")
BEGIN
  SELECT RAISE(ABORT, 'badge: a live row has the same label; delete it or change its value before you restore this one')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE ("badge"."label") = (NEW."label") COLLATE "BINARY" AND ("badge"."is_deleted" = 0) AND (NEW."is_deleted" = 0) AND "badge"."is_deleted" = 0);
  SELECT RAISE(ABORT, 'badge: a live row has the same shelf, label; delete it or change its value before you restore this one')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE ("badge"."shelf") = (NEW."shelf") COLLATE "BINARY" AND ("badge"."label") = (NEW."label") COLLATE "BINARY" AND ("badge"."is_deleted" = 0) AND (NEW."is_deleted" = 0) AND "badge"."is_deleted" = 0);
END;
CREATE TRIGGER "badge_softdelete_inserted" /* softdelete */ AFTER INSERT ON "badge"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'badge: a live row cannot refer to a deleted row of team; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "team" p WHERE p."name" = NEW."owner" AND p."is_deleted" = 1);
END;
CREATE TRIGGER "badge_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "owner" ON "badge"
WHEN NEW."is_deleted" = 0 AND (NEW."owner" IS NOT OLD."owner")
BEGIN
  SELECT RAISE(ABORT, 'badge: a live row cannot refer to a deleted row of team; restore that one first')
   WHERE (NEW."owner" IS NOT OLD."owner") AND EXISTS (SELECT 1 FROM "team" p WHERE p."name" = NEW."owner" AND p."is_deleted" = 1);
END;
CREATE VIEW "badge_active" /* softdelete */ AS
SELECT "badge"."code" AS "code", "badge"."owner" AS "owner", "badge"."label" AS "label", "badge"."shelf" AS "shelf", "badge"."is_deleted" AS "is_deleted", "badge"."deleted_at" AS "deleted_at", "badge"."deleted_via" AS "deleted_via"
  FROM "badge"
 WHERE "badge"."is_deleted" = 0;
CREATE VIEW "badge_deleted" /* softdelete */ AS
SELECT "badge"."code" AS "code", "badge"."owner" AS "owner", "badge"."label" AS "label", "badge"."shelf" AS "shelf", "badge"."is_deleted" AS "is_deleted", "badge"."deleted_at" AS "deleted_at", "badge"."deleted_via" AS "deleted_via"
  FROM "badge"
 WHERE "badge"."is_deleted" = 1;
CREATE TRIGGER "badge_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "badge_active"
BEGIN
  INSERT INTO "badge" ("code", "owner", "label", "shelf", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."code", NEW."owner", NEW."label", NEW."shelf", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "badge_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "badge_active"
BEGIN
  UPDATE "badge"
     SET "code" = NEW."code", "owner" = NEW."owner", "label" = NEW."label", "shelf" = NEW."shelf", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "badge"."code" = OLD."code" AND "badge"."is_deleted" = 0;
END;
CREATE TRIGGER "badge_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "badge_deleted"
BEGIN
  UPDATE "badge"
     SET "code" = NEW."code", "owner" = NEW."owner", "label" = NEW."label", "shelf" = NEW."shelf", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "badge"."code" = OLD."code" AND "badge"."is_deleted" = 1;
END;
CREATE TRIGGER "badge_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "badge_active"
BEGIN
  UPDATE "badge"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "badge"."code" = OLD."code" AND "badge"."is_deleted" = 0;
END;
CREATE TRIGGER "badge_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "badge_deleted"
BEGIN
  UPDATE "badge" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "badge"."code" = OLD."code" AND "badge"."is_deleted" = 1;
  DELETE FROM "badge"
   WHERE "badge"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'badge: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."is_deleted" = 1 AND "badge"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'badge: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."code" = OLD."code" AND "badge"."is_deleted" = 1);
END;
CREATE TRIGGER "team_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "team"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'team: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "team"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "team"."id" = NEW."id" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "member"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "deleted_at" FROM "team" WHERE "team"."id" = NEW."id"), "deleted_via" = 'team'
   WHERE "member"."is_deleted" = 0 AND NEW."id" = "member"."team_id";
  SELECT RAISE(ABORT, 'team: cannot delete: live rows of badge refer to team (ON DELETE NO ACTION); delete them first, or set children = ''cascade'' or ''keep'' in softdelete')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."is_deleted" = 0 AND NEW."name" = "badge"."owner");
END;
CREATE TRIGGER "team_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "team"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'team: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "team" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "team"."id" = NEW."id" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "member" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "member"."is_deleted" = 1 AND "member"."deleted_via" IS NOT NULL AND (NEW."id" = "member"."team_id");
  UPDATE "badge" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "badge"."is_deleted" = 1 AND "badge"."deleted_via" IS NOT NULL AND (NEW."name" = "badge"."owner");
  UPDATE "member" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "member"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
  UPDATE "badge" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "badge"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "team_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "team_deleted"
BEGIN
  UPDATE "team" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "team"."id" = OLD."id" AND "team"."is_deleted" = 1;
  UPDATE "member" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "member"."is_deleted" = 1 AND ("member"."team_id" IN (SELECT p."id" FROM "team" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  UPDATE "badge" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "badge"."is_deleted" = 1 AND ("badge"."owner" IN (SELECT p."name" FROM "team" p WHERE p."is_deleted" = 1 AND p."deleted_at" = '9999-12-31 23:59:59.998'));
  DELETE FROM "badge"
   WHERE "badge"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "member"
   WHERE "member"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "team"
   WHERE "team"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'badge: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "badge" WHERE "badge"."is_deleted" = 1 AND "badge"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'member: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "member" WHERE "member"."is_deleted" = 1 AND "member"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'team: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."is_deleted" = 1 AND "team"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'team: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "team" WHERE "team"."id" = OLD."id" AND "team"."is_deleted" = 1);
END;
COMMIT;
