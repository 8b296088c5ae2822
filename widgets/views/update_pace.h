#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

namespace lfp {

/// Delays costly updates while training runs: they happen at most ten times a second, and none is lost for
/// good.
class UpdatePace {
 public:
  explicit UpdatePace(std::function<void()> show);

  /// Shows now, or a moment later if it is `running` and was shown just before.
  void ask(bool running);
  void show_now();

 private:
  std::function<void()> show_;
  QElapsedTimer shown_at_;
  QTimer later_;
};

}  // namespace lfp
