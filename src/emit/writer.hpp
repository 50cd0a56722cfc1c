// emit/: the streaming JSON writer. Private. Appends to a string; knows nothing of articles.
//
// The caller opens and closes what it writes in order; the writer sets commas and, if `pretty`, line breaks
// and an indent of two blanks, as `jq .` does. It writes through a pointer into the string's own buffer,
// which is larger than what is written until finish(). Cost: one pass of 16 bytes a step over each string.
#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace nutgraf {

class JsonWriter {
 public:
  using Drain = std::function<void(std::string_view)>;
  static constexpr std::size_t drain_at = 1 << 18;

  /// Appends to `out`, which must outlive the writer. `expected` bytes are made room for at once. `out` is
  /// emptied into `drain`, if there is one, whenever it is large; what is left at the end stays in `out`.
  JsonWriter(std::string& out, bool pretty, std::size_t expected = 0, const Drain* drain = nullptr);
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  ~JsonWriter() { finish(); }
  /// Cuts `out` to what was written; nothing may be written after it.
  void finish();

  /// Strings that lie in `text` may be read up to its end: whole steps are then copied.
  void may_read(std::string_view text) { readable_ = text; }

  void open(char bracket) {
    room(1);
    *at_++ = bracket;
    ++depth_;
    fresh_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (pretty_ && !fresh_) new_line();
    room(1);
    *at_++ = bracket;
    fresh_ = false;
  }
  /// Starts the next element of an array; a value must follow.
  void element() { separate(); }
  /// Starts the next member of an object; a value must follow. `name` is plain ASCII that needs no escapes.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    if (pretty_) return pretty_key({name, N - 1});
    room(N + 4);
    char* at = at_;  // a store to what at_ points to might change at_, for all that the compiler knows
    *at = ',';
    at += fresh_ ? 0 : 1;
    *at++ = '"';
    std::memcpy(at, name, N - 1);
    at += N - 1;
    *at++ = '"';
    *at++ = ':';
    at_ = at;
    fresh_ = false;
  }

  void null() { raw("null"); }
  void number(std::uint64_t value) {
    room(20);
    digits(value);
  }
  /// The members "text", "start" and "end" of a span, whose text is folded (see folded_piece).
  void text_and_range(std::string_view text, std::uint64_t start, std::uint64_t end);
  /// A share from 0 to 1 with two decimals at most.
  void fraction(float value);
  /// Valid UTF-8.
  void string(std::string_view text);
  /// ASCII that needs no escapes.
  void plain_string(std::string_view text);
  /// Any bytes: what is not UTF-8 becomes U+FFFD.
  void any_string(std::string_view bytes);
  /// A string in pieces: begin_string(), any number of piece() and folded_piece(), end_string().
  void begin_string() { raw("\""); }
  void end_string() { raw("\""); }
  void blank_line() { raw("\\n\\n"); }
  void piece(std::string_view text);
  /// As piece(), each run of blanks that holds a line break written as one blank.
  void folded_piece(std::string_view text);

 private:
  void separate() {
    if (!fresh_) raw(",");
    fresh_ = false;
    if (pretty_) new_line();
  }
  template <std::size_t N>
  void raw(const char (&text)[N]) {
    room(N);
    put(text);
  }
  /// Without a look at the room that is left.
  template <std::size_t N>
  void put(const char (&text)[N]) {
    std::memcpy(at_, text, N - 1);
    at_ += N - 1;
  }
  void pretty_key(std::string_view name);
  void digits(std::uint64_t value);
  void room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }
  void grow(std::size_t bytes);
  void drain_if_large();
  void new_line();
  template <bool Fold>
  void copy(std::string_view text);
  const char* fold(const char* begin, const char* at, const char* end);
  void escape(unsigned char c);

  std::string& out_;
  char* at_;
  char* end_;
  const Drain* drain_;
  std::string_view readable_;
  std::uint32_t depth_ = 0;
  bool pretty_;
  bool fresh_ = true;  ///< nothing was written in the innermost container
};

}  // namespace nutgraf
