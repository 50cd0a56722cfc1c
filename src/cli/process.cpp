#include "cli/process.hpp"

#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/signals.hpp"

namespace nutgraf::cli {
namespace {

/// Inputs that one thread does in a row: handing on one small article at a time would cost more than parsing
/// it.
constexpr std::size_t batch_size = 8;

struct Batch {
  std::vector<Record> records;
  std::size_t count = 0;
  std::string bytes;  ///< the file being read
};

void make_record(Record& record, std::string& bytes, const Process& plan) {
  ParseOptions parse = plan.renderer.parse_options();
  parse.name = record.item.name;
  record.out.clear();
  record.bytes = 0;
  record.empty = false;
  record.error = record.item.error;
  if (!record.error && !record.item.loaded) record.error = read_file(record.item.path, bytes);
  if (interrupted()) return;  // the read was cut short; the run ends here
  if (record.error) {
    if (plan.records && plan.renderer.is_json()) plan.renderer.append_error(record.out, *record.error, parse);
  } else {
    std::string& input = record.item.loaded ? record.item.bytes : bytes;
    record.bytes = input.size();
    const Renderer::Sink* stream = plan.jobs == 1 && plan.stream ? &plan.stream : nullptr;
    Rendered done = plan.renderer.append(record.out, input, parse, plan.records, stream, &input);
    record.error = std::move(done.error);
    record.empty = done.empty;
  }
  if (plan.finish) plan.finish(record);
}

/// Keeps the memory of small records, gives back that of large ones.
void release(std::string& memory) {
  if (memory.capacity() > (1u << 22)) memory = std::string();
}

}  // namespace

void process(InputSource& source, const Process& plan) {
  auto next = [&](Batch& batch, bool) {
    batch.records.resize(plan.jobs > 1 ? batch_size : 1);
    batch.count = 0;
    while (batch.count < batch.records.size() && !interrupted() &&
           source.next(batch.records[batch.count].item))
      ++batch.count;
    return batch.count > 0 && !interrupted() ? Next::job : Next::end;
  };
  auto work = [&](Batch& batch) {
    for (std::size_t i = 0; i < batch.count && !interrupted(); ++i)
      make_record(batch.records[i], batch.bytes, plan);
    release(batch.bytes);
  };
  auto sink = [&](Batch& batch) {
    if (interrupted()) return false;
    for (std::size_t i = 0; i < batch.count; ++i) {
      if (!plan.sink(batch.records[i])) return false;
      release(batch.records[i].out);
    }
    return true;
  };
  run_ordered<Batch>(plan.jobs, next, work, sink);
}

}  // namespace nutgraf::cli
