// Corrections, notes and the marks of wires: forms, and sentences that only begin like one.
#include "segment/fields.hpp"
#include "unit/segment/story.hpp"

using namespace nutgraf;
using namespace nutgraf::test;

TEST_CASE("a correction is one wherever it stands", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Correction: The river rose by three metres, not four.", "correction"},
      {"Corrections & clarifications: The river rose by three metres, not four.", "correction"},
      {"CORRECTION (March 4, 2026): The river rose by three metres, not four.", "correction"},
      {"An earlier version of this article misstated the name of the river.", "correction"},
      {"This story has been corrected to show that the river rose by three metres.", "correction"},
      {"Clarification: The pass is closed for lorries only.", "correction"},
      {"Amended on 4 March: the river rose by three metres, not four.", "correction"},
      {"This article was amended on 4 March 2026 to correct the height of the river.", "correction"},
      {"Retraction: The Courier has withdrawn a report on the bridge.", "correction"},
      {"(Corrects paragraph 3 to say that the river rose by three metres)", "correction"},
      {"Refiles to fix the spelling of Lowmark", "correction"},
      {"(Refiles to fix the spelling of Lowmark)", "correction"},
      {"CORRECTION: The ferry left at noon.", "correction"},
      {"An earlier version of this story gave the wrong year.", "correction"},
      {"A previous version of this headline misspelled the name of the mayor.", "correction"},
      {"This version corrects the spelling of O'Dell.", "correction"},
      {"This story corrects the name of the river in paragraph 4.", "correction"},
      {"(This story was corrected to remove a name)", "correction"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a bare label heads a correction only over a text", "[segment]") {
  CHECK(role_of(in_the_middle("Corrections & clarifications"), "Corrections &") == "correction");
  CHECK(role_of(at_the_end("Corrections\nContact us\nJobs"), "Corrections") != "correction");
}

TEST_CASE("a note on the work that a story was about stands behind a bullet", "[segment]") {
  const std::string note = "The Long Winter is published by Saltmarsh at £14.99";
  CHECK(role_of(at_the_end("• " + note), "• The Long") == "note");
  CHECK(role_of(in_the_middle(note + " and is read in every school of the valley."), "The Long") == "body");
}

TEST_CASE("a note is one wherever it stands", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Update 3:15 p.m.: The road has been opened again.", "note"},
      {"UPDATE, 3:15 p.m.: The road has been opened again.", "note"},
      {"This story has been updated to include a statement of the council.", "note"},
      {"Editor's note: The names of the drivers have been changed.", "note"},
      {"Editor’s note: The names of the drivers have been changed.", "note"},
      {"EDITOR'S NOTE — The names of the drivers have been changed.", "note"},
      {"Disclosure: The writer owns a boat on the river.", "note"},
      {"This article first appeared in the Lowmark Courier.", "note"},
      {"This article originally appeared in the Lowmark Courier.", "note"},
      {"Republished with permission", "note"},
      {"This story is republished with permission from the Lowmark Courier.", "note"},
      {"(Adds comment from the council)", "note"},
      {"(Updates with closing of the second road, adds quotes)", "note"},
      {"This story has been updated.", "note"},
      {"This is a developing story and will be updated.", "note"},
      {"Some names have been changed to protect the drivers.", "note"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("wire marks end a story and are no part of it", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"-30-", "other"},
      {"###", "other"},
      {"ENDS", "other"},
      {"___", "other"},
      {"MORE", "other"},
      {"(MORE)", "other"},
      {"© 2026 Lowmark Wire. All rights reserved", "copyright"},
      {"Copyright 2026 The Lowmark Wire. All rights reserved. This material may not be published, broadcast, "
       "rewritten or redistributed.",
       "copyright"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}

TEST_CASE("a sentence of the story is no note", "[segment]") {
  struct Case {
    const char *line, *role;
  };
  const Case cases[] = {
      {"Correction officers at the county prison said that the water had reached the yard by noon on "
       "Wednesday.",
       "body"},
      {"Update after update came from the council through the night, and nobody in the town slept until "
       "morning.",
       "body"},
      {"Adds Mia Stone: “We have never seen so much water here, and we have kept boats for eleven years.”",
       "body"},
      {"Ends of ropes hung from the rail where the ferry had been tied up.", "body"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    CHECK(role_of(at_the_top(c.line), c.line) == c.role);
    CHECK(role_of(in_the_middle(c.line), c.line) == c.role);
    CHECK(role_of(at_the_end(c.line), c.line) == c.role);
  }
}
