// A disk that loses its power: what was not synced since may be written, lost, torn or garbage.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "vfs.hpp"

class Disk : public vfs::Watcher {
 public:
  // What files hold after a loss of power, by their names.
  using Image = std::map<std::string, std::string>;

  // The files that are in a folder are synced.
  Disk(const std::filesystem::path& folder, unsigned seed);

  // Loses power, though not for who goes on writing.
  Image lose_power();
  // The images of about one in so many of the moments at which something was to be written.
  std::vector<Image> take_losses();
  void lose_power_often(long one_in) { one_in_ = one_in; }

 private:
  struct Write {
    std::string data;
    sqlite3_int64 offset;
    bool truncates;  // at the offset
  };
  struct File {
    std::string synced;
    std::vector<Write> since;
    bool is_there = false;  // surely, after a loss of power
    bool removed = false;   // which is not synced
  };

  int before(const vfs::Event& event) override;
  void after(const vfs::Event& event) override;
  void apply(const Write& write, std::string& content, double survives);

  std::map<std::string, File> files_;
  std::vector<Image> losses_;
  std::mt19937 random_;
  long one_in_ = 0;
};
