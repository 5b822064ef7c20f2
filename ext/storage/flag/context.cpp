#include "storage/flag/context.hpp"

#include <algorithm>

#include "generate/render.hpp"
#include "sqlite/format.hpp"

namespace softdelete {
namespace {

std::string all_columns_match(const TriggerContext& context) {
  Names terms;
  for (const Column& column : context.facts.columns) {
    if (column.generated) continue;
    const std::string name = quote_ident(column.name);
    const std::string same = format("{} IS OLD.{}", name, name);
    // By the column's own collation too, in which an index can be used.
    if (!same_name(column.collation, "BINARY")) terms.push_back(same);
    terms.push_back(same + " COLLATE BINARY");
  }
  return joined(terms, "AND");
}

}  // namespace

std::string qualifier_of(const Table& table) { return format("{ident}.", table.name); }

std::string alias_beside(std::string base, std::initializer_list<const Table*> tables) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Table* each : tables) {
      if (!same_name(each->name, base)) continue;
      base += "_";
      changed = true;
    }
  }
  return base;
}

std::string TriggerContext::is_row(std::string_view row) const {
  std::string out;
  for (const std::string& column : facts.identity()) {
    out += format("{}{ident} = {}{ident}{}", out.empty() ? "" : " AND ", column, row, column,
                  facts.key_collate(column));
  }
  return out;
}

std::string TriggerContext::is_view_row(const std::string& state) const {
  if (facts.key_is_exact()) {
    std::string out;
    for (const std::string& column : facts.key) {
      out += format("{}{ident} = OLD.{ident}{}", out.empty() ? "" : " AND ", column, column,
                    facts.key_collate(column));
    }
    return out;
  }
  return format("{ident} = {}", facts.rowid, view_rowid(state));
}

std::string TriggerContext::view_rowid(const std::string& state) const {
  return format("(SELECT {ident} FROM {ident} WHERE {} AND {} LIMIT 1)", facts.rowid, facts.name,
                all_columns_match(*this), state);
}

std::string parent_flag(const TriggerContext& context, const Reference& reference,
                        std::string_view child_row) {
  const Table& parent = context.facts_at(reference.parent);
  const std::string alias = alias_beside("p", {&context.facts_at(reference.child)});
  return format("(SELECT {} FROM {ident} {} WHERE {})",
                context.mark_at(reference.parent).flag(alias + "."), parent.name, alias,
                refers(reference, alias + ".", child_row));
}

Orphan orphan(const TriggerContext& context) {
  Orphan out;
  Names parents;
  for (const Reference* each : context.graph.parents_of(context.index)) {
    if (!context.graph.binds(*each)) continue;
    out.condition +=
        (out.condition.empty() ? "" : " OR ") +
        context.mark_at(each->parent).is_deleted_row(parent_flag(context, *each, "NEW."));
    add_names(parents, {context.facts_at(each->parent).name});
  }
  out.message = format(
      "{}: cannot restore: the row of {} that it refers to is deleted; restore that one first, or "
      "use restore_with_parents()",
      context.facts.name, alternatives(parents));
  return out;
}

std::string purged_key(const TriggerContext& context, std::string_view row) {
  const Names key = context.facts.exact_key();
  if (key.size() == 1) return format("{}{ident}", row, key[0]);
  std::string out;
  for (const std::string& each : key) {
    out += format("{}{}{ident})", out.empty() ? "quote(" : " || ',' || quote(", row, each);
  }
  return out;
}

void add_names(Names& all, const Names& more) {
  for (const std::string& each : more) {
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
  }
}

std::string alternatives(const Names& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  }
  return out;
}

std::string joined(const Names& conditions, const std::string& word) {
  constexpr std::size_t kGroup = 50;
  const bool grouped = conditions.size() > kGroup;
  std::string out;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const bool opens = i % kGroup == 0;
    if (i > 0) out += format("{}{} ", grouped && opens ? ") " : " ", word);
    if (grouped && opens) out += "(";
    out += conditions[i];
  }
  return grouped ? out + ")" : out;
}

std::string refuse(const std::string& message, const std::string& condition) {
  return render("refuse", {{"message", message}, {"condition", condition}});
}

std::string refuse_first(const std::vector<Refusal>& refusals) {
  if (refusals.empty()) return "";
  std::string cases;
  for (const Refusal& each : refusals) {
    cases += render("refuse_case", {{"condition", each.condition}, {"message", each.message}});
  }
  return render("refuse_first", {{"cases", cases}});
}

}  // namespace softdelete
