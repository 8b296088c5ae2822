#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

namespace lfp {

/// Holds back what is costly to show while training runs: at most ten times a second, and never lost for
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
