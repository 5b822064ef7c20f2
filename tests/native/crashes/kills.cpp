#include "crashes/kills.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <stdexcept>

#include "crashes/model.hpp"
#include "folder.hpp"
#include "vfs.hpp"

namespace {

// Which of the script's steps were committed is said through the pipe, one byte each.
[[noreturn]] void write_on(const std::string& main, const std::string& other, Script& script,
                           long step, int pipe) {
  try {
    Database db(main, other, vfs::kName);
    // So that the log of writes is moved into the database often.
    db.must("PRAGMA wal_autocheckpoint = 20; PRAGMA cache_size = 10");
    if (db.load() != SQLITE_OK) throw std::runtime_error("load");
    for (;; ++step) {
      run_step(db, script.step(step));
      if (write(pipe, "", 1) != 1) throw std::runtime_error("pipe");
    }
  } catch (const std::exception& error) {
    std::printf("the writer ended by itself: %s\n", error.what());
    std::fflush(stdout);
    _exit(1);
  }
}

// Starts a writer and kills it, a moment after so many steps; how many steps of the script it has
// committed for certain. -1: it was not killed.
long kill_writer(const std::string& main, const std::string& other, Script& script, long from,
                 long steps, unsigned microseconds) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe");
  std::fflush(stdout);
  const pid_t writer = fork();
  if (writer < 0) throw std::runtime_error("fork");
  if (writer == 0) write_on(main, other, script, from, ends[1]);
  close(ends[1]);
  long committed = from;
  char said = 0;
  while (committed < from + steps && read(ends[0], &said, 1) == 1) ++committed;
  usleep(microseconds);
  kill(writer, SIGKILL);
  int status = 0;
  waitpid(writer, &status, 0);
  while (read(ends[0], &said, 1) == 1) ++committed;
  close(ends[0]);
  return WIFSIGNALED(status) ? committed : -1;
}

}  // namespace

bool survives_kills(const std::string& storage, const std::string& journal_mode, long kills,
                    unsigned seed) {
  constexpr unsigned kMostSteps = 8;
  constexpr unsigned kLongest = 3'000;  // microseconds
  Script script(storage, seed);
  Model model(script);
  const Folder folder;
  const std::string main = folder.file("main.db");
  const std::string other = folder.file("other.db");
  {
    Database db(main, other, vfs::kName);
    db.must("PRAGMA page_size = 1024; PRAGMA journal_mode = " + journal_mode);
    if (db.load() != SQLITE_OK) throw std::runtime_error("load");
    db.must(script.setup());
  }
  std::mt19937 random(seed);
  std::map<std::string, long> counts;
  for (long i = 0; i < kills; ++i) {
    const long steps = static_cast<long>(random() % kMostSteps);
    const long committed = kill_writer(main, other, script, model.steps(), steps,
                                       static_cast<unsigned>(random() % kLongest));
    if (committed < 0) return false;
    ++counts[script.step(committed).kind];
    while (model.steps() < committed) model.advance();
    Database db(main, other, vfs::kName);
    const std::string found = found_state(db);
    const std::string least = model.state();
    // The step that was under way may have been committed, and then the writer goes on behind it.
    if (found != least) model.advance();
    if (found == model.state()) continue;
    std::printf("%s, %s, seed %u, kill %ld, in \"%s\": the database has %s\n", storage.c_str(),
                journal_mode.c_str(), seed, i, script.step(committed).sql.c_str(),
                difference(least, found).c_str());
    return false;
  }
  for (const auto& [kind, count] : counts) {
    std::printf("counted %s/%s %s kill %ld\n", storage.c_str(), kind.c_str(), journal_mode.c_str(),
                count);
  }
  return true;
}
