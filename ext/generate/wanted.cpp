#include "generate/wanted.hpp"

#include "generate/parts.hpp"
#include "generate/render.hpp"
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
    out += (out.empty() ? "" : " AND ") + name + " IS OLD." + name + " COLLATE BINARY";
  }
  return out;
}

}  // namespace

std::string generated_name(const Settings& settings, std::string_view suffix) {
  return settings.table + "_softdelete_" + std::string(suffix);
}

std::string Subject::is_row(const std::string& row) const {
  std::string out;
  for (const std::string& column : facts.identity()) {
    out += (out.empty() ? "" : " AND ") + quote_ident(column) + " = " + row + quote_ident(column);
  }
  return out;
}

std::string Subject::is_view_row(const std::string& state) const {
  if (facts.key_is_exact()) {
    std::string out;
    for (const std::string& column : facts.key) {
      out += (out.empty() ? "" : " AND ") + quote_ident(column) + " = OLD." + quote_ident(column);
    }
    return out;
  }
  // Rows that agree in all columns are the same to every view: any one of them will do.
  return quote_ident(facts.rowid) + " = (SELECT " + quote_ident(facts.rowid) + " FROM " +
         quote_ident(facts.name) + " WHERE " + all_columns_match(*this) + " AND " + state + " LIMIT 1)";
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
  objects.push_back(subject.trigger(
      "delete", name,
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
  return objects;
}

}  // namespace softdelete
