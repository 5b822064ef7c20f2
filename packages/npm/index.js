"use strict";

const { optionalDependencies } = require("./package.json");

const SUFFIXES = { darwin: ".dylib", win32: ".dll" };
const PREFIX = "sqlite-softdelete-";

function platform() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const musl = system === "linux" && !process.report.getReport().header.glibcVersionRuntime;
  return `${system}-${process.arch}${musl ? "-musl" : ""}`;
}

function getLoadablePath() {
  const name = PREFIX + platform();
  try {
    return require.resolve(`${name}/softdelete${SUFFIXES[process.platform] ?? ".so"}`);
  } catch (cause) {
    const built = Object.keys(optionalDependencies);
    const what = built.includes(name)
      ? `the package ${name} with the library is not installed. npm leaves it out with --omit=optional, and where` +
        ` node_modules was made on another platform: install ${name}`
      : `there is no library for ${platform()}, only for ${built.map((each) => each.slice(PREFIX.length)).join(", ")}.` +
        " Build it from the sources, and give its path to loadExtension()";
    throw new Error(`sqlite-softdelete: ${what}`, { cause });
  }
}

function load(db) {
  if (typeof db.loadExtension !== "function") {
    throw new Error(
      "sqlite-softdelete: this database has no loadExtension(), so its driver can't load extensions;" +
        " better-sqlite3 and node:sqlite can",
    );
  }
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
