#pragma once

#include "widgets/style/themed.h"
#include "widgets/views/inspector/inspector_shares.h"

#include <QAbstractScrollArea>
#include <optional>

namespace lfp {

/// Shares as bars from a common zero, one row each: name, contribution, bar, share, percent. Positive is
/// orange, negative is blue, ε and the rest are grey, rounding is muted. A click on a row chooses its
/// connection.
class ShareBars final : public QAbstractScrollArea, public Themed {
  Q_OBJECT

 public:
  explicit ShareBars(QWidget* parent = nullptr);

  void set_shares(ShareList shares, std::optional<std::int64_t> current);
  const ShareList& shares() const { return shares_; }
  void set_theme(const Theme& theme) override;
  /// Returns the area of a row in the viewport.
  QRect row_area(std::size_t row) const;

 signals:
  void input_chosen(std::int64_t input);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  std::optional<std::size_t> row_at(const QPoint& place) const;
  std::optional<std::size_t> current_row() const;
  void fit();
  void choose(std::size_t row);
  int row_height() const { return theme_.px(19); }
  int line_gap() const { return theme_.px(9); }

  ShareList shares_;
  std::optional<std::int64_t> current_;
  Theme theme_;
};

/// Paints the rows that fit into `area`, for figures. Returns their height.
int paint_share_rows(QPainter& painter, const QRect& area, const ShareList& shares,
                     std::optional<std::int64_t> current, const Theme& theme, int row_height, int line_gap,
                     int scrolled);

}  // namespace lfp
