// emit/: the streaming JSON writer. Private. Appends to a string; knows nothing of articles.
//
// The caller opens and closes what it writes in order; the writer sets commas. What is written most, objects
// of a fixed form, goes through a Pen. JSON is on one line; see indent.hpp. It is written through a pointer
// into the string's own buffer, which is larger than what is written until finish(). Cost: one pass over
// each string.
#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "emit/pen.hpp"
#include "emit/plain_runs.hpp"

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

  /// Most pieces to come lie in `text`, which may be read up to its end: they are copied in whole steps.
  void expect_pieces_of(std::string_view text) {
    text_ = text;
    runs_ = PlainRuns(text);
  }

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
  static constexpr std::size_t long_step = 64;  ///< (pen_room has one more)
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
  Pen folded_piece(Pen pen, std::string_view text) {
    at_ = pen.at;
    drain_if_large();
    room(text.size() + pen_room);
    const std::size_t at = place_in_text(text);
    if (at == elsewhere || runs_.end(at) < at + text.size()) return mixed_piece({at_}, text);
    copy_steps(text.data(), text.size(), at_);
    return {at_ + text.size()};
  }

 private:
  void room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
  }
  void grow(std::size_t bytes);
  void drain_if_large() {
    if (drain_) drain();
  }
  void drain();
  Pen mixed_piece(Pen pen, std::string_view text);
  template <bool Fold, class Plain>
  Pen copy(Pen pen, std::string_view text, Plain plain_from);
  /// Whole steps: reads and writes past the end.
  static void copy_steps(const char* from, std::size_t size, char* to) {
    for (std::size_t done = 0; done < size; done += long_step) std::memcpy(to + done, from + done, long_step);
  }
  static constexpr std::size_t elsewhere = SIZE_MAX;
  /// Where a piece begins in `text_`, if whole steps of it may be read.
  std::size_t place_in_text(std::string_view piece) const {
    const auto at =
        reinterpret_cast<std::uintptr_t>(piece.data()) - reinterpret_cast<std::uintptr_t>(text_.data());
    const std::size_t needed = piece.size() + long_step;
    return at < text_.size() && text_.size() - at >= needed ? at : elsewhere;
  }
  const char* fold(const char* begin, const char* at, const char* end);
  void escape(unsigned char c);

  std::string& out_;
  char* at_;
  char* end_;
  const Drain* drain_;
  std::string_view text_;
  PlainRuns runs_;     ///< of `text_`
  bool fresh_ = true;  ///< nothing was written in the innermost container
};

}  // namespace nutgraf
