// The settings of one managed table, and the columns in which the registry holds them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sqlite/statement.hpp"

namespace softdelete {

// The format of the objects that this library makes. It changes whenever their text or what they
// stand on changes, so that those of an earlier version are told from damaged ones.
inline constexpr int kFormat = 2;

struct Settings {
  std::optional<sqlite3_int64> id;  // the registry's rowid; none before it is written
  std::string table;
  std::string storage = "flag";
  int format = kFormat;  // of the objects that were made
  std::string flag_column;
  std::string time_column;           // the same as flag_column where the time is the flag as well
  std::string time_format = "text";  // text, iso, unix, unix_ms, unix_us or unix_ns
  // SQL literals; no live_value where live rows have NULL in a time that is the flag as well.
  std::optional<std::string> live_value;
  std::optional<std::string> deleted_value;  // none where the time is the flag as well
  std::string active_view;
  std::string deleted_view;
  std::string children = "declared";  // declared, cascade or keep
  std::optional<std::string> retention;
  bool suspended = false;
  bool live_indexes = false;
  bool reuse_keys = false;
  std::string added_columns;  // those of ours that enabling added, separated by commas
  bool clock = false;         // no column of the registry: whether the schema has kClock
};

struct SettingsColumn {
  const char* name;
  const char* type;     // and constraints
  const char* earlier;  // what stands for it in a registry of format 1; null where that had it
};

// Behind the id, in the order of the table.
inline constexpr SettingsColumn kSettingsColumns[] = {
    {"table_name", "TEXT NOT NULL COLLATE NOCASE", nullptr},
    {"storage", "TEXT NOT NULL DEFAULT 'flag'", "'flag'"},
    {"format", "INTEGER NOT NULL DEFAULT 1", "1"},
    {"flag_column", "TEXT NOT NULL", nullptr},
    {"time_column", "TEXT NOT NULL", nullptr},
    {"time_format", "TEXT NOT NULL DEFAULT 'text'", "'text'"},
    {"live_value", "", "CASE WHEN flag_column = time_column COLLATE NOCASE THEN NULL ELSE 0 END"},
    {"deleted_value", "",
     "CASE WHEN flag_column = time_column COLLATE NOCASE THEN NULL ELSE 1 END"},
    {"active_view", "TEXT NOT NULL", nullptr},
    {"deleted_view", "TEXT NOT NULL", nullptr},
    {"children", "TEXT NOT NULL", nullptr},
    {"retention", "TEXT", nullptr},
    {"suspended", "INTEGER NOT NULL", nullptr},
    {"live_indexes", "INTEGER NOT NULL", nullptr},
    {"reuse_keys", "INTEGER NOT NULL", nullptr},
    {"added_columns", "TEXT NOT NULL DEFAULT ''", "''"},
};

// Their names, and the values of some settings as SQL literals, separated by commas.
std::string settings_columns();
std::string settings_values(const Settings& settings);

// What a statement found that selects the id and then kSettingsColumns. Values of a hostile file
// are taken as they are.
Settings settings_of(const Statement& read);
// Whether a registry of ours, of this version or a later one, can say so.
bool is_plausible(const Settings& settings);

// Texts of settings stand in many objects, also of the tables beside, so that a long one would make
// much more of them than the file is large.
inline constexpr std::size_t kLongestText = 10000;  // bytes
bool has_long_text(const Settings& settings);

// The columns that enabling added, by name.
std::vector<std::string> added_columns(const Settings& settings);

}  // namespace softdelete
