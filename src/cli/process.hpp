// cli/: inputs → records, in order, on several threads.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "cli/render.hpp"
#include "cli/source.hpp"

namespace nutgraf::cli {

/// One input and what became of it.
struct Record {
  Item item;
  std::string out;  ///< what is to be written, with a line break at its end; empty if there is nothing
  std::uint64_t bytes = 0;
  std::optional<Error> error;
  bool empty = false;
};

struct Process {
  const Renderer& renderer;
  unsigned jobs = 1;
  bool records = true;                  ///< errors become records in Record::out
  std::function<void(Record&)> finish;  ///< on the thread that made the record; may be empty
  Renderer::Sink stream;                ///< with one job: JSON goes here at once, ahead of the record's sink
  std::function<bool(Record&)> sink;    ///< in order, on the calling thread; false stops
  bool reads_ahead = false;             ///< with one job too, inputs may be read before the first is written
};

/// Ends early after an interrupt.
void process(InputSource& source, const Process& plan);

}  // namespace nutgraf::cli
