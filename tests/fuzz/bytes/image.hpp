// Database files in memory.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

using Image = std::string;

sqlite3* open_memory();
// Fails the program.
[[noreturn]] void give_up(sqlite3* db, const std::string& what);
// The bytes of a database as a file would have them.
Image image_of(sqlite3* db, const char* schema);
// Makes the main database one that has these bytes.
void use_image(sqlite3* db, const Image& image);
// The bytes of a database that use_image() made, until it is written to.
std::string_view bytes_of(sqlite3* db);
// Changes those bytes, as another process would: what SQLite knows of the schema stays true where
// the schema cookie is the same. Much faster than use_image().
void put_image(sqlite3* db, const Image& image);
// Gives an image a schema cookie that no other has, for put_image().
void renew_cookie(Image& image);
// The image of a database that these statements make, with softdelete.
Image image_of_script(const std::string& script);
// Whether two are the same but for what counts changes.
bool same_bytes(std::string_view a, std::string_view b);
// Whether two are the same to a reader: the bytes, or else schema and rows.
bool same_content(std::string_view a, std::string_view b);
