#include "generate/wanted.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/walk.hpp"
#include "schema/tokens.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

void append(std::vector<Object>& all, std::vector<Object> more) {
  for (Object& each : more) all.push_back(std::move(each));
}

std::string all_columns_match(const Subject& subject) {
  std::string out;
  for (const Column& column : subject.facts.columns) {
    if (column.generated) continue;
    const std::string name = quote_ident(column.name);
    out += (out.empty() ? "" : " AND ") + subject.self() + name + " IS OLD." + name +
           " COLLATE BINARY";
  }
  return out;
}

// In a statement on a table that is itself named old or new, OLD and NEW would mean that table. In
// a subquery without FROM they mean the trigger's row again.
std::string shield_rows(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  const bool misleading = std::any_of(tokens.begin(), tokens.end(), [](const Token& each) {
    const bool quoted = each.kind == TokenKind::identifier;
    return quoted && (same_name(each.unquoted(), "old") || same_name(each.unquoted(), "new"));
  });
  if (!misleading) return sql;
  std::string out;
  const char* copied = sql.data();
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool row =
        tokens[i].kind == TokenKind::word && (tokens[i].is("OLD") || tokens[i].is("NEW"));
    if (!row || !tokens[i + 1].is(".")) continue;
    const Token& column = tokens[i + 2];
    out.append(copied, tokens[i].text.data());
    copied = column.text.data() + column.text.size();
    out += "(SELECT " + std::string(tokens[i].text.data(), copied) + ")";
  }
  return out.append(copied, sql.data() + sql.size());
}

bool is_table(const std::vector<Token>& tokens, std::size_t at) {
  if (tokens[at].kind != TokenKind::identifier) return false;
  if (at + 1 < tokens.size() && tokens[at + 1].is(".")) return true;
  return at > 0 &&
         (tokens[at - 1].is("FROM") || tokens[at - 1].is("JOIN") || tokens[at - 1].is("UPDATE"));
}

// What we name without quotes ourselves (aliases and common tables) must not be the name of a table
// that the statements speak of. Their names are always quoted.
std::string rename_own(const std::string& sql) {
  const std::vector<Token> tokens = tokenize(sql);
  std::unordered_set<std::string> tables;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_table(tokens, i)) tables.insert(folded(tokens[i].unquoted()));
  }
  std::string out;
  const char* copied = sql.data();
  for (const Token& each : tokens) {
    const bool own = each.kind == TokenKind::word &&
                     (each.text == "p" || each.text == "c" || each.text == "below" ||
                      each.text == "blocked" || each.text == "parents");
    if (!own) continue;
    std::string name(each.text);
    while (tables.count(name) != 0) name += "_";
    out.append(copied, each.text.data());
    out += name;
    copied = each.text.data() + each.text.size();
  }
  return out.append(copied, sql.data() + sql.size());
}

}  // namespace

std::string generated_name(const Settings& settings, std::string_view suffix) {
  return settings.table + "_softdelete_" + std::string(suffix);
}

std::string qualifier_of(const Table& table) { return quote_ident(table.name) + "."; }

std::string Subject::is_row(const std::string& row) const {
  std::string out;
  for (const std::string& column : facts.identity()) {
    out += (out.empty() ? "" : " AND ") + key_column(column) + " = " + row + quote_ident(column) +
           facts.key_collate(column);
  }
  return out;
}

std::string Subject::is_view_row(const std::string& state) const {
  if (facts.key_is_exact()) {
    std::string out;
    for (const std::string& column : facts.key) {
      out += (out.empty() ? "" : " AND ") + self() + quote_ident(column) + " = OLD." +
             quote_ident(column) + facts.key_collate(column);
    }
    return out;
  }
  // Rows that agree in all columns are the same to every view: any one of them will do.
  return key_column(facts.rowid) + " = (SELECT " + quote_ident(facts.rowid) + " FROM " +
         quote_ident(facts.name) + " WHERE " + all_columns_match(*this) + " AND " + state +
         " LIMIT 1)";
}

bool both_managed(const Model& model, const Reference& reference) {
  return model.tables[reference.parent].managed() && model.tables[reference.child].managed();
}

Storage storage_of(const Model& model, std::size_t table) {
  return Storage(*model.tables[table].settings);
}

Walk::Condition marked_by(const Model& model, const char* mark) {
  return [&model, mark](std::size_t table, const std::string& row) {
    const Storage storage = storage_of(model, table);
    return storage.deleted(row) + " AND " + storage.time(row) + " = " + quote_text(mark);
  };
}

std::string refuse(const std::string& message, const std::string& condition) {
  return render("refuse", {{"message", message}, {"condition", condition}});
}

std::vector<Object> wanted(const Model& model, const ModelTable& table) {
  const Subject subject(model, table);
  const std::string& name = subject.facts.name;
  const std::string& time = subject.settings.time_column;
  std::vector<Object> objects;
  objects.push_back({"index", subject.name("trash"), name,
                     render_object("trash_index", {{"name", subject.name("trash")},
                                                   {"table", name},
                                                   {"time", time},
                                                   {"deleted", subject.storage.deleted()}})});
  objects.push_back(
      subject.trigger("delete", name,
                      render_object("delete", {{"name", subject.name("delete")},
                                               {"table", name},
                                               {"time", time},
                                               {"via", kViaColumn},
                                               {"purge_mark", kPurgeMark},
                                               {"set_deleted", subject.storage.set_deleted(kNow)},
                                               {"old_live", subject.storage.live("OLD.")},
                                               {"is_old_row", subject.is_row("OLD.")}})));
  append(objects, event_triggers(subject));
  append(objects, guard_triggers(subject));
  append(objects, view_objects(subject));
  for (Object& each : objects) {
    if (each.type == "trigger") each.sql = rename_own(shield_rows(each.sql));
  }
  return objects;
}

}  // namespace softdelete
