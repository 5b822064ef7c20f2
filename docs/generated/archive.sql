-- A parent, a child that goes with it and one that lets go of it, with storage = 'archive'.
-- Written by ./dev generate: what enabling makes of
--
--     CREATE TABLE palette(
--       id INTEGER PRIMARY KEY,
--       name TEXT NOT NULL UNIQUE
--     );
--     CREATE TABLE swatch(
--       id INTEGER PRIMARY KEY,
--       hex TEXT NOT NULL,
--       palette_id INTEGER NOT NULL REFERENCES palette ON DELETE CASCADE
--     );
--     CREATE TABLE room(
--       id INTEGER PRIMARY KEY,
--       palette_id INTEGER REFERENCES palette ON DELETE SET NULL
--     );

-- The settings, and what running triggers note for a moment.

CREATE TABLE softdelete_registry(id INTEGER PRIMARY KEY, table_name TEXT NOT NULL COLLATE NOCASE, storage TEXT NOT NULL DEFAULT 'flag', format INTEGER NOT NULL DEFAULT 1, flag_column TEXT NOT NULL, time_column TEXT NOT NULL, time_format TEXT NOT NULL DEFAULT 'text', live_value, deleted_value, active_view TEXT NOT NULL, deleted_view TEXT NOT NULL, children TEXT NOT NULL, retention TEXT, suspended INTEGER NOT NULL, live_indexes INTEGER NOT NULL, reuse_keys INTEGER NOT NULL, added_columns TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX softdelete_registry_name ON softdelete_registry(table_name);
CREATE TABLE softdelete_context(id INTEGER PRIMARY KEY, scope TEXT NOT NULL, row_key);
CREATE TABLE softdelete_context_row(context INTEGER, table_name TEXT, k1 NOT NULL DEFAULT 0, k2 NOT NULL DEFAULT 0, k3 NOT NULL DEFAULT 0, k4 NOT NULL DEFAULT 0, k5 NOT NULL DEFAULT 0, k6 NOT NULL DEFAULT 0, k7 NOT NULL DEFAULT 0, k8 NOT NULL DEFAULT 0, PRIMARY KEY (context, table_name, k1, k2, k3, k4, k5, k6, k7, k8)) WITHOUT ROWID;
CREATE TABLE softdelete_operation(id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL);
INSERT INTO softdelete_operation VALUES (1, 0);
INSERT INTO softdelete_registry VALUES (1, 'palette', 'archive', 2, 'is_deleted', 'deleted_at', 'text', NULL, NULL, '', 'palette_deleted', 'declared', NULL, 0, 0, 0, '');
INSERT INTO softdelete_registry VALUES (2, 'swatch', 'archive', 2, 'is_deleted', 'deleted_at', 'text', NULL, NULL, '', 'swatch_deleted', 'declared', NULL, 0, 0, 0, '');
INSERT INTO softdelete_registry VALUES (3, 'room', 'archive', 2, 'is_deleted', 'deleted_at', 'text', NULL, NULL, '', 'room_deleted', 'declared', NULL, 0, 0, 0, '');

-- palette

CREATE TABLE palette_softdelete_archive(softdelete_id INTEGER PRIMARY KEY, softdelete_at REAL, softdelete_via TEXT, softdelete_operation INTEGER, softdelete_state INTEGER, "id" INTEGER, "name" TEXT);

CREATE TABLE palette_softdelete_restoring(id INTEGER PRIMARY KEY, along);

CREATE INDEX palette_softdelete_archive_by_id ON palette_softdelete_archive("id");

CREATE INDEX palette_softdelete_archive_at ON palette_softdelete_archive(softdelete_at);

CREATE VIEW "palette_deleted" AS SELECT t."id" AS "id", t."name" AS "name", 1 AS "is_deleted", strftime('%Y-%m-%d %H:%M:%f', t.softdelete_at) AS "deleted_at", t.softdelete_via AS "deleted_via", t.softdelete_id AS softdelete_id FROM palette_softdelete_archive t /* softdelete */;

CREATE TRIGGER palette_softdelete_delete /* softdelete */ BEFORE DELETE ON "palette"
BEGIN
  INSERT INTO palette_softdelete_archive(softdelete_at, softdelete_state, softdelete_operation, "id", "name")
  VALUES (coalesce(julianday('now'), (1, 1) IN (SELECT * FROM "palette")), 1, (SELECT number + 2 FROM softdelete_operation), OLD."id", OLD."name");
  UPDATE palette_softdelete_archive SET softdelete_state = NULL WHERE softdelete_id = (SELECT max(softdelete_id) FROM palette_softdelete_archive WHERE "id" = OLD."id" AND softdelete_id < last_insert_rowid()) AND softdelete_state = 1;
  UPDATE softdelete_operation SET number = number + 2;
END;

CREATE TRIGGER palette_softdelete_deleted /* softdelete */ AFTER DELETE ON "palette"
BEGIN
  UPDATE palette_softdelete_archive SET softdelete_state = NULL WHERE softdelete_id = (SELECT max(softdelete_id) FROM palette_softdelete_archive WHERE "id" = OLD."id");
END;

CREATE TRIGGER palette_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "palette_deleted"
BEGIN
  SELECT RAISE(ABORT, 'palette: call restore(), or run softdelete_script(''palette'', ''restore'') first') FROM palette_softdelete_archive WHERE softdelete_id = OLD.softdelete_id AND NEW."is_deleted" IS NOT 1;
  UPDATE room_softdelete_archive SET "palette_id" = NEW."id" WHERE (NEW."id" IS NOT OLD."id") AND OLD."id" = "palette_id" AND OLD.softdelete_id = (SELECT min(softdelete_id) FROM palette_softdelete_archive e WHERE e."id" = OLD."id" AND softdelete_operation >= room_softdelete_archive.softdelete_operation);
  UPDATE room_softdelete_links SET softdelete_was_palette_id = NEW."id" WHERE (NEW."id" IS NOT OLD."id") AND softdelete_link IN (SELECT l.softdelete_link FROM palette_softdelete_archive b CROSS JOIN room_softdelete_links l ON l.softdelete_operation = b.softdelete_operation AND l.softdelete_reference = '"palette_id"' AND b."id" = l.softdelete_was_palette_id WHERE b.softdelete_id = OLD.softdelete_id);
  UPDATE swatch_softdelete_archive SET "palette_id" = NEW."id" WHERE (NEW."id" IS NOT OLD."id") AND OLD."id" = "palette_id" AND OLD.softdelete_id = (SELECT min(softdelete_id) FROM palette_softdelete_archive e WHERE e."id" = OLD."id" AND softdelete_operation >= swatch_softdelete_archive.softdelete_operation);
  UPDATE palette_softdelete_archive SET "id" = NEW."id", "name" = NEW."name" WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER palette_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "palette_deleted"
BEGIN
  UPDATE room_softdelete_archive SET "palette_id" = NULL WHERE OLD."id" = "palette_id" AND OLD.softdelete_id = (SELECT min(softdelete_id) FROM palette_softdelete_archive e WHERE e."id" = OLD."id" AND softdelete_operation >= room_softdelete_archive.softdelete_operation);
  DELETE FROM room_softdelete_links WHERE softdelete_link IN (SELECT l.softdelete_link FROM palette_softdelete_archive b CROSS JOIN room_softdelete_links l ON l.softdelete_operation = b.softdelete_operation AND l.softdelete_reference = '"palette_id"' AND b."id" = l.softdelete_was_palette_id WHERE b.softdelete_id = OLD.softdelete_id);
  DELETE FROM swatch_softdelete_archive WHERE OLD."id" = "palette_id" AND OLD.softdelete_id = (SELECT min(softdelete_id) FROM palette_softdelete_archive e WHERE e."id" = OLD."id" AND softdelete_operation >= swatch_softdelete_archive.softdelete_operation);
  DELETE FROM palette_softdelete_archive WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER palette_softdelete_key_changed /* softdelete */ AFTER UPDATE OF "id" ON "palette"
WHEN NEW."id" IS NOT OLD."id"
BEGIN
  UPDATE room_softdelete_archive SET "palette_id" = NEW."id"
   WHERE "palette_id" = OLD."id" AND coalesce(softdelete_operation > (SELECT max(softdelete_operation) FROM palette_softdelete_archive WHERE "id" = OLD."id"), 1);
  UPDATE swatch_softdelete_archive SET "palette_id" = NEW."id"
   WHERE "palette_id" = OLD."id" AND coalesce(softdelete_operation > (SELECT max(softdelete_operation) FROM palette_softdelete_archive WHERE "id" = OLD."id"), 1);
END;

-- swatch

CREATE TABLE swatch_softdelete_archive(softdelete_id INTEGER PRIMARY KEY, softdelete_at REAL, softdelete_via TEXT, softdelete_operation INTEGER, softdelete_state INTEGER, "id" INTEGER, "hex" TEXT, "palette_id" INTEGER);

CREATE TABLE swatch_softdelete_restoring(id INTEGER PRIMARY KEY, along);

CREATE INDEX swatch_softdelete_archive_by_id ON swatch_softdelete_archive("id");

CREATE INDEX swatch_softdelete_archive_at ON swatch_softdelete_archive(softdelete_at);

CREATE INDEX swatch_softdelete_archive_of_palette_id ON swatch_softdelete_archive("palette_id", softdelete_operation);

CREATE VIEW "swatch_deleted" AS SELECT t."id" AS "id", t."hex" AS "hex", t."palette_id" AS "palette_id", 1 AS "is_deleted", strftime('%Y-%m-%d %H:%M:%f', t.softdelete_at) AS "deleted_at", t.softdelete_via AS "deleted_via", t.softdelete_id AS softdelete_id FROM swatch_softdelete_archive t /* softdelete */;

CREATE TRIGGER swatch_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "swatch_deleted"
BEGIN
  SELECT RAISE(ABORT, 'swatch: call restore(), or run softdelete_script(''swatch'', ''restore'') first') FROM swatch_softdelete_archive WHERE softdelete_id = OLD.softdelete_id AND NEW."is_deleted" IS NOT 1;
  UPDATE swatch_softdelete_archive SET "id" = NEW."id", "hex" = NEW."hex", "palette_id" = NEW."palette_id" WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER swatch_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "swatch_deleted"
BEGIN
  DELETE FROM swatch_softdelete_archive WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER swatch_softdelete_delete /* softdelete */ BEFORE DELETE ON "swatch"
BEGIN
  INSERT INTO swatch_softdelete_archive(softdelete_at, softdelete_via, softdelete_operation, "id", "hex", "palette_id")
  SELECT coalesce(julianday('now'), (1, 1, 1) IN (SELECT * FROM "swatch")), CASE WHEN p1 THEN 'palette' END, coalesce(p1, (SELECT number + 1 FROM softdelete_operation)), OLD."id", OLD."hex", OLD."palette_id"
    FROM (SELECT (SELECT softdelete_state * softdelete_operation FROM palette_softdelete_archive p WHERE p."id" = OLD."palette_id" ORDER BY softdelete_id DESC LIMIT 1) AS p1);
END;

-- room

CREATE TABLE room_softdelete_archive(softdelete_id INTEGER PRIMARY KEY, softdelete_at REAL, softdelete_via TEXT, softdelete_operation INTEGER, softdelete_state INTEGER, "id" INTEGER, "palette_id" INTEGER);

CREATE TABLE room_softdelete_restoring(id INTEGER PRIMARY KEY, along);

CREATE INDEX room_softdelete_archive_by_id ON room_softdelete_archive("id");

CREATE INDEX room_softdelete_archive_at ON room_softdelete_archive(softdelete_at);

CREATE INDEX room_softdelete_archive_of_palette_id ON room_softdelete_archive("palette_id", softdelete_operation);

CREATE TABLE room_softdelete_links(softdelete_link INTEGER PRIMARY KEY, softdelete_reference TEXT, softdelete_operation INTEGER, "id" INTEGER, softdelete_was_palette_id INTEGER);

CREATE INDEX room_softdelete_links_operation ON room_softdelete_links(softdelete_operation);

CREATE INDEX room_softdelete_links_row ON room_softdelete_links("id");

CREATE VIEW "room_deleted" AS SELECT t."id" AS "id", t."palette_id" AS "palette_id", 1 AS "is_deleted", strftime('%Y-%m-%d %H:%M:%f', t.softdelete_at) AS "deleted_at", t.softdelete_via AS "deleted_via", t.softdelete_id AS softdelete_id FROM room_softdelete_archive t /* softdelete */;

CREATE TRIGGER room_softdelete_deleted_update /* softdelete */ INSTEAD OF UPDATE ON "room_deleted"
BEGIN
  SELECT RAISE(ABORT, 'room: call restore(), or run softdelete_script(''room'', ''restore'') first') FROM room_softdelete_archive WHERE softdelete_id = OLD.softdelete_id AND NEW."is_deleted" IS NOT 1;
  UPDATE room_softdelete_links SET "id" = NEW."id" WHERE (NEW."id" IS NOT OLD."id") AND room_softdelete_links."id" IS OLD."id" AND EXISTS (SELECT 1 FROM room_softdelete_archive b WHERE b.softdelete_id = OLD.softdelete_id AND b.softdelete_operation >= room_softdelete_links.softdelete_operation) AND NOT EXISTS (SELECT 1 FROM room_softdelete_archive e WHERE e."id" IS OLD."id" AND e.softdelete_id < OLD.softdelete_id AND e.softdelete_operation >= room_softdelete_links.softdelete_operation);
  UPDATE room_softdelete_archive SET "id" = NEW."id", "palette_id" = NEW."palette_id" WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER room_softdelete_purge /* softdelete */ INSTEAD OF DELETE ON "room_deleted"
BEGIN
  DELETE FROM room_softdelete_links WHERE softdelete_link IN (SELECT l.softdelete_link FROM room_softdelete_archive b CROSS JOIN room_softdelete_links l ON l."id" IS b."id" AND l.softdelete_operation <= b.softdelete_operation WHERE b.softdelete_id = OLD.softdelete_id);
  DELETE FROM room_softdelete_archive WHERE softdelete_id = OLD.softdelete_id;
END;

CREATE TRIGGER room_softdelete_delete /* softdelete */ BEFORE DELETE ON "room"
BEGIN
  INSERT INTO room_softdelete_archive(softdelete_at, softdelete_via, softdelete_operation, "id", "palette_id")
  SELECT coalesce(julianday('now'), (1, 1) IN (SELECT * FROM "room")), CASE WHEN p1 THEN 'palette' END, coalesce(p1, (SELECT number + 1 FROM softdelete_operation)), OLD."id", OLD."palette_id"
    FROM (SELECT (SELECT softdelete_state * softdelete_operation FROM palette_softdelete_archive p WHERE p."id" = OLD."palette_id" ORDER BY softdelete_id DESC LIMIT 1) AS p1);
END;

CREATE TRIGGER room_softdelete_unlinked_1 /* softdelete */ AFTER UPDATE OF "palette_id" ON "room"
WHEN NEW."palette_id" IS NOT OLD."palette_id"
BEGIN
  INSERT INTO room_softdelete_links(softdelete_reference, softdelete_operation, "id", softdelete_was_palette_id)
  SELECT '"palette_id"', p1, OLD."id", OLD."palette_id" FROM (SELECT (SELECT softdelete_state * softdelete_operation FROM palette_softdelete_archive p WHERE p."id" = OLD."palette_id" ORDER BY softdelete_id DESC LIMIT 1) AS p1) WHERE p1;
END;

CREATE TRIGGER room_softdelete_key_changed /* softdelete */ AFTER UPDATE OF "id" ON "room"
WHEN NEW."id" IS NOT OLD."id"
BEGIN
  UPDATE room_softdelete_links SET "id" = NEW."id"
   WHERE "id" = OLD."id" AND NOT EXISTS (
     SELECT 1 FROM room_softdelete_archive b WHERE b."id" = OLD."id" AND b.softdelete_operation >= room_softdelete_links.softdelete_operation);
END;
