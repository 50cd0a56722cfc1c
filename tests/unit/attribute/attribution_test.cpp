// Who said what, as tables: a text and, for each attribution, "source > cue > content".
#include "catch.hpp"
#include "nutgraf/parser.hpp"

using namespace nutgraf;

namespace {

const Parser& parser() {
  static const auto built = Parser::create();
  return built.value();
}

Article article_of(const std::string& text) {
  return parser()
      .parse("The council met in Lowmark on Monday, in the hall beside the river and its bridge.\n\n" + text +
                 "\n",
             {})
      .value();
}

std::string said(const std::string& text) {
  const Article article = article_of(text);
  std::string out;
  for (const Attribution& a : article.attributions) {
    if (!out.empty()) out += " ; ";
    if (a.speaker) out += article.slice(*a.speaker);
    out += " > ";
    if (a.cue) out += article.slice(*a.cue);
    out += " >";
    for (const Span& s : article.spans_of(a.content)) out += " [" + std::string(article.slice(s)) + "]";
  }
  return out;
}

/// The name of the source of the last attribution, with its kind.
std::string last_source(const std::string& text) {
  const Article article = article_of(text);
  if (article.attributions.empty()) return "no attribution";
  const Attribution* last = &article.attributions[0];
  for (const Attribution& a : article.attributions)
    if (a.cue && last->cue && a.cue->start > last->cue->start) last = &a;
  if (!last->source) return "nobody";
  const Source& s = article.sources[*last->source];
  const std::string title = s.title.empty() ? "" : ", " + std::string(article.slice(s.title));
  return std::string(article.slice(s.name)) + " (" + std::string(to_string(s.kind)) + title + ")";
}

struct Case {
  const char *text, *expected;
};

}  // namespace

TEST_CASE("contents stand after, before and around their cue", "[attribute]") {
  const Case cases[] = {
      {"Ana Ruiz said that the bridge would open in May.",
       "Ana Ruiz > said > [that the bridge would open in May]"},
      {"The bridge will open in May, Ana Ruiz said.", "Ana Ruiz > said > [The bridge will open in May]"},
      {"\"The bridge will open in May,\" said Ana Ruiz, the mayor of Lowmark.",
       "Ana Ruiz, the mayor of Lowmark > said > [\"The bridge will open in May,\"]"},
      {"\"The bridge,\" she said, \"will open in May.\"",
       "she > said > [\"The bridge,\"] [\"will open in May.\"]"},
      {"\"It will open,\" she said. \"We waited too long.\"",
       "she > said > [\"It will open,\"] [\"We waited too long.\"]"},
      {"According to Tom O'Dell, the bridge is safe.", "Tom O'Dell > According to > [the bridge is safe]"},
      {"She told reporters on Monday that the bridge was safe.", "She > told > [that the bridge was safe]"},
      {"He declined to comment on the report.", "He > declined > [to comment on the report]"},
      {"The mayor criticized the plan, calling it a waste of money.",
       "The mayor > criticized > [the plan] ; The mayor > calling > [it a waste of money]"},
      {"The bridge is expected to open in May.", " > is expected > [The bridge] [to open in May]"},
      {"Asked about the cost, she put it this way: \"We pay what we owe.\"",
       " > Asked about > [the cost] ; she > put > [\"We pay what we owe.\"]"},
      // that-night is no "that" of a content; a weekday is no part of the noun before it
      {"\"We waited all these years for it,\" he said in his speech that night.",
       "he > said > [\"We waited all these years for it,\"]"},
      {"Mayor Ana Ruiz released a statement Thursday night condemning \"what appears to be an attack.\"",
       "Mayor Ana Ruiz > condemning > [\"what appears to be an attack.\"]"},
      {"The clerk, who was late, then loudly asked, \"Really?\"",
       "The clerk > then loudly asked > [\"Really?\"]"},
      {"Ruiz herself said that she would wait.", "Ruiz > said > [that she would wait]"},
      {"The report shows that traffic has doubled.", "The report > shows > [that traffic has doubled]"},
      // a content with a gap begins before the cue
      {"She gave them the letters, which she said covered all her work.",
       "she > said > [which] [covered all her work]"},
      // the cue clause stands inside its content
      {"The papers show, he said in a telephone interview, that the bridge was safe.",
       "he > said > [The papers show] [that the bridge was safe]"},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
}

TEST_CASE("the clause beside a quotation reports it", "[attribute]") {
  const Case cases[] = {
      // long-subject
      {"\"We need a plan for the pier,\" Ned Silver, the pollster who founded the club, tweeted on "
       "Wednesday.",
       "Ned Silver, the pollster who founded the club > tweeted > [\"We need a plan for the pier,\"]"},
      {"\"The office will be providing it,\" General Counsel James A. Baker wrote in a letter dated Tuesday.",
       "General Counsel James A. Baker > wrote in > [\"The office will be providing it,\"]"},
      // tagged-on
      {"\"I hope you find the barrels that are missing.\" Ruiz said.",
       "Ruiz > said > [\"I hope you find the barrels that are missing.\"]"},
      // trailing-verb
      {"\"This is wonderful!\" beamed Jo Pike of Eastport.",
       "Jo Pike of Eastport > beamed > [\"This is wonderful!\"]"},
      {"\"The pier will always be ours,\" an angry O'Dell shot back.",
       "an angry O'Dell > shot > [\"The pier will always be ours,\"]"},
      // inverted at the start
      {"Said Stone, \"An error of ours is painful to us.\"",
       "Stone > Said > [\"An error of ours is painful to us.\"]"},
      // statement: what follows the quotation is no part of it
      {"Stone wrote to the ferry's owners, \"It is time to end it for good,\" and shared a map.",
       "Stone > wrote > [\"It is time to end it for good,\"]"},
      {"Stone noted that she had studied law, and added: \"I know a little about this.\"",
       "Stone > noted > [that she had studied law] ; Stone > added > [\"I know a little about this.\"]"},
      // the subject is no word of the quotation
      {"Stone was ready, telling the crowd, \"Some people get carried away, I see.\"",
       "Stone > telling > [\"Some people get carried away, I see.\"]"},
      {"She walked to the river, shook her head and said, \"We waited too long.\"",
       "She > said > [\"We waited too long.\"]"},
      {"Citing \"duties in Eastport,\" the mayor's spokeswoman told the Courier that Moss would not come.",
       "the mayor's spokeswoman > Citing > [\"duties in Eastport,\"] ; "
       "the mayor's spokeswoman > told > [that Moss would not come]"},
      // signed
      {"\"The pier is something that we hear about all the time.\" — Mia Moss, Eastport",
       "Mia Moss, Eastport > — > [\"The pier is something that we hear about all the time.\"]"},
      // in-words, quoted, from
      {"In Ana Ruiz's words, \"the bridge is a disgrace to us all.\"",
       "Ana Ruiz's > words > [\"the bridge is a disgrace to us all.\"]"},
      {"In the words of Ana Ruiz, \"the bridge is a disgrace to us all.\"",
       "Ana Ruiz > words > [\"the bridge is a disgrace to us all.\"]"},
      {"\"We waited too long for it,\" Ana Ruiz was quoted as saying.",
       "Ana Ruiz > was quoted > [\"We waited too long for it,\"]"},
      {"And from Ana Ruiz:\n\n\"We waited too long for the bridge to open.\"",
       "Ana Ruiz > from > [\"We waited too long for the bridge to open.\"]"},
      {"People familiar with the plan said it was safe.",
       "People familiar with the plan > said > [it was safe]"},
      // title-of-work
      {"\"The bridge should be built,\" Ruiz said on Harbour Radio's \"This Week with Jo Pike.\"",
       "Ruiz > said > [\"The bridge should be built,\"]"},
      {"He told Harbour Radio's \"Good Morning Lowmark\" that the bridge was safe.",
       "He > told > [that the bridge was safe]"},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
}

TEST_CASE("the subject is who speaks, not what is nearest", "[attribute]") {
  const Case cases[] = {
      // relative-object
      {"The union, which speaks for 3,200 clerks, cooks and drivers, said the offer was too low.",
       "The union > said > [the offer was too low]"},
      {"The nurse whose fine started the campaign, Mia Moss, said she cried.",
       "Mia Moss > said > [she cried]"},
      {"Tom O'Dell, the mayor of Lowmark, said it was late.",
       "Tom O'Dell, the mayor of Lowmark > said > [it was late]"},
      // relative-head
      {"A pilot who kept them alive for 31 hours on a frozen lake said it was cold.",
       "A pilot who kept them alive for 31 hours on a frozen lake > said > [it was cold]"},
      {"Jack Silver, of Mill Lane, Lowmark, denied the charges.",
       "Jack Silver, of Mill Lane, Lowmark > denied > [the charges]"},
      // past-apposition
      {"His lawyer, Tom O'Dell, objected to the remark, and Judge Ana Ruiz said it would be struck.",
       "His lawyer, Tom O'Dell > objected to > [the remark] ; Judge Ana Ruiz > said > [it would be struck]"},
      // "of" before a pronoun; times are passed; an aside with a verb of its own is no part
      {"One of them told the Courier that it was late.", "One of them > told > [that it was late]"},
      {"A report obtained by the Courier last year found that the brakes had failed.",
       "the Courier > found > [that the brakes had failed]"},
      {"Brightwater Bank, a lender in Lowmark, today announced that it would close.",
       "Brightwater Bank, a lender in Lowmark > announced > [that it would close]"},
      {"Its users – the bus runs on Fridays – complain that they wait too long.",
       "Its users > complain > [that they wait too long]"},
      {"The Harbour Workers' Union said it would wait.",
       "The Harbour Workers' Union > said > [it would wait]"},
      {"We'd told the mayor that it was safe.", "We > told > [that it was safe]"},
      // nobody says a name; "when" and "there" are nobody
      {"That would close the mill, forcing her to sell the boats, said Tom O'Dell, a clerk and pilot.",
       "Tom O'Dell, a clerk and pilot > said > [That would close the mill, forcing her to sell the boats]"},
      {"\"You know, it is possible,\" he said when asked about the pier. \"But I do not see it.\"",
       "he > said > [\"You know, it is possible,\"] [\"But I do not see it.\"]"},
      // agent-then
      {"She was asked by the chairman, Sir Tom O'Dell, whether the pier was safe.",
       "the chairman, Sir Tom O'Dell > was asked > [whether the pier was safe]"},
      {"Asked by the clerk what had happened, she said: \"I never knew, and I never asked.\"",
       "the clerk > Asked > [what had happened] ; she > said > [\"I never knew, and I never asked.\"]"},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
}

TEST_CASE("a content is whole, and no longer", "[attribute]") {
  const Case cases[] = {
      // kept-not
      {"Jack Moss, 58, has pleaded not guilty to the charge.",
       "Jack Moss, 58 > has pleaded > [not guilty to the charge]"},
      {"The officials asked not to be named.", "The officials > asked > [not to be named]"},
      // tally
      {"The council voted 6-3 to close the pier.", "The council > voted > [to close the pier]"},
      // protasis-stays, quote-stays
      {"He told the court that when he called, the clerk had gone home.",
       "He > told > [that when he called, the clerk had gone home]"},
      {"Captain Leo Marsh said he had seen it on Monday, when he took up the deck for \"one last coat of "
       "paint.\"",
       "Captain Leo Marsh > said > [he had seen it on Monday, when he took up the deck for \"one last coat "
       "of paint.\"]"},
      // brackets: none is left open, none is closed that opened before
      {"The clerk (who said the pier was safe) left the hall.", "who > said > [the pier was safe]"},
      {"Ruiz described the Trans-River Plan (TRP) as a mistake.",
       "Ruiz > described > [the Trans-River Plan (TRP) as a mistake]"},
      // whole-phrase, no-loose-preposition
      {"The council blasted the plan as a danger to Lowmark and its boats on Monday.",
       "The council > blasted > [the plan as a danger to Lowmark and its boats on Monday]"},
      // the source of "according to" is whole, too
      {"According to an affidavit filed with the court, the safe was empty.",
       "an affidavit filed with the court > According to > [the safe was empty]"},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
  const Article wire =
      parser().parse("LOWMARK, March 4 (LW) - The bridge is closed, the mayor said on Monday.\n", {}).value();
  REQUIRE(wire.attributions.size() == 1);
  CHECK(wire.slice(wire.spans_of(wire.attributions[0].content)[0]) == "The bridge is closed");
}

TEST_CASE("a content ends within no brackets, however far from its beginning", "[attribute]") {
  // they stand before, on and past the border of a row of 64 chunks
  for (int piers = 12; piers < 20; ++piers) {
    std::string text = "Ruiz said that ";
    for (int i = 0; i < piers; ++i) text += "the pier near Lowmark and ";
    text += "the bridge (as the clerk had asked and as the mayor had asked) and the mill were safe.";
    const Article article = article_of(text);
    REQUIRE(!article.attributions.empty());
    for (const Span& part : article.spans_of(article.attributions[0].content)) {
      const std::string_view content = article.slice(part);
      CHECK(content.size() > 300);
      CHECK((content.find('(') == content.npos) == (content.find(')') == content.npos));
    }
  }
}

TEST_CASE("quotations that no cue word holds still have a speaker", "[attribute]") {
  const Case cases[] = {
      // leads-on, through the mark of a quotation inside
      {"\"He stopped and said, 'We have to win Eastport. How do we win it?'\" Jack Moss, the chairman, said "
       "of the "
       "visit.",
       "Jack Moss, the chairman > said > [\"He stopped and said, 'We have to win Eastport. How do we win "
       "it?'\"]"},
      // trailing-verb: one word, if a word of speech follows
      {"\"Quiet,\" he demanded, as Moss continued to talk.", "he > demanded > [\"Quiet,\"]"},
      // split-further
      {"\"They have every reason to wait,\" he said of Ruiz and Moss, \"because they both need one "
       "another.\"",
       "he > said of > [\"They have every reason to wait,\"] [\"because they both need one another.\"]"},
      {"\"They have every reason to wait,\" he said of Ruiz. She walked past the \"old pier we have all "
       "missed.\"",
       "he > said > [\"They have every reason to wait,\"]"},
      // a quotation that only begins a sentence goes on with the speaker before; a short one does not
      {"\"Our members are angry,\" said Jack Moss. \"He has been very hard on the ferry crews of this "
       "town,\" which "
       "few deny.",
       "Jack Moss > said > [\"Our members are angry,\"] [\"He has been very hard on the ferry crews of this "
       "town,\"]"},
      {"\"Our members are angry,\" said Jack Moss. \"Harbour Lights\" opens in May.",
       "Jack Moss > said > [\"Our members are angry,\"]"},
      // run-on
      {"\"We waited all day,\" he wrote on May 2. \"The pier comes first for us!\"After the vote the crowd "
       "left.",
       "he > wrote > [\"We waited all day,\"] [\"The pier comes first for us!\"]"},
      // after-quoting: the -ing form has a quotation, but not as its content
      {"\"I think Ruiz will do fine,\" Mia Moss said, praising the \"new\" pier. \"I have backed her from "
       "the start.\"",
       "Mia Moss > said > [\"I think Ruiz will do fine,\"] [\"I have backed her from the start.\"] ; Mia "
       "Moss > praising > [the \"new\" pier]"},
      // answer-is
      {"Ruiz's advice to her clerks was, \"It is no good plan if nobody hates it.\"",
       "Ruiz's > advice to her clerks was > [\"It is no good plan if nobody hates it.\"]"},
      // leading-verb: a colon
      {"The rally by the town's crews had one message: \"Save the pier.\"",
       "The rally by the town's crews > had > [\"Save the pier.\"]"},
      // introduced: the next block
      {"Mayor Ana Ruiz issued the following statement:\n\n\"Our thoughts are with all those on the ferry.\"",
       "Mayor Ana Ruiz > issued > [\"Our thoughts are with all those on the ferry.\"]"},
      // signed-below: more than who spoke before
      {"\"He has waited,\" Stone said.\n\n\"The pier is something that we hear about all the time.\"\n\n-Mia "
       "Moss, "
       "writing after the vote.\n\nThe council met again.",
       "Stone > said > [\"He has waited,\"] ; Mia Moss > - > [\"The pier is something that we hear about all "
       "the "
       "time.\"]"},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
}

TEST_CASE("what is no attribution", "[attribute]") {
  const Case cases[] = {
      {"The bridge opened in May after a long winter.", ""},
      {"He read \"The Long Winter\" on the train to Eastport.", ""},
      {"The council spoke of it in its podcast, \"So, That Happened.\"", ""},
      {"\"Fire!\" The crew ran to the boats.", ""},
      {"\"Harbour Lights,\" the musical, opened in May.", ""},
      // answer-is: not a title
      {"Her favourite was \"Harbour Lights.\"", ""},
      {"Die Brücke bleibt geschlossen, und niemand wartet darauf.", ""},
      // gate: words of cues.txt that report nothing where they stand
      {"The club opened a record shop at the pier.", ""},
      {"The supporters of the club put the benches back.", ""},
      // that-said
      {"That said, the bridge is safe for all who cross it.", ""},
      // signature: a dash and a name, but no quotation above
      {"The pier opened in May.\n\n— Mia Moss, Eastport", ""},
  };
  for (const Case& c : cases) CHECK(said(c.text) == c.expected);
}

/// "parent: speaker > content" of the statements inside others.
std::string nested(const std::string& text) {
  const Article article = article_of(text);
  std::string out;
  for (const Attribution& a : article.attributions) {
    if (!a.parent) continue;
    const Attribution& parent = article.attributions.at(*a.parent);
    out += std::string(article.slice(*parent.speaker)) + ": " + std::string(article.slice(*a.speaker)) +
           " > " + std::string(article.slice(article.spans_of(a.content)[0])) + ";";
  }
  return out;
}

TEST_CASE("a statement inside another is kept under it", "[attribute]") {
  const Case cases[] = {
      {"Mayor Ana Ruiz told Tom O'Dell on Monday that the bridge would open, council press secretary Jo Pike "
       "said.",
       "council press secretary Jo Pike: Mayor Ana Ruiz > that the bridge would open;"},
      {"The senator said an official had told him that the bridge was safe.",
       "The senator: an official > that the bridge was safe;"},
      // not: who said it is not there, or no verb of speech stands there
      {"The senator said it was said that the bridge was safe.", ""},
      {"The senator said he hoped that the bridge was safe.", ""},
      {"The senator said the bridge was safe.", ""},
  };
  for (const Case& c : cases) CHECK(nested(c.text) == c.expected);
}

TEST_CASE("quotations belong to the outermost statement", "[attribute]") {
  const Article article = article_of(
      "Mayor Ana Ruiz told Tom O'Dell that the bridge would \"soon\" open, press secretary Jo Pike said.");
  REQUIRE(article.quotes.size() == 1);
  REQUIRE(article.quotes[0].attribution);
  CHECK(!article.attributions[*article.quotes[0].attribution].parent);
}

// A block of many thousand words is read in parts.
TEST_CASE("in a very long paragraph all statements are found, and quotations over its parts", "[attribute]") {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "The river rose and the road along the quay was closed. ";
  CHECK(said(text + "Ana Ruiz said that it would open.") == "Ana Ruiz > said > [that it would open]");
  CHECK(said("Ana Ruiz said: \"It opens.\" " + text) == "Ana Ruiz > said > [\"It opens.\"]");
  const Article article = article_of("\"It opens. " + text + "\" said Ana Ruiz.");
  REQUIRE(article.quotes.size() == 1);
  CHECK(article.attributions.size() == 1);
}

TEST_CASE("sources are one entry a speaker", "[attribute]") {
  const Case cases[] = {
      {"Mayor Ana Ruiz said the bridge was safe. \"We waited,\" Ruiz said.", "Ana Ruiz (person, Mayor)"},
      {"Mayor Ana Ruiz said the bridge was safe. \"We waited,\" she said.", "Ana Ruiz (person, Mayor)"},
      {"Tom O'Dell met Mayor Ana Ruiz on Monday. \"We waited,\" she said.", "Ana Ruiz (person, Mayor)"},
      // a shouted name is the name, a small word is none
      {"Mayor Ana Ruiz said the bridge was safe.\n\nRUIZ: We waited too long.", "Ana Ruiz (person, Mayor)"},
      {"Study of Lowmark Bridge is done, Ana Ruiz said. The study said it was safe.", "The study (document)"},
      {"A senior transport official said the bridge was safe. The official said it would open.",
       "A senior transport official (unnamed)"},
      {"The bridge was safe, people familiar with the plan said.", "people familiar with the plan (unnamed)"},
      {"The Lowmark Transport Committee said the bridge was safe.",
       "Lowmark Transport Committee (organization)"},
      {"The report said the bridge was safe.", "The report (document)"},
      // a description and a name: the name, with the description as its title
      {"The council leader, Tom O'Dell, said the bridge was safe.", "Tom O'Dell (person, council leader)"},
      {"A neighbor, Roy Petrakis, said the bridge was safe.", "Roy Petrakis (person, neighbor)"},
      {"The bridge was safe, said the harbour's chief engineer, Dr. Hannah Voss.",
       "Hannah Voss (person, harbour's chief engineer)"},
      {"The nurses, the Allied Health Workers, said the bridge was safe.",
       "The nurses, the Allied Health Workers (group)"},
      {"The trust's chief officer, Hannah Voss, said the bridge was safe. The trust said it would open.",
       "The trust (organization)"},
      {"Striker Leo Marsh said it was late. \"We never stopped,\" the 24-year-old said.",
       "Leo Marsh (person, Striker)"},
      {"A judge jailed Jack Silver for six years. Silver, of Mill Lane, Lowmark, had denied the charges.",
       "Jack Silver (person)"},
      // of "a spokesman for the council, who", the spokesman
      {"A spokesman for the council, who asked not to be named, said it was late. The council said it was "
       "safe.",
       "The council (organization)"},
      // named-body, described-body: with its name or by its noun alone, one body
      {"The Lowmark Council said the bridge was safe. The council said it would open.",
       "Lowmark Council (organization)"},
      {"The council said the bridge was safe. The Lowmark Council said it would open.",
       "Lowmark Council (organization)"},
      {"Council said the bridge was safe. The council said it would open.", "Council (organization)"},
      {"The Lowmark Council said the bridge was safe. The committee said it would open.",
       "The committee (organization)"},
      {"Councillors said the bridge was safe.", "Councillors (group)"},
      {"The Harbour Workers' Union said the bridge was safe.", "Harbour Workers' Union (organization)"},
  };
  for (const Case& c : cases) CHECK(last_source(c.text) == c.expected);
}
