#include "storage/flag/unique_keys.hpp"

#include <algorithm>
#include <map>

#include "schema/index_text.hpp"
#include "schema/partial_index.hpp"
#include "schema/tokens.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"

namespace softdelete {
namespace {

std::string plain_list(const Names& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// What an expression says, however it is written.
Names words(const std::string& expression) {
  Names out;
  for (const Token& each : tokenize(expression)) {
    out.push_back(each.unquoted());
    for (char& c : out.back()) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// What the columns of the NEW row will hold: where a NULL is replaced by the default, which SQLite
// does for NOT NULL columns under OR REPLACE, a BEFORE trigger still sees the NULL, and generated
// columns that were computed from it.
class NewRow {
 public:
  explicit NewRow(const Table& table) : table_(table) {}

  // An expression over its columns.
  std::string values(const std::string& expression) {
    std::string out =
        rewrite_columns(expression, table_, [&](const std::string& name) { return value(name); });
    if (out.size() > kLongest) {
      fail(
          "softdelete: what generated columns of {} are computed from is too long when put "
          "together",
          table_.name);
    }
    return out;
  }

  std::string value(const std::string& name) {
    const Column* column = table_.column(name);
    if (column == nullptr) return format("NEW.{ident}", name);
    const auto known = values_.find(column->name);
    if (known != values_.end()) return known->second;
    if (++depth_ > kDeepest) {
      fail(
          "softdelete: generated columns of {} are computed from one another too deeply, or in a "
          "loop",
          table_.name);
    }
    std::string value = computed(*column);
    --depth_;
    values_[column->name] = value;
    return value;
  }

 private:
  static constexpr std::size_t kLongest = 1000000;  // of a statement, by SQLite's default
  static constexpr int kDeepest = 100;              // parentheses that SQLite reads in one another

  std::string computed(const Column& column) {
    const std::string value = format("NEW.{ident}", column.name);
    if (replaces_null(column)) return format("coalesce({}, {})", value, *column.default_sql);
    const std::string text = values(column.computed);
    return text == qualify_columns(column.computed, table_, "NEW.") ? value : text;
  }

  const Table& table_;
  std::map<std::string, std::string> values_;  // of columns
  int depth_ = 0;
};

SharedKey column_key(const TriggerContext& context, const UniqueKey& key) {
  NewRow new_row(context.facts);
  SharedKey shared{plain_list(key.columns),
                   "",
                   key.columns,
                   false,
                   same_names(key.columns, context.facts.key),
                   false};
  shared.bitwise = true;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const Column& column = *context.facts.column(key.columns[i]);
    shared.same +=
        format("{}{ident} = {}", i == 0 ? "" : " AND ", column.name, new_row.value(column.name));
    if (!same_name(column.collation, key.collations[i])) {
      shared.same += format(" COLLATE {ident}", key.collations[i]);
    }
    if (column.generated) shared.watched.clear();
    if (!same_name(key.collations[i], "BINARY") || !same_name(column.collation, "BINARY") ||
        column.generated || replaces_null(column)) {
      shared.bitwise = false;
    }
  }
  return shared;
}

// An index on expressions, or over some rows: its own text tells when two rows collide.
SharedKey text_key(const TriggerContext& context, const UniqueKey& key) {
  const IndexText text = parse_create_index(key.sql);
  NewRow new_row(context.facts);
  const auto both = [&](const std::string& expression, const std::string& between) {
    return format("({}){}({})", qualify_columns(expression, context.facts, ""), between,
                  new_row.values(expression));
  };
  Names names = key.columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) names[i] = text.expressions[i];
  }
  SharedKey shared{plain_list(names), "", {}, false, false, false};
  for (std::size_t i = 0; i < text.expressions.size(); ++i) {
    const std::string& column = key.columns[i];
    const std::string expression = column.empty() ? text.expressions[i] : quote_ident(column);
    shared.same += format("{}{} COLLATE {ident}", i == 0 ? "" : " AND ", both(expression, " = "),
                          key.collations[i]);
  }
  if (text.where) shared.same += " AND " + both(*text.where, " AND ");
  return shared;
}

SharedKey shared_key(const TriggerContext& context, const UniqueKey& key) {
  return key.plain() ? column_key(context, key) : text_key(context, key);
}

bool covers_live_rows_only(const TriggerContext& context, const UniqueKey& key) {
  if (key.plain()) return false;
  const auto where = parse_create_index(key.sql).where;
  return partial_index(key.sql, context.mark.live()) ||
         (where && words(*where) == words(context.mark.live()));
}

template <typename Test>
std::vector<SharedKey> keys(const TriggerContext& context, const Test& counts) {
  const Table& table = context.facts;
  std::vector<SharedKey> found;
  for (const UniqueKey& each : table.unique) {
    if (counts(each)) found.push_back(shared_key(context, each));
  }
  // An INSERT OR REPLACE that names the rowid would overwrite a deleted row as well.
  if (table.rowid.empty()) return found;
  const Names aliases = table.rowid_aliases();
  if (table.rowid_is_key) {
    add_names(found.back().watched, aliases);
    found.back().auto_rowid = true;
    found.back().bitwise = true;
  } else {
    const std::string rowid = quote_ident(table.rowid);
    found.push_back({table.rowid, format("{} = NEW.{}", rowid, rowid), aliases, true, true, true});
    found.back().bitwise = true;
  }
  return found;
}

}  // namespace

bool replaces_null(const Column& column) { return column.not_null && column.default_sql; }

std::vector<SharedKey> shared_keys(const TriggerContext& context) {
  return keys(context,
              [&](const UniqueKey& each) { return !covers_live_rows_only(context, each); });
}

std::vector<SharedKey> all_keys(const TriggerContext& context) {
  return keys(context, [](const UniqueKey&) { return true; });
}

std::vector<SharedKey> keys_of_state(const TriggerContext& context) {
  std::vector<SharedKey> keys;
  for (const UniqueKey& each : context.facts.unique) {
    const bool by_column =
        std::any_of(each.columns.begin(), each.columns.end(), [&](const std::string& column) {
          const Column* known = context.facts.column(column);
          return mentions_state(quote_ident(column), context.settings) ||
                 (known != nullptr && known->generated);
        });
    if (by_column || mentions_state(each.sql, context.settings)) {
      keys.push_back(shared_key(context, each));
      keys.back().live_only = covers_live_rows_only(context, each);
    }
  }
  return keys;
}

bool mentions_state(const std::string& expression, const Settings& settings) {
  const std::vector<Token> tokens = tokenize(expression);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& each) {
    const std::string name = each.unquoted();
    return same_name(name, settings.flag_column) || same_name(name, settings.time_column) ||
           same_name(name, kViaColumn);
  });
}

}  // namespace softdelete
