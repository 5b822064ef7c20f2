#include "interface/trash.hpp"

#include <algorithm>
#include <new>
#include <string_view>

#include "interface/json.hpp"
#include "interface/results.hpp"
#include "interface/trash_values.hpp"
#include "manage/lookup.hpp"
#include "sqlite/format.hpp"
#include "sqlite/quote.hpp"
#include "sqlite/transaction.hpp"
#include "storage/storage.hpp"

namespace softdelete {
namespace {

struct TrashColumn {
  enum {
    schema_name,
    table_name,
    key_column,
    deleted_at,
    deleted_via,
    row_column,
    softdelete_id,
    identity
  };
};

const char* comparison(int operation) {
  switch (operation) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return "=";
    case SQLITE_INDEX_CONSTRAINT_GT:
      return ">";
    case SQLITE_INDEX_CONSTRAINT_GE:
      return ">=";
    case SQLITE_INDEX_CONSTRAINT_LT:
      return "<";
    case SQLITE_INDEX_CONSTRAINT_LE:
      return "<=";
    default:
      return nullptr;
  }
}

// The word for a constraint that can be pushed down; null for any other.
std::string pushed(int column, int operation) {
  const char* sign = comparison(operation);
  if (sign == nullptr) return "";
  if (column == TrashColumn::deleted_at) return std::string("deleted_at") + sign;
  if (operation != SQLITE_INDEX_CONSTRAINT_EQ) return "";
  return column == TrashColumn::schema_name  ? "schema_name="
         : column == TrashColumn::table_name ? "table_name="
                                             : "";
}

bool matches(sqlite3_value* wanted, const std::string& name) {
  const unsigned char* text = sqlite3_value_text(wanted);
  return text != nullptr && same_name(reinterpret_cast<const char*>(text), name);
}

// The columns of one row, ?1, ... being what tells it apart.
std::string by_identity(const RowSource& source, const Table& facts) {
  std::string sql;
  for (const std::string& each : source.columns)
    sql += format("{}{ident}", sql.empty() ? "SELECT " : ", ", each);
  sql += " FROM " + source.from;
  for (std::size_t i = 0; i < source.identity.size(); ++i) {
    const std::string& name = source.identity[i];
    sql += format("{}{ident} IS ?{}{}", i == 0 ? " WHERE " : " AND ", name, std::to_string(i + 1),
                  facts.key_collate(name));
  }
  return sql;
}

}  // namespace

void Trash::best_index(sqlite3_index_info& info) const {
  std::string words;
  int arguments = 0;
  double cost = 1000000;
  for (int i = 0; i < info.nConstraint; ++i) {
    const auto& constraint = info.aConstraint[i];
    const std::string word = pushed(constraint.iColumn, constraint.op);
    if (constraint.usable == 0 || word.empty()) continue;
    info.aConstraintUsage[i].argvIndex = ++arguments;
    words += (words.empty() ? "" : " ") + word;
    cost /= 10;
  }
  if (info.nOrderBy == 1 && info.aOrderBy[0].iColumn == TrashColumn::deleted_at) {
    info.orderByConsumed = 1;
    words += format("{}{}", words.empty() ? "" : " ",
                    info.aOrderBy[0].desc != 0 ? "descending" : "ascending");
  }
  info.estimatedCost = cost;
  info.estimatedRows = static_cast<sqlite3_int64>(cost);
  info.idxStr = sqlite3_mprintf("%s", words.c_str());
  if (info.idxStr == nullptr) throw std::bad_alloc();
  info.needToFreeIdxStr = 1;
}

void TrashCursor::filter(int, const char* words, int, sqlite3_value** argv) {
  sqlite3* db = trash_.db();
  sources_.clear();
  at_ = 0;
  ordered_ = false;
  descending_ = false;
  sqlite3_value* schema = nullptr;
  sqlite3_value* table = nullptr;
  std::vector<std::string> comparisons;
  std::vector<sqlite3_value*> times;
  int argument = 0;
  for (std::string_view plan = words; !plan.empty();) {
    const std::string_view word = plan.substr(0, plan.find(' '));
    plan.remove_prefix(std::min(plan.size(), word.size() + 1));
    if (word == "ascending" || word == "descending") {
      ordered_ = true;
      descending_ = word == "descending";
    } else if (word == "schema_name=") {
      schema = argv[argument++];
    } else if (word == "table_name=") {
      table = argv[argument++];
    } else {
      comparisons.emplace_back(word.substr(std::string_view("deleted_at").size()));
      times.push_back(argv[argument++]);
    }
  }
  for (const std::string& name : schemas_in_lookup_order(db)) {
    if (schema != nullptr && !matches(schema, name)) continue;
    const Snapshot snapshot(db, name);
    if (read_registry(db, name).empty()) continue;
    const Model model = read_model(db, name, trash_.tables());
    std::vector<const ModelTable*> shown;
    for (const ModelTable& each : model.tables) {
      if (!each.has_trash() || each.settings->format > kFormat ||
          (table != nullptr && !matches(table, each.facts.name)))
        continue;
      shown.push_back(&each);
    }
    check_columns(db, model, shown);
    for (const ModelTable* each : shown) open(model, *each, comparisons, times, descending_);
  }
  choose();
}

void TrashCursor::open(const Model& model, const ModelTable& table,
                       const std::vector<std::string>& comparisons,
                       const std::vector<sqlite3_value*>& times, bool descending) {
  const Table& facts = table.facts;
  const RowSource source = storage_of(*table.settings).deleted(table);
  const Names& key = source.key;
  const Names none;
  const std::size_t count = 3 + key.size() + source.columns.size() + source.identity.size();
  const bool is_wide =
      count > static_cast<std::size_t>(sqlite3_limit(trash_.db(), SQLITE_LIMIT_COLUMN, -1));
  std::string sql = format("SELECT {}, {}, {}", source.time_as_text, source.via, source.id);
  for (const Names* names : {&key, is_wide ? &none : &source.columns, &source.identity}) {
    for (const std::string& each : *names) sql += format(", {ident}", each);
  }
  sql += format(" FROM {} WHERE {}", source.from, source.where);
  // In another form the order of the times is the same, but not what they are compared with.
  const Column* time_column = facts.column(table.settings->time_column);
  const bool comparable = source.time_as_text == source.time && time_column != nullptr;
  const std::string time = source.time + " COLLATE BINARY";
  std::vector<sqlite3_value*> bound;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    if (!comparable || !same_meaning(*time_column, times[i])) continue;
    bound.push_back(times[i]);
    sql += format(" AND {} {} ?{}", time, comparisons[i], std::to_string(bound.size()));
  }
  if (ordered_) sql += format(" ORDER BY {}{}", time, descending ? " DESC" : "");
  Statement rows(trash_.db(), sql);
  for (std::size_t i = 0; i < bound.size(); ++i) rows.bind(static_cast<int>(i) + 1, bound[i]);
  const bool has_row = rows.step();
  std::optional<Statement> wide;
  if (is_wide) wide.emplace(trash_.db(), by_identity(source, facts));
  sources_.push_back(
      {model.schema, facts.name, key, source.columns, std::move(rows), has_row, std::move(wide)});
}

void TrashCursor::choose() {
  sources_.erase(std::remove_if(sources_.begin(), sources_.end(),
                                [](const Source& each) { return !each.has_row; }),
                 sources_.end());
  at_ = 0;
  if (!ordered_) return;
  for (std::size_t i = 1; i < sources_.size(); ++i) {
    const int order = compare(sources_[i].rows.value(0), sources_[at_].rows.value(0));
    if (descending_ ? order > 0 : order < 0) at_ = i;
  }
}

void TrashCursor::next() {
  sources_[at_].has_row = sources_[at_].rows.step();
  choose();
}

void TrashCursor::column(sqlite3_context* context, int index) {
  Source& source = sources_[at_];
  const int first_key = 3;
  const int first_column = first_key + static_cast<int>(source.key.size());
  if (index == TrashColumn::schema_name) return result_text(context, source.schema);
  if (index == TrashColumn::table_name) return result_text(context, source.table);
  if (index == TrashColumn::deleted_at || index == TrashColumn::deleted_via) {
    return sqlite3_result_value(context,
                                source.rows.value(index == TrashColumn::deleted_at ? 0 : 1));
  }
  if (index == TrashColumn::softdelete_id) {
    return sqlite3_result_value(context, source.rows.value(2));
  }
  if (index == TrashColumn::identity) {
    const int first = first_column + (source.wide ? 0 : static_cast<int>(source.columns.size()));
    return result_blob(context, identity_of(source.schema, source.table, source.rows, first));
  }
  const bool is_key = index == TrashColumn::key_column;
  const Names& names = is_key ? source.key : source.columns;
  const Statement* row = &source.rows;
  int first = is_key ? first_key : first_column;
  if (!is_key && source.wide) {
    for (int i = first_column; i < source.rows.column_count(); ++i) {
      source.wide->bind(i - first_column + 1, source.rows.value(i));
    }
    // A row that this very statement has purged has no values any more.
    source.wide->step();
    row = &*source.wide;
    first = 0;
  }
  std::string out = is_key ? "[" : "{";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += ",";
    if (!is_key) out += json_string(names[i]) + ":";
    out += json_value(row->value(first + static_cast<int>(i)));
  }
  if (row != &source.rows) source.wide->reset();
  result_text(context, out + (is_key ? "]" : "}"));
}

}  // namespace softdelete
