// Database files in memory.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

using Image = std::vector<unsigned char>;

sqlite3* open_memory();
// Fails the program.
[[noreturn]] void give_up(sqlite3* db, const std::string& what);
// The bytes of a database as a file would have them.
Image image_of(sqlite3* db);
// Makes the main database one that has these bytes.
void use_image(sqlite3* db, const Image& image);
// The image of a database that these statements make, with softdelete.
Image image_of_script(const std::string& script);
// Whether two are the same to a reader: schema and rows, or else bytes but for counters.
bool same_content(const Image& a, const Image& b);
