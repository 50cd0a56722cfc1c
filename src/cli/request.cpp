// Reads without building a tree: nlohmann's event parser hands over members of the outer object one by one.
#include "cli/request.hpp"

#include <nlohmann/json.hpp>

namespace nutgraf::cli {
namespace {

using Json = nlohmann::json;

class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(Request& request) : request_(request) {}
  std::optional<Error> error;
  bool found = false;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override {
    if (depth_ == 0) return refuse("a line is a JSON object or a JSON string, not an array");
    return enter();
  }
  bool end_array() override { return leave(); }

  bool key(string_t& name) override {
    if (depth_ == 1) key_ = std::move(name);
    return true;
  }

  bool string(string_t& value) override {
    if (depth_ == 0) return take(value, request_.parse.from);
    if (depth_ > 1) return true;
    ParseOptions& parse = request_.parse;
    if (key_ == "text") return take(value, InputFormat::text);
    if (key_ == "html") return take(value, InputFormat::html);
    if (key_ == "content") return take(value, request_.parse.from);
    std::string* field = key_ == "id"     ? &parse.id
                         : key_ == "name" ? &parse.name
                         : key_ == "url"  ? &parse.url
                                          : nullptr;
    if (field) *field = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& what) override {
    std::string message = what.what();
    std::size_t colon =
        message.find(": ");  // "[json.exception.parse_error.101] parse error at …: syntax error …"
    error = Error{"bad-json", "filter",
                  "not valid JSON: " + message.substr(colon == std::string::npos ? 0 : colon + 2),
                  position > 0 ? position - 1 : 0};
    return false;
  }

 private:
  bool number(const std::string& text) {
    if (depth_ == 0) return refuse("a line is a JSON object or a JSON string, not a number");
    if (depth_ == 1 && key_ == "id") request_.parse.id = text;
    return true;
  }
  bool take(std::string& value, InputFormat from) {
    if (found) return refuse("only one of \"text\", \"html\" and \"content\" may be given");
    found = true;
    request_.content = std::move(value);
    request_.parse.from = from;
    return true;
  }
  bool refuse(const char* message) {
    error = Error{"bad-request", "filter", message, {}};
    return false;
  }
  bool enter() { return ++depth_, true; }
  bool leave() { return --depth_, true; }

  Request& request_;
  std::string key_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<Error> read_request(std::string_view line, const ParseOptions& defaults, Request& request) {
  request.parse = defaults;
  if (line.find_first_not_of(" \t\r") == std::string_view::npos)
    return Error{"bad-request", "filter", "the line is empty; each line is one article", {}};
  Reader reader(request);
  Json::sax_parse(line.begin(), line.end(), &reader);
  if (reader.error) return reader.error;
  if (!reader.found)
    return Error{"bad-request", "filter", "there is no string member \"text\", \"html\" or \"content\"", {}};
  request.parse.charset = "utf-8";  // JSON is UTF-8; a page's own declaration is of its earlier life
  return std::nullopt;
}

}  // namespace nutgraf::cli
