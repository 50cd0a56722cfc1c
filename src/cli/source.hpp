// cli/: where articles come from: files named on the command line, or the files of a folder tree. A new kind
// of input (archive, crawl) is one more InputSource.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nutgraf/result.hpp"

namespace nutgraf::cli {

/// Is it an article by its name: .txt .text .md .markdown .html .htm .xhtml .shtml in any case, or no
/// extension?
bool is_article_name(std::string_view name);
/// The extensions of articles, with their dots.
std::span<const std::string_view> article_extensions();
/// The extension in lower case with its dot; empty if there is none.
std::string extension_of(std::string_view name);

/// One input. A source that has the bytes at hand (an archive) sets `loaded`; else they are read from `path`.
struct Item {
  std::string name;    ///< as shown and as in JSON: the name given, or the path below the folder given
  std::string path;    ///< to open
  std::string target;  ///< relative path of its output, without the added extension
  std::string bytes;
  bool loaded = false;
  bool regular = false;        ///< a file on disk for sure: no reading of it waits for a writer
  std::optional<Error> error;  ///< it is known already that it cannot be read
};

class InputSource {
 public:
  virtual ~InputSource() = default;
  /// The next input in a fixed order; false at the end. `item` may hold an earlier one, whose memory is used
  /// again.
  virtual bool next(Item& item) = 0;
};

/// The files as named, in that order.
class ListSource : public InputSource {
 public:
  explicit ListSource(std::vector<std::string> names) : names_(std::move(names)) {}
  bool next(Item& item) override;

 private:
  std::vector<std::string> names_;
  std::size_t at_ = 0;
};

/// Identity of a folder.
struct FolderId {
  dev_t device = 0;
  ino_t inode = 0;
  friend bool operator==(const FolderId&, const FolderId&) = default;
};
std::optional<FolderId> folder_id(const std::string& path);

/// Files and folders as named; folders with everything below them, by name within each folder. Memory grows
/// with the depth of the tree and the widest folder on the way, not with the number of files.
class TreeSource : public InputSource {
 public:
  /// Files in folders are taken if `wanted(name)`. The folder `leave_out` (where the results go) is not
  /// entered.
  TreeSource(std::vector<std::string> roots, std::optional<FolderId> leave_out,
             bool (*wanted)(std::string_view) = is_article_name)
      : roots_(std::move(roots)), leave_out_(leave_out), wanted_(wanted) {}
  bool next(Item& item) override;
  /// Files that were passed over, by extension: ".jpg", "hidden", "linked folder", "special".
  const std::map<std::string, std::size_t>& skipped() const { return skipped_; }

 private:
  struct Entry {
    std::string name;
    bool folder;
  };
  struct Level {
    std::string below;  ///< path below the root, with a slash at its end unless empty
    std::vector<Entry> entries;
    std::size_t at = 0;
  };
  bool next_root(Item& item);
  std::optional<Error> enter(const std::string& below);
  void add_entry(Level& level, int folder, const char* name, unsigned char type);
  std::string full(const std::string& below) const;

  std::vector<std::string> roots_;
  std::size_t root_ = 0;
  std::string folder_;  ///< the root that is being walked, with a slash at its end
  std::vector<Level> levels_;
  std::optional<FolderId> leave_out_;
  bool (*wanted_)(std::string_view);
  std::map<std::string, std::size_t> skipped_;
};

}  // namespace nutgraf::cli
