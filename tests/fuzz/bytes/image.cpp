#include "bytes/image.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bytes/target.hpp"
#include "memory.hpp"

namespace {

// Offsets in the header of a database file.
constexpr std::size_t kChangeCounter = 24;
constexpr std::size_t kSchemaCookie = 40;
constexpr std::size_t kVersionValidFor = 92;
constexpr std::size_t kHeader = 100;

// So many at once that no execution reaches the next.
constexpr std::uint32_t kStep = 10000;

void set_number(Image& image, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) image[at + i] = static_cast<char>(number >> (24 - 8 * i));
}

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

std::string dump(std::string_view image) {
  sqlite3* db = open_memory();
  use_image(db, Image(image));
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

Image image_of(sqlite3* db, const char* schema) {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(db, schema, &size, 0);
  Image image(reinterpret_cast<char*>(bytes),
              static_cast<std::size_t>(bytes == nullptr ? 0 : size));
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

std::string_view bytes_of(sqlite3* db) {
  sqlite3_int64 size = 0;
  const unsigned char* bytes = sqlite3_serialize(db, "main", &size, SQLITE_SERIALIZE_NOCOPY);
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(bytes == nullptr ? 0 : size)};
}

void put_image(sqlite3* db, const Image& image) {
  if (same_bytes(bytes_of(db), image)) return;
  static std::uint32_t changes = 0;
  Image start = image.substr(0, kHeader);
  if (start.size() < kHeader) give_up(db, "an image that is too short");
  // SQLite keeps the pages that it has read as long as this is the same.
  changes += kStep;
  set_number(start, kChangeCounter, changes);
  set_number(start, kVersionValidFor, changes);
  sqlite3_file* file = nullptr;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const auto write = [&](const Image& bytes) {
    return file->pMethods->xWrite(file, bytes.data(), static_cast<int>(bytes.size()), 0);
  };
  if (file->pMethods->xTruncate(file, 0) != SQLITE_OK || write(image) != SQLITE_OK ||
      write(start) != SQLITE_OK) {
    give_up(db, "an image");
  }
  // So that it looks at the cookie now.
  sqlite3_exec(db, "SELECT 1 FROM sqlite_schema LIMIT 1", nullptr, nullptr, nullptr);
}

void renew_cookie(Image& image) {
  static std::uint32_t cookies = 0;
  cookies += kStep;
  if (image.size() > kHeader) set_number(image, kSchemaCookie, cookies);
}

Image image_of_script(const std::string& script) {
  sqlite3* db = open_memory();
  load_softdelete(db);
  // Small pages make a small file.
  if (sqlite3_exec(db, ("PRAGMA page_size = 1024;" + script).c_str(), nullptr, nullptr, nullptr) !=
      SQLITE_OK) {
    give_up(db, script);
  }
  Image image = image_of(db, "main");
  sqlite3_close(db);
  renew_cookie(image);
  return image;
}

bool same_bytes(std::string_view a, std::string_view b) {
  const auto same = [&](std::size_t from, std::size_t to) {
    return a.substr(from, to - from) == b.substr(from, to - from);
  };
  return a.size() == b.size() && a.size() > kHeader && same(0, kChangeCounter) &&
         same(kChangeCounter + 4, kVersionValidFor) && same(kHeader, a.size());
}

bool same_content(std::string_view a, std::string_view b) {
  return same_bytes(a, b) || dump(a) == dump(b);
}
