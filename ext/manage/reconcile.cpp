#include "manage/reconcile.hpp"

#include <algorithm>
#include <string_view>

#include "sqlite/quote.hpp"
#include "sqlite/statement.hpp"

namespace softdelete {
namespace {

bool same(const Object& a, const Object& b) {
  return a.type == b.type && a.name == b.name && a.sql == b.sql;
}

bool has_object(const std::vector<Object>& objects, const Object& object) {
  return std::any_of(objects.begin(), objects.end(),
                     [&](const Object& each) { return same(each, object); });
}

std::string upper(const std::string& type) {
  return type == "view" ? "VIEW" : type == "index" ? "INDEX" : "TRIGGER";
}

std::string drop(const Object& object, const std::string& qualifier) {
  return "DROP " + upper(object.type) + " " + qualifier + quote_ident(object.name);
}

// Objects that go, with the triggers that go with a dropped view.
bool goes(const Object& object, const std::vector<Object>& actual,
          const std::vector<Object>& wanted) {
  if (!has_object(wanted, object)) return true;
  return object.type == "trigger" &&
         std::any_of(actual.begin(), actual.end(), [&](const Object& each) {
           return each.type == "view" && same_name(each.name, object.table) &&
                  !has_object(wanted, each);
         });
}

bool on_trash(const Object& object) {
  return object.type != "view" && object.name.rfind("_softdelete_active_") == std::string::npos &&
         object.name.rfind("_softdelete_deleted_update") == std::string::npos;
}

}  // namespace

std::vector<Object> actual(sqlite3* db, const std::string& schema, const Settings& settings,
                           const std::string& table) {
  Statement list(db,
                 "SELECT type, name, tbl_name, sql FROM " + quote_ident(schema) +
                     ".sqlite_schema WHERE type IN ('view', 'index', 'trigger') AND instr(sql, ?1)"
                     " AND tbl_name COLLATE NOCASE IN (?2, ?3, ?4, ?5, ?6) ORDER BY rowid");
  list.bind(1, kMarker).bind(2, table).bind(3, settings.table).bind(4, settings.active_view);
  list.bind(5, settings.deleted_view).bind(6, generated_name(settings, "rows"));
  std::vector<Object> objects;
  while (list.step()) {
    Object each{list.text(0), list.text(1), list.text(2), list.text(3)};
    if (has_marker(each.type, each.name, each.sql)) objects.push_back(std::move(each));
  }
  return objects;
}

std::vector<std::string> difference(const std::vector<Object>& actual,
                                    const std::vector<Object>& wanted,
                                    const std::string& qualifier) {
  std::vector<std::string> statements;
  std::vector<Object> kept;
  std::vector<Object> views;
  for (const Object& each : actual) {
    if (!goes(each, actual, wanted)) {
      kept.push_back(each);
    } else if (each.type == "view") {
      views.push_back(each);
    } else {
      statements.push_back(drop(each, qualifier));
    }
  }
  for (const Object& each : views) statements.push_back(drop(each, qualifier));
  for (const Object& each : wanted) {
    if (has_object(kept, each)) continue;
    statements.push_back(qualify_create(each.sql, qualifier));
  }
  return statements;
}

void take_over_index(std::vector<Object>& wanted, const std::vector<Object>& actual) {
  const auto behind_name = [](const Object& index) {
    return std::string_view(index.sql).substr(index.sql.find(kMarker));
  };
  for (Object& want : wanted) {
    if (want.type != "index" || has_object(actual, want)) continue;
    for (const Object& have : actual) {
      if (have.type == "index" && behind_name(have) == behind_name(want)) want = have;
    }
  }
}

bool fits(sqlite3* db, const Model& model, const ModelTable& table, bool exactly) {
  if (!table.managed()) return false;
  std::vector<Object> wanting = wanted(model, table);
  const std::vector<Object> having = actual(db, model.schema, *table.settings, table.facts.name);
  if (!exactly) take_over_index(wanting, having);
  return wanting.size() == having.size() &&
         std::all_of(wanting.begin(), wanting.end(),
                     [&](const Object& each) { return has_object(having, each); });
}

bool events_fit(sqlite3* db, const Model& model, const ModelTable& table) {
  if (!table.managed()) return false;
  const std::vector<Object> having = actual(db, model.schema, *table.settings, table.facts.name);
  std::vector<Object> wanting = wanted(model, table);
  take_over_index(wanting, having);
  return std::all_of(wanting.begin(), wanting.end(), [&](const Object& each) {
    return !on_trash(each) || has_object(having, each);
  });
}

std::vector<Object> strangers(sqlite3* db, const std::string& schema,
                              const std::vector<Object>& actual, const std::vector<Object>& wanted,
                              bool owned) {
  std::vector<Object> found;
  Statement find(db,
                 "SELECT type, name, tbl_name, sql FROM " + quote_ident(schema) +
                     ".sqlite_schema WHERE name = ?1 COLLATE NOCASE AND (type = 'trigger') = ?2");
  for (const Object& each : wanted) {
    const bool ours = std::any_of(actual.begin(), actual.end(), [&](const Object& have) {
      return have.type == each.type && same_name(have.name, each.name);
    });
    if (ours) continue;
    find.bind(1, each.name).bind(2, sqlite3_int64{each.type == "trigger"});
    const bool taken = find.step();
    if (taken) found.push_back({find.text(0), find.text(1), find.text(2), find.text(3)});
    find.reset();
    if (!taken || (owned && found.back().type == each.type)) continue;
    const Object& taker = found.back();
    const std::string message = "softdelete: the name " + quote_ident(each.name) +
                                ", which is needed for a generated " + each.type + ", is taken by ";
    if (taker.type == "index" && has_marker(taker.type, taker.name, taker.sql)) {
      throw Error(message + "the index of " + taker.table + ", which had that name once;" +
                  " call SELECT softdelete_repair(" + quote_text(taker.table) + ")");
    }
    throw Error(
        message + "a " + taker.type + "; rename or drop that" +
        (each.type == "view" ? ", or give another name in active_view or deleted_view" : ""));
  }
  return found;
}

}  // namespace softdelete
