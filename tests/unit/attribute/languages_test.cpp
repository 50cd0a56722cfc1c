// Quotations of other languages: marks pair by language; English cues do not count there.
#include "catch.hpp"
#include "nutgraf/parser.hpp"

using namespace nutgraf;

namespace {

Article parse(const char* text) {
  static const auto parser = Parser::create();
  ParseOptions options;
  options.from = InputFormat::text;
  auto article = parser.value().parse(std::string_view(text), options);
  REQUIRE(article);
  return std::move(article).value();
}

}  // namespace

TEST_CASE("quotation marks pair by language", "[attribute]") {
  struct Case {
    const char *text, *quote;
  };
  const Case cases[] = {
      {"„Wir haben zu lange gewartet“, sagte Mia Stone am Montag im Rathaus.", "Wir haben zu lange gewartet"},
      {"»Wir haben zu lange gewartet«, sagte Mia Stone am Montag.", "Wir haben zu lange gewartet"},
      {"«Wir haben zu lange gewartet», sagte Mia Stone am Montag.", "Wir haben zu lange gewartet"},
      {"„Er nannte es ‚einen Fehler‘ und ging“, sagte Mia Stone.", "Er nannte es ‚einen Fehler‘ und ging"},
      {"« Nous avons attendu trop longtemps », a dit Mia Stone lundi.", "Nous avons attendu trop longtemps"},
      {"“Nous avons attendu trop longtemps”, a dit Mia Stone.", "Nous avons attendu trop longtemps"},
      {"«Esperamos demasiado», dijo Mia Stone el lunes.", "Esperamos demasiado"},
      {"“Esperamos demasiado”, dijo Mia Stone.", "Esperamos demasiado"},
      {"\"Esperamos demasiado\", dijo Mia Stone.", "Esperamos demasiado"},
      {"«Abbiamo aspettato troppo», ha detto Mia Stone.", "Abbiamo aspettato troppo"},
      {"“Esperamos demais”, disse Mia Stone.", "Esperamos demais"},
      {"„Czekaliśmy zbyt długo” – powiedziała Mia Stone.", "Czekaliśmy zbyt długo"},
      {"»Czekaliśmy zbyt długo« – powiedziała Mia Stone.", "Czekaliśmy zbyt długo"},
      {"«Мы ждали слишком долго», — сказала Анна Руис.", "Мы ждали слишком долго"},
      {"«Он сказал „нет“ и ушёл», — сказала Анна.", "Он сказал „нет“ и ушёл"},
      {"斯通说：“我们等得太久了。”", "我们等得太久了。"},
      {"斯通說：「我們等得太久了。」", "我們等得太久了。"},
      {"ストーン氏は「長く待ちすぎた」と述べた。", "長く待ちすぎた"},
      {"『長く待ちすぎた』という本を書いた。", "長く待ちすぎた"},
      {"”Vi väntade för länge”, sade Mia Stone.", "Vi väntade för länge"},
      {"„Túl sokáig vártunk” – mondta Mia Stone.", "Túl sokáig vártunk"},
      {"»Vi ventede for længe«, sagde Mia Stone.", "Vi ventede for længe"},
      {"„Laukėme per ilgai“, – sakė Mia Stone.", "Laukėme per ilgai"},
      {"« Nous avons attendu », dit-elle.", "Nous avons attendu"},
      {"«Περιμέναμε πολύ», είπε η Μία.", "Περιμέναμε πολύ"},
      {"스톤은 “너무 오래 기다렸다”고 말했다.", "너무 오래 기다렸다"},
      {"斯通说：＂我们等得太久了。＂", "我们等得太久了。"},
      {"‚Wir warten‘, sagte sie.", "Wir warten"},
      {"「『待て』と言われた」とストーン氏は述べた。", "『待て』と言われた"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    Article a = parse(c.text);
    bool found = false;
    for (const Quote& quote : a.quotes) found |= a.slice(quote.span) == c.quote;
    CHECK(found);
    // Who speaks is told by form alone, and never for sure.
    for (const Attribution& attribution : a.attributions) CHECK(attribution.confidence <= 0.5f);
  }
}

TEST_CASE("marks that quote nothing take nothing", "[attribute]") {
  struct Case {
    const char *text, *quotes;
  };
  const Case cases[] = {
      {"The board is 6' 2\" long and 3\" wide, and \"very old,\" said Mia Stone.", "<very old,>"},
      {"The post is 6′ 2″ high, “a giant,” said Mia Stone.", "<a giant,>"},
      {"In the '90s they played rock 'n' roll. 'We waited,' said Mia Stone.", "<We waited,>"},
      {"“We was [sic] waiting […] too long,” said Mia Stone.", "<We was [sic] waiting […] too long,>"},
      {"``We waited too long,'' said Mia Stone.", "<We waited too long,>"},
      {"“He told me ‘go home’ and left,” said Mia Stone.", "<He told me ‘go home’ and left,>"},
      {"The dogs' owner said it wasn't hers.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    Article a = parse(c.text);
    std::string shown;
    for (const Quote& quote : a.quotes)
      if (quote.kind == QuoteKind::direct || quote.kind == QuoteKind::partial)
        shown += "<" + std::string(a.slice(quote.span)) + ">";
    CHECK(shown == c.quotes);
  }
}
