#include "widgets/panels/transport/twin_readout.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <functional>
#include <utility>

namespace lfp {
namespace {

constexpr int rows_a_column = 2;
constexpr int widest_name = 110;

/// Scores of regression need a name; accuracies are recognised by their percent sign.
QString named_score(const Snapshot& snapshot, std::size_t run) {
  const bool of_values = learns_values(snapshot) && !snapshot.runs[run].divergence;
  const QString text = test_score_text(snapshot, run, true);
  return of_values ? QStringLiteral("%1 %2").arg(score_name(true), text) : text;
}

QString difference_text(const Snapshot& snapshot) {
  return snapshot.runs.size() < 2 ? QString() : test_score_difference_text(snapshot);
}

/// Returns the step at which the scores were measured, one for each run if they differ.
QString measured_words(const Snapshot& snapshot) {
  QStringList words;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    const auto step = tested_step(snapshot, run);
    if (snapshot.runs[run].divergence)
      words << test_score_text(snapshot, run);
    else
      words << (step ? TwinReadout::tr("measured at step %1").arg(count_text(*step))
                     : TwinReadout::tr("not measured yet"));
  }
  if (std::ranges::adjacent_find(words, std::ranges::not_equal_to()) == words.end()) return words.value(0);
  for (int run = 0; run < words.size(); ++run)
    words[run] = QStringLiteral("%1 %2").arg(run_letter(run), words[run]);
  return words.join(QStringLiteral(", "));
}

}  // namespace

TwinReadout::TwinReadout(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  setAccessibleName(tr("Test accuracy of the runs"));
}

void TwinReadout::set_snapshot(const Snapshot& snapshot) {
  const bool of_values = learns_values(snapshot);
  std::vector<Row> rows;
  QStringList words;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    rows.push_back({QString::fromStdString(snapshot.runs[run].name), named_score(snapshot, run)});
    words << QStringLiteral("%1 %2").arg(rows.back().name, rows.back().score);
  }
  const QString tip =
      tr("<b>%1</b> · %2<br>All runs start from the same weights and see the same batches. The test "
         "set is evaluated after every epoch and whenever training pauses.<br>A − B is rounded "
         "by itself: its last digit may differ from that of the two numbers.")
          .arg(of_values ? tr("Test R²") : tr("Test accuracy"), measured_words(snapshot));
  if (tip != toolTip()) setToolTip(tip);
  const QString difference = difference_text(snapshot);
  if (rows == rows_ && difference == difference_) return;
  const bool same_names = std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                                     [](const Row& a, const Row& b) { return a.name == b.name; });
  rows_ = std::move(rows);
  difference_ = difference;
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  if (!same_names || of_values) updateGeometry();
  update();
}

void TwinReadout::set_short(int level) {
  level_ = level;
  updateGeometry();
  update();
}

void TwinReadout::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

TwinReadout::Columns TwinReadout::columns() const {
  Columns columns;
  columns.line = theme_.px(18 + 6);
  columns.name = columns.line + (level_ < 2 ? theme_.px(26 + 6) : 0);
  int name = 0;
  int score = QFontMetrics(theme_.bold()).horizontalAdvance(percent_text(1.0));
  for (const Row& row : rows_)
    score = std::max(score, QFontMetrics(theme_.bold()).horizontalAdvance(row.score));
  for (const Row& row : rows_) name = std::max(name, QFontMetrics(theme_.body()).horizontalAdvance(row.name));
  name = level_ >= 3 ? 0 : std::min(name, theme_.px(widest_name)) + theme_.px(10);
  columns.score = columns.name + name;
  columns.width = columns.score + score + theme_.px(2);
  return columns;
}

bool TwinReadout::shows_difference() const {
  return rows_.size() > 1 && level_ < 4;
}

QSize TwinReadout::sizeHint() const {
  const int blocks = (static_cast<int>(rows_.size()) + rows_a_column - 1) / rows_a_column;
  const int icon_width = level_ == 0 && rows_.size() > 1 ? theme_.px(20) : 0;
  const int difference =
      shows_difference() ? theme_.px(10) + QFontMetrics(theme_.bold()).horizontalAdvance(points_text(-0.888))
                         : 0;
  return {icon_width + blocks * columns().width + std::max(blocks - 1, 0) * theme_.px(12) + difference,
          theme_.px(42)};
}

void TwinReadout::paint_row(QPainter& painter, const QRect& area, int run) const {
  const Columns places = columns();
  const Row& row = rows_[static_cast<std::size_t>(run)];
  const int side = theme_.px(17);
  const int top = area.top() + (area.height() - side) / 2;
  paint_badge(painter, QRect(area.left(), top, side, side), run, theme_);
  if (level_ < 2)
    paint_line_sample(painter, QRectF(area.left() + places.line, top, theme_.px(26), side), run, theme_);
  painter.setPen(theme_.text);
  if (level_ < 3) {
    painter.setFont(theme_.body());
    const int room = places.score - places.name - theme_.px(6);
    painter.drawText(QRect(area.left() + places.name, area.top(), room, area.height()), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.name, Qt::ElideRight, room));
  }
  painter.setFont(theme_.bold());
  painter.drawText(QRect(area.left() + places.score, area.top(), places.width - places.score, area.height()),
                   Qt::AlignVCenter | Qt::AlignRight, row.score);
}

void TwinReadout::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int half = height() / 2;
  int left = 0;
  if (level_ == 0 && rows_.size() > 1) {
    const int side = theme_.px(14);
    quiet_icon("twin", theme_).paint(&painter, QRect(0, (height() - side) / 2, side, side));
    left = theme_.px(20);
  }
  for (int run = 0; run < static_cast<int>(rows_.size()); ++run) {
    const int block = run / rows_a_column;
    const QRect area(left + block * (columns().width + theme_.px(12)), (run % rows_a_column) * half,
                     columns().width, half);
    paint_row(painter, area, run);
  }
  if (difference_.isEmpty() || !shows_difference()) return;
  const QRect right = rect();
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(right.left(), 0, right.width(), half), Qt::AlignVCenter | Qt::AlignRight,
                   tr("A − B"));
  painter.setFont(theme_.bold());
  painter.setPen(theme_.text);
  painter.drawText(QRect(right.left(), half, right.width(), half), Qt::AlignVCenter | Qt::AlignRight,
                   difference_);
}

}  // namespace lfp
