#include "storage/cycle_view.hpp"

#include "generate/render.hpp"
#include "sqlite/error.hpp"
#include "sqlite/format.hpp"

namespace softdelete {
namespace {

// SELECTs that one query can have, as SQLite is built.
constexpr std::size_t kMaxSelects = 500;

}  // namespace

std::string united(const Names& selects) {
  std::string out;
  for (const std::string& each : selects) out += (out.empty() ? "      " : "\n      UNION ") + each;
  return out;
}

void check_selects(const std::string& table, std::size_t selects) {
  if (selects <= kMaxSelects) return;
  fail(
      "softdelete: {} is tied to a cycle of tables with too many foreign keys: SQLite "
      "follows {} at most in one query",
      table, std::to_string(kMaxSelects / 2));
}

CycleView::CycleView(const Settings& owner, const Names& tables, std::size_t width)
    : owner_(owner), view_(generated_name(owner, "cycle")), keys_("k1") {
  for (const std::string& each : tables) {
    tables_ += format("{}{text}", tables_.empty() ? "" : ", ", each);
  }
  for (std::size_t i = 2; i <= width; ++i) keys_ += ", k" + std::to_string(i);
}

std::string CycleView::run(const Names& rows, const std::string& work,
                           const std::string& value) const {
  return render("list_first", {{"keys", keys_}, {"selects", united(rows)}}) + ask(work, value, "");
}

std::string CycleView::run_anew(const std::string& scope, const Names& rows,
                                const std::string& work, const std::string& value) const {
  return render("begin_context", {{"scope", scope}, {"row_key", "NULL"}}) + run(rows, work, value) +
         render("end_context", {});
}

std::string CycleView::ask(const std::string& work, const std::string& value,
                           const std::string& when) const {
  return render("ask_cycle", {{"view", view_},
                              {"work", work},
                              {"value", value},
                              {"where", when.empty() ? "" : "\n   WHERE " + when}});
}

std::string CycleView::list(const Names& selects) const {
  if (selects.empty()) return "";
  return render("list_rows", {{"keys", keys_}, {"tables", tables_}, {"selects", united(selects)}});
}

std::string CycleView::clear_list() const { return render("clear_list", {{"tables", tables_}}); }

std::vector<Object> CycleView::objects(const std::vector<Work>& works) const {
  std::vector<Object> objects;
  objects.push_back({"view", view_, view_, render_object("cycle", {{"name", view_}}), Role::event});
  for (const Work& each : works) {
    if (each.statements.empty()) continue;
    const std::string name = generated_name(owner_, std::string("cycle_") + each.column);
    objects.push_back({"trigger", name, view_,
                       render_object("cycle_work", {{"name", name},
                                                    {"view", view_},
                                                    {"work", each.column},
                                                    {"statements", each.statements}}),
                       each.role});
  }
  return objects;
}

}  // namespace softdelete
