/*
** softdelete: a trash can for every SQLite table.
**
** For programs that link the library statically (built with SQLITE_CORE). Register it for each
** connection that is opened from now on:
**
**     sqlite3_auto_extension((void (*)(void))sqlite3_softdelete_init);
**
** or for one connection:
**
**     int rc = sqlite3_softdelete_init(db, &message, NULL);
**
** The SQL interface is described in docs/reference.md.
*/
#ifndef SOFTDELETE_H
#define SOFTDELETE_H

#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3_api_routines;

/*
** Registers the functions and virtual tables of softdelete with the connection `db`. Nothing is
** written to any database.
**
** error_message: where not NULL and the call fails, receives a message for sqlite3_free().
** api:           SQLite's function table as handed to a loadable extension; NULL when linked
**                statically.
**
** Returns SQLITE_OK, SQLITE_ERROR where SQLite is older than 3.35, or SQLITE_NOMEM.
*/
int sqlite3_softdelete_init(sqlite3* db, char** error_message,
                            const struct sqlite3_api_routines* api);

#ifdef __cplusplus
}
#endif

#endif
