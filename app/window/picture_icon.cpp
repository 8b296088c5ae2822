#include "app/window/picture_icon.h"

#include <QIconEngine>
#include <QPainter>
#include <memory>

namespace lfp {
namespace {

class PictureEngine : public QIconEngine {
 public:
  explicit PictureEngine(const QPixmap& picture) : picture_(picture) {}

  QPixmap pixmap(const QSize& /*size*/, QIcon::Mode /*mode*/, QIcon::State /*state*/) override {
    return picture_;
  }
  QPixmap scaledPixmap(const QSize& /*size*/, QIcon::Mode /*mode*/, QIcon::State /*state*/,
                       qreal /*scale*/) override {
    return picture_;
  }
  QSize actualSize(const QSize& /*size*/, QIcon::Mode /*mode*/, QIcon::State /*state*/) override {
    return picture_.deviceIndependentSize().toSize();
  }
  void paint(QPainter* painter, const QRect& area, QIcon::Mode /*mode*/, QIcon::State /*state*/) override {
    painter->drawPixmap(area, picture_);
  }
  QIconEngine* clone() const override { return std::make_unique<PictureEngine>(picture_).release(); }

 private:
  QPixmap picture_;
};

}  // namespace

QIcon picture_icon(const QPixmap& picture) {
  return QIcon(std::make_unique<PictureEngine>(picture).release());  // which the icon owns
}

}  // namespace lfp
