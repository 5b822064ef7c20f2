#include "files/edits.hpp"

#include <map>

#include "files/edit.hpp"

namespace {

int ticks = 0;
int endless(void*) { return ++ticks > 100 ? 1 : 0; }

void nothing(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }

std::map<const Image*, sqlite3*> editors;

sqlite3* open_editor(const Image& image) {
  sqlite3* db = open_memory();
  use_image(db, image);
  sqlite3_progress_handler(db, 1000, endless, nullptr);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);  // so that nothing is written to disk
  sqlite3_create_function(db, "attack", -1, SQLITE_UTF8, nullptr, nothing, nullptr, nullptr);
  sqlite3_exec(db, "PRAGMA max_page_count = 4000; PRAGMA writable_schema = ON", nullptr, nullptr,
               nullptr);
  return db;
}

}  // namespace

Image edited(const Image& image, Input& input) {
  sqlite3*& db = editors[&image];
  if (db == nullptr) {
    db = open_editor(image);
  } else {
    put_image(db, image);
  }
  bool same_schema = true;
  bool lasting = false;
  for (std::size_t edits = 1 + input.below(4); edits > 0; --edits) {
    ticks = 0;
    const std::size_t kind = input.below(kEditKinds);
    same_schema = same_schema && edits_rows(kind);
    lasting = lasting || kind == kRawEdit;
    Edit(db, kind, input).run();
  }
  if (sqlite3_get_autocommit(db) == 0) sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  if (sqlite3_get_autocommit(db) == 0) sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  Image out(bytes_of(db));
  if (lasting) {
    sqlite3_close_v2(db);
    editors.erase(&image);
  }
  if (input.below(16) == 0) {
    const std::size_t at =
        (input.byte() * 65536U + input.byte() * 256U + input.byte()) % out.size();
    out[at] = static_cast<char>(input.byte());
    same_schema = false;
  }
  if (!same_schema) renew_cookie(out);
  return out;
}

void close_editors() {
  for (const auto& [image, db] : editors) sqlite3_close_v2(db);
  editors.clear();
}
