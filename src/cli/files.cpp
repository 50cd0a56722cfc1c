#include "cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/signals.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t chunk = 1 << 16;
constexpr std::size_t worth_copying = 1 << 14;  // into a buffer, to be written together with others
/// Offsets in the text are 32-bit numbers.
constexpr std::size_t largest = 4'000'000'000;

bool closed_streams[3] = {};

/// A pipe's opening waits for its writer, and an interrupt ends the wait.
int open_to_read(const std::string& path) {
  int fd;
  do {
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR && !interrupted());
  return fd;
}

Error open_error(int code) {
  if (code == ENOENT) return {"not-found", "open", "there is no such file; check the name", {}};
  if (code == EACCES || code == EPERM)
    return {"no-permission",
            "open",
            "the file may not be read (permission denied); change its mode or owner",
            {}};
  return {"unreadable", "open", std::string("the file cannot be opened: ") + std::strerror(code), {}};
}

Error folder_error() {
  return {
      "is-a-folder", "open", "this is a folder; to read all articles in it: nutgraf batch FOLDER -o OUT", {}};
}

Error read_error(int code) {
  if (code == EISDIR) return folder_error();
  if (code == EBADF) return {"closed-input", "read", "it is closed; name a file, or pipe the article in", {}};
  return {"unreadable", "read", std::string("reading failed: ") + std::strerror(code), {}};
}

struct Handle {
  int fd;
  bool owned;
  ~Handle() {
    if (owned && fd >= 0) ::close(fd);
  }
};

/// Reads to the end; `bytes` has its expected size already.
std::optional<Error> read_to_end(int fd, std::string& bytes) {
  std::size_t used = 0;
  for (;;) {
    if (used == bytes.size()) bytes.resize(used + std::max(used, chunk));
    ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR && !interrupted()) continue;
    if (got < 0 && errno == EINTR) return Error{"interrupted", "read", "interrupted", {}};
    if (got < 0) return read_error(errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > largest)
      return Error{"too-large", "read", "one input may hold 4 GB at most; split it into articles", {}};
  }
  bytes.resize(used);
  return std::nullopt;
}

std::string temporary_name(const std::string& path) {
  static std::atomic<unsigned> count{0};
  std::string name = path.substr(0, path.rfind('/') + 1);
  return name + ".nutgraf-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".tmp";
}

Error write_error(const std::string& path, int code) {
  std::string what = path + ": cannot be written: " + std::strerror(code);
  if (code == ENOSPC || code == EDQUOT) what += "; make room, and run it again";
  return {"not-written", "write", what, {}};
}

}  // namespace

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

std::optional<Error> read_file(const std::string& path, std::string& bytes) {
  bool standard = path == "-";
  if (standard && was_closed(STDIN_FILENO)) return read_error(EBADF);
  Handle file{standard ? STDIN_FILENO : open_to_read(path), !standard};
  if (file.fd < 0) return open_error(errno);
  struct stat info {};
  if (::fstat(file.fd, &info) != 0) return read_error(errno);
  if (S_ISDIR(info.st_mode)) return folder_error();
  auto size = S_ISREG(info.st_mode) ? static_cast<std::size_t>(info.st_size) : 0;
  if (size > largest)
    return Error{"too-large", "read", "one input may hold 4 GB at most; split it into articles", {}};
  bytes.resize(size + 1);  // one more, so that one read sees the end
  return read_to_end(file.fd, bytes);
}

bool Output::write(std::string_view bytes) {
  if (errno_ != 0) return false;
  if (bytes.size() < worth_copying && buffer_.size() + bytes.size() < chunk) {
    buffer_ += bytes;
    return true;
  }
  if (!flush()) return false;
  if (bytes.size() < worth_copying) {
    buffer_ += bytes;
  } else if (!write_all(fd_, bytes)) {
    errno_ = errno;
  }
  return errno_ == 0;
}

bool Output::flush() {
  if (errno_ != 0) return false;
  if (fd_ == STDOUT_FILENO && was_closed(fd_)) {
    errno_ = EBADF;
  } else if (!write_all(fd_, buffer_)) {
    errno_ = errno;
  }
  buffer_.clear();
  return errno_ == 0;
}

Error Output::error() const {
  return write_error(name_, errno_);
}

std::optional<Error> AtomicFile::open(const std::string& path) {
  path_ = path;
  temporary_ = temporary_name(path);
  constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  fd_ = ::open(temporary_.c_str(), flags, 0666);
  if (fd_ < 0 && errno == ENOENT) {
    std::error_code ignored;  // the second open reports what is wrong
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    fd_ = ::open(temporary_.c_str(), flags, 0666);
  }
  if (fd_ < 0) return write_error(path, errno);
  return std::nullopt;
}

std::optional<Error> AtomicFile::commit(bool sync) {
  bool ok = !sync || ::fsync(fd_) == 0;
  int code = errno;
  if (::close(fd_) != 0 && ok) {
    ok = false;
    code = errno;
  }
  fd_ = -1;
  if (ok && ::rename(temporary_.c_str(), path_.c_str()) != 0) {
    ok = false;
    code = errno;
  }
  if (ok) return std::nullopt;
  ::unlink(temporary_.c_str());
  return write_error(path_, code);
}

void AtomicFile::discard() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temporary_.c_str());
  fd_ = -1;
}

std::optional<Error> write_file(const std::string& path, std::string_view bytes) {
  AtomicFile file;
  if (auto error = file.open(path)) return error;
  if (!write_all(file.fd(), bytes)) return write_error(path, errno);
  return file.commit(false);
}

void reserve_standard_streams() {
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    closed_streams[fd] = true;
    if (::open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY) != fd) ::_exit(2);
  }
}

bool was_closed(int fd) {
  return closed_streams[fd];
}

}  // namespace nutgraf::cli
