// emit/: the streaming JSON writer. Private. Appends to a string; knows nothing of articles.
//
// The caller opens and closes what it writes in order; the writer sets commas. What is written most, objects
// of a fixed form, goes through a Pen. JSON is on one line; see indent.hpp. It is written through a pointer
// into the string's own buffer, which is larger than what is written until finish(). Cost: one pass of 32
// bytes a step over each string.
#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "emit/pen.hpp"

namespace nutgraf {

class JsonWriter {
 public:
  using Drain = std::function<void(std::string_view)>;
  static constexpr std::size_t drain_at = 1 << 18;

  /// Appends to `out`, which must outlive the writer. `expected` bytes are made room for at once. `out` is
  /// emptied into `drain`, if there is one, whenever it is large; what is left at the end stays in `out`.
  explicit JsonWriter(std::string& out, std::size_t expected = 0, const Drain* drain = nullptr);
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
    fresh_ = true;
  }
  void close(char bracket) {
    room(1);
    *at_++ = bracket;
    fresh_ = false;
  }
  /// Starts the next element of an array, or members that a pen writes; they must follow.
  void element() {
    room(1);
    *at_ = ',';
    at_ += fresh_ ? 0 : 1;
    fresh_ = false;
  }
  /// Starts the next member of an object; a value must follow. `name` is plain ASCII that needs no escapes.
  template <std::size_t N>
  void key(const char (&name)[N]) {
    room(N + 4);
    Pen pen{at_};
    *pen.at = ',';
    pen.at += fresh_ ? 0 : 1;
    at_ = pen.raw("\"").raw(name).raw("\":").at;
    fresh_ = false;
  }

  void null() { take(pen().raw("null")); }
  void number(std::uint64_t value) { take(pen().number(value)); }
  /// Valid UTF-8.
  void string(std::string_view text) { take(string(pen(), text)); }
  /// ASCII that needs no escapes.
  void plain_string(std::string_view text) {
    room(text.size() + 2);
    take(Pen{at_}.raw("\"").plain(text).raw("\""));
  }
  /// Any bytes: what is not UTF-8 becomes U+FFFD.
  void any_string(std::string_view bytes);

  /// What one pen may write before the next one is asked for: more than an object's members but for its
  /// strings.
  static constexpr std::size_t pen_room = 512;
  /// A pen for values and whole members; take() it back before anything is written without it.
  Pen pen() {
    room(pen_room);
    return {at_};
  }
  /// The pen with fresh room.
  Pen renewed(Pen pen) {
    at_ = pen.at;
    return this->pen();
  }
  void take(Pen pen) { at_ = pen.at; }
  /// A string; the pen is renewed.
  Pen string(Pen pen, std::string_view text) { return piece(pen.raw("\""), text).raw("\""); }
  /// A string's text; the pen is renewed.
  Pen piece(Pen pen, std::string_view text);
  /// The same, each run of blanks that holds a line break written as one blank.
  Pen folded_piece(Pen pen, std::string_view text);

 private:
  void room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }
  void grow(std::size_t bytes);
  void drain_if_large() {
    if (drain_) drain();
  }
  void drain();
  template <bool Fold>
  Pen copy(Pen pen, std::string_view text);
  const char* fold(const char* begin, const char* at, const char* end);
  void escape(unsigned char c);

  std::string& out_;
  char* at_;
  char* end_;
  const Drain* drain_;
  std::string_view readable_;
  bool fresh_ = true;  ///< nothing was written in the innermost container
};

}  // namespace nutgraf
