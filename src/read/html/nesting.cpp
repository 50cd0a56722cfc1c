// Every search is over at most `limit` levels, and most are saved by the counts of open elements.
#include "read/html/nesting.hpp"

namespace nutgraf {

std::size_t Nesting::find(Tag tag, unsigned stop) const {
  if (!has(tag)) return none;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].tag == tag) return i;
    if (has_trait(stack_[i].tag, stop)) return none;
  }
  return none;
}

void Nesting::pop_to(std::size_t at) {
  while (stack_.size() > at) {
    --open_[static_cast<std::size_t>(stack_.back().tag)];
    stack_.pop_back();
  }
}

void Nesting::erase(std::size_t at) {
  --open_[static_cast<std::size_t>(stack_[at].tag)];
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(at));
}

void Nesting::close_item(Tag a, Tag b) {
  if (!has(a) && !has(b)) return;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    Tag tag = stack_[i].tag;
    if (tag == a || tag == b) return pop_to(i);
    if (has_trait(tag, trait::special) && tag != Tag::address_ && tag != Tag::div_ && tag != Tag::p_) return;
  }
}

/// A cell ends the cell before it, a row the row, a table section the section: up to the table, never past
/// it.
void Nesting::close_cell(Tag tag) {
  auto rank = [](Tag t) {
    if (t == Tag::td_ || t == Tag::th_) return 1;
    if (t == Tag::tr_) return 2;
    return t == Tag::tbody_ || t == Tag::thead_ || t == Tag::tfoot_ || t == Tag::caption_ ||
                   t == Tag::colgroup_
               ? 3
               : 0;
  };
  std::size_t found = none;
  for (std::size_t i = stack_.size(); i-- > 0;) {
    Tag open = stack_[i].tag;
    if (open == Tag::table_ || open == Tag::template_) break;
    if (rank(open) && rank(open) <= rank(tag)) found = i;
  }
  if (found != none) pop_to(found);
}

void Nesting::close_heading() {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    if (has_trait(stack_[i].tag, trait::heading)) return pop_to(i);
    if (has_trait(stack_[i].tag, trait::barrier)) return;
  }
}

void Nesting::close_implied(Tag tag) {
  if (has_trait(tag, trait::closes_p))
    if (std::size_t at = find(Tag::p_, trait::barrier); at != none) pop_to(at);
  switch (tag) {
    case Tag::li_:
      return close_item(Tag::li_, Tag::li_);
    case Tag::dd_:
    case Tag::dt_:
      return close_item(Tag::dd_, Tag::dt_);
    case Tag::td_:
    case Tag::th_:
    case Tag::tr_:
    case Tag::tbody_:
    case Tag::thead_:
    case Tag::tfoot_:
    case Tag::caption_:
    case Tag::colgroup_:
      return close_cell(tag);
    case Tag::option_:
      if (!stack_.empty() && stack_.back().tag == Tag::option_) pop_to(stack_.size() - 1);
      return;
    case Tag::a_:
    case Tag::nobr_:
      if (std::size_t at = find(tag, trait::barrier); at != none) erase(at);
      return;
    case Tag::button_:
      if (std::size_t at = find(tag, trait::barrier); at != none) pop_to(at);
      return;
    default:
      if (has_trait(tag, trait::heading) && !stack_.empty() && has_trait(stack_.back().tag, trait::heading))
        pop_to(stack_.size() - 1);
  }
}

bool Nesting::open(Tag tag, std::uint32_t source) {
  if (has_trait(tag, trait::void_ | trait::root)) return true;
  close_implied(tag);
  if (stack_.size() >= limit) {
    ++refused_of_[static_cast<std::size_t>(tag)];
    refused_ = true;
    return false;
  }
  ++open_[static_cast<std::size_t>(tag)];
  stack_.push_back({tag, source});
  return true;
}

bool Nesting::close(Tag tag) {
  if (auto& refused = refused_of_[static_cast<std::size_t>(tag)]; refused) return --refused, false;
  if (has_trait(tag, trait::root)) return true;
  if (has_trait(tag, trait::heading)) return close_heading(), true;
  bool ordinary = !has_trait(tag, trait::special | trait::formatting);
  bool of_table =
      tag == Tag::table_ || tag == Tag::tr_ || tag == Tag::tbody_ || tag == Tag::thead_ || tag == Tag::tfoot_;
  std::size_t at = none;
  if (of_table && has(tag)) {
    for (at = stack_.size(); at-- > 0 && stack_[at].tag != tag;)
      if (stack_[at].tag == Tag::table_ || stack_[at].tag == Tag::template_) return true;
  } else {
    at = find(tag, ordinary ? trait::special : trait::barrier);
  }
  if (at == none) return true;
  if (has_trait(tag, trait::formatting) || tag == Tag::form_)
    erase(at);
  else
    pop_to(at);
  return true;
}

}  // namespace nutgraf
