/** What `load` needs of a database: a `Database` of better-sqlite3 or a `DatabaseSync` of node:sqlite. */
export interface ExtensionLoader {
  loadExtension(path: string): unknown;
  enableLoadExtension?(allow: boolean): unknown;
}

/**
 * The absolute path of the library, with its suffix, as `loadExtension` takes it.
 *
 * @throws where the package with the library for this platform is not installed, or there is none
 */
export function getLoadablePath(): string;

/**
 * Loads softdelete into a connection. Where the driver has a switch for loading extensions, it is off
 * afterwards.
 *
 * @throws where the library is missing, or the connection can't load extensions
 */
export function load(db: ExtensionLoader): void;
