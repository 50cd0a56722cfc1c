// cli/: bytes in and out of files. No exceptions, no streams; every failure is an Error with what to do about
// it.
//
// Writing is atomic: a file is written under a temporary name beside its place, `.nutgraf-PID-N.tmp`, and
// renamed when it is whole, so that an interrupt or a full disk leaves the old file or none, never half of
// one. There is no fsync for the many files of a folder: after a power cut the last ones may be missing or
// empty. One file that holds a whole batch is synced before it is renamed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nutgraf/result.hpp"

namespace nutgraf::cli {

/// Writes everything; false leaves errno.
bool write_all(int fd, std::string_view bytes);

/// Reads a whole file ("-": standard input) into `bytes`, whose memory is used again. Error codes: not-found,
/// is-a-folder, no-permission, closed-input, unreadable, interrupted, too-large.
std::optional<Error> read_file(const std::string& path, std::string& bytes);

/// Where the results go: standard output or one open file. Buffered; remembers the first failure.
class Output {
 public:
  explicit Output(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  /// False once a write has failed.
  bool write(std::string_view bytes);
  bool flush();
  int failure() const { return errno_; }  ///< errno of the first failed write, 0 if none
  Error error() const;

 private:
  int fd_;
  std::string name_;
  std::string buffer_;
  int errno_ = 0;
};

/// A file that appears whole or not at all.
class AtomicFile {
 public:
  AtomicFile() = default;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile() { discard(); }
  /// Opens the temporary file, and makes the folders above it where they are missing.
  std::optional<Error> open(const std::string& path);
  int fd() const { return fd_; }
  std::optional<Error> commit(bool sync);
  void discard();

 private:
  std::string path_, temporary_;
  int fd_ = -1;
};

std::optional<Error> write_file(const std::string& path, std::string_view bytes);

/// Opens /dev/null in the place of standard streams that are closed, so that no other file gets their
/// numbers.
void reserve_standard_streams();
/// Was it closed when the program began?
bool was_closed(int fd);

}  // namespace nutgraf::cli
