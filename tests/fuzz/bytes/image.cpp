#include "bytes/image.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bytes/target.hpp"
#include "memory.hpp"

namespace {

// Rows of a query, each value with its type; its error where it fails.
std::string rows(sqlite3* db, const std::string& sql) {
  std::string out;
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
  int code = SQLITE_DONE;
  while (statement != nullptr && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      out += std::to_string(sqlite3_column_type(statement, i)) + ":";
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
      if (bytes != nullptr) {
        out.append(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
      }
      out += "|";
    }
    out += "\n";
  }
  if (code != SQLITE_DONE || statement == nullptr) out += sqlite3_errmsg(db);
  sqlite3_finalize(statement);
  return out;
}

std::string dump(const Image& image) {
  sqlite3* db = open_memory();
  use_image(db, image);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
  std::string out = rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2");
  sqlite3_stmt* list = nullptr;
  sqlite3_prepare_v2(db,
                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
                     " ORDER BY name",
                     -1, &list, nullptr);
  while (sqlite3_step(list) == SQLITE_ROW) {
    std::string name = "\"";
    for (const char* c = reinterpret_cast<const char*>(sqlite3_column_text(list, 0));
         c != nullptr && *c != '\0'; ++c) {
      name.append(*c == '"' ? 2 : 1, *c);
    }
    out += rows(db, "SELECT * FROM " + name + "\"");
  }
  sqlite3_finalize(list);
  sqlite3_close(db);
  return out;
}

}  // namespace

void give_up(sqlite3* db, const std::string& what) {
  std::fprintf(stderr, "%s: %s\n", what.c_str(), sqlite3_errmsg(db));
  std::abort();
}

sqlite3* open_memory() {
  use_block_memory();
  sqlite3* db = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) give_up(db, "open");
  return db;
}

Image image_of(sqlite3* db) {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(db, "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (bytes != nullptr) return Image(bytes, bytes + size);
  bytes = sqlite3_serialize(db, "main", &size, 0);
  Image image(bytes, bytes + (bytes == nullptr ? 0 : size));
  sqlite3_free(bytes);
  return image;
}

void use_image(sqlite3* db, const Image& image) {
  auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(image.size()));
  const auto size = static_cast<sqlite3_int64>(image.size());
  if (bytes != nullptr) std::memcpy(bytes, image.data(), image.size());
  if (sqlite3_deserialize(db, "main", bytes, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) !=
      SQLITE_OK) {
    give_up(db, "an image");
  }
}

Image image_of_script(const std::string& script) {
  sqlite3* db = open_memory();
  load_softdelete(db);
  // Small pages make a small file.
  if (sqlite3_exec(db, ("PRAGMA page_size = 1024;" + script).c_str(), nullptr, nullptr, nullptr) !=
      SQLITE_OK) {
    give_up(db, script);
  }
  Image image = image_of(db);
  sqlite3_close(db);
  return image;
}

bool same_content(const Image& a, const Image& b) {
  constexpr std::size_t kHeader = 100;
  if (a.size() == b.size() && a.size() > kHeader) {
    // The header counts changes: at 24, and at 92 with the version of SQLite.
    Image left = a;
    for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>{24, 28}, {92, 100}}) {
      std::copy(b.begin() + static_cast<std::ptrdiff_t>(from),
                b.begin() + static_cast<std::ptrdiff_t>(to),
                left.begin() + static_cast<std::ptrdiff_t>(from));
    }
    if (left == b) return true;
  }
  return dump(a) == dump(b);
}
