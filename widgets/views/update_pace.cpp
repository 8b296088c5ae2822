#include "widgets/views/update_pace.h"

#include <utility>

namespace lfp {

namespace {

// Numbers that change more often cannot be read.
constexpr int milliseconds_between_updates = 100;

}  // namespace

UpdatePace::UpdatePace(std::function<void()> show) : show_(std::move(show)) {
  later_.setSingleShot(true);
  QObject::connect(&later_, &QTimer::timeout, &later_, [this] { show_now(); });
}

void UpdatePace::ask(bool running) {
  const int left =
      shown_at_.isValid() ? milliseconds_between_updates - static_cast<int>(shown_at_.elapsed()) : 0;
  if (!running || left <= 0) {
    show_now();
  } else if (!later_.isActive()) {
    later_.start(left);
  }
}

void UpdatePace::show_now() {
  later_.stop();
  shown_at_.start();
  show_();
}

}  // namespace lfp
