#include "attribute/groups.hpp"

#include <unordered_map>

#include "attribute/model.hpp"

namespace nutgraf {
namespace {

/// What a word is followed by.
enum class Ahead : std::uint8_t {
  none,
  noun,       // a noun or name
  adjective,  // an adjective; for a participle also a possessive form
  number,
  attribute,  // a participle that stands before a noun
  base,       // past adverbs, an auxiliary or a verb in its base form
  verb        // past adverbs, a verb in another form
};

struct View {
  Tag tag = Tag::stop;
  std::uint8_t bits = 0;  ///< of word_bit, as far as they matter to groups
  Ahead ahead = Ahead::none;
  bool has(unsigned bit) const { return (bits & bit) != 0; }
  std::uint32_t key() const {
    return static_cast<std::uint32_t>(tag) << 16 | static_cast<std::uint32_t>(ahead) << 8 | bits;
  }
};

/// The bits that matter to groups in a word of that class.
std::uint8_t telling_bits(Tag tag, std::uint8_t bits) {
  unsigned telling = 0;
  if (is_tag(tag, "NDSJC")) telling = word_bit::time;
  if (tag == Tag::name) telling = word_bit::time | word_bit::weekday;
  if (tag == Tag::number) telling |= word_bit::year;
  if (tag == Tag::adverb) telling = word_bit::negative;
  if (tag == Tag::participle) telling = word_bit::cue;
  if (tag == Tag::quote) telling = word_bit::closing | word_bit::opening;
  if (tag == Tag::comma) telling = word_bit::semicolon;
  if (tag == Tag::dash)
    telling = word_bit::cue | word_bit::dash | word_bit::paren_open | word_bit::paren_close;
  if (tag == Tag::contraction) telling = word_bit::have | word_bit::negative;
  if (tag == Tag::auxiliary)
    telling = word_bit::have | word_bit::negative | word_bit::unmarked |
              ((bits & word_bit::have) != 0 ? 0u : unsigned{word_bit::be});
  return static_cast<std::uint8_t>(bits & telling);
}

Ahead ahead_of_adverb(const View& next) {
  if (next.tag == Tag::number) return Ahead::number;
  if (next.tag == Tag::adjective) return Ahead::adjective;
  if (next.tag == Tag::participle && next.ahead != Ahead::none) return Ahead::attribute;
  if (is_tag(next.tag, "BA")) return Ahead::base;
  if (is_tag(next.tag, "ZTGE")) return Ahead::verb;
  if (next.tag != Tag::adverb) return Ahead::none;
  if (next.ahead == Ahead::base) return Ahead::base;
  return next.ahead == Ahead::verb || next.ahead == Ahead::attribute ? Ahead::verb : Ahead::none;
}

Ahead ahead_of(Tag tag, const View& next) {
  const bool nominal = is_tag(next.tag, "NP");
  switch (tag) {
    case Tag::adjective: {  // "a statement late | Thursday"
      const bool noun = nominal && !next.has(word_bit::time | word_bit::weekday);
      return noun || (next.tag == tag && next.ahead == Ahead::noun) ? Ahead::noun : Ahead::none;
    }
    case Tag::participle:
      return nominal ? Ahead::noun : is_tag(next.tag, "JS") ? Ahead::adjective : Ahead::none;
    case Tag::gerund:
      return is_tag(next.tag, "NPJS") ? Ahead::noun : Ahead::none;
    case Tag::conjunction:
      return next.tag == Tag::adjective ? Ahead::adjective : Ahead::none;
    case Tag::adverb:
      return ahead_of_adverb(next);
    case Tag::to:
      return is_tag(next.tag, "BA") || (next.tag == Tag::adverb && next.ahead == Ahead::base) ? Ahead::base
                                                                                              : Ahead::none;
    default:
      return Ahead::none;
  }
}

/// The label of a mark in a sentence; `beyond` for others.
Label mark_label(const View& v) {
  switch (v.tag) {
    case Tag::comma:
      return v.has(word_bit::semicolon) ? Label::semicolon : Label::comma;
    case Tag::quote:
      return v.has(word_bit::opening) ? Label::quote_open : Label::quote_close;
    case Tag::dash:
      if (v.has(word_bit::cue)) return Label::colon;
      if (v.has(word_bit::dash)) return Label::dash;
      if (v.has(word_bit::paren_open)) return Label::paren_open;
      return v.has(word_bit::paren_close) ? Label::paren_close : Label::ellipsis;
    default:
      return Label::beyond;
  }
}

ChunkKind single_kind(Tag tag) {
  switch (tag) {
    case Tag::preposition:
    case Tag::to:
      return ChunkKind::preposition;
    case Tag::subordinator:
      return ChunkKind::subordinator;
    case Tag::wh:
      return ChunkKind::wh;
    case Tag::conjunction:
      return ChunkKind::conjunction;
    case Tag::adverb:
    case Tag::particle:
      return ChunkKind::adverb;
    case Tag::comma:
      return ChunkKind::comma;
    case Tag::dash:
      return ChunkKind::dash;
    case Tag::stop:
      return ChunkKind::stop;
    case Tag::quote:
      return ChunkKind::quote;
    default:
      return ChunkKind::other;
  }
}

/// A group as far as it is read.
struct Group {
  ChunkShape shape;
  bool one_word = false;
  bool open = false;  ///< a further word may belong to it
  // of noun groups
  bool noun = false;        ///< it holds a noun, a name or a number
  bool adjective = false;   ///< its last word is an adjective, and it holds no noun
  bool determined = false;  ///< it begins with a determiner or a possessive form
  bool nominal = false;     ///< its last word is a noun, name or pronoun
  bool pronoun = false;     ///< its last word is a pronoun
  bool time = false;        ///< "on Monday", "last week", "2015": its last word is one of time
  // of verb groups: what the last auxiliary is
  bool auxiliary = false, be = false, have = false;
  bool gerund = false;         ///< of verb groups: its verb is an -ing form
  bool closing = false;        ///< it is a closing quotation mark
  Label mark = Label::beyond;  ///< of marks

  std::uint32_t key() const {
    std::uint32_t out = static_cast<std::uint32_t>(shape.kind) << 5 | static_cast<std::uint32_t>(mark);
    static_assert(static_cast<unsigned>(Label::words) < 32);
    for (bool b : {shape.finite,
                   shape.passive,
                   shape.modal,
                   shape.negated,
                   shape.infinitive,
                   shape.perfect,
                   shape.subject_inside,
                   shape.bare,
                   one_word,
                   open,
                   noun,
                   adjective,
                   determined,
                   nominal,
                   pronoun,
                   time,
                   auxiliary,
                   be,
                   have,
                   gerund,
                   closing})
      out = out << 1 | static_cast<std::uint32_t>(b);
    return out;
  }
};

/// noun_group: determiners, adjectives, participles before a noun, nouns, names.
bool joins_nouns(const Group& g, const View& v) {
  switch (v.tag) {
    case Tag::noun:
    case Tag::number:
    case Tag::possessive:
      return true;
    case Tag::name:
      return !(g.noun && v.has(word_bit::weekday));  // "a statement | Thursday night"
    case Tag::determiner:
      return !g.noun;
    case Tag::adjective:
      return !g.noun || v.ahead == Ahead::noun;
    case Tag::participle:
    case Tag::gerund:
      return !g.noun && v.ahead != Ahead::none;
    case Tag::adverb:
      return !g.noun &&
             (v.ahead == Ahead::number || v.ahead == Ahead::adjective || v.ahead == Ahead::attribute);
    case Tag::conjunction:  // "the old and new rules"
      return g.adjective && v.ahead == Ahead::adjective;
    default:
      return false;
  }
}

/// verb_group: adverbs, modal and auxiliaries, negation, head verb; "to" and a base verb.
bool joins_verbs(const View& v) {
  if (v.tag == Tag::adverb)
    return v.ahead == Ahead::base || v.ahead == Ahead::verb || v.ahead == Ahead::attribute;
  return is_tag(v.tag, "MABZTGE");
}

bool joins(const Group& g, const View& v) {
  if (!g.open) return false;
  return g.shape.kind == ChunkKind::verb_group ? joins_verbs(v) : joins_nouns(g, v);
}

ChunkKind kind_of_first(const Group& before, const View& v) {
  switch (v.tag) {
    case Tag::adverb:
      return joins_verbs(v)             ? ChunkKind::verb_group
             : v.ahead == Ahead::number ? ChunkKind::noun_group
                                        : ChunkKind::adverb;
    case Tag::to:
      return v.ahead == Ahead::base ? ChunkKind::verb_group : ChunkKind::preposition;
    case Tag::participle: {  // “Why?” asked Ana Ruiz
      const bool inverted = before.closing && v.has(word_bit::cue);
      const bool attribute = v.ahead == Ahead::noun && !before.nominal && !inverted;
      return attribute ? ChunkKind::noun_group : ChunkKind::verb_group;
    }
    default:
      if (is_tag(v.tag, "DJCNPSO")) return ChunkKind::noun_group;
      return is_tag(v.tag, "MAHZTBG") ? ChunkKind::verb_group : single_kind(v.tag);
  }
}

Group add_to_nouns(Group g, const View& v) {
  g.noun |= is_tag(v.tag, "NPC");
  g.determined &= !g.noun;
  g.adjective = !g.noun && v.tag == Tag::adjective;
  g.nominal = is_tag(v.tag, "NPO");
  g.pronoun = v.tag == Tag::pronoun;
  g.time = v.has(word_bit::time) || (g.one_word && v.has(word_bit::year) && v.tag == Tag::number);
  g.open = !g.pronoun;
  return g;
}

Group add_to_verbs(Group g, const View& v) {
  ChunkShape& c = g.shape;
  if (v.tag == Tag::to) {
    c.infinitive = true;
  } else if (v.tag == Tag::modal) {
    c.modal = c.finite = true;
  } else if (is_tag(v.tag, "AH")) {
    c.subject_inside |= v.tag == Tag::contraction;
    c.negated |= v.has(word_bit::negative);
    c.finite |= !v.has(word_bit::unmarked) && !c.infinitive;
    g.auxiliary = true;
    g.have = v.has(word_bit::have);
    g.be = !g.have && (v.has(word_bit::be) || v.tag == Tag::contraction);
  } else if (v.tag == Tag::adverb) {
    c.negated |= v.has(word_bit::negative);
  } else {
    const bool bare = !g.auxiliary && !c.modal && !c.infinitive;
    c.passive = v.tag == Tag::participle && g.be;
    c.perfect = v.tag == Tag::participle && g.have;
    c.finite |= bare && is_tag(v.tag, "BZT");
    c.bare = bare && v.tag == Tag::participle;
    g.gerund = v.tag == Tag::gerund;
    g.open = g.auxiliary = g.be = g.have = false;
  }
  return g;
}

Group add(Group g, const View& v) {
  return g.shape.kind == ChunkKind::verb_group ? add_to_verbs(g, v) : add_to_nouns(g, v);
}

/// The group that the word begins, after `before`.
Group begin(const Group& before, const View& v) {
  Group g;
  g.shape.kind = kind_of_first(before, v);
  g.open = g.shape.kind == ChunkKind::verb_group || g.shape.kind == ChunkKind::noun_group;
  g.determined = g.open && is_tag(v.tag, "DS");
  g.one_word = true;
  if (g.open) g = add(g, v);
  g.closing = v.has(word_bit::closing) && v.tag == Tag::quote;
  g.mark = mark_label(v);
  return g;
}

/// What it is to its neighbours, as far as its last word's spelling does not matter.
Label label_of(const Group& g, ChunkKind kind) {
  switch (kind) {
    case ChunkKind::noun_group:
      if (g.pronoun) return Label::pronoun;
      return g.time ? Label::time : Label::noun;
    case ChunkKind::verb_group:
      if (g.shape.infinitive) return Label::infinitive;
      if (g.shape.finite) return Label::finite;
      return g.gerund ? Label::gerund : Label::participle;
    case ChunkKind::preposition:
    case ChunkKind::subordinator:
    case ChunkKind::wh:
    case ChunkKind::conjunction:
      return Label::words;
    case ChunkKind::comma:
    case ChunkKind::dash:
    case ChunkKind::quote:
      return g.mark;
    case ChunkKind::adverb:
      return Label::adverb;
    case ChunkKind::adjective:
      return Label::adjective;
    case ChunkKind::stop:
      return Label::stop;
    default:
      return Label::other;
  }
}

/// The label of words that are alone in their groups.
Label label_of_words(ChunkKind kind) {
  switch (kind) {
    case ChunkKind::preposition:
      return Label::preposition;
    case ChunkKind::subordinator:
      return Label::subordinator;
    case ChunkKind::wh:
      return Label::wh;
    default:
      return Label::conjunction;
  }
}

/// See chunk_cell.
std::uint8_t cell_of(const ChunkShape& shape) {
  if (shape.infinitive && shape.finite) return chunk_cell::infinitive_finite;
  if (shape.subject_inside) return chunk_cell::finite_inside;
  if (shape.bare) return chunk_cell::participle_bare;
  return static_cast<std::uint8_t>(shape.label == Label::words ? label_of_words(shape.kind) : shape.label);
}

ChunkShape shape_of(const Group& g) {
  ChunkShape out = g.shape;
  if (g.adjective && !g.determined) out.kind = ChunkKind::adjective;
  out.label = label_of(g, out.kind);
  out.cell = cell_of(out);
  return out;
}

/// Values by the order in which they are first met.
template <class Value>
struct Numbered {
  std::vector<Value> values;
  std::unordered_map<std::uint32_t, std::uint8_t> numbers;
  std::uint8_t number(const Value& value) {
    const auto [at, is_new] = numbers.try_emplace(value.key(), static_cast<std::uint8_t>(values.size()));
    if (is_new) values.push_back(value);
    return at->second;
  }
};

}  // namespace

struct GroupTablesMaker {
  GroupTables tables;
  Numbered<View> words, views;
  Numbered<Group> groups;

  void make_words() {
    for (std::size_t tag = 0; tag < tag_count; ++tag)
      for (std::size_t bits = 0; bits < 256; ++bits) {
        View word{static_cast<Tag>(tag), 0, Ahead::none};
        word.bits = telling_bits(word.tag, static_cast<std::uint8_t>(bits));
        const std::size_t row = tag * 256;
        tables.words_[row + bits] = word.bits == bits ? words.number(word) : tables.words_[row + word.bits];
      }
  }

  void make_views() {
    views.number(View{});
    for (std::size_t v = 0; v < views.values.size(); ++v)
      for (std::size_t w = 0; w < words.values.size(); ++w) {
        View word = words.values[w];
        word.ahead = ahead_of(word.tag, views.values[v]);
        if (word.tag == Tag::participle && word.ahead != Ahead::noun) word.bits = 0;
        tables.views_[w * GroupTables::most_views + v] = views.number(word);
      }
  }

  /// The groups that words begin, by what they tell of the word before: nothing, a noun, a closing mark.
  std::array<std::array<std::uint8_t, GroupTables::most_views>, 3> begun{};
  void make_beginnings() {
    std::array<Group, 3> before;
    before[1].nominal = true;
    before[2].closing = true;
    for (std::size_t b = 0; b < before.size(); ++b)
      for (std::size_t v = 0; v < views.values.size(); ++v)
        begun[b][v] = groups.number(begin(before[b], views.values[v]));
  }

  std::vector<std::uint8_t> next;  ///< the group after each group and view
  void make_groups() {
    groups.number(Group{});
    make_beginnings();
    for (std::size_t g = 0; g < groups.values.size(); ++g) {
      const Group group = groups.values[g];
      Group longer = group;
      longer.one_word = false;
      const auto& own = begun[group.nominal ? 1 : group.closing ? 2 : 0];
      for (std::size_t v = 0; v < views.values.size(); ++v) {
        const View& view = views.values[v];
        next.push_back(joins(group, view) ? groups.number(add(longer, view)) : own[v]);
      }
    }
  }

  /// Groups become states: those of one word come first.
  void number_states() {
    std::vector<std::uint8_t> state_of(groups.values.size());
    std::uint8_t states = 0;
    for (const bool one_word : {true, false})
      for (std::size_t g = 0; g < groups.values.size(); ++g)
        if (groups.values[g].one_word == one_word) state_of[g] = states++;
    std::size_t at = 0;
    for (std::size_t g = 0; g < groups.values.size(); ++g) {
      const std::size_t state = state_of[g];
      tables.one_word_ = static_cast<std::uint8_t>(tables.one_word_ + groups.values[g].one_word);
      ChunkShape& shape = tables.shapes_[state] = shape_of(groups.values[g]);
      if (shape.label == Label::words) shape.label = Label{}, tables.by_word_[state] = 0xFF;
      for (std::size_t v = 0; v < views.values.size(); ++v)
        tables.next_[v * GroupTables::most_states + state] = state_of[next[at++]];
    }
    tables.start_ = state_of[0];
  }
};

GroupTables GroupTables::made() {
  GroupTablesMaker maker;
  maker.make_words();
  maker.make_views();
  maker.make_groups();
  maker.number_states();
  return maker.tables;
}

}  // namespace nutgraf
