#include "widgets/controls/run_badge.h"

#include "widgets/style/frames.h"

#include <QFontMetrics>
#include <algorithm>

namespace lfp {
namespace {

std::size_t colour_index(int run, const Theme& theme) {
  return static_cast<std::size_t>(run) % theme.run.size();
}

/// In multiples of the pen's width, so that at 2 px B's dashes are 7 px with gaps of 4.
QList<qreal> dashes(Qt::PenStyle style) {
  switch (style) {
    case Qt::DashLine:
      return {3.5, 2.0};
    case Qt::DashDotLine:
      return {4.0, 2.0, 1.0, 2.0};
    case Qt::DotLine:
      return {1.0, 1.5};
    default:
      return {};
  }
}

constexpr double badge_size = 18;
constexpr double sample_width = 26;
constexpr double badge_gap = 6;

}  // namespace

QString run_letter(int run) {
  return {QChar(static_cast<char16_t>(u'A' + run))};
}

QPen run_line_pen(int run, const Theme& theme, double width) {
  const std::size_t index = colour_index(run, theme);
  const bool is_high_contrast =
      theme.kind == Theme::Kind::high_contrast_light || theme.kind == Theme::Kind::high_contrast_dark;
  QPen pen(theme.run[index], (is_high_contrast ? width * 1.5 : width) * theme.zoom);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  if (const auto pattern = dashes(theme.run_pen[index]); !pattern.isEmpty()) pen.setDashPattern(pattern);
  return pen;
}

void paint_badge(QPainter& painter, const QRect& area, int run, const Theme& theme) {
  const int side = std::min(area.width(), area.height());
  QRect square(0, 0, side, side);
  square.moveCenter(area.center());
  paint_frame(painter, square, theme.run[colour_index(run, theme)], QColor(), 0, side / 5.0);
  painter.save();
  QFont font = theme.bold();
  font.setPixelSize(std::max(1, qRound(side * 0.68)));
  painter.setFont(font);
  painter.setPen(theme.text_on_accent);
  // Centred by the capital's own box: line boxes are not symmetric about it.
  const QRectF letter = QFontMetricsF(font).tightBoundingRect(run_letter(run));
  const QPointF centre = QRectF(square).center();
  painter.drawText(QPointF(centre.x() - letter.center().x(), qRound(centre.y() - letter.center().y())),
                   run_letter(run));
  painter.restore();
}

void paint_line_sample(QPainter& painter, const QRectF& area, int run, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(run_line_pen(run, theme));
  const double y = qRound(area.center().y());
  painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
  painter.restore();
}

RunBadge::RunBadge(int run, QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)), run_(run) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  describe();
}

void RunBadge::set_run(int run) {
  run_ = run;
  describe();
}

void RunBadge::set_name(const QString& name) {
  if (name_ == name) return;
  name_ = name;
  describe();
}

void RunBadge::set_theme(const Theme& theme) {
  theme_ = theme;
  describe();
}

void RunBadge::describe() {
  setAccessibleName(tr("Run %1").arg(run_letter(run_)) + (name_.isEmpty() ? QString() : ": " + name_));
  updateGeometry();
  update();
}

int RunBadge::text_left() const {
  return theme_.px(badge_size + badge_gap) + theme_.px(sample_width + badge_gap);
}

QSize RunBadge::sizeHint() const {
  const int text = QFontMetrics(theme_.body()).horizontalAdvance(name_);
  return {name_.isEmpty() ? text_left() - theme_.px(badge_gap) : text_left() + text,
          theme_.px(badge_size + 2)};
}

QSize RunBadge::minimumSizeHint() const {
  return {text_left() - theme_.px(badge_gap), sizeHint().height()};
}

void RunBadge::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const int side = theme_.px(badge_size);
  paint_badge(painter, QRect(0, (height() - side) / 2, side, side), run_, theme_);
  paint_line_sample(painter, QRectF(side + theme_.px(badge_gap), 0, theme_.px(sample_width), height()), run_,
                    theme_);
  const QRect text_area = rect().adjusted(text_left(), 0, 0, 0);
  painter.setFont(theme_.body());
  painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
  painter.drawText(text_area, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(name_, Qt::ElideRight, text_area.width()));
}

}  // namespace lfp
