// cli/: jobs done by several threads, results handed on in order.
//
//     next ─┬→ worker ─┐
//           ├→ worker ─┼→ sink (in the order of next, whatever the number of threads)
//           └→ worker ─┘
//
// `next` and `sink` run on the calling thread only. At most 4 jobs a thread are open at a time, so memory
// does not grow with the number of jobs.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace nutgraf::cli {

enum class Next {
  job,    ///< there is one
  later,  ///< not now, only if waiting was not allowed
  end
};

/// next(Job&, bool may_wait) → Next; work(Job&) on any thread; sink(Job&) → false to stop. Jobs are used
/// again.
template <class Job, class NextJob, class Work, class Sink>
class Ordered {
 public:
  Ordered(unsigned threads, NextJob next, Work work, Sink sink)
      : next_(next), work_(work), sink_(sink), slots_(threads > 1 ? threads * 4 : 1) {
    if (threads > 1)
      for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { worker(); });
  }
  ~Ordered() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    work_ready_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  void run() { threads_.empty() ? run_alone() : run_threads(); }

 private:
  struct Slot {
    Job job;
    bool done = false;
  };

  void run_alone() {
    Job& job = slots_[0].job;
    while (next_(job, true) == Next::job) {
      work_(job);
      if (!sink_(job)) return;
    }
  }

  void run_threads() {
    for (bool more = true; more || sunk_ < given_;) {
      while (more && given_ - sunk_ < slots_.size()) {
        Next got = next_(slots_[given_ % slots_.size()].job, given_ == sunk_);
        if (got == Next::later) break;
        more = got == Next::job;
        if (more) give();
        if (head_done()) break;
      }
      if (sunk_ < given_ && !hand_on()) return;
    }
  }

  void give() {
    {
      std::lock_guard lock(mutex_);
      slots_[given_ % slots_.size()].done = false;
      ++given_;
    }
    work_ready_.notify_one();
  }

  bool head_done() {
    std::lock_guard lock(mutex_);
    return sunk_ < given_ && slots_[sunk_ % slots_.size()].done;
  }

  bool hand_on() {
    Slot& slot = slots_[sunk_ % slots_.size()];
    {
      std::unique_lock lock(mutex_);
      work_done_.wait(lock, [&] { return slot.done; });
    }
    ++sunk_;
    return sink_(slot.job);
  }

  void worker() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_ready_.wait(lock, [&] { return stopping_ || taken_ < given_; });
      if (stopping_) return;
      Slot& slot = slots_[taken_++ % slots_.size()];
      lock.unlock();
      work_(slot.job);
      lock.lock();
      slot.done = true;
      work_done_.notify_one();
    }
  }

  NextJob next_;
  Work work_;
  Sink sink_;
  std::vector<Slot> slots_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable work_ready_, work_done_;
  std::size_t given_ = 0, taken_ = 0;  ///< guarded by mutex_
  std::size_t sunk_ = 0;               ///< calling thread only
  bool stopping_ = false;
};

template <class Job, class NextJob, class Work, class Sink>
void run_ordered(unsigned threads, NextJob next, Work work, Sink sink) {
  Ordered<Job, NextJob, Work, Sink>(threads, next, work, sink).run();
}

/// The number of threads for `-j`: as asked, or one a core.
inline unsigned thread_count(unsigned asked) {
  if (asked > 0) return asked;
  unsigned cores = std::thread::hardware_concurrency();
  return cores > 0 ? cores : 1;
}

}  // namespace nutgraf::cli
