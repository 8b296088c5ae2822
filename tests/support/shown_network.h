#pragma once

#include "tests/support/make_snapshot.h"
#include "widgets/views/focus.h"
#include "widgets/views/network/network_view.h"

#include <QColor>
#include <QComboBox>
#include <QImage>
#include <QTest>
#include <utility>

namespace lfp::test {

inline constexpr QSize small_view(756, 374);
inline constexpr QSize large_view(756, 618);

/// A network view on the screen, and what a person does with it.
struct ShownNetwork {
  Focus focus;
  NetworkView view{focus};

  explicit ShownNetwork(SnapshotPointer snapshot, QSize size = small_view) {
    view.set_renderer(Renderer::raster);
    view.resize(size);
    view.set_snapshot(std::move(snapshot));
    view.show();
  }
  const NetworkScene& scene() const { return view.stage().scene; }
  QPointF centre(int layer, std::int64_t unit) const {
    const QRectF area = unit_area(scene(), layer, unit);
    return view.stage().camera.to_screen(area.center());
  }
  QColor pixel(const QPointF& place) {
    const QImage image = view.grab().toImage();
    return image.pixelColor((place * image.devicePixelRatio()).toPoint());
  }
  void click(const QPointF& place) {
    QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, place.toPoint());
  }
  void press(Qt::Key key) { QTest::keyClick(&view, key); }
  void choose(int control, int index) {
    auto* combo = qobject_cast<QComboBox*>(view.title_controls()[control]);
    combo->setCurrentIndex(index);
    emit combo->activated(index);
  }
};

SnapshotPointer digits();

/// Null if that edge is not drawn.
inline const SceneEdge* edge_of(const NetworkScene& scene, int layer, std::int64_t unit, std::int64_t input) {
  for (const SceneEdge& edge : scene.edges)
    if (edge.layer == layer && edge.unit == unit && edge.input == input) return &edge;
  return nullptr;
}

std::size_t edges_to(const NetworkScene& scene, int layer);

/// The largest difference of a channel.
int distance(const QColor& a, const QColor& b);

/// Some text of the picture holds these words.
bool says(const NetworkScene& scene, const QString& words);

}  // namespace lfp::test
