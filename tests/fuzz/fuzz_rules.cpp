// Rule files are a user's input too: any bytes are taken, or refused with file and line.
#include "check.hpp"
#include "rules/rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* name : {"en/month.words", "en/boilerplate.phrases", "en/other.txt"}) {
    nutgraf::Rules rules;
    auto error = nutgraf::add_user_rule_file(rules, name, as_bytes(data, size));
    if (error) PROMISE(error->message.find(name) != std::string::npos);
  }
  return 0;
}
