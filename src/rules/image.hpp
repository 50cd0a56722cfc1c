// rules/: the built-in rules as they lie in memory, made once when the program is built. Private.
//
// Reading half a megabyte of words and weights takes longer than an article does; copying the tables that
// come of it takes a tenth of that. A class that belongs to Rules names its members in one place, for both
// ways:
//
//     template <class Self, class Image> static void image(Self& self, Image& of) { of(self.hashes_,
//     self.info_); }
//
// Numbers stand as this machine has them: an image is read by the build that made it, never kept in a file.
#pragma once
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace nutgraf {

struct Rules;

/// The image of the rules that are compiled in (made by make_image.cpp); empty in the program that makes it.
extern const std::string_view builtin_rules_image;

/// Values that are their bytes and nothing else: padding would make an image of chance.
template <class Value>
struct IsPlain
    : std::bool_constant<std::is_floating_point_v<Value> || std::has_unique_object_representations_v<Value>> {
};
template <class Value, std::size_t N>
struct IsPlain<std::array<Value, N>> : IsPlain<Value> {};
template <class Value>
inline constexpr bool is_plain = std::is_trivially_copyable_v<Value>&& IsPlain<Value>::value;

/// Appends values to an image.
class ImageWriter {
 public:
  explicit ImageWriter(std::string& out) : out_(out) {}
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }

 private:
  template <class Value>
  void put(const Value& value) {
    if constexpr (is_plain<Value>)
      bytes(&value, sizeof value);
    else
      Value::image(value, *this);
  }
  template <class Value>
  void put(const std::vector<Value>& list) {
    put(list.size());
    if constexpr (is_plain<Value>)
      bytes(list.data(), list.size() * sizeof(Value));
    else
      for (const Value& value : list) put(value);
  }
  void put(const std::string& text) {
    put(text.size());
    bytes(text.data(), text.size());
  }
  template <class Less>
  void put(const std::map<std::string, std::string, Less>& texts) {
    put(texts.size());
    for (const auto& [name, text] : texts) (*this)(name, text);
  }
  template <class Value>
  void put(const std::shared_ptr<const Value>& value) {
    put(*value);
  }
  void bytes(const void* from, std::size_t size) { out_.append(static_cast<const char*>(from), size); }
  std::string& out_;
};

/// Takes the same values out of it, in the same order.
class ImageReader {
 public:
  explicit ImageReader(std::string_view image) : at_(image.data()) {}
  template <class... Values>
  void operator()(Values&... values) {
    (take(values), ...);
  }

 private:
  template <class Value>
  void take(Value& value) {
    if constexpr (is_plain<Value>)
      bytes(&value, sizeof value);
    else
      Value::image(value, *this);
  }
  template <class Value>
  void take(std::vector<Value>& list) {
    list.resize(size());
    if constexpr (is_plain<Value>)
      bytes(list.data(), list.size() * sizeof(Value));
    else
      for (Value& value : list) take(value);
  }
  void take(std::string& text) {
    text.resize(size());
    bytes(text.data(), text.size());
  }
  template <class Less>
  void take(std::map<std::string, std::string, Less>& texts) {
    for (std::size_t left = size(); left > 0; --left) {
      std::string name, text;
      (*this)(name, text);
      texts.emplace(std::move(name), std::move(text));
    }
  }
  template <class Value>
  void take(std::shared_ptr<const Value>& value) {
    auto made = std::make_shared<Value>();
    take(*made);
    value = std::move(made);
  }
  std::size_t size() {
    std::size_t out = 0;
    bytes(&out, sizeof out);
    return out;
  }
  void bytes(void* to, std::size_t size) {
    if (size > 0) std::memcpy(to, at_, size);
    at_ += size;
  }
  const char* at_;
};

/// The image of rules that are loaded.
std::string image_of(const Rules& rules);
std::shared_ptr<const Rules> read_image(std::string_view image);
/// Of builtin_rules_image.
std::shared_ptr<const Rules> read_builtin_image();

}  // namespace nutgraf
