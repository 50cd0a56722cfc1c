// tokenize/: kinds of tokens as bits. Private.
#pragma once
#include <cstdint>

#include "tokenize/tokens.hpp"

namespace nutgraf {

/// Asked without a branch, since which kind stands beside a mark cannot be foreseen.
class KindSet {
 public:
  template <class... Kinds>
  constexpr explicit KindSet(Kinds... kinds) : bits_(((1u << static_cast<unsigned>(kinds)) | ...)) {}
  constexpr bool has(TokenKind kind) const { return (bits_ >> static_cast<unsigned>(kind) & 1) != 0; }

 private:
  std::uint32_t bits_;
};

/// What may end a sentence.
inline constexpr KindSet final_marks(TokenKind::period, TokenKind::question, TokenKind::exclamation,
                                     TokenKind::ellipsis);

}  // namespace nutgraf
