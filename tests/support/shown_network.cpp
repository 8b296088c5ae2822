#include "tests/support/shown_network.h"

#include <algorithm>
#include <cmath>

namespace lfp::test {

SnapshotPointer digits() {
  return make_snapshot({.sizes = {784, 256, 128, 10}});
}

std::size_t edges_to(const NetworkScene& scene, int layer) {
  return static_cast<std::size_t>(std::count_if(scene.edges.begin(), scene.edges.end(),
                                                [&](const SceneEdge& edge) { return edge.layer == layer; }));
}

int distance(const QColor& a, const QColor& b) {
  return std::max(
      {std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
}

bool says(const NetworkScene& scene, const QString& words) {
  return std::any_of(scene.texts.begin(), scene.texts.end(),
                     [&](const auto& text) { return text.text.contains(words); });
}

}  // namespace lfp::test
