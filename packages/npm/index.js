"use strict";

const fs = require("node:fs");
const path = require("node:path");

const SUFFIXES = { darwin: ".dylib", win32: ".dll" };

function getLoadablePath() {
  const platform = `${process.platform}-${process.arch}`;
  const library = path.join(__dirname, "lib", platform, `softdelete${SUFFIXES[process.platform] ?? ".so"}`);
  if (!fs.existsSync(library)) {
    const built = fs.readdirSync(path.join(__dirname, "lib")).join(", ");
    throw new Error(`sqlite-softdelete: there is no library for ${platform} in this package, only for ${built}`);
  }
  return library;
}

function load(db) {
  const library = getLoadablePath();
  // better-sqlite3 has no switch; node:sqlite refuses until its own is on.
  if (typeof db.enableLoadExtension !== "function") {
    db.loadExtension(library);
    return;
  }
  try {
    db.enableLoadExtension(true);
  } catch (cause) {
    throw new Error(
      `sqlite-softdelete: this database can't load extensions (${cause.message});` +
        " open it with new DatabaseSync(path, { allowExtension: true })",
      { cause },
    );
  }
  try {
    db.loadExtension(library);
  } finally {
    db.enableLoadExtension(false);
  }
}

module.exports = { getLoadablePath, load };
