// Enable, repair, suspend, resume, disable: each reconciles a table, and those that foreign keys
// tie to it, with what should exist. The caller makes each call atomic.
#pragma once

#include <string>

#include "manage/lookup.hpp"
#include "manage/reconcile.hpp"
#include "manage/wishes.hpp"
#include "schema/model.hpp"

namespace softdelete {

// Enables soft delete for a table, or repairs it.
void enable(sqlite3* db, const Location& location, const Wishes& wishes, TableCache& tables);
// Changes the settings of a managed table, the registry row `id`.
void configure(sqlite3* db, const std::string& schema, sqlite3_int64 id, const Wishes& wishes,
               TableCache& tables);
// Drops every generated object of the registry row `id`, and the row.
void disable(sqlite3* db, const std::string& schema, sqlite3_int64 id, TableCache& tables);
// The SQL that enable() would run, each statement ended by a semicolon and a newline.
std::string script(sqlite3* db, const Location& location, TableCache& tables);

enum class Status { ok, suspended, damaged, missing };
const char* status_name(Status status);
// `table` is null where the table of a registry row is gone; `all` holds the objects of the schema.
Status status_of(const Model& model, const ModelTable* table, const SchemaObjects& all);

}  // namespace softdelete
