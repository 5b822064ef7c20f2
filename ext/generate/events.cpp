#include <algorithm>

#include "generate/parts.hpp"
#include "generate/render.hpp"
#include "generate/walk.hpp"
#include "sqlite/quote.hpp"

namespace softdelete {
namespace {

bool cascades(const Model& model, const Reference& reference) {
  const ModelTable& parent = model.tables[reference.parent];
  if (!parent.managed() || !model.tables[reference.child].managed()) return false;
  if (reference.on_delete == "CASCADE") return true;
  const bool restricts = reference.on_delete == "RESTRICT" || reference.on_delete == "NO ACTION";
  return restricts && parent.settings->children == "cascade";
}

// A deferred NO ACTION is not checked; a RESTRICT is never deferred, as in SQLite. A suspended
// child is left out: while it is rebuilt, no trigger may name it.
bool restricts(const Model& model, const Reference& reference) {
  const ModelTable& parent = model.tables[reference.parent];
  const ModelTable& child = model.tables[reference.child];
  if (child.settings && child.settings->suspended) return false;
  if (!parent.managed() || cascades(model, reference) || parent.settings->children == "keep")
    return false;
  return reference.on_delete == "RESTRICT" ||
         (reference.on_delete == "NO ACTION" && !reference.deferred);
}

std::string taken_along(const Model& model, std::size_t table, const std::string& row) {
  return storage_of(model, table).deleted(row) + " AND " + row + quote_ident(kViaColumn) +
         " IS NOT NULL";
}

// Deletes what the row's deletion takes along, then looks for live rows that forbid it.
std::string deletion_statements(const Subject& subject) {
  const Model& model = subject.model;
  // The row's own time may have been set by the statement before.
  const std::string time = subject.settings.time_only()
                               ? subject.storage.time("NEW.")
                               : "(SELECT " + subject.storage.time() + " FROM " +
                                     quote_ident(subject.facts.name) + " WHERE " +
                                     subject.is_row("NEW.") + ")";
  // Rows are on the walk while still live, and once this very deletion has taken them along.
  const auto condition = [&](std::size_t table, const std::string& row) {
    const Storage storage = storage_of(model, table);
    return "(" + storage.live(row) + " OR " + storage.time(row) + " = " + time + " AND " + row +
           quote_ident(kViaColumn) + " IS NOT NULL)";
  };
  const Walk walk(
      model, {subject.index, "NEW."}, [&](const Reference& each) { return cascades(model, each); },
      condition);
  std::string out;
  for (std::size_t table : walk.tables()) {
    const Storage storage = storage_of(model, table);
    for (const Reference* reference : walk.into(table)) {
      out += render("cascade", {{"child", model.tables[table].facts.name},
                                {"parent", model.tables[reference->parent].facts.name},
                                {"via", kViaColumn},
                                {"set_deleted", storage.set_deleted(time)},
                                {"live", storage.live(qualifier_of(model.tables[table].facts))},
                                {"taken_along", walk.refers_below(*reference)}});
    }
  }
  std::vector<std::size_t> parents = walk.tables();
  parents.push_back(subject.index);
  for (const Reference& reference : model.references) {
    if (std::find(parents.begin(), parents.end(), reference.parent) == parents.end()) continue;
    if (!restricts(model, reference)) continue;
    const ModelTable& child = model.tables[reference.child];
    std::string condition_sql = walk.refers_below(reference);
    if (child.managed())
      condition_sql = storage_of(model, reference.child).live(qualifier_of(child.facts)) + " AND " +
                      condition_sql;
    out += refuse(
        subject.facts.name + ": cannot delete: live rows of " + child.facts.name + " refer to " +
            model.tables[reference.parent].facts.name + " (ON DELETE " + reference.on_delete +
            "); delete them first, or set children = 'cascade' or 'keep' in softdelete",
        "EXISTS (SELECT 1 FROM " + quote_ident(child.facts.name) + " WHERE " + condition_sql + ")");
  }
  return out;
}

// Marks the rows that come back with this one and brings them back; then the row's own parents
// must all be live.
std::string restoration_statements(const Subject& subject) {
  const Model& model = subject.model;
  const auto managed = [&](const Reference& each) { return both_managed(model, each); };
  const auto deleted = [&](std::size_t table, const std::string& row) {
    return storage_of(model, table).deleted(row);
  };
  const Walk walk(
      model, {subject.index, "NEW."}, managed,
      [&](std::size_t table, const std::string& row) { return taken_along(model, table, row); },
      marked_by(model, kRestoreMark));
  const auto& tables = walk.tables();
  const auto parents_of = [&](std::size_t table) {
    return std::count_if(
        model.references.begin(), model.references.end(),
        [&](const Reference& each) { return each.child == table && managed(each); });
  };
  // Only a row with a second parent can be held back by it.
  const auto blockable = [&](std::size_t table) {
    return parents_of(table) > 1 ||
           std::any_of(tables.begin(), tables.end(), [&](std::size_t other) {
             return walk.in_one_cycle(table, other) && parents_of(other) > 1;
           });
  };
  std::string out;
  for (std::size_t table : tables) {
    out +=
        render("mark", {{"table", model.tables[table].facts.name},
                        {"time", model.tables[table].settings->time_column},
                        {"mark", kRestoreMark},
                        {"rows", blockable(table) ? walk.is_next_unblocked(table, managed, deleted)
                                                  : walk.is_next(table)}});
  }
  for (std::size_t table : tables) {
    const Storage storage = storage_of(model, table);
    out += render("restore_marked",
                  {{"table", model.tables[table].facts.name},
                   {"time", model.tables[table].settings->time_column},
                   {"via", kViaColumn},
                   {"mark", kRestoreMark},
                   {"set_live", storage.set_live()},
                   {"deleted", storage.deleted(qualifier_of(model.tables[table].facts))}});
  }
  for (const Reference& reference : model.references) {
    if (reference.child != subject.index || !managed(reference)) continue;
    const std::string& parent = model.tables[reference.parent].facts.name;
    out += refuse(subject.facts.name + ": cannot restore: the row of " + parent +
                      " that it refers to is deleted; restore that one first",
                  "EXISTS (SELECT 1 FROM " + quote_ident(parent) + " p WHERE " +
                      refers(reference, "p.", "NEW.") + " AND " + deleted(reference.parent, "p.") +
                      ")");
  }
  return out;
}

}  // namespace

std::vector<Object> event_triggers(const Subject& subject) {
  const Settings& settings = subject.settings;
  const std::string& table = subject.facts.name;
  const std::string flag = "NEW." + quote_ident(settings.flag_column);
  const std::string time = quote_ident(settings.time_column);
  const std::string via = "NEW." + quote_ident(kViaColumn);
  const std::string below = deletion_statements(subject);
  const std::string restoring = restoration_statements(subject);
  const std::string invalid = subject.storage.invalid_flag();
  const std::string wrong_flag =
      table + ": " + settings.flag_column + " must be 0 (live) or 1 (deleted)";
  const std::string stale_time = "NEW." + time + " IS NULL OR NEW." + time + " IS OLD." + time;
  std::string deletion;
  std::string restoration;
  if (settings.time_only()) {
    deletion =
        render("clear_via",
               {{"table", table}, {"via", kViaColumn}, {"is_new_row", subject.is_row("NEW.")}});
  } else {
    deletion = refuse(wrong_flag, flag + " IS NOT 1") +
               render("stamp", {{"table", table},
                                {"time", settings.time_column},
                                {"via", kViaColumn},
                                {"now", kNow},
                                {"is_stale", stale_time},
                                {"is_new_row", subject.is_row("NEW.")}});
    restoration = refuse(wrong_flag, flag + " IS NOT 0");
  }
  restoration += render("unstamp", {{"table", table},
                                    {"time", settings.time_column},
                                    {"via", kViaColumn},
                                    {"is_new_row", subject.is_row("NEW.")}});
  // What the DELETE trigger, the functions and a cascade write is complete, and passes quickly. A
  // via that was there before is none of theirs.
  const std::string old_via = via + " IS OLD." + quote_ident(kViaColumn);
  std::string pending;
  if (!below.empty()) {
    pending = old_via + " OR " + via + " IS NULL";
  } else if (!settings.time_only()) {
    pending = stale_time + " OR " + via + " IS NOT NULL AND " + old_via;
  }
  std::string unsettled = "OLD." + time + " IS NOT " + quote_text(kRestoreMark);
  if (restoring.empty()) unsettled = "NEW." + time + " IS NOT NULL OR " + via + " IS NOT NULL";
  if (!invalid.empty()) unsettled += " OR " + invalid;
  std::vector<Object> objects;
  if (!pending.empty()) {
    if (!invalid.empty()) pending += " OR " + invalid;
    objects.push_back(subject.trigger(
        "deleted", table,
        render_object("deleted", {{"name", subject.name("deleted")},
                                  {"table", table},
                                  {"flag", settings.flag_column},
                                  {"became_deleted",
                                   subject.storage.became_deleted() + " AND (" + pending + ")"},
                                  {"statements", deletion + below}})));
  }
  objects.push_back(subject.trigger(
      "restored", table,
      render_object("restored",
                    {{"name", subject.name("restored")},
                     {"table", table},
                     {"flag", settings.flag_column},
                     {"became_live", subject.storage.became_live() + " AND (" + unsettled + ")"},
                     {"statements", restoration + restoring}})));
  return objects;
}

}  // namespace softdelete
