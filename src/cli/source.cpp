#include "cli/source.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace nutgraf::cli {
namespace {

constexpr std::string_view extensions[] = {".txt",  ".text", ".md",    ".markdown",
                                           ".html", ".htm",  ".xhtml", ".shtml"};

void set(Item& item, std::string name, std::string path, std::string target) {
  item.name = std::move(name);
  item.path = std::move(path);
  item.target = std::move(target);
  item.loaded = item.regular = false;
  item.error.reset();
}

std::string last_part(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string extension_of(std::string_view name) {
  std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return {};
  std::string out(name.substr(dot));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::span<const std::string_view> article_extensions() {
  return extensions;
}

bool is_article_name(std::string_view name) {
  std::string extension = extension_of(name);
  return extension.empty() ||
         std::find(std::begin(extensions), std::end(extensions), extension) != std::end(extensions);
}

std::optional<FolderId> folder_id(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return std::nullopt;
  return FolderId{info.st_dev, info.st_ino};
}

bool ListSource::next(Item& item) {
  if (at_ == names_.size()) return false;
  const std::string& name = names_[at_++];
  set(item, name == "-" ? "" : name, name, last_part(name));
  return true;
}

std::string TreeSource::full(const std::string& below) const {
  return folder_ + below;
}

/// A root: a file is an item of its own, a folder is entered.
bool TreeSource::next_root(Item& item) {
  std::string root = roots_[root_++];
  if (!folder_id(root)) {
    set(item, root == "-" ? "" : root, root, root == "-" ? "stdin" : last_part(root));
    return true;
  }
  folder_ = root.ends_with('/') ? root : root + "/";
  if (auto error = enter("")) {
    set(item, root, root, last_part(root));
    item.error = error;
    return true;
  }
  return false;
}

bool TreeSource::next(Item& item) {
  for (;;) {
    if (levels_.empty()) {
      if (root_ == roots_.size()) return false;
      if (next_root(item)) return true;
      continue;
    }
    Level& level = levels_.back();
    if (level.at == level.entries.size()) {
      levels_.pop_back();
      continue;
    }
    Entry entry = std::move(level.entries[level.at++]);
    std::string below = level.below + entry.name;
    if (!entry.folder) {
      set(item, below, full(below), below);
      item.regular = true;
      return true;
    }
    if (auto error = enter(below + "/")) {
      set(item, below, full(below), below);
      item.error = error;
      return true;
    }
  }
}

std::optional<Error> TreeSource::enter(const std::string& below) {
  DIR* folder = ::opendir(below.empty() ? folder_.c_str() : full(below).c_str());
  if (!folder)
    return Error{"unreadable", "open", std::string("the folder cannot be read: ") + std::strerror(errno), {}};
  struct stat info {};
  if (leave_out_ && !levels_.empty() && ::fstat(::dirfd(folder), &info) == 0 &&
      *leave_out_ == FolderId{info.st_dev, info.st_ino}) {
    ::closedir(folder);
    return std::nullopt;
  }
  Level level;
  level.below = below;
  while (const dirent* entry = ::readdir(folder))
    add_entry(level, ::dirfd(folder), entry->d_name, entry->d_type);
  ::closedir(folder);
  std::sort(level.entries.begin(), level.entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  levels_.push_back(std::move(level));
  return std::nullopt;
}

void TreeSource::add_entry(Level& level, int folder, const char* name, unsigned char type) {
  if (std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0) return;
  if (name[0] == '.') {
    ++skipped_["hidden"];
    return;
  }
  bool linked = type == DT_LNK;
  if (type == DT_LNK || type == DT_UNKNOWN) {
    struct stat info {};
    if (::fstatat(folder, name, &info, 0) != 0) info.st_mode = S_IFREG;  // reading it will tell what is wrong
    type = S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : DT_FIFO;
  }
  if (type == DT_DIR && linked) {
    ++skipped_["linked folder"];
  } else if (type == DT_DIR) {
    level.entries.push_back({name, true});
  } else if (type != DT_REG) {
    ++skipped_["special"];
  } else if (!wanted_(name)) {
    ++skipped_[extension_of(name)];
  } else {
    level.entries.push_back({name, false});
  }
}

}  // namespace nutgraf::cli
