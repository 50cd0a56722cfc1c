// nutgraf explain [FILE|-]...: every block with its role, the votes that decided, and who said what in it.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/progress.hpp"
#include "cli/signals.hpp"
#include "cli/styled.hpp"
#include "cli/terminal.hpp"
#include "emit/slice.hpp"

namespace nutgraf::cli {
namespace {

constexpr std::size_t gutter = 19;  ///< " pull-quote  .98  "
constexpr std::size_t widest = 120;

std::string decimals(float value, int places) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", places, static_cast<double>(value));
  return buffer;
}

/// 0.984 → ".98", 1 → "1.0".
std::string confidence(float value) {
  std::string out = decimals(std::clamp(value, 0.0f, 1.0f), 2);
  return out[0] == '0' ? out.substr(1) : "1.0";
}

std::string weight(float value) {
  std::string out = decimals(value, 2);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return value > 0 ? "+" + out : out;
}

Style style_of(Role role) {
  switch (role) {
    case Role::headline:
      return Style::headline;
    case Role::subhead:
    case Role::question:
      return Style::strong;
    case Role::boilerplate:
      return Style::faint;
    case Role::caption:
    case Role::credit:
    case Role::pull_quote:
      return Style::tag;
    case Role::contributor:
    case Role::correction:
    case Role::note:
      return Style::note;
    default:
      return is_story(role) ? Style::count : Style::label;
  }
}

std::string in_style(Style style, const std::string& text) {
  return style == Style::count ? text : styled(style, text);
}

/// A mark to be set into the text at a byte.
struct Mark {
  std::uint32_t at;
  int order;  ///< of marks at one byte: what ends comes before what begins
  std::string text;
};

class View {
 public:
  View(const Explanation& explanation, std::size_t columns, bool colour, bool all)
      : article_(explanation.article),
        votes_(explanation.votes),
        reasons_(explanation.reasons),
        columns_(std::clamp(columns, std::size_t{50}, widest)),
        painter_(colour),
        all_(all) {}

  std::string whole() {
    head();
    collect();
    for (std::uint32_t i = 0; i < article_.blocks.size(); ++i) block(i);
    sources();
    warnings();
    return std::move(out_);
  }

 private:
  struct Votes {
    Role role;
    float sum;
    std::vector<const Vote*> votes;
    std::string heaviest(std::size_t most) const;
  };
  void line(const std::string& text) { out_ += painter_(text) + "\n"; }
  void field(const std::string& name, const std::string& value);
  void head();
  void add_marks(Span span, Style style, const std::string& tag);
  void collect();
  std::string marked(Span span);
  std::string votes_of(std::uint32_t index);
  Votes votes_for(std::uint32_t index, Role role) const;
  std::string speaker_of(const Attribution& a) const;
  std::string with_tail(const std::string& text, const std::string& tail) const;
  void block(std::uint32_t index);
  void story(std::uint32_t index, const std::string& label);
  void boilerplate(std::uint32_t index, const std::string& label);
  void statements(std::uint32_t index);
  void reasons(std::uint32_t attribution);
  void sources();
  void warnings();

  const Article& article_;
  const std::vector<Vote>& votes_;
  const std::vector<Reason>& reasons_;
  std::size_t columns_;
  Painter painter_;
  bool all_;  ///< show every vote
  std::string out_;
  std::vector<Mark> marks_;
  std::vector<const Attribution*> statements_;  ///< by block
  std::size_t next_mark_ = 0, next_vote_ = 0, next_statement_ = 0;
};

void View::field(const std::string& name, const std::string& value) {
  if (value.empty()) return;
  std::string label = " " + styled(Style::faint, name) + std::string(gutter - 1 - name.size(), ' ');
  bool first = true;
  for (const std::string& text : wrapped(value, columns_ - gutter)) {
    line((first ? label : std::string(gutter, ' ')) + text);
    first = false;
  }
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : "; ") + item;
  return out;
}

void View::head() {
  std::string what = std::string(to_string(article_.format)) + " · " + article_.charset + " · " +
                     grouped(article_.input_bytes) + " bytes";
  if (!article_.language.empty()) what += " · " + article_.language;
  std::string name = article_.name.empty() ? "standard input" : to_valid_utf8(article_.name);
  line(styled(Style::strong, name) + "  " + styled(Style::faint, what));
  out_ += "\n";
  if (!article_.headline) field("title", article_.title);
  field("authors", joined(article_.authors));
  if (article_.published)
    field("published", article_.published->iso + " " +
                           styled(Style::faint, std::string(to_string(article_.published->from))));
  if (article_.modified)
    field("modified", article_.modified->iso + " " +
                          styled(Style::faint, std::string(to_string(article_.modified->from))));
  if (article_.dateline) {
    const Dateline& dateline = *article_.dateline;
    std::vector<std::string> parts{dateline.place};
    for (const std::string* part : {&dateline.agency, &dateline.date})
      if (!part->empty()) parts.push_back(*part);
    field("dateline", joined(parts));
  }
  field("publisher", article_.publisher);
  field("section", article_.section);
}

std::string View::speaker_of(const Attribution& a) const {
  if (a.source && *a.source < article_.sources.size())
    return one_line(article_, article_.sources[*a.source].name);
  return a.speaker ? one_line(article_, *a.speaker) : std::string();
}

void View::add_marks(Span span, Style style, const std::string& tag) {
  if (span.empty() || span.end > article_.text.size()) return;
  marks_.push_back({span.start, 1, on(style)});
  marks_.push_back({span.end, 0, off(style)});
  if (tag.empty()) return;
  // The tag stands behind the closing mark.
  std::string_view rest = std::string_view(article_.text).substr(span.end);
  std::size_t length = 0;
  bool closes = !rest.empty() && code_point(rest, 0, length) != U' ' && rest[0] != '\n' && rest[0] != '\r';
  std::uint32_t at = span.end + (closes ? static_cast<std::uint32_t>(length) : 0);
  marks_.push_back({at, 0, " " + styled(Style::tag, "‹" + tag + "›")});
}

void View::collect() {
  for (const Quote& quote : article_.quotes) {
    std::string tag;
    if (quote.attribution && *quote.attribution < article_.attributions.size())
      tag = speaker_of(article_.attributions[*quote.attribution]);
    if (tag.empty() && quote.kind != QuoteKind::direct) tag = std::string(to_string(quote.kind));
    add_marks(quote.span, Style::quote, tag.empty() ? "?" : tag);
  }
  for (const Attribution& a : article_.attributions) {
    if (a.speaker) add_marks(*a.speaker, Style::speaker, "");
    if (a.cue) add_marks(*a.cue, Style::cue, "");
    statements_.push_back(&a);
  }
  std::stable_sort(statements_.begin(), statements_.end(),
                   [](const Attribution* a, const Attribution* b) { return a->block < b->block; });
  std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
    return a.at != b.at ? a.at < b.at : a.order < b.order;
  });
}

/// The text of a block on one line with its marks; control characters are left out.
std::string View::marked(Span span) {
  std::string out;
  while (next_mark_ < marks_.size() && marks_[next_mark_].at < span.start) ++next_mark_;
  span.end = std::min(span.end, static_cast<std::uint32_t>(article_.text.size()));
  for (std::uint32_t at = span.start; at <= span.end; ++at) {
    for (; next_mark_ < marks_.size() && marks_[next_mark_].at == at; ++next_mark_) {
      if (at == span.end && marks_[next_mark_].order == 1) break;  // begins in the next block
      out += marks_[next_mark_].text;
    }
    if (at == span.end) break;
    char c = article_.text[at];
    if (c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\v') {
      out += ' ';
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out;
}

/// The votes of one block for one role, the heaviest first.
View::Votes View::votes_for(std::uint32_t index, Role role) const {
  Votes out{role, 0, {}};
  for (std::size_t i = next_vote_; i < votes_.size() && votes_[i].block == index; ++i) {
    if (votes_[i].role != role) continue;
    out.votes.push_back(&votes_[i]);
    out.sum += votes_[i].weight;
  }
  std::stable_sort(out.votes.begin(), out.votes.end(),
                   [](const Vote* a, const Vote* b) { return std::abs(a->weight) > std::abs(b->weight); });
  return out;
}

std::string View::Votes::heaviest(std::size_t most) const {
  std::string out;
  for (std::size_t i = 0; i < votes.size() && i < most; ++i)
    out += (i > 0 ? ", " : "") + std::string(votes[i]->rule) + " " + weight(votes[i]->weight);
  if (votes.size() > most) out += ", " + std::to_string(votes.size() - most) + " more";
  return out;
}

/// The votes for the role that won, and the next best role with what weighed most there.
std::string View::votes_of(std::uint32_t index) {
  while (next_vote_ < votes_.size() && votes_[next_vote_].block < index) ++next_vote_;
  const Block& block = article_.blocks[index];
  Votes won = votes_for(index, block.role);
  std::optional<Votes> second;
  std::uint64_t seen = 1ull << static_cast<unsigned>(block.role);
  for (std::size_t i = next_vote_; i < votes_.size() && votes_[i].block == index; ++i) {
    std::uint64_t bit = 1ull << static_cast<unsigned>(votes_[i].role);
    if ((seen & bit) != 0) continue;
    seen |= bit;
    Votes other = votes_for(index, votes_[i].role);
    if (!second || other.sum > second->sum) second = std::move(other);
  }
  std::string out = won.votes.empty() ? std::string(block.rule) : won.heaviest(all_ ? won.votes.size() : 2);
  if (won.votes.size() > 1) out += " = " + weight(won.sum);
  constexpr float hint = 0.1f;  // less only ranks the kinds of boilerplate
  if (!second || block.role == Role::boilerplate || (second->sum < hint && !all_)) return out;
  return out + "; " + std::string(to_string(second->role)) + " " + weight(second->sum) +
         (second->votes.size() > 1 ? " by " + second->heaviest(all_ ? second->votes.size() : 1)
                                   : " (" + std::string(second->votes[0]->rule) + ")");
}

/// The features that weighed most for and against a statement; all of them if every vote is shown.
void View::reasons(std::uint32_t attribution) {
  std::vector<const Reason*> own;
  for (auto r = std::lower_bound(reasons_.begin(), reasons_.end(), attribution,
                                 [](const Reason&a, std::uint32_t b) { return a.attribution < b; });
       r != reasons_.end() && r->attribution == attribution; ++r)
    if (r->weight != 0) own.push_back(&*r);
  std::stable_sort(own.begin(), own.end(), [](const Reason* a, const Reason* b) {
    return std::abs(a->weight) > std::abs(b->weight);
  });
  constexpr std::size_t few = 2;
  std::string text;
  for (std::size_t i = 0; i < own.size() && (all_ || i < few); ++i)
    text += (i > 0 ? ", " : "") + own[i]->feature + " " + weight(own[i]->weight);
  if (!all_ && own.size() > few) text += ", " + std::to_string(own.size() - few) + " more";
  if (text.empty()) return;
  for (const std::string& part : wrapped(text, columns_ - gutter - 2))
    line(std::string(gutter + 2, ' ') + styled(Style::faint, part));
}

void View::statements(std::uint32_t index) {
  for (; next_statement_ < statements_.size() && statements_[next_statement_]->block <= index;
       ++next_statement_) {
    const Attribution& a = *statements_[next_statement_];
    std::string speaker = speaker_of(a),
                text = "→ " + (speaker.empty() ? "not known who" : speaker) + off(Style::tag);
    if (a.cue) text += " · " + one_line(article_, *a.cue);
    text += " · " + std::string(to_string(a.kind));
    if (!a.rule.empty()) text += " · " + std::string(a.rule) + " " + confidence(a.confidence);
    const auto content = article_.spans_of(a.content);
    if (a.kind != AttributionKind::direct && !content.empty())
      text += ": " + one_line(article_, content.front()) + (content.size() > 1 ? " …" : "");
    line(std::string(gutter, ' ') + on(Style::faint) + on(Style::tag) + shortened(text, columns_ - gutter) +
         off(Style::faint));
    reasons(static_cast<std::uint32_t>(&a - article_.attributions.data()));
  }
}

/// A line with something faint at its right edge.
std::string View::with_tail(const std::string& text, const std::string& tail) const {
  std::size_t used = width_of(text) + width_of(tail), room = columns_ - gutter;
  return text + std::string(used < room ? room - used : 0, ' ') + styled(Style::faint, tail);
}

/// A boilerplate block takes one line: its text, cut short, and what decided.
void View::boilerplate(std::uint32_t index, const std::string& label) {
  std::size_t room = columns_ - gutter;
  std::string votes = shortened(votes_of(index), all_ ? room : room / 2);
  std::string text = shortened(marked(article_.blocks[index].span), room - width_of(votes) - 2);
  line(label + with_tail(styled(Style::faint, text), votes));
}

void View::story(std::uint32_t index, const std::string& label) {
  std::size_t room = columns_ - gutter;
  Style style = style_of(article_.blocks[index].role);
  std::string votes = votes_of(index);
  std::vector<std::string> lines = wrapped(marked(article_.blocks[index].span), room);
  if (lines.empty()) lines.emplace_back();
  bool beside = width_of(lines.back()) + 2 + width_of(votes) <= room;
  out_ += "\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // The label is painted by itself, as a quotation may go on over the lines.
    out_ += i == 0 ? Painter(painter_)(label) : std::string(gutter, ' ');
    std::string text = in_style(style, lines[i]);
    line(beside && i + 1 == lines.size() ? with_tail(text, votes) : text);
  }
  if (!beside)
    for (const std::string& part : wrapped(votes, room)) line(std::string(gutter, ' ') + with_tail("", part));
  statements(index);
}

void View::block(std::uint32_t index) {
  const Block& block = article_.blocks[index];
  bool is_story = block.role != Role::boilerplate;
  std::string role(is_story ? to_string(block.role) : to_string(block.boilerplate));
  if (role.empty() || (!is_story && role == "other")) role = "boilerplate";
  std::size_t space = gutter - 6 - std::min(gutter - 7, role.size());
  std::string label = " " + in_style(style_of(block.role), role) + std::string(space, ' ') +
                      styled(Style::faint, confidence(block.confidence)) + "  ";
  bool first_of_run = index == 0 || article_.blocks[index - 1].role != Role::boilerplate;
  if (!is_story && first_of_run) out_ += "\n";
  is_story ? story(index, label) : boilerplate(index, label);
}

void View::sources() {
  if (article_.sources.empty()) return;
  out_ += "\n";
  for (const Source& source : article_.sources) {
    std::string what = std::string(to_string(source.kind));
    if (!source.title.empty()) what = one_line(article_, source.title) + " · " + what;
    what += " · " + counted(source.attributions.count, "statement") + " · " +
            counted(source.mentions.count, "mention");
    field(&source == &article_.sources.front() ? "sources" : "",
          one_line(article_, source.name) + "  " + styled(Style::faint, what));
  }
}

void View::warnings() {
  for (const Warning& warning : article_.warnings)
    field("warning", styled(Style::label, warning.code) + " " + warning.message);
}

}  // namespace

int explain_command(const Parser& parser, const Options& options) {
  std::vector<std::string> names = options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  Output out(STDOUT_FILENO, "standard output");
  Tally tally;
  std::string bytes;
  bool missing = false;
  for (const std::string& name : names) {
    if (interrupted()) return exit_interrupted;
    ParseOptions parse = options.parse;
    parse.name = name == "-" ? "" : name;
    auto error = read_file(name, bytes);
    auto explanation = error ? Result<Explanation>(*error) : parser.explain(bytes, parse);
    if (!explanation) {
      complain(describe(explanation.error(), name == "-" ? "standard input" : name));
      missing = explanation.error().code == "not-found" || explanation.error().code == "is-a-folder";
      ++tally.failed;
      continue;
    }
    if (tally.done++ > 0) out.write("\n");
    View view(explanation.value(), columns(STDOUT_FILENO), wants_colour(STDOUT_FILENO), options.all);
    if (!out.write(view.whole())) break;
  }
  if (!out.flush()) {
    if (out.failure() == EPIPE) return exit_pipe_closed;
    complain(out.error().message);
    return exit_all_failed;
  }
  return missing && names.size() == 1 ? exit_usage : tally.exit(false);
}

}  // namespace nutgraf::cli
