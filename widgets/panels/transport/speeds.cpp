#include "widgets/panels/transport/speeds.h"

#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <cmath>
#include <limits>

namespace lfp {
namespace {

struct SpeedWords {
  Q_DECLARE_TR_FUNCTIONS(SpeedWords)
};

}  // namespace

const std::vector<command::SetSpeed>& speeds() {
  static const std::vector<command::SetSpeed> offered = [] {
    std::vector<command::SetSpeed> list;
    for (const double rate : {1.0, 2.0, 4.0}) list.push_back({.per_second = rate, .phases = true});
    for (const double rate : {1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 200.0, 600.0, 2000.0})
      list.push_back({.per_second = rate, .phases = false});
    list.push_back({.per_second = 0, .phases = false});
    return list;
  }();
  return offered;
}

int nearest_speed(const command::SetSpeed& speed) {
  if (speed.per_second <= 0) return static_cast<int>(speeds().size()) - 1;
  int nearest = 0;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < static_cast<int>(speeds().size()); ++i) {
    const auto& offered = speeds()[static_cast<std::size_t>(i)];
    if (offered.per_second <= 0 || offered.phases != speed.phases) continue;
    const double distance = std::abs(std::log(offered.per_second / speed.per_second));
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

QString speed_text(const command::SetSpeed& speed, bool is_short) {
  if (speed.per_second <= 0) return SpeedWords::tr("max");
  const QString rate = count_text(std::lround(speed.per_second));
  if (speed.phases) {
    if (is_short) return SpeedWords::tr("%1 ph/s").arg(rate);
    return speed.per_second == 1.0 ? SpeedWords::tr("1 phase/s") : SpeedWords::tr("%1 phases/s").arg(rate);
  }
  if (is_short) return SpeedWords::tr("%1/s").arg(rate);
  return speed.per_second == 1.0 ? SpeedWords::tr("1 step/s") : SpeedWords::tr("%1 steps/s").arg(rate);
}

}  // namespace lfp
