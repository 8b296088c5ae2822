#include "widgets/views/inspector/inspector_comparison.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/inspector/inspector_shares.h"

#include <QCoreApplication>
#include <QPaintEvent>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

namespace lfp {
namespace {

struct InspectorComparisonWords {
  Q_DECLARE_TR_FUNCTIONS(InspectorComparison)
};

class Numbers {
 public:
  void add(const QString& name, double a, double b, bool is_signed) {
    add(name, a, b, is_signed, difference_decimals(a, b));
  }
  void add(const QString& name, double a, double b, bool is_signed, int decimals) {
    numbers_.push_back({.name = name, .a = a, .b = b, .decimals = decimals, .is_signed = is_signed});
  }
  void add_count(const QString& name, std::int64_t a, std::int64_t b) {
    numbers_.push_back({.name = name, .a = static_cast<double>(a), .b = static_cast<double>(b)});
  }
  std::vector<ComparedNumber> take() { return std::move(numbers_); }

 private:
  std::vector<ComparedNumber> numbers_;
};

QString text_of(double value, const ComparedNumber& number, bool is_signed) {
  return is_signed ? signed_fixed_text(value, number.decimals) : fixed_text(value, number.decimals);
}

int row_height(const Theme& theme) {
  return theme.px(22);
}

/// Returns the right ends of the columns A, B and difference; the names use the space on the left.
std::array<int, 3> column_ends(const QRect& area, const Theme& theme) {
  const int width = std::min(theme.px(150), area.width() / 4);
  const int last = area.right() - theme.px(6);
  return {last - 2 * width, last - width, last};
}

void add_parameter(Numbers& numbers, const Inspection& a, const Inspection& b, int feedback_decimals) {
  const ParameterInspection& of_a = *a.parameter;
  const ParameterInspection& of_b = *b.parameter;
  const bool is_bias = *a.item.input < 0;
  numbers.add(
      is_bias ? InspectorComparisonWords::tr("b, the bias") : InspectorComparisonWords::tr("w, the weight"),
      of_a.value, of_b.value, false);
  if (!is_bias && a.unit.has_weights && b.unit.has_weights) {
    const auto input = static_cast<std::size_t>(*a.item.input);
    numbers.add(InspectorComparisonWords::tr("a, its input"), a.unit.terms[input].activation,
                b.unit.terms[input].activation, false);
  }
  numbers.add(InspectorComparisonWords::tr("R of its neuron"), a.unit.feedback, b.unit.feedback, true,
              feedback_decimals);
  numbers.add(is_bias ? InspectorComparisonWords::tr("what stays in it")
                      : InspectorComparisonWords::tr("its share of R"),
              a.unit.parameter_share, b.unit.parameter_share, true);
  numbers.add(InspectorComparisonWords::tr("F, by this sample"), of_a.sample_feedback, of_b.sample_feedback,
              true);
  numbers.add(InspectorComparisonWords::tr("F, by the last batch"), of_a.batch_feedback, of_b.batch_feedback,
              true);
  numbers.add(InspectorComparisonWords::tr("the optimiser's step"), of_a.update, of_b.update, true);
  if (!is_bias) numbers.add_count(InspectorComparisonWords::tr("sign flips"), of_a.flips, of_b.flips);
}

}  // namespace

std::vector<ComparedNumber> compared_numbers(const Inspection& a, const Inspection& b,
                                             int feedback_decimals) {
  Numbers numbers;
  if (a.parameter && b.parameter) {
    add_parameter(numbers, a, b, feedback_decimals);
    return numbers.take();
  }
  if (a.item.layer >= 0)
    numbers.add(InspectorComparisonWords::tr("z, pre-activation"), a.unit.pre_activation,
                b.unit.pre_activation, false);
  numbers.add(InspectorComparisonWords::tr("a, activation"), a.unit.activation, b.unit.activation, false);
  numbers.add(InspectorComparisonWords::tr("R, feedback"), a.unit.feedback, b.unit.feedback, true,
              feedback_decimals);
  if (!a.unit.terms.empty())
    numbers.add(InspectorComparisonWords::tr("handed down"), a.unit.handed_down(), b.unit.handed_down(), true,
                feedback_decimals);
  return numbers.take();
}

QString rounding_words(const std::vector<ComparedNumber>& numbers) {
  QStringList words;
  for (const ComparedNumber& number : numbers) {
    const double rounding =
        rounding_of(number.difference(), std::array{number.a, -number.b}, number.decimals);
    if (rounding != 0)
      words << QStringLiteral("%1 %2").arg(number.name.section(QLatin1Char(','), 0, 0),
                                           text_of(rounding, number, true));
  }
  return words.isEmpty() ? QString()
                         : InspectorComparisonWords::tr("rounding: %1").arg(words.join(QStringLiteral("; ")));
}

int paint_comparison(QPainter& painter, const QRect& area, const std::vector<ComparedNumber>& numbers,
                     const Theme& theme) {
  const int height = row_height(theme);
  const auto ends = column_ends(area, theme);
  QRect row(area.left(), area.top(), area.width(), height);
  const auto cell = [&](std::size_t column) {
    return QRect(QPoint(row.left(), row.top()), QPoint(ends[column], row.bottom()));
  };
  const int badge = theme.px(16);
  for (int run = 0; run < 2; ++run) {
    const QRect place = cell(static_cast<std::size_t>(run));
    paint_badge(painter, QRect(place.right() - badge, place.top() + (height - badge) / 2, badge, badge), run,
                theme);
  }
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(cell(2), Qt::AlignRight | Qt::AlignVCenter, InspectorComparisonWords::tr("A − B"));
  painter.setPen(theme.separator);
  painter.drawLine(row.left(), row.bottom(), row.right(), row.bottom());
  for (const ComparedNumber& number : numbers) {
    row.translate(0, height);
    painter.setFont(theme.small());
    painter.setPen(theme.muted_text);
    const int name_width = ends[0] - row.left() - theme.px(90);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(theme.small()).elidedText(number.name, Qt::ElideRight, name_width));
    painter.setFont(theme.body());
    painter.setPen(theme.text);
    painter.drawText(cell(0), Qt::AlignRight | Qt::AlignVCenter, text_of(number.a, number, number.is_signed));
    painter.drawText(cell(1), Qt::AlignRight | Qt::AlignVCenter, text_of(number.b, number, number.is_signed));
    painter.setFont(theme.bold());
    painter.drawText(cell(2), Qt::AlignRight | Qt::AlignVCenter, text_of(number.difference(), number, true));
  }
  if (const QString rounding = rounding_words(numbers); !rounding.isEmpty()) {
    row.translate(0, height);
    painter.setFont(theme.small());
    painter.setPen(theme.muted_text);
    painter.drawText(QRect(row.topLeft(), QPoint(ends[2], row.bottom())), Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetrics(theme.small()).elidedText(rounding, Qt::ElideRight, ends[2] - row.left()));
  }
  return row.bottom() + 1 - area.top();
}

InspectorComparison::InspectorComparison(QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("A − B"));
}

void InspectorComparison::set_numbers(std::vector<ComparedNumber> numbers) {
  const int height = sizeHint().height();
  numbers_ = std::move(numbers);
  QStringList told;
  for (const ComparedNumber& number : numbers_)
    told << tr("%1: A %2, B %3, A − B %4")
                .arg(number.name, text_of(number.a, number, number.is_signed),
                     text_of(number.b, number, number.is_signed), text_of(number.difference(), number, true));
  if (const QString rounding = rounding_words(numbers_); !rounding.isEmpty()) told << rounding;
  setAccessibleDescription(told.join(QStringLiteral("; ")));
  if (height != sizeHint().height()) updateGeometry();
  update();
}

void InspectorComparison::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize InspectorComparison::sizeHint() const {
  const auto rows = numbers_.size() + (rounding_words(numbers_).isEmpty() ? 1 : 2);
  return {theme_.px(420), row_height(theme_) * static_cast<int>(rows)};
}

void InspectorComparison::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_comparison(painter, rect(), numbers_, theme_);
}

}  // namespace lfp
