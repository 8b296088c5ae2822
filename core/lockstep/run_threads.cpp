#include "core/lockstep/run_threads.h"

namespace lfp {

RunThreads::~RunThreads() {
  for (const auto& member : members_) {
    member->ends = true;
    ++member->calls;
    member->calls.notify_one();
  }
}

void RunThreads::start(std::size_t runs, const Task& task) {
  task_ = task;
  while (members_.size() + 1 < runs) {
    auto member = std::make_unique<Member>();
    member->run = members_.size() + 1;
    member->thread = std::jthread([this, own = member.get()] { work(*own); });
    members_.push_back(std::move(member));
  }
  busy_ = static_cast<std::uint32_t>(runs - 1);
  for (std::size_t i = 0; i + 1 < runs; ++i) {
    ++members_[i]->calls;
    members_[i]->calls.notify_one();
  }
}

void RunThreads::finish() {
  for (std::uint32_t busy = busy_; busy > 0; busy = busy_) busy_.wait(busy);
}

void RunThreads::work(Member& member) {
  for (std::uint32_t done = 0;; ++done) {
    member.calls.wait(done);
    if (member.ends) return;
    task_.call(task_.what, member.run);
    if (--busy_ == 0) busy_.notify_one();
  }
}

}  // namespace lfp
