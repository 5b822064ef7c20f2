#include "manage/reconcile.hpp"

#include <algorithm>
#include <map>

#include "schema/create_statement.hpp"
#include "schema/marker.hpp"
#include "schema/tokens.hpp"
#include "sqlite/format.hpp"
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
  return format("DROP {} {}{ident}", upper(object.type), qualifier, object.name);
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

// An index is known by its name: a tool that makes a table again leaves its comments out.
bool is_trash_index(const Object& object) {
  constexpr std::string_view kSuffix = "_softdelete_trash";
  return object.type == "index" && object.name.size() > kSuffix.size() &&
         same_name(std::string_view(object.name).substr(object.name.size() - kSuffix.size()),
                   kSuffix);
}

// What a trigger of a table that sits on another one is called, behind the prefix; a number
// follows.
constexpr std::string_view kOnNeighbours[] = {"parent_", "child_"};

// What the generated views of a table are called.
std::vector<std::string> own_views(const Settings& settings) {
  return {settings.active_view, settings.deleted_view, generated_name(settings, "rows"),
          generated_name(settings, "cycle")};
}

// A name that only an object of this table has: its views', or its prefix and a suffix of ours. A
// table's name may begin like another's prefix.
bool is_name_of(const Settings& settings, const Object& object, const std::string& table) {
  if (object.type == "view" && same_name(object.name, object.table)) {
    const std::vector<std::string> views = own_views(settings);
    return std::any_of(views.begin(), views.end(),
                       [&](const std::string& each) { return same_name(object.name, each); });
  }
  if (is_trash_index(object) && same_name(object.table, table)) return true;
  const std::string prefix = generated_name(settings, "");
  if (object.name.size() <= prefix.size() ||
      !same_name(std::string_view(object.name).substr(0, prefix.size()), prefix)) {
    return false;
  }
  const std::string suffix = object.name.substr(prefix.size());
  for (const std::string_view kind : kOnNeighbours) {
    if (suffix.compare(0, kind.size(), kind) != 0) continue;
    return suffix.find_first_not_of("0123456789", kind.size()) == std::string::npos;
  }
  return suffix.find("_softdelete_") == std::string::npos;
}

// The prefix of a trigger that sits on a neighbour of its table; empty for any other object.
std::string prefix_on_neighbour(const Object& object) {
  for (const std::string_view kind : kOnNeighbours) {
    const std::size_t at = object.type == "trigger" ? object.name.rfind(kind) : std::string::npos;
    if (at != std::string::npos &&
        object.name.find_first_not_of("0123456789", at + kind.size()) == std::string::npos) {
      return object.name.substr(0, at);
    }
  }
  return "";
}

// What the generated objects of a table sit on.
std::vector<std::string> places(const Settings& settings, const std::string& table) {
  std::vector<std::string> all = own_views(settings);
  all.push_back(table);
  all.push_back(settings.table);
  return all;
}

}  // namespace

SchemaObjects::SchemaObjects(sqlite3* db, const std::string& schema) {
  Statement list(
      db, format("SELECT rowid, type, name, tbl_name, sql FROM {ident}.sqlite_schema WHERE type IN "
                 "('view', 'index', 'trigger') AND (instr(sql, ?1) OR type = 'index')",
                 schema));
  list.bind(1, kMarker);
  while (list.step()) {
    Object each{list.text(1), list.text(2), list.text(3), list.text(4), Role::event};
    if (!is_trash_index(each) && !has_marker(each.type, each.name, each.sql)) continue;
    const std::string prefix = prefix_on_neighbour(each);
    if (!prefix.empty()) by_table_[folded(prefix)].emplace_back(list.integer(0), each);
    auto& place = by_table_[folded(each.table)];
    place.emplace_back(list.integer(0), std::move(each));
  }
}

std::vector<Object> SchemaObjects::of(const Settings& settings, const std::string& table) const {
  std::map<sqlite3_int64, Object> ordered;
  std::vector<std::string> all = places(settings, table);
  all.push_back(generated_name(settings, ""));
  for (const std::string& place : all) {
    const auto found = by_table_.find(folded(place));
    if (found == by_table_.end()) continue;
    for (const auto& each : found->second) {
      if (is_name_of(settings, each.second, table)) ordered.insert(each);
    }
  }
  std::vector<Object> objects;
  objects.reserve(ordered.size());
  for (auto& [position, object] : ordered) objects.push_back(std::move(object));
  return objects;
}

std::vector<Object> SchemaObjects::marked(const Settings& settings,
                                          const std::string& table) const {
  std::vector<Object> objects = of(settings, table);
  objects.erase(std::remove_if(
                    objects.begin(), objects.end(),
                    [](const Object& each) { return !has_marker(each.type, each.name, each.sql); }),
                objects.end());
  return objects;
}

std::vector<Object> actual(sqlite3* db, const std::string& schema, const Settings& settings,
                           const std::string& table) {
  Statement list(
      db, format("SELECT type, name, tbl_name, sql FROM {ident}.sqlite_schema WHERE type IN "
                 "('view', 'index', 'trigger') AND instr(sql, ?1) AND (tbl_name COLLATE NOCASE IN "
                 "(?2, ?3, ?4, ?5, ?6, ?7) OR substr(name, 1, length(?8)) = ?8 COLLATE NOCASE OR "
                 "substr(name, 1, length(?9)) = ?9 COLLATE NOCASE) ORDER BY rowid",
                 schema));
  list.bind(1, kMarker);
  int parameter = 1;
  for (const std::string& each : places(settings, table)) list.bind(++parameter, each);
  // Triggers of this table that sit on another one.
  list.bind(8, generated_name(settings, "parent_"));
  list.bind(9, generated_name(settings, "child_"));
  std::vector<Object> objects;
  while (list.step()) {
    Object each{list.text(0), list.text(1), list.text(2), list.text(3), Role::event};
    if (has_marker(each.type, each.name, each.sql) && is_name_of(settings, each, table)) {
      objects.push_back(std::move(each));
    }
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

std::string drop_if_there(const Object& object) {
  return format("DROP {} IF EXISTS {ident}", upper(object.type), object.name);
}

std::vector<std::string> create_again(const Object& object) {
  std::vector<std::string> statements;
  if (object.type != "index") {
    statements.push_back(drop_if_there(object));
  }
  statements.push_back(object.sql);
  return statements;
}

// What an index is over and covers, without its name and comments.
std::vector<std::string> meaning_of_index(const std::string& sql) {
  std::vector<std::string> words;
  bool behind_name = false;
  for (const Token& each : tokenize(sql)) {
    behind_name = behind_name || each.is("ON");
    if (behind_name) words.push_back(folded(each.unquoted()));
  }
  return words;
}

void take_over_index(std::vector<Object>& wanted, const std::vector<Object>& actual,
                     bool under_its_name) {
  for (Object& want : wanted) {
    if (want.type != "index" || has_object(actual, want)) continue;
    for (const Object& have : actual) {
      if (have.type != "index" || meaning_of_index(have.sql) != meaning_of_index(want.sql))
        continue;
      if (under_its_name && !same_name(have.name, want.name)) continue;
      want = have;
      want.role = Role::index;
    }
  }
}

bool fits(const Model& model, const ModelTable& table, const SchemaObjects& all, bool exactly) {
  if (!table.managed()) return false;
  std::vector<Object> wanting = wanted(model, table);
  const std::vector<Object> having = all.of(*table.settings, table.facts.name);
  take_over_index(wanting, having, exactly);
  return wanting.size() == having.size() &&
         std::all_of(wanting.begin(), wanting.end(),
                     [&](const Object& each) { return has_object(having, each); });
}

bool is_usable(sqlite3* db, const Model& model, const ModelTable& table) {
  if (!table.managed()) return false;
  const std::vector<Object> having = actual(db, model.schema, *table.settings, table.facts.name);
  const std::vector<Object> wanting = wanted(model, table);
  const auto is_there = [&](const Object& wanted_one) {
    return std::any_of(having.begin(), having.end(), [&](const Object& each) {
      return each.type == wanted_one.type && same_name(each.name, wanted_one.name) &&
             same_name(each.table, wanted_one.table);
    });
  };
  // In format 1, not every table needed a trigger at its deletion, and none had a cycle's view.
  const bool is_format_1 = table.settings->format < 2;
  const std::string deleted = generated_name(*table.settings, "deleted");
  const std::string cycle = generated_name(*table.settings, "cycle");
  return std::all_of(wanting.begin(), wanting.end(), [&](const Object& each) {
    const bool needed =
        each.role == Role::interception || each.role == Role::event || each.role == Role::purge;
    return !needed || (is_format_1 && (each.name == deleted || each.table == cycle)) ||
           is_there(each);
  });
}

std::vector<Object> strangers(sqlite3* db, const std::string& schema,
                              const std::vector<Object>& actual, const std::vector<Object>& wanted,
                              bool owned) {
  std::vector<Object> found;
  Statement find(db, format("SELECT type, name, tbl_name, sql FROM {ident}.sqlite_schema WHERE "
                            "name = ?1 COLLATE NOCASE AND (type = 'trigger') = ?2",
                            schema));
  for (const Object& each : wanted) {
    const bool ours = std::any_of(actual.begin(), actual.end(), [&](const Object& have) {
      return have.type == each.type && same_name(have.name, each.name);
    });
    if (ours) continue;
    find.bind(1, each.name).bind(2, sqlite3_int64{each.type == "trigger"});
    const bool taken = find.step();
    if (taken)
      found.push_back({find.text(0), find.text(1), find.text(2), find.text(3), Role::event});
    find.reset();
    if (!taken || (owned && found.back().type == each.type)) continue;
    const Object& taker = found.back();
    const std::string message =
        format("softdelete: the name {ident}, which is needed for a generated {}, is taken by ",
               each.name, each.type);
    if (taker.type == "index" && has_marker(taker.type, taker.name, taker.sql)) {
      fail("{}the index of {}, which had that name once; call SELECT softdelete_repair({text})",
           message, taker.table, taker.table);
    }
    fail("{}a {}; rename or drop that{}", message, taker.type,
         each.type == "view" ? ", or give another name in active_view or deleted_view" : "");
  }
  return found;
}

}  // namespace softdelete
