#include "bytes/sandbox.hpp"

#include <cstdio>
#include <cstdlib>

#include "bytes/target.hpp"

namespace {

constexpr const char* kMainCanary = "SELECT group_concat(quote(x)) FROM main.canary";
constexpr const char* kOtherCanaries =
    "SELECT (SELECT group_concat(x) FROM other.canary) || (SELECT group_concat(x) FROM"
    " temp.canary)";
constexpr int kStepsPerTick = 1000;
constexpr int kMostTicks = 4000;
constexpr sqlite3_int64 kMemory = 64 << 20;
constexpr sqlite3_int64 kMemoryPerByte = 64;

constexpr unsigned kUntrusted = 1;
constexpr unsigned kDefensive = 2;
constexpr unsigned kForeignKeys = 4;
constexpr unsigned kRecursive = 8;
constexpr unsigned kInTransaction = 16;

void print(const std::pair<std::string, std::vector<Value>>& run) {
  std::fprintf(stderr, "%.2000s", run.first.c_str());
  for (const Value& each : run.second) std::fprintf(stderr, " | %s", described(each).c_str());
  std::fputs("\n", stderr);
}

}  // namespace

bool traced() {
  static const bool is_set = std::getenv("SOFTDELETE_FUZZ_TRACE") != nullptr;
  return is_set;
}

Sandbox::Sandbox(const Image& image, unsigned settings) : db_(open_memory()), settings_(settings) {
  const auto set = [&](int option, unsigned bit) {
    sqlite3_db_config(db_, option, (settings & bit) != 0 ? 1 : 0, nullptr);
  };
  set(SQLITE_DBCONFIG_DEFENSIVE, kDefensive);
  set(SQLITE_DBCONFIG_ENABLE_FKEY, kForeignKeys);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, (settings & kUntrusted) != 0 ? 0 : 1,
                    nullptr);
  if ((settings & kRecursive) != 0)
    sqlite3_exec(db_, "PRAGMA recursive_triggers = ON", nullptr, nullptr, nullptr);
  sqlite3_create_function(db_, "attack", -1, SQLITE_UTF8, &attacks_, attack, nullptr, nullptr);
  sqlite3_create_function(db_, "direct_attack", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                          &direct_attacks_, attack, nullptr, nullptr);
  sqlite3_exec(db_,
               "ATTACH ':memory:' AS other; CREATE TABLE other.canary(x);"
               "INSERT INTO other.canary VALUES ('other'); CREATE TABLE temp.canary(x);"
               "INSERT INTO temp.canary VALUES ('temp')",
               nullptr, nullptr, nullptr);
  besides_ = besides();
  use_image(db_, image);
  sqlite3_progress_handler(db_, kStepsPerTick, tick, this);
  load_softdelete(db_);
}

Sandbox::~Sandbox() {
  sqlite3_finalize(ask_other_);
  sqlite3_finalize(ask_main_);
  if (sqlite3_close(db_) != SQLITE_OK) fail("the connection can't be closed");
}

void Sandbox::begin(const Image& image, unsigned settings) {
  settings_ = settings;
  room_ = kMemory + kMemoryPerByte * static_cast<sqlite3_int64>(image.size());
  put_image(db_, image);
  sqlite3_set_last_insert_rowid(db_, 0);
  other_canaries_ = other_canaries();
  main_canary_ = main_canary();
}

bool Sandbox::end() {
  if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  log_.clear();
  return besides() == besides_;
}

Image Sandbox::besides() const { return image_of(db_, "temp") + image_of(db_, "other"); }

void Sandbox::fail(const std::string& why) const {
  std::fprintf(stderr, "%s\n--- after:\n", why.c_str());
  for (const auto& each : log_) print(each);
  std::fprintf(stderr, "--- %s\n", sqlite3_errmsg(db_));
  write_series();
  std::abort();
}

int Sandbox::tick(void* self) { return ++static_cast<Sandbox*>(self)->ticks_ > kMostTicks ? 1 : 0; }

void Sandbox::attack(sqlite3_context* context, int, sqlite3_value**) {
  ++*static_cast<int*>(sqlite3_user_data(context));
  sqlite3_result_int(context, 1);
}

std::string Sandbox::first_text(sqlite3_stmt* statement) {
  std::string out;
  ticks_ = 0;
  if (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    if (text != nullptr) out = text;
  }
  return statement == nullptr || sqlite3_reset(statement) != SQLITE_OK ? sqlite3_errmsg(db_) : out;
}

std::string Sandbox::ask(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr);
  std::string out = first_text(statement);
  sqlite3_finalize(statement);
  return out;
}

std::string Sandbox::canary(sqlite3_stmt*& kept, const char* sql) {
  if (kept == nullptr) sqlite3_prepare_v2(db_, sql, -1, &kept, nullptr);
  return first_text(kept);
}

std::string Sandbox::other_canaries() { return canary(ask_other_, kOtherCanaries); }
std::string Sandbox::main_canary() { return canary(ask_main_, kMainCanary); }

int Sandbox::step_through(const std::string& sql, const std::vector<Value>& values) {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr);
  if (code != SQLITE_OK) return code;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i].bind(statement, static_cast<int>(i) + 1);
  }
  do {
    code = sqlite3_step(statement);
  } while (code == SQLITE_ROW);
  const int last = sqlite3_finalize(statement);
  return code == SQLITE_DONE ? last : code;
}

void Sandbox::look(Kind kind) {
  if (direct_attacks_ > 0) fail("a text of the file was run");
  const bool triggers_may_call = kind == Kind::rows && (settings_ & kUntrusted) == 0;
  if (attacks_ > 0 && !triggers_may_call) fail("the file called a function");
  // What the file itself has a row's trigger or view do may be endless.
  if (ticks_ > kMostTicks && kind != Kind::rows) fail("it takes too many steps");
  if (other_canaries() != other_canaries_) fail("another database was changed");
  const std::string canary = main_canary();
  if (kind != Kind::rows && canary != main_canary_) fail("the canary was changed");
  main_canary_ = canary;
}

int Sandbox::run(Kind kind, const std::string& sql, const std::vector<Value>& values,
                 Failing failing) {
  log_.emplace_back(sql, values);
  if (traced()) print(log_.back());
  const bool begins = sqlite3_get_autocommit(db_) != 0;
  const bool wraps = begins && (settings_ & kInTransaction) != 0;
  if (begins) before_ = bytes_of(db_);
  if (wraps) sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
  ticks_ = attacks_ = direct_attacks_ = 0;
  sqlite3_int64 most = 0;
  sqlite3_int64 used = 0;
  sqlite3_status64(SQLITE_STATUS_MEMORY_USED, &used, &most, 1);
  const int code = step_through(sql, values);
  sqlite3_int64 now = 0;
  sqlite3_status64(SQLITE_STATUS_MEMORY_USED, &now, &most, 0);
  if (traced()) std::fprintf(stderr, "  -> %d %.500s\n", code, sqlite3_errmsg(db_));
  const int used_ticks = ticks_;
  if (wraps && sqlite3_get_autocommit(db_) == 0)
    sqlite3_exec(db_, code == SQLITE_OK ? "COMMIT" : "END", nullptr, nullptr, nullptr);
  ticks_ = used_ticks;
  if (most - used > room_) fail("it takes too much memory: " + std::to_string(most - used));
  look(kind);
  if (code != SQLITE_OK && begins && sqlite3_get_autocommit(db_) != 0 &&
      failing == Failing::changes_nothing && !same_content(before_, bytes_of(db_)))
    fail("a statement that failed changed something");
  return code;
}
