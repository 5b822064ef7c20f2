// A folder that is there while its owner is.
#pragma once

#include <filesystem>
#include <random>
#include <string>

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("softdelete-" + std::to_string(std::random_device()()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};
