#include "manage/refit.hpp"

#include <algorithm>
#include <iterator>

#include "manage/affected.hpp"
#include "manage/reconcile.hpp"
#include "manage/user_triggers.hpp"
#include "sqlite/format.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

bool is_index(const Object& each) { return each.type == "index"; }

// The indexes alone, or all but these.
std::vector<Object> only(const std::vector<Object>& objects, bool indexes) {
  std::vector<Object> found;
  std::copy_if(objects.begin(), objects.end(), std::back_inserter(found),
               [&](const Object& each) { return is_index(each) == indexes; });
  return found;
}

void add_strangers(sqlite3* db, const std::string& schema, std::vector<Object>& having,
                   const std::vector<Object>& wanting, bool owned) {
  for (Object& each : strangers(db, schema, having, wanting, owned)) {
    having.push_back(std::move(each));
  }
}

// A suspended table keeps its index, which is in nobody's way.
std::vector<Object> index_of_suspended(const Model& model, const ModelTable& table) {
  if (!table.has_trash()) return {};
  Model resumed = model;
  ModelTable& same = resumed.tables[model.index_of(table)];
  same.settings->suspended = false;
  return only(wanted(resumed, same), true);
}

// An index that must go, as another one is wanted or none.
const Object* index_to_drop(const std::vector<Object>& having, const std::vector<Object>& wanting) {
  const auto found = std::find_if(having.begin(), having.end(), [&](const Object& have) {
    return is_index(have) && std::none_of(wanting.begin(), wanting.end(), [&](const Object& want) {
             return is_index(want) && want.name == have.name && want.sql == have.sql;
           });
  });
  return found == having.end() ? nullptr : &*found;
}

// Whether a trigger that stands before a DELETE is created.
bool intercepts_anew(const std::vector<Object>& having, const std::vector<Object>& wanting) {
  return std::any_of(wanting.begin(), wanting.end(), [&](const Object& want) {
    return want.role == Role::interception &&
           std::none_of(having.begin(), having.end(), [&](const Object& have) {
             return have.name == want.name && have.sql == want.sql;
           });
  });
}

}  // namespace

std::vector<std::string> refit(sqlite3* db, const Model& after, const Refit& how,
                               const std::string& qualifier) {
  std::vector<std::string> statements;
  const std::vector<bool> kin = affected(after, *how.target);
  const SchemaObjects all(db, after.schema);
  for (const ModelTable& each : after.tables) {
    if (!each.settings || !kin[after.index_of(each)]) continue;
    const bool is_target = &each == how.target;
    if (!is_target && !each.managed()) continue;
    std::vector<Object> wanting =
        each.managed() ? wanted(after, each) : index_of_suspended(after, each);
    std::vector<Object> having = all.marked(*each.settings, each.facts.name);
    if (how.drops == Drops::triggers_and_views && !(is_target && each.managed())) {
      wanting = only(wanting, false);
      having = only(having, false);
    }
    if (how.drops == Drops::triggers_and_views) take_over_index(wanting, having);
    add_strangers(db, after.schema, having, only(wanting, false), how.owns_names || !is_target);
    add_strangers(db, after.schema, having, only(wanting, true), how.owns_index || !is_target);
    if (how.drops == Drops::triggers_and_views) {
      const Object* index = index_to_drop(having, wanting);
      if (index != nullptr) refuse_to_drop_index(index->name, each.facts.name, how.is_new);
    }
    for (std::string& change : difference(having, wanting, qualifier)) {
      statements.push_back(std::move(change));
    }
    if (intercepts_anew(having, wanting)) {
      for (std::string& again : recreate_before_delete(db, each.facts, wanting, qualifier)) {
        statements.push_back(std::move(again));
      }
    }
  }
  return statements;
}

bool index_hinders(sqlite3* db, const Model& model, const ModelTable& suspended) {
  const std::vector<Object> wanting = index_of_suspended(model, suspended);
  std::vector<Object> having = actual(db, model.schema, *suspended.settings, suspended.facts.name);
  add_strangers(db, model.schema, having, wanting, true);
  return index_to_drop(having, wanting) != nullptr;
}

void drop_objects(sqlite3* db, const std::string& schema, const Settings& settings,
                  const std::string& table, Drops drops) {
  std::vector<Object> having = actual(db, schema, settings, table);
  if (drops == Drops::triggers_and_views) having = only(having, false);
  run(db, difference(having, {}, format("{ident}.", schema)), nullptr);
}

void refuse_to_drop_index(const std::string& index, const std::string& table, bool is_new) {
  fail(
      "softdelete: the index {} of {} does not fit and must be dropped, which SQLite does "
      "not allow here; {}",
      index, table,
      is_new ? format("it was there before: DROP INDEX {ident}", index)
             : format("call SELECT softdelete_repair({text})", table));
}

void run(sqlite3* db, const std::vector<std::string>& statements, Transaction* transaction) {
  for (const std::string& each : statements) {
    if (transaction != nullptr) {
      transaction->execute(each);
    } else {
      execute(db, each);
    }
  }
}

}  // namespace softdelete
