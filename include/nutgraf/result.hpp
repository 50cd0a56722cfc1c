// Errors as values: a Result holds either a T or an Error. Nothing in the public API throws on bad input.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace nutgraf {

/// What went wrong, where, and what to do about it.
struct Error {
  std::string code;                   ///< stable, e.g. "binary-input"
  std::string stage;                  ///< "decode", "read", "rules", "open", …
  std::string message;                ///< one sentence for a person
  std::optional<std::uint64_t> byte;  ///< offset in the input, if there is one place
};

template <class T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// Precondition: ok().
  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  /// Precondition: !ok().
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace nutgraf
