#include "manage/refit.hpp"

#include <algorithm>
#include <iterator>

#include "manage/reconcile.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

bool is_index(const Object& each) { return each.type == "index"; }

std::vector<Object> without_indexes(std::vector<Object> objects) {
  objects.erase(std::remove_if(objects.begin(), objects.end(), is_index), objects.end());
  return objects;
}

// A suspended table keeps its index, which is in nobody's way.
std::vector<Object> index_of_suspended(const Model& model, const ModelTable& table) {
  if (!table.has_trash()) return {};
  Model resumed = model;
  ModelTable& same = resumed.tables[model.index_of(table)];
  same.settings->suspended = false;
  std::vector<Object> indexes;
  std::vector<Object> all = wanted(resumed, same);
  std::copy_if(all.begin(), all.end(), std::back_inserter(indexes), is_index);
  return indexes;
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

}  // namespace

std::vector<bool> related(const Model& model, const ModelTable& table, std::size_t distance) {
  std::vector<bool> found(model.tables.size(), false);
  found[model.index_of(table)] = true;
  for (std::size_t step = 0; step < distance; ++step) {
    std::vector<bool> next = found;
    for (const Reference& each : model.references) {
      if (found[each.parent] != found[each.child]) next[each.parent] = next[each.child] = true;
    }
    if (next == found) break;
    found = std::move(next);
  }
  return found;
}

std::vector<std::string> refit(sqlite3* db, const Model& after, const Refit& how,
                               const std::string& qualifier) {
  std::vector<std::string> statements;
  const std::vector<bool> kin = related(after, *how.target, how.distance);
  for (const ModelTable& each : after.tables) {
    if (!each.settings || !kin[after.index_of(each)]) continue;
    const bool is_target = &each == how.target;
    if (!is_target && !each.managed()) continue;
    std::vector<Object> wanting =
        each.managed() ? wanted(after, each) : index_of_suspended(after, each);
    std::vector<Object> having = actual(db, after.schema, *each.settings, each.facts.name);
    if (how.drops == Drops::triggers_and_views && !(is_target && each.managed())) {
      wanting = without_indexes(std::move(wanting));
      having = without_indexes(std::move(having));
    }
    const bool owned = how.owns_names || !is_target;
    for (Object& other : strangers(db, after.schema, having, wanting, owned)) {
      having.push_back(std::move(other));
    }
    if (how.drops == Drops::triggers_and_views) {
      const Object* index = index_to_drop(having, wanting);
      if (index != nullptr) refuse_to_drop_index(index->name, each.facts.name, how.is_new);
    }
    for (std::string& change : difference(having, wanting, qualifier)) {
      statements.push_back(std::move(change));
    }
  }
  return statements;
}

void drop_objects(sqlite3* db, const std::string& schema, const Settings& settings,
                  const std::string& table, Drops drops) {
  std::vector<Object> having = actual(db, schema, settings, table);
  if (drops == Drops::triggers_and_views) having = without_indexes(std::move(having));
  run(db, difference(having, {}, quote_ident(schema) + "."));
}

void refuse_to_drop_index(const std::string& index, const std::string& table, bool is_new) {
  throw Error("softdelete: the index " + index + " of " + table +
              " does not fit and must be dropped, which SQLite does not allow here; " +
              (is_new ? "it was there before: DROP INDEX " + quote_ident(index)
                      : "call SELECT softdelete_repair(" + quote_text(table) + ")"));
}

void run(sqlite3* db, const std::vector<std::string>& statements) {
  for (const std::string& each : statements) execute(db, each);
}

}  // namespace softdelete
