#include "widgets/views/network/scene/network_canvas.h"

#include "widgets/views/network/scene/network_line_image.h"
#include "widgets/views/network/scene/network_painter.h"

#include <QImage>
#include <QPainter>

namespace lfp {
namespace {

class RasterCanvas : public QWidget, public NetworkCanvas {
 public:
  RasterCanvas(const NetworkStage& stage, QWidget* parent) : QWidget(parent), stage_(stage) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setObjectName(QStringLiteral("network.raster"));
  }

  QWidget& widget() override { return *this; }

  void scene_changed() override {
    edges_ = edge_image(stage_.scene, stage_.camera, devicePixelRatioF());
    update();
  }

  void overlay_changed() override { update(); }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.fillRect(rect(), stage_.scene.theme.base);
    painter.drawImage(QPoint(), edges_);
    painter.save();
    painter.setTransform(stage_.camera.transform());
    paint_flip_marks(painter, stage_.scene);
    paint_units(painter, stage_.scene);
    painter.restore();
    paint_over(painter, stage_);
  }

 private:
  const NetworkStage& stage_;
  QImage edges_;
};

}  // namespace

NetworkCanvas* make_raster_canvas(const NetworkStage& stage, QWidget* parent) {
  return new RasterCanvas(stage, parent);
}

}  // namespace lfp
