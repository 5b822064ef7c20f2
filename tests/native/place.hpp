// Where the databases are that something is tried with.
#pragma once

#include <memory>
#include <string>

#include "database.hpp"
#include "folder.hpp"

class Place {
 public:
  virtual ~Place() = default;
  // A connection to databases as the setup left them, without softdelete.
  virtual std::unique_ptr<Database> open() = 0;
  // Another connection, to what a connection that is lost now would leave behind; null where
  // nothing would be.
  virtual std::unique_ptr<Database> left() { return nullptr; }
  // A connection to the databases that open() made, which is closed.
  virtual std::unique_ptr<Database> reopen() { return nullptr; }
};

class InMemory : public Place {
 public:
  explicit InMemory(const std::string& setup);
  std::unique_ptr<Database> open() override;

 private:
  Database setup_;
};

// What file systems hold: the journal mode counts there, and the pages that SQLite may keep.
class InFiles : public Place {
 public:
  InFiles(const std::string& setup, const std::string& journal_mode, int cache_size);
  std::unique_ptr<Database> open() override;
  std::unique_ptr<Database> left() override;
  std::unique_ptr<Database> reopen() override;

 private:
  std::unique_ptr<Database> open_in(const char* folder) const;

  Folder folder_;
  int cache_size_;
};
