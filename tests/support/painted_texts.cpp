#include "tests/support/painted_texts.h"

#include "widgets/views/figure_file.h"
#include "widgets/views/view.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace lfp::test {
namespace {

/// Notes texts and paints nothing.
class TextEngine : public QPaintEngine {
 public:
  TextEngine() : QPaintEngine(QPaintEngine::AllFeatures) {}

  bool begin(QPaintDevice* /*device*/) override { return true; }
  bool end() override { return true; }
  void updateState(const QPaintEngineState& /*state*/) override {}
  Type type() const override { return QPaintEngine::User; }
  void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
  void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
  void drawTiledPixmap(const QRectF&, const QPixmap&, const QPointF&) override {}
  void drawPath(const QPainterPath&) override {}
  void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
  void drawPolygon(const QPoint*, int, PolygonDrawMode) override {}
  void drawRects(const QRectF*, int) override {}
  void drawRects(const QRect*, int) override {}
  void drawLines(const QLineF*, int) override {}
  void drawLines(const QLine*, int) override {}
  void drawEllipse(const QRectF&) override {}
  void drawEllipse(const QRect&) override {}
  void drawPoints(const QPointF*, int) override {}
  void drawPoints(const QPoint*, int) override {}

  void drawTextItem(const QPointF& base, const QTextItem& item) override {
    const QString text = item.text();
    if (text.trimmed().isEmpty()) return;
    const QTransform place = painter()->deviceTransform();
    const QRectF own(base.x(), base.y() - item.ascent(), item.width(), item.ascent() + item.descent());
    QRectF clip(-1e6, -1e6, 2e6, 2e6);
    if (painter()->hasClipping()) clip = place.mapRect(painter()->clipBoundingRect());
    // What a scroll area shows of its content.
    if (!systemClip().isEmpty()) clip &= QRectF(systemClip().boundingRect());
    texts.push_back({.text = text, .area = place.mapRect(own), .clip = clip});
  }

  std::vector<PaintedText> texts;
};

class TextDevice : public QPaintDevice {
 public:
  explicit TextDevice(const QSize& size) : size_(size) {}
  QPaintEngine* paintEngine() const override { return &engine_; }
  const std::vector<PaintedText>& texts() const { return engine_.texts; }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
      case PdmWidth:
        return size_.width();
      case PdmHeight:
        return size_.height();
      case PdmDepth:
        return 32;
      case PdmNumColors:
        return 1 << 24;
      case PdmDevicePixelRatio:
        return 1;
      case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
      default:
        return 96;
    }
  }

 private:
  QSize size_;
  mutable TextEngine engine_;
};

/// A piece goes on with the one before it: the same line, where that ends.
bool goes_on(const PaintedText& before, const PaintedText& piece) {
  return std::abs(before.area.center().y() - piece.area.center().y()) < before.area.height() / 3 &&
         std::abs(piece.area.left() - before.area.right()) < 2;
}

constexpr double touch = 2.5;  // pixels; a font's own lines are higher than its letters

std::vector<PaintedText> in_whole_lines(const std::vector<PaintedText>& pieces) {
  std::vector<PaintedText> whole;
  for (const PaintedText& piece : pieces) {
    if (!whole.empty() && goes_on(whole.back(), piece)) {
      whole.back().text += piece.text;
      whole.back().area |= piece.area;
      continue;
    }
    whole.push_back(piece);
  }
  return whole;
}

QStringList problems_of(const std::vector<PaintedText>& texts, const QRectF& whole) {
  constexpr double line_gap = 0.3;
  QStringList problems;
  for (std::size_t one = 0; one < texts.size(); ++one) {
    const QRectF& area = texts[one].area;
    const QRectF seen = texts[one].clip & whole;
    if (!seen.intersects(area)) continue;
    if (area.left() < seen.left() - touch || area.right() > seen.right() + touch)
      problems << QStringLiteral("“%1” is cut off").arg(texts[one].text);
    for (std::size_t other = 0; other < one; ++other) {
      const QRectF common = area & seen & texts[other].area & texts[other].clip;
      if (common.width() > touch && common.height() > std::max(touch, line_gap * area.height()))
        problems << QStringLiteral("“%1” lies over “%2”").arg(texts[one].text, texts[other].text);
    }
  }
  return problems;
}

}  // namespace

std::vector<PaintedText> painted_texts(QWidget& widget) {
  TextDevice device(widget.size());
  QPainter painter(&device);
  widget.render(&painter, {}, {}, QWidget::DrawChildren | QWidget::DrawWindowBackground);
  painter.end();
  return in_whole_lines(device.texts());
}

QStringList text_problems(QWidget& widget) {
  return problems_of(painted_texts(widget), QRectF(widget.rect()));
}

QStringList window_text_problems(QWidget& window) {
  const std::vector<PaintedText> texts = painted_texts(window);
  QStringList problems = problems_of(texts, QRectF(window.rect()));
  QStringList meant;  // a command that asks for more ends with "…"
  for (const auto* button : window.findChildren<QAbstractButton*>()) meant << button->text();
  for (const auto* field : window.findChildren<QLineEdit*>()) meant << field->placeholderText();
  for (const auto* action : window.findChildren<QAction*>()) meant << action->text();
  for (const PaintedText& text : texts)
    if (text.text.endsWith(QChar(0x2026)) && !meant.contains(text.text) && !text.clip.isEmpty())
      problems << QStringLiteral("“%1” is shortened").arg(text.text);
  return problems;
}

QStringList figure_text_problems(View& view, QSize size) {
  TextDevice device(size);
  QPainter painter(&device);
  paint_figure(view, painter, size);
  painter.end();
  const std::vector<PaintedText> texts = in_whole_lines(device.texts());
  QStringList problems = problems_of(texts, QRectF(QPointF(0, 0), size));
  for (const PaintedText& text : texts) {
    const bool is_cut = text.area.top() < -touch || text.area.bottom() > size.height() + touch ||
                        text.area.left() < -touch || text.area.right() > size.width() + touch;
    if (is_cut) problems << QStringLiteral("“%1” is not in the figure").arg(text.text);
    if (text.text.endsWith(QChar(0x2026))) problems << QStringLiteral("“%1” is shortened").arg(text.text);
  }
  return problems;
}

}  // namespace lfp::test
