#include "rules/image.hpp"

#include "attribute/model.hpp"
#include "rules/rules.hpp"
#include "segment/body_model.hpp"

namespace nutgraf {

std::string image_of(const Rules& rules) {
  std::string out;
  ImageWriter{out}(rules);
  return out;
}

std::shared_ptr<const Rules> read_image(std::string_view image) {
  auto rules = std::make_shared<Rules>();
  ImageReader{image}(*rules);
  return rules;
}

}  // namespace nutgraf
