#include "crashes/disk.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace fs = std::filesystem;
using vfs::Call;

namespace {

constexpr std::size_t kSector = 512;

std::string name_of(const char* path) { return fs::path(path).filename().string(); }

}  // namespace

Disk::Disk(const fs::path& folder, unsigned seed) : random_(seed) {
  for (const fs::directory_entry& each : fs::directory_iterator(folder)) {
    std::ifstream in(each.path(), std::ios::binary);
    File& file = files_[each.path().filename().string()];
    file.synced.assign(std::istreambuf_iterator<char>(in), {});
    file.is_there = true;
  }
}

// Each sector by itself: written, lost, or once in a while garbage.
void Disk::apply(const Write& write, std::string& content, double survives) {
  std::bernoulli_distribution kept(survives);
  if (write.truncates) {
    if (kept(random_)) content.resize(static_cast<std::size_t>(write.offset));
    return;
  }
  const auto begin = static_cast<std::size_t>(write.offset);
  const std::size_t end = begin + write.data.size();
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = std::min(end, (at / kSector + 1) * kSector);
    const bool garbage = survives < 1 && random_() % 16 == 0;
    if (garbage || kept(random_)) {
      if (content.size() < next) content.resize(next);
      for (std::size_t i = at; i < next; ++i)
        content[i] = garbage ? static_cast<char>(random_()) : write.data[i - begin];
    }
    at = next;
  }
}

Disk::Image Disk::lose_power() {
  constexpr double kChances[] = {0, 0.5, 0.9, 1};
  const double survives = kChances[random_() % 4];
  Image image;
  for (const auto& [name, file] : files_) {
    if (!file.is_there && random_() % 2 == 0) continue;
    if (file.removed && random_() % 2 == 0) continue;
    std::string content = file.synced;
    for (const Write& each : file.since) apply(each, content, survives);
    image.emplace(name, std::move(content));
  }
  return image;
}

std::vector<Disk::Image> Disk::take_losses() { return std::exchange(losses_, {}); }

int Disk::before(const vfs::Event& event) {
  const bool changes = event.call == Call::write || event.call == Call::truncate ||
                       event.call == Call::sync || event.call == Call::remove;
  if (changes && event.path != nullptr && one_in_ > 0 &&
      static_cast<long>(random_() % static_cast<unsigned long>(one_in_)) == 0)
    losses_.push_back(lose_power());
  return SQLITE_OK;
}

void Disk::after(const vfs::Event& event) {
  if (event.path == nullptr) return;
  const std::string name = name_of(event.path);
  if (event.call == Call::remove && event.lasting) {
    files_.erase(name);
    return;
  }
  if (event.call == Call::open) {
    // One that was removed is gone for good when another of its name is made.
    const auto found = files_.find(name);
    if (found != files_.end() && found->second.removed) files_.erase(found);
    files_[name];
    return;
  }
  const auto found = files_.find(name);
  if (found == files_.end()) return;
  File& file = found->second;
  if (event.call == Call::remove) {
    file.removed = true;
  } else if (event.call == Call::write) {
    file.since.push_back(
        {std::string(static_cast<const char*>(event.data), static_cast<std::size_t>(event.size)),
         event.offset, false});
  } else if (event.call == Call::truncate) {
    file.since.push_back({"", event.size, true});
  } else if (event.call == Call::sync) {
    for (const Write& each : file.since) apply(each, file.synced, 1);
    file.since.clear();
    file.is_there = true;
  }
}
