#include "widgets/style/number_text.h"
#include "widgets/views/ledger/ledger_picture.h"

#include <QFontMetrics>
#include <QPainterPath>
#include <QPen>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace lfp {
namespace {

constexpr double bar_width = 9;
constexpr double labels_height = 40;
constexpr double margin_above = 34;
constexpr double margin_below = 34;
constexpr double least_height = 1.0;  // of a band that is anything at all

struct LedgerFlowWords {
  Q_DECLARE_TR_FUNCTIONS(LedgerView)
};

/// A place where feedback stands: at the units of a layer, or at the inputs.
struct Node {
  QString name;
  double value = 0;
  bool is_known = false;
  int layer = -1;  // -1: the inputs
  double x = 0;
};

QColor colour_of(double value, const Theme& theme) {
  const QColor& colour = value < 0 ? theme.negative : theme.positive;
  return blended(colour, theme.base, 0.62);
}

/// A band from a piece of a bar to a piece of the next one.
QPainterPath band(double left, double left_top, double left_height, double right, double right_top,
                  double right_height) {
  const double middle = (left + right) / 2;
  QPainterPath path({left, left_top});
  path.cubicTo(middle, left_top, middle, right_top, right, right_top);
  path.lineTo(right, right_top + right_height);
  path.cubicTo(middle, right_top + right_height, middle, left_top + left_height, left,
               left_top + left_height);
  path.closeSubpath();
  return path;
}

class Flow {
 public:
  Flow(const LedgerLines& lines, const QRect& area, const Theme& theme)
      : lines_(lines), area_(area), theme_(theme) {
    make_nodes();
  }

  /// How many fit.
  int columns() const {
    const double inner = area_.width() - name_width();
    const auto fitting = static_cast<int>(inner / (name_width() + theme_.px(8))) + 1;
    return std::clamp(fitting, std::min(2, count()), count());
  }

  void paint(QPainter& painter, int chosen_layer, int first) {
    painter_ = &painter;
    chosen_ = chosen_layer;
    fit(std::clamp(first, 0, count() - columns()));
    painter.setClipRect(area_, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    reserve_names();
    for (std::size_t at = 0; at + 1 < nodes_.size(); ++at) paint_bands(at);
    for (const Node& node : nodes_) paint_bar(node);
    paint_names();
    paint_part_names();
    paint_position();
  }

 private:
  int count() const { return static_cast<int>(nodes_.size()); }

  double name_width() const {
    double widest = 0;
    for (const Node& node : nodes_)
      widest = std::max({widest, double(QFontMetrics(theme_.small()).horizontalAdvance(node.name)),
                         double(QFontMetrics(theme_.bold()).horizontalAdvance(number_of(node)))});
    return widest + 4;
  }

  void make_nodes() {
    for (const LedgerLine& line : lines_.lines)
      nodes_.push_back({.name = line.name.toLower(),
                        .value = line.arriving,
                        .is_known = line.knows_arriving,
                        .layer = line.layer});
    const LedgerLine& last = lines_.lines.back();
    nodes_.push_back({.name = LedgerFlowWords::tr("input"),
                      .value = last.of(LedgerPart::passed_on),
                      .is_known = last.knows_parts,
                      .layer = -1});
    if (nodes_.size() > 1) nodes_.front().name = LedgerFlowWords::tr("output");
  }

  void fit(int first) {
    first_ = first;
    double most = 0;
    for (const Node& node : nodes_)
      if (node.is_known) most = std::max(most, std::abs(node.value));
    for (const LedgerLine& line : lines_.lines)
      if (line.knows_parts) most = std::max(most, std::abs(line.of(LedgerPart::passed_on)));
    top_ = area_.top() + theme_.px(margin_above);
    const double room = area_.height() - theme_.px(margin_above + margin_below + labels_height);
    scale_ = most > 0 ? std::max(4.0, room) / most : 0;
    dashed_height_ = std::max(4.0, room);
    const double edge = std::max(name_width() / 2, 1.0 * theme_.px(18));
    const double inner = area_.width() - 2.0 * edge;
    column_ = inner / std::max(1, columns() - 1);
    for (std::size_t at = 0; at < nodes_.size(); ++at)
      nodes_[at].x =
          area_.left() + edge + column_ * (static_cast<double>(at) - first) - theme_.px(bar_width) / 2.0;
  }

  bool is_in_sight(std::size_t at) const {
    return static_cast<int>(at) >= first_ && static_cast<int>(at) < first_ + columns();
  }

  double height_of(double value) const {
    const double height = std::abs(value) * scale_;
    return value == 0 ? 0 : std::max(least_height, height);
  }

  void fill(const QPainterPath& path, const QColor& colour) { painter_->fillPath(path, colour); }

  void paint_bands(std::size_t at) {
    const LedgerLine& line = lines_.lines[at];
    const double left = nodes_[at].x + theme_.px(bar_width);
    const double right = nodes_[at + 1].x;
    if (!line.knows_parts) return paint_coming(left, right, at);
    const double passed = line.of(LedgerPart::passed_on);
    if (passed * line.arriving < 0) return paint_turned(left, right, line);
    paint_parts(left, right, line);
    double kept = 0;
    double given = 0;
    for (std::size_t part = 1; part < ledger_parts; ++part) {
      const double value = line.parts[part];
      (value * line.arriving < 0 ? given : kept) += height_of(value);
    }
    const double main_left = std::max(0.0, height_of(line.arriving) - kept);
    const double main_right = std::max(0.0, height_of(passed) - given);
    fill(band(left, top_, main_left, right, top_ + given, main_right), colour_of(line.arriving, theme_));
  }

  /// What is kept leaves the band's lower edge downwards; what is given back comes from above to the next
  /// bar's upper end.
  void paint_parts(double left, double right, const LedgerLine& line) {
    const double bottom = top_ + height_of(line.arriving);
    double below = 0;
    double above = 0;
    const double reach = (right - left) * 0.36;
    for (std::size_t part = ledger_parts; part-- > 1;) {
      const double value = line.parts[part];
      const double height = height_of(value);
      if (height == 0) continue;
      const QColor colour = static_cast<LedgerPart>(part) == LedgerPart::epsilon_leak
                                ? blended(theme_.muted_text, theme_.base, 0.5)
                                : colour_of(value, theme_);
      if (value * line.arriving < 0) {
        const double end = right - reach;
        fill(band(end, top_ - theme_.px(16), height, right, top_ + above, height), colour);
        label(part, value, end, top_ - theme_.px(18), true);
        above += height;
      } else {
        const double start = bottom - below - height;
        fill(band(left, start, height, left + reach, start + theme_.px(16) + below, height), colour);
        label(part, value, left + reach, start + theme_.px(16) + below + height, false);
        below += height;
      }
    }
  }

  void label(std::size_t part, double value, double x, double y, bool is_above) {
    const QString name = static_cast<LedgerPart>(part) == LedgerPart::epsilon_leak ? QStringLiteral("ε")
                         : static_cast<LedgerPart>(part) == LedgerPart::bias_share
                             ? LedgerFlowWords::tr("bias")
                             : ledger_part_name(static_cast<LedgerPart>(part));
    // A part that is too small to be seen has no name.
    if (std::abs(value) * scale_ < 0.75) return;
    QString text = QStringLiteral("%1 %2").arg(name, ledger_number(lines_, value));
    const QFontMetrics metrics(theme_.small());
    if (metrics.horizontalAdvance(text) > column_ - theme_.px(8)) text = name;
    const double width = metrics.horizontalAdvance(text) + 2;
    if (width > column_) return;
    const double left = std::clamp(x - width / 2, double(area_.left()), area_.right() - width);
    QRectF place(left, is_above ? y - metrics.height() : y, width, metrics.height());
    // One beside the other has no room: it moves out, above or below.
    const double way = is_above ? -1.0 : 1.0;
    const auto covers = [&place](const QRectF& other) { return other.intersects(place); };
    while (QRectF(area_).contains(place) && std::ranges::any_of(taken_, covers))
      place.translate(0, way * metrics.height() / 2.0);
    if (!QRectF(area_).contains(place)) return;
    taken_.push_back(place);
    part_names_.push_back({place, text});
  }

  void paint_part_names() {
    painter_->setFont(theme_.small());
    painter_->setPen(theme_.muted_text);
    for (const auto& [place, text] : part_names_) painter_->drawText(place, Qt::AlignCenter, text);
  }

  /// The parts turn the sign round: the band runs out and another one begins.
  void paint_turned(double left, double right, const LedgerLine& line) {
    const double middle = (left + right) / 2;
    const double centre = top_ + height_of(line.arriving) / 2;
    fill(band(left, top_, height_of(line.arriving), middle, centre, 0), colour_of(line.arriving, theme_));
    const double passed = line.of(LedgerPart::passed_on);
    fill(band(middle, centre, 0, right, top_, height_of(passed)), colour_of(passed, theme_));
  }

  void paint_coming(double left, double right, std::size_t at) {
    painter_->setBrush(Qt::NoBrush);
    painter_->setPen(QPen(theme_.control_border, 1.0, Qt::DashLine));
    const double height = nodes_[at].is_known ? height_of(nodes_[at].value) : dashed_height_;
    painter_->drawRect(QRectF(left, top_, right - left, height).adjusted(0.5, 0.5, -0.5, -0.5));
    if (!nodes_[at].is_known) return;
    painter_->setFont(theme_.small());
    painter_->setPen(theme_.muted_text);
    painter_->drawText(QRectF(left, top_, right - left, std::max(height, double(theme_.px(34)))),
                       Qt::AlignCenter | Qt::TextWordWrap, LedgerFlowWords::tr("next phase"));
  }

  void paint_bar(const Node& node) {
    const QRectF bar(node.x, top_, theme_.px(bar_width),
                     node.is_known ? height_of(node.value) : dashed_height_);
    if (node.is_known) {
      painter_->fillRect(bar, node.layer == chosen_ ? theme_.accent : theme_.control_border);
      return;
    }
    painter_->setPen(QPen(theme_.control_border, 1.0, Qt::DashLine));
    painter_->drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
  }

  QRectF name_place(const Node& node) const {
    const double middle = node.x + theme_.px(bar_width) / 2.0;
    const double top = area_.bottom() - theme_.px(labels_height) + theme_.px(4);
    return {middle - name_width() / 2, top, name_width(), 2.0 * QFontMetrics(theme_.small()).height() + 1};
  }

  void reserve_names() {
    for (std::size_t at = 0; at < nodes_.size(); ++at)
      if (is_in_sight(at)) taken_.push_back(name_place(nodes_[at]));
  }

  void paint_names() {
    const double line = QFontMetrics(theme_.small()).height();
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
      if (!is_in_sight(at)) continue;
      const QRectF place = name_place(nodes_[at]);
      const QRectF upper(place.topLeft(), QSizeF(place.width(), line));
      painter_->setFont(theme_.small());
      painter_->setPen(theme_.muted_text);
      painter_->drawText(upper, Qt::AlignCenter, nodes_[at].name);
      painter_->setFont(theme_.bold());
      painter_->setPen(theme_.text);
      painter_->drawText(upper.translated(0, line + 1), Qt::AlignCenter, number_of(nodes_[at]));
    }
  }

  /// Which of the columns are in sight, where not all are.
  void paint_position() {
    if (columns() == count()) return;
    const QRectF track(area_.left(), area_.bottom() - theme_.px(2), area_.width(), theme_.px(3));
    const double part = track.width() / count();
    painter_->fillRect(track, theme_.separator);
    painter_->fillRect(QRectF(track.left() + first_ * part, track.top(), columns() * part, track.height()),
                       theme_.control_border);
  }

  QString number_of(const Node& node) const {
    return node.is_known ? ledger_number(lines_, node.value) : QStringLiteral("–");
  }

  const LedgerLines& lines_;
  QRect area_;
  const Theme& theme_;
  QPainter* painter_ = nullptr;
  int chosen_ = -1;
  int first_ = 0;
  double column_ = 0;
  std::vector<QRectF> taken_;  // by names
  std::vector<std::pair<QRectF, QString>> part_names_;
  std::vector<Node> nodes_;
  double top_ = 0;
  double scale_ = 0;
  double dashed_height_ = 0;
};

}  // namespace

int ledger_flow_columns(const LedgerLines& lines, const QRect& area, const Theme& theme) {
  return lines.lines.empty() ? 0 : Flow(lines, area, theme).columns();
}

void paint_ledger_flow(QPainter& painter, const LedgerLines& lines, const QRect& area, int chosen_layer,
                       int first, const Theme& theme) {
  if (lines.lines.empty() || area.width() < theme.px(120) || area.height() < theme.px(120)) return;
  painter.save();
  Flow(lines, area, theme).paint(painter, chosen_layer, first);
  painter.restore();
}

}  // namespace lfp
