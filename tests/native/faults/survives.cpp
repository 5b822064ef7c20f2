#include "faults/survives.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>

#include "faults/interrupt.hpp"
#include "faults/io.hpp"
#include "faults/memory.hpp"
#include "faults/trial.hpp"

namespace {

char description[300] = "";
constexpr int kMostComplaints = 5;

// What fails.
struct Failing {
  std::string name;
  Lasting lasting;
  std::function<std::unique_ptr<Fault>()> make;
};

// Where it fails.
struct Where {
  std::string place;  // memory, delete or wal
  Way way;
  int cache_size;
};

std::vector<Failing> failing(const std::string& kind, const Operation& operation) {
  std::vector<Failing> all;
  for (const Lasting lasting : {Lasting::once, Lasting::on}) {
    if (kind == "memory") {
      // What creates indexes at the top level must prepare its undoing anew, and keeps memory back
      // for that.
      const Lasting full = operation.rebuilds && lasting == Lasting::on ? Lasting::full : lasting;
      all.push_back({"sqlite", full, [full] {
                       return std::make_unique<memory::OutOfMemory>(memory::Source::sqlite, full);
                     }});
      all.push_back({"c++", lasting, [lasting] {
                       return std::make_unique<memory::OutOfMemory>(memory::Source::cpp, lasting);
                     }});
    } else if (kind == "interrupt") {
      all.push_back({kind, lasting, [lasting] { return std::make_unique<Interrupt>(lasting); }});
    } else if (kind == "io") {
      for (const IoKind& each : io_kinds()) {
        all.push_back({each.name, lasting,
                       [&each, lasting] { return std::make_unique<IoError>(each, lasting); }});
      }
    }
  }
  if (all.empty()) throw std::runtime_error("there is no kind of failure " + kind);
  return all;
}

std::vector<Where> places(const std::string& kind) {
  constexpr int kAmple = 2000;
  constexpr int kSmall = 5;  // so that pages are written before COMMIT, and read again
  std::vector<Where> all;
  for (const char* schema : {"main", "other"}) {
    for (const bool in_transaction : {false, true}) {
      const Way way = {schema, in_transaction};
      if (kind != "io") {
        all.push_back({"memory", way, kAmple});
        continue;
      }
      for (const char* mode : {"delete", "wal"}) {
        all.push_back({mode, way, kSmall});
        // Nothing would be written before the COMMIT.
        if (!in_transaction) all.push_back({mode, way, kAmple});
      }
    }
  }
  return all;
}

std::unique_ptr<Place> make_place(const Operation& operation, const Where& where) {
  const std::string setup = with_schema(operation.setup, where.way.schema);
  if (where.place == "memory") return std::make_unique<InMemory>(setup);
  return std::make_unique<InFiles>(setup, where.place, where.cache_size);
}

struct Leaks {
  sqlite3_int64 sqlite = sqlite3_memory_used();
  long cpp = memory::live_blocks();
  bool operator!=(const Leaks& other) const { return sqlite != other.sqlite || cpp != other.cpp; }
};

// "" or what was wrong; nothing where there are less points of failure.
std::optional<std::string> attempt(Trial& trial, Fault& fault, long nth) {
  const Leaks before;
  std::optional<std::string> answer;
  try {
    answer = trial.attempt(fault, nth);
  } catch (const std::exception& error) {
    fault.disarm();
    return error.what();
  }
  if (answer && answer->empty() && before != Leaks()) return "memory was not freed";
  return answer;
}

// Counts of what was tried, by the place and what failed.
using Counts = std::map<std::pair<std::string, std::string>, long>;

bool survives(const Operation& operation, const Where& where, const Failing& failing, Place& place,
              long points, long shift, Counts& counts) {
  Trial trial(operation, where.way, place);
  const std::unique_ptr<Fault> fault = failing.make();
  const long count = trial.rehearse(*fault);
  const long stride = points == 0 ? 1 : std::max(1L, count / points);
  int complaints = 0;
  for (long nth = 1 + shift % stride;; nth += stride) {
    sqlite3_snprintf(sizeof description, description, "%s, %s, %s, %s, cache of %d pages, %s %ld%s",
                     operation.name.c_str(), where.place.c_str(), where.way.schema,
                     where.way.in_transaction ? "in a transaction" : "autocommit", where.cache_size,
                     failing.name.c_str(), nth,
                     failing.lasting == Lasting::once ? "" : " and all after it");
    const std::optional<std::string> wrong = attempt(trial, *fault, nth);
    if (!wrong) break;
    ++counts[{where.place, failing.name}];
    if (wrong->empty()) continue;
    std::puts((std::string(description) + ": " + *wrong).c_str());
    if (++complaints == kMostComplaints) break;
  }
  return complaints == 0;
}

}  // namespace

const char* tried() noexcept { return description; }

bool survives(const std::string& kind, const Operation& operation, long points, long ways) {
  const std::vector<Failing> all = failing(kind, operation);
  const std::vector<Where> wheres = places(kind);
  const auto cases = static_cast<long>(all.size() * wheres.size());
  const long stride = ways == 0 ? 1 : std::max(1L, cases / ways);
  // Each operation fails at other points and in other ways, where not all are tried.
  const auto shift = static_cast<long>(std::hash<std::string>()(operation.name) % 1000);
  Counts counts;
  bool well = true;
  long at = shift;
  for (const Where& where : wheres) {
    std::unique_ptr<Place> place;
    for (const Failing& each : all) {
      if (++at % stride != 0) continue;
      if (place == nullptr) place = make_place(operation, where);
      well = survives(operation, where, each, *place, points, shift + at * 7, counts) && well;
    }
  }
  for (const auto& [what, count] : counts) {
    std::puts(("counted " + operation.name + " " + what.first + " " + what.second + " " +
               std::to_string(count))
                  .c_str());
  }
  return well;
}
