// Enable, change, suspend, resume, disable: each reconciles a table, and those that foreign keys
// tie to it, with what should exist. The caller makes each call atomic. All throw Error.
#pragma once

#include <string>

#include "manage/lookup.hpp"
#include "manage/reconcile.hpp"
#include "manage/refit.hpp"
#include "manage/settings_patch.hpp"
#include "schema/model.hpp"

namespace softdelete {

// For a write to the panel: drops no index and no table, and names the function that does where
// one must be dropped. Enables soft delete for a table, or repairs it.
void enable(sqlite3* db, const Location& location, const SettingsPatch& patch, TableCache& tables);
// Changes the settings of a managed table, named as the registry has it.
void configure(sqlite3* db, const Location& managed, const SettingsPatch& patch,
               TableCache& tables);
// Drops views, triggers and settings of a managed table, which may be gone, named as the registry
// has it.
void disable(sqlite3* db, const Location& managed, TableCache& tables);

// An Error for a table that a newer version has set up.
void refuse_newer(const Settings& settings, const std::string& caller);

// Makes a table of the model, and those that foreign keys tie to it, be as the patch has it. In the
// transaction of a function, which may drop everything, or of a write to the panel (null).
void fit(sqlite3* db, Model model, const Location& location, const SettingsPatch& patch,
         TableCache& tables, Transaction* transaction);
// Takes the objects and settings of a table of the model out; its index too, in a transaction.
void take_out(sqlite3* db, Model model, const Settings& settings, Transaction* transaction);

// The SQL that enable() would run, each statement ended by a semicolon and a newline; with a clock
// also where the schema has none.
std::string script(sqlite3* db, const Location& location, bool clock, TableCache& tables);
// SQL that lets a connection without the extension restore from a managed table's archive.
std::string restore_script(sqlite3* db, const Location& location, TableCache& tables);

enum class Status { ok, suspended, outdated, newer, damaged, missing };
const char* status_name(Status status);
// `table` is null where the table of a registry row is gone; `all` are the objects of the schema.
Status status_of(sqlite3* db, const Model& model, const ModelTable* table,
                 const SchemaObjects& all);

}  // namespace softdelete
