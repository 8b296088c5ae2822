#include "widgets/style/icons.h"

#include <QDir>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>
#include <utility>

void init_icons_resource() {
  Q_INIT_RESOURCE(icons);
}

namespace lfp {
namespace {

const QString folder = QStringLiteral(":/icons/");
const QString application = QStringLiteral("lfplab");

/// Draws an SVG file and gives every pixel of it one colour.
class TintedIcon : public QIconEngine {
 public:
  TintedIcon(QString path, const QColor& enabled, const QColor& disabled)
      : path_(std::move(path)), enabled_(enabled), disabled_(disabled) {}

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/) override {
    const QColor colour = mode == QIcon::Disabled ? disabled_ : enabled_;
    const QString key = QString("%1 %2 %3x%4").arg(path_, colour.name()).arg(size.width()).arg(size.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const double side = std::min(size.width(), size.height());
    const QPointF corner((size.width() - side) / 2, (size.height() - side) / 2);
    QSvgRenderer(path_).render(&painter, QRectF(corner, QSizeF(side, side)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
  }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const double ratio = painter->device()->devicePixelRatioF();
    QPixmap image = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    image.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), image);
  }

  QIconEngine* clone() const override { return new TintedIcon(*this); }

 private:
  QString path_;
  QColor enabled_;
  QColor disabled_;
};

QIcon tinted(const QString& name, const QColor& enabled, const QColor& disabled) {
  init_widget_resources();
  const QString path = folder + name + ".svg";
  Q_ASSERT_X(QFile::exists(path), "icon", qPrintable(path));
  return QIcon(new TintedIcon(path, enabled, disabled));
}

}  // namespace

void init_widget_resources() {
  init_icons_resource();
}

QStringList icon_names() {
  init_widget_resources();
  QStringList names;
  for (const QString& file : QDir(folder).entryList({"*.svg"}, QDir::Files, QDir::Name))
    names << file.chopped(4);
  names.removeOne(application);
  return names;
}

QIcon icon(const QString& name, const Theme& theme) {
  return tinted(name, theme.text, theme.disabled_text);
}

QIcon quiet_icon(const QString& name, const Theme& theme) {
  return tinted(name, theme.muted_text, theme.disabled_text);
}

QIcon icon_on_accent(const QString& name, const Theme& theme) {
  return tinted(name, theme.text_on_accent, theme.disabled_text);
}

QIcon icon(const QString& name, const QColor& colour) {
  return tinted(name, colour, colour);
}

QIcon application_icon() {
  init_widget_resources();
  QSvgRenderer drawing(folder + application + ".svg");
  QIcon icon;
  // Ready at all sizes that window lists, title bars and docks of desktops ask for.
  for (const int side : {16, 22, 24, 32, 48, 64, 128, 256}) {
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawing.render(&painter, QRectF(0, 0, side, side));
    painter.end();
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace lfp
