#include "cli/process.hpp"

#include "cli/files.hpp"
#include "cli/ordered.hpp"
#include "cli/signals.hpp"

namespace nutgraf::cli {
namespace {

/// Inputs that one thread does in a row: handing on one small article at a time would cost more than parsing
/// it, and so would a change of stage with each.
constexpr std::size_t batch_size = 16;

/// Articles of this size together, in bytes, are parsed a stage at a time; larger ones one by one.
constexpr std::size_t small_batch = 1 << 18;

struct Batch {
  std::vector<Record> records;
  std::size_t count = 0;
  std::vector<std::string> bytes;  ///< of the files read, by record
  bool stop = false;               ///< the sink wants no more
};

/// Keeps the memory of small records, gives back that of large ones.
void release(std::string& memory) {
  if (memory.capacity() > (1u << 22)) memory = std::string();
}

/// Work on one batch: its records, first to last.
class Maker {
 public:
  Maker(Batch& batch, const Process& plan)
      : batch_(batch), plan_(plan), parse_(plan.renderer.parse_options()) {
    batch.bytes.resize(batch.records.size());
  }
  void run() {
    std::size_t first = 0, waiting = 0;  // bytes of the records [first, i), which are read
    auto make_waiting = [&](std::size_t last) {
      make(first, last);
      first = last;
      waiting = 0;
    };
    for (std::size_t i = 0; i < batch_.count; ++i) {
      const Item& item = batch_.records[i].item;
      if (!item.regular && !item.loaded) make_waiting(i);  // its writer may take its time
      const std::size_t bytes = read(i);
      if (interrupted()) return;  // the read was cut short; the run ends here
      if (waiting + bytes > small_batch) make_waiting(i);
      waiting += bytes;
    }
    make_waiting(batch_.count);
  }

 private:
  std::string& input(std::size_t i) {
    Record& record = batch_.records[i];
    return record.item.loaded ? record.item.bytes : batch_.bytes[i];
  }
  /// Returns how many bytes there are.
  std::size_t read(std::size_t i) {
    Record& record = batch_.records[i];
    record.out.clear();
    record.bytes = 0;
    record.empty = false;
    record.error = record.item.error;
    if (!record.error && !record.item.loaded) record.error = read_file(record.item.path, batch_.bytes[i]);
    if (!record.error) record.bytes = input(i).size();
    return record.bytes;
  }
  void make(std::size_t first, std::size_t last) {
    if (batch_.stop) return;
    std::vector<Parser::Input> inputs;
    for (std::size_t i = first; i < last; ++i)
      if (!batch_.records[i].error) inputs.push_back({input(i), options(i)});
    std::vector<Result<Article>> articles;
    if (inputs.size() > 1) articles = plan_.renderer.parse_all(inputs);
    auto next = articles.begin();
    for (std::size_t i = first; i < last; ++i) {
      const bool parsed = !batch_.records[i].error && next != articles.end();
      finish(i, parsed ? &*next++ : nullptr);
    }
  }
  /// `article`: if it was parsed already.
  void finish(std::size_t i, const Result<Article>* article) {
    Record& record = batch_.records[i];
    const Renderer& renderer = plan_.renderer;
    const ParseOptions& parse = options(i);
    if (record.error) {
      if (plan_.records && renderer.is_json()) renderer.append_error(record.out, *record.error, parse);
    } else {
      const Renderer::Sink* stream = plan_.jobs == 1 && plan_.stream ? &plan_.stream : nullptr;
      Rendered done = article
                          ? renderer.append(record.out, *article, parse, plan_.records, stream)
                          : renderer.append(record.out, input(i), parse, plan_.records, stream, &input(i));
      record.error = std::move(done.error);
      record.empty = done.empty;
    }
    if (plan_.finish) plan_.finish(record);
    if (plan_.jobs > 1 || batch_.stop || interrupted()) return;
    batch_.stop = !plan_.sink(record);  // at once: a large article after it goes to its sink by itself
    release(record.out);
  }
  const ParseOptions& options(std::size_t i) {
    parse_.name = batch_.records[i].item.name;
    return parse_;
  }

  Batch& batch_;
  const Process& plan_;
  ParseOptions parse_;
};

}  // namespace

void process(InputSource& source, const Process& plan) {
  auto next = [&](Batch& batch, bool) {
    batch.records.resize(plan.jobs > 1 || plan.reads_ahead ? batch_size : 1);
    batch.count = 0;
    while (batch.count < batch.records.size() && !interrupted() &&
           source.next(batch.records[batch.count].item))
      ++batch.count;
    return batch.count > 0 && !interrupted() ? Next::job : Next::end;
  };
  auto work = [&](Batch& batch) {
    Maker(batch, plan).run();
    for (std::string& bytes : batch.bytes) release(bytes);
  };
  auto sink = [&](Batch& batch) {
    if (interrupted() || batch.stop) return false;
    if (plan.jobs == 1) return true;  // done
    for (std::size_t i = 0; i < batch.count; ++i) {
      if (!plan.sink(batch.records[i])) return false;
      release(batch.records[i].out);
    }
    return true;
  };
  run_ordered<Batch>(plan.jobs, next, work, sink);
}

}  // namespace nutgraf::cli
