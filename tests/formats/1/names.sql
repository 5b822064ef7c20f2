BEGIN;
CREATE TABLE "the ""big"" table"("the key" INTEGER PRIMARY KEY, "a 'quoted' name" TEXT, "select" INT, "bra]cket" TEXT, "is ""gone""" INTEGER NOT NULL DEFAULT 0, "gone 'at'" TEXT, "deleted_via" TEXT);
INSERT INTO "the ""big"" table"("the key", "a 'quoted' name", "select", "bra]cket", "is ""gone""", "gone 'at'", "deleted_via") VALUES (1, 'a', 1, 'x', 0, NULL, NULL);
INSERT INTO "the ""big"" table"("the key", "a 'quoted' name", "select", "bra]cket", "is ""gone""", "gone 'at'", "deleted_via") VALUES (2, 'b', 2, 'y', 1, '2026-01-01 10:00:00.100', NULL);
INSERT INTO "the ""big"" table"("the key", "a 'quoted' name", "select", "bra]cket", "is ""gone""", "gone 'at'", "deleted_via") VALUES (3, 'c', 3, 'z', 0, NULL, NULL);
CREATE TABLE "order"("group" TEXT PRIMARY KEY, "größe; -- x" TEXT, "the /* key */" INT REFERENCES "the ""big"" table"("the key") ON DELETE CASCADE, "is_deleted" INTEGER NOT NULL DEFAULT 0, "deleted_at" TEXT, "deleted_via" TEXT) WITHOUT ROWID;
INSERT INTO "order"("group", "größe; -- x", "the /* key */", "is_deleted", "deleted_at", "deleted_via") VALUES ('g1', 's', 1, 0, NULL, NULL);
INSERT INTO "order"("group", "größe; -- x", "the /* key */", "is_deleted", "deleted_at", "deleted_via") VALUES ('g2', 'm', 1, 1, '2026-01-02 10:03:00.101', NULL);
INSERT INTO "order"("group", "größe; -- x", "the /* key */", "is_deleted", "deleted_at", "deleted_via") VALUES ('g3', 'l', 2, 1, '2026-01-01 10:00:00.100', 'the "big" table');
INSERT INTO "order"("group", "größe; -- x", "the /* key */", "is_deleted", "deleted_at", "deleted_via") VALUES ('g4', 'xl', NULL, 0, NULL, NULL);
CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE COLLATE NOCASE, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (1, 'the "big" table', 'is "gone"', 'gone ''at''', 'the live ones', 'the "dead" ones', 'declared', NULL, 0, 0, 0);
INSERT INTO "softdelete_registry"("id", "table_name", "flag_column", "time_column", "active_view", "deleted_view", "children", "retention", "suspended", "live_indexes", "reuse_keys") VALUES (2, 'order', 'is_deleted', 'deleted_at', 'order_active', 'order_deleted', 'declared', NULL, 0, 0, 0);
CREATE INDEX "order's index" ON "order"("the /* key */");
CREATE INDEX "the ""big"" table_softdelete_trash" /* softdelete */ ON "the ""big"" table" ("gone 'at'")
 WHERE "is ""gone""" = 1;
CREATE TRIGGER "the ""big"" table_softdelete_delete" /* softdelete */ BEFORE DELETE ON "the ""big"" table"
WHEN OLD."is ""gone""" = 0 OR OLD."gone 'at'" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "the ""big"" table"
     SET "is ""gone""" = 1, "gone 'at'" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "the ""big"" table"."the key" = OLD."the key" AND OLD."is ""gone""" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "the ""big"" table_softdelete_insert" /* softdelete */ BEFORE INSERT ON "the ""big"" table"
WHEN NEW."is ""gone""" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "the ""big"" table" WHERE "the ""big"" table"."the key" = NEW."the key" AND "the ""big"" table"."is ""gone""" = 1)
BEGIN
  SELECT RAISE(ABORT, 'the "big" table: is "gone" must be 0 (live) or 1 (deleted)')
   WHERE NEW."is ""gone""" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'the "big" table: a deleted row in the trash has the same the key; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" WHERE "the ""big"" table"."the key" = NEW."the key" AND "the ""big"" table"."is ""gone""" = 1);
END;
CREATE TRIGGER "the ""big"" table_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "the key", "rowid", "_rowid_", "oid" ON "the ""big"" table"
WHEN NEW."the key" IS NOT OLD."the key" OR NEW."rowid" IS NOT OLD."rowid" OR NEW."_rowid_" IS NOT OLD."_rowid_" OR NEW."oid" IS NOT OLD."oid"
BEGIN
  SELECT RAISE(ABORT, 'the "big" table: a deleted row in the trash has the same the key; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" WHERE "the ""big"" table"."the key" = NEW."the key" AND "the ""big"" table"."is ""gone""" = 1 AND ("the ""big"" table"."the key" IS NOT OLD."the key"));
END;
CREATE VIEW "the live ones" /* softdelete */ AS
SELECT "the ""big"" table"."the key" AS "the key", "the ""big"" table"."a 'quoted' name" AS "a 'quoted' name", "the ""big"" table"."select" AS "select", "the ""big"" table"."bra]cket" AS "bra]cket", "the ""big"" table"."is ""gone""" AS "is ""gone""", "the ""big"" table"."gone 'at'" AS "gone 'at'", "the ""big"" table"."deleted_via" AS "deleted_via"
  FROM "the ""big"" table"
 WHERE "the ""big"" table"."is ""gone""" = 0;
CREATE VIEW "the ""dead"" ones" /* softdelete */ AS
SELECT "the ""big"" table"."the key" AS "the key", "the ""big"" table"."a 'quoted' name" AS "a 'quoted' name", "the ""big"" table"."select" AS "select", "the ""big"" table"."bra]cket" AS "bra]cket", "the ""big"" table"."is ""gone""" AS "is ""gone""", "the ""big"" table"."gone 'at'" AS "gone 'at'", "the ""big"" table"."deleted_via" AS "deleted_via"
  FROM "the ""big"" table"
 WHERE "the ""big"" table"."is ""gone""" = 1;
CREATE TRIGGER "the ""big"" table_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "the live ones"
BEGIN
  INSERT INTO "the ""big"" table" ("the key", "a 'quoted' name", "select", "bra]cket", "is ""gone""", "gone 'at'", "deleted_via")
  VALUES (NEW."the key", NEW."a 'quoted' name", NEW."select", NEW."bra]cket", coalesce(NEW."is ""gone""", 0), NEW."gone 'at'", NEW."deleted_via");
END;
CREATE TRIGGER "the ""big"" table_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "the live ones"
BEGIN
  UPDATE "the ""big"" table"
     SET "the key" = NEW."the key", "a 'quoted' name" = NEW."a 'quoted' name", "select" = NEW."select", "bra]cket" = NEW."bra]cket", "is ""gone""" = NEW."is ""gone""", "gone 'at'" = NEW."gone 'at'", "deleted_via" = NEW."deleted_via"
   WHERE "the ""big"" table"."the key" = OLD."the key" AND "the ""big"" table"."is ""gone""" = 0;
END;
CREATE TRIGGER "the ""big"" table_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "the ""dead"" ones"
BEGIN
  UPDATE "the ""big"" table"
     SET "the key" = NEW."the key", "a 'quoted' name" = NEW."a 'quoted' name", "select" = NEW."select", "bra]cket" = NEW."bra]cket", "is ""gone""" = NEW."is ""gone""", "gone 'at'" = NEW."gone 'at'", "deleted_via" = NEW."deleted_via"
   WHERE "the ""big"" table"."the key" = OLD."the key" AND "the ""big"" table"."is ""gone""" = 1;
END;
CREATE TRIGGER "the ""big"" table_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "the live ones"
BEGIN
  UPDATE "the ""big"" table"
     SET "is ""gone""" = 1, "gone 'at'" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "the ""big"" table"."the key" = OLD."the key" AND "the ""big"" table"."is ""gone""" = 0;
END;
CREATE INDEX "order_softdelete_trash" /* softdelete */ ON "order" ("deleted_at")
 WHERE "is_deleted" = 1;
CREATE TRIGGER "order_softdelete_delete" /* softdelete */ BEFORE DELETE ON "order"
WHEN OLD."is_deleted" = 0 OR OLD."deleted_at" IS NOT '9999-12-31 23:59:59.998'
BEGIN
  UPDATE "order"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "order"."group" = OLD."group" AND OLD."is_deleted" = 0;
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER "order_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "order"
WHEN OLD."is_deleted" = 0 AND NEW."is_deleted" IS NOT 0 AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL AND NEW."deleted_via" IS OLD."deleted_via" OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'order: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 1;
  UPDATE "order"
     SET "deleted_at" = CASE WHEN NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."deleted_at" END, "deleted_via" = NULL
   WHERE "order"."group" = NEW."group" AND (NEW."deleted_at" IS NULL OR NEW."deleted_at" IS OLD."deleted_at" OR NEW."deleted_via" IS NOT NULL);
END;
CREATE TRIGGER "order_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is_deleted" ON "order"
WHEN OLD."is_deleted" = 1 AND NEW."is_deleted" IS NOT 1 AND (OLD."deleted_at" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is_deleted" IS NOT 0 AND NEW."is_deleted" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'order: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" IS NOT 0;
  UPDATE "order" SET "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "order"."group" = NEW."group" AND ("deleted_at" IS NOT NULL OR "deleted_via" IS NOT NULL);
  SELECT RAISE(ABORT, 'order: cannot restore: the row of the "big" table that it refers to is deleted; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" p WHERE p."the key" = NEW."the /* key */" AND p."is ""gone""" = 1);
END;
CREATE TRIGGER "order_softdelete_insert" /* softdelete */ BEFORE INSERT ON "order"
WHEN NEW."is_deleted" NOT IN (0, 1) OR EXISTS (SELECT 1 FROM "order" WHERE "order"."group" = NEW."group" AND "order"."is_deleted" = 1)
BEGIN
  SELECT RAISE(ABORT, 'order: is_deleted must be 0 (live) or 1 (deleted)')
   WHERE NEW."is_deleted" NOT IN (0, 1);
  SELECT RAISE(ABORT, 'order: a deleted row in the trash has the same group; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "order" WHERE "order"."group" = NEW."group" AND "order"."is_deleted" = 1);
END;
CREATE TRIGGER "order_softdelete_update_key" /* softdelete */ BEFORE UPDATE OF "group" ON "order"
WHEN NEW."group" IS NOT OLD."group"
BEGIN
  SELECT RAISE(ABORT, 'order: a deleted row in the trash has the same group; restore or purge it first, or set reuse_keys = 1 in softdelete')
   WHERE EXISTS (SELECT 1 FROM "order" WHERE "order"."group" = NEW."group" AND "order"."is_deleted" = 1 AND ("order"."group" IS NOT OLD."group"));
END;
CREATE TRIGGER "order_softdelete_inserted" /* softdelete */ AFTER INSERT ON "order"
WHEN NEW."is_deleted" = 0
BEGIN
  SELECT RAISE(ABORT, 'order: a live row cannot refer to a deleted row of the "big" table; restore that one first')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" p WHERE p."the key" = NEW."the /* key */" AND p."is ""gone""" = 1);
END;
CREATE TRIGGER "order_softdelete_update_reference" /* softdelete */ AFTER UPDATE OF "the /* key */" ON "order"
WHEN NEW."is_deleted" = 0 AND (NEW."the /* key */" IS NOT OLD."the /* key */")
BEGIN
  SELECT RAISE(ABORT, 'order: a live row cannot refer to a deleted row of the "big" table; restore that one first')
   WHERE (NEW."the /* key */" IS NOT OLD."the /* key */") AND EXISTS (SELECT 1 FROM "the ""big"" table" p WHERE p."the key" = NEW."the /* key */" AND p."is ""gone""" = 1);
END;
CREATE VIEW "order_active" /* softdelete */ AS
SELECT "order"."group" AS "group", "order"."größe; -- x" AS "größe; -- x", "order"."the /* key */" AS "the /* key */", "order"."is_deleted" AS "is_deleted", "order"."deleted_at" AS "deleted_at", "order"."deleted_via" AS "deleted_via"
  FROM "order"
 WHERE "order"."is_deleted" = 0;
CREATE VIEW "order_deleted" /* softdelete */ AS
SELECT "order"."group" AS "group", "order"."größe; -- x" AS "größe; -- x", "order"."the /* key */" AS "the /* key */", "order"."is_deleted" AS "is_deleted", "order"."deleted_at" AS "deleted_at", "order"."deleted_via" AS "deleted_via"
  FROM "order"
 WHERE "order"."is_deleted" = 1;
CREATE TRIGGER "order_softdelete_active_insert" /* softdelete */ INSTEAD OF INSERT ON "order_active"
BEGIN
  INSERT INTO "order" ("group", "größe; -- x", "the /* key */", "is_deleted", "deleted_at", "deleted_via")
  VALUES (NEW."group", NEW."größe; -- x", NEW."the /* key */", coalesce(NEW."is_deleted", 0), NEW."deleted_at", NEW."deleted_via");
END;
CREATE TRIGGER "order_softdelete_active_update" /* softdelete */ INSTEAD OF UPDATE ON "order_active"
BEGIN
  UPDATE "order"
     SET "group" = NEW."group", "größe; -- x" = NEW."größe; -- x", "the /* key */" = NEW."the /* key */", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "order"."group" = OLD."group" AND "order"."is_deleted" = 0;
END;
CREATE TRIGGER "order_softdelete_deleted_update" /* softdelete */ INSTEAD OF UPDATE ON "order_deleted"
BEGIN
  UPDATE "order"
     SET "group" = NEW."group", "größe; -- x" = NEW."größe; -- x", "the /* key */" = NEW."the /* key */", "is_deleted" = NEW."is_deleted", "deleted_at" = NEW."deleted_at", "deleted_via" = NEW."deleted_via"
   WHERE "order"."group" = OLD."group" AND "order"."is_deleted" = 1;
END;
CREATE TRIGGER "order_softdelete_active_delete" /* softdelete */ INSTEAD OF DELETE ON "order_active"
BEGIN
  UPDATE "order"
     SET "is_deleted" = 1, "deleted_at" = strftime('%Y-%m-%d %H:%M:%f', 'now'), "deleted_via" = NULL
   WHERE "order"."group" = OLD."group" AND "order"."is_deleted" = 0;
END;
CREATE TRIGGER "order_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "order_deleted"
BEGIN
  UPDATE "order" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "order"."group" = OLD."group" AND "order"."is_deleted" = 1;
  DELETE FROM "order"
   WHERE "order"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'order: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "order" WHERE "order"."is_deleted" = 1 AND "order"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'order: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "order" WHERE "order"."group" = OLD."group" AND "order"."is_deleted" = 1);
END;
CREATE TRIGGER "the ""big"" table_softdelete_deleted" /* softdelete */ AFTER UPDATE OF "is ""gone""" ON "the ""big"" table"
WHEN OLD."is ""gone""" = 0 AND NEW."is ""gone""" IS NOT 0 AND (NEW."deleted_via" IS OLD."deleted_via" OR NEW."deleted_via" IS NULL OR (NEW."is ""gone""" IS NOT 0 AND NEW."is ""gone""" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'the "big" table: is "gone" must be 0 (live) or 1 (deleted)')
   WHERE NEW."is ""gone""" IS NOT 1;
  UPDATE "the ""big"" table"
     SET "gone 'at'" = CASE WHEN NEW."gone 'at'" IS NULL OR NEW."gone 'at'" IS OLD."gone 'at'" THEN strftime('%Y-%m-%d %H:%M:%f', 'now') ELSE NEW."gone 'at'" END, "deleted_via" = NULL
   WHERE "the ""big"" table"."the key" = NEW."the key" AND (NEW."gone 'at'" IS NULL OR NEW."gone 'at'" IS OLD."gone 'at'" OR NEW."deleted_via" IS NOT NULL);
  UPDATE "order"
     SET "is_deleted" = 1, "deleted_at" = (SELECT "gone 'at'" FROM "the ""big"" table" WHERE "the ""big"" table"."the key" = NEW."the key"), "deleted_via" = 'the "big" table'
   WHERE "order"."is_deleted" = 0 AND NEW."the key" = "order"."the /* key */";
END;
CREATE TRIGGER "the ""big"" table_softdelete_restored" /* softdelete */ AFTER UPDATE OF "is ""gone""" ON "the ""big"" table"
WHEN OLD."is ""gone""" = 1 AND NEW."is ""gone""" IS NOT 1 AND (OLD."gone 'at'" IS NOT '9999-12-31 23:59:59.997' OR (NEW."is ""gone""" IS NOT 0 AND NEW."is ""gone""" IS NOT 1))
BEGIN
  SELECT RAISE(ABORT, 'the "big" table: is "gone" must be 0 (live) or 1 (deleted)')
   WHERE NEW."is ""gone""" IS NOT 0;
  UPDATE "the ""big"" table" SET "gone 'at'" = NULL, "deleted_via" = NULL
   WHERE "the ""big"" table"."the key" = NEW."the key" AND ("gone 'at'" IS NOT NULL OR "deleted_via" IS NOT NULL);
  UPDATE "order" SET "deleted_at" = '9999-12-31 23:59:59.997'
   WHERE "order"."is_deleted" = 1 AND "order"."deleted_via" IS NOT NULL AND (NEW."the key" = "order"."the /* key */");
  UPDATE "order" SET "is_deleted" = 0, "deleted_at" = NULL, "deleted_via" = NULL
   WHERE "order"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.997';
END;
CREATE TRIGGER "the ""big"" table_softdelete_purge" /* softdelete */ INSTEAD OF DELETE ON "the ""dead"" ones"
BEGIN
  UPDATE "the ""big"" table" SET "gone 'at'" = '9999-12-31 23:59:59.998'
   WHERE "the ""big"" table"."the key" = OLD."the key" AND "the ""big"" table"."is ""gone""" = 1;
  UPDATE "order" SET "deleted_at" = '9999-12-31 23:59:59.998'
   WHERE "order"."is_deleted" = 1 AND ("order"."the /* key */" IN (SELECT p."the key" FROM "the ""big"" table" p WHERE p."is ""gone""" = 1 AND p."gone 'at'" = '9999-12-31 23:59:59.998'));
  DELETE FROM "order"
   WHERE "order"."is_deleted" = 1 AND "deleted_at" = '9999-12-31 23:59:59.998';
  DELETE FROM "the ""big"" table"
   WHERE "the ""big"" table"."is ""gone""" = 1 AND "gone 'at'" = '9999-12-31 23:59:59.998';
  SELECT RAISE(ABORT, 'order: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "order" WHERE "order"."is_deleted" = 1 AND "order"."deleted_at" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'the "big" table: cannot purge: a trigger keeps a row from being removed')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" WHERE "the ""big"" table"."is ""gone""" = 1 AND "the ""big"" table"."gone 'at'" = '9999-12-31 23:59:59.998');
  SELECT RAISE(ABORT, 'the "big" table: cannot purge: a trigger keeps a row from being changed')
   WHERE EXISTS (SELECT 1 FROM "the ""big"" table" WHERE "the ""big"" table"."the key" = OLD."the key" AND "the ""big"" table"."is ""gone""" = 1);
END;
COMMIT;
