#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

namespace lfp {

/// A cache of values that are computed once per key and shared. The most recently used ones are kept. It is
/// thread-safe; a caller that needs a value being computed by another thread waits for that value only.
template <class Key, class Value>
class MadeOnce {
 public:
  explicit MadeOnce(std::size_t most) : most_(most) {}

  /// An exception thrown by `make` is rethrown to every caller that asks for that key.
  template <class Make>
  Value get(const Key& key, const Make& make) {
    std::promise<Value> promise;
    std::shared_future<Value> value;
    bool is_new = false;
    {
      const std::lock_guard lock(mutex_);
      const auto known = std::ranges::find(kept_, key, &Kept::key);
      is_new = known == kept_.end();
      if (is_new)
        kept_.push_back({key, promise.get_future().share()});
      else
        std::rotate(known, known + 1, kept_.end());
      value = kept_.back().value;
      if (kept_.size() > most_) kept_.erase(kept_.begin());
    }
    if (is_new) {
      try {
        promise.set_value(make());
      } catch (...) {
        promise.set_exception(std::current_exception());
      }
    }
    return value.get();
  }

 private:
  struct Kept {
    Key key;
    std::shared_future<Value> value;
  };

  std::size_t most_;
  std::mutex mutex_;
  std::vector<Kept> kept_;  // ordered by last use, most recent last
};

}  // namespace lfp
