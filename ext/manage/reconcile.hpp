// wanted against actual: what must be dropped and created until they agree.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "generate/wanted.hpp"
#include "schema/model.hpp"

namespace softdelete {

// All generated objects of a schema, read at once.
class SchemaObjects {
 public:
  SchemaObjects(sqlite3* db, const std::string& schema);
  // Those of one table: that sit on it or on its views.
  std::vector<Object> of(const Settings& settings, const std::string& table) const;
  // The same without an index that is known by its name alone: what `actual` gives.
  std::vector<Object> marked(const Settings& settings, const std::string& table) const;

 private:
  // By the folded name of what they sit on, each with its place in the schema.
  std::unordered_map<std::string, std::vector<std::pair<sqlite3_int64, Object>>> by_table_;
};

// The generated objects that exist for a table: those that carry our marker and sit on the table
// or on its views.
std::vector<Object> actual(sqlite3* db, const std::string& schema, const Settings& settings,
                           const std::string& table);

// Statements that turn `actual` into `wanted`. `qualifier` stands before each name: a quoted
// schema and a dot, or nothing.
std::vector<std::string> difference(const std::vector<Object>& actual,
                                    const std::vector<Object>& wanted,
                                    const std::string& qualifier);

std::string drop_if_there(const Object& object);
// Statements that make an object whether or not it is there; an index must not be there.
std::vector<std::string> create_again(const Object& object);

// An index that means what is wanted, whatever its name (that of the table before it was renamed)
// and the comments in it (an earlier version's, or none where a tool made it again), is as good: it
// then is what is wanted.
void take_over_index(std::vector<Object>& wanted, const std::vector<Object>& actual,
                     bool under_its_name = false);

// Whether every wanted object exists as it should and no other of ours does. `exactly`: the index
// under its own name, too.
bool fits(const Model& model, const ModelTable& table, const SchemaObjects& all,
          bool exactly = false);
// Whether what deleting, restoring and purging stand on is there. Its text does not matter: it may
// be another version's, or of the table before a column came or went.
bool is_usable(sqlite3* db, const Model& model, const ModelTable& table);

// What isn't recognised as ours but stands under a name that `wanted` needs. Where the table is
// managed already (`owned`), the names are ours, and what has them was edited; else an Error.
std::vector<Object> strangers(sqlite3* db, const std::string& schema,
                              const std::vector<Object>& actual, const std::vector<Object>& wanted,
                              bool owned);

}  // namespace softdelete
