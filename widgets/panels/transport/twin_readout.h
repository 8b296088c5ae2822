#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QStringList>
#include <QWidget>
#include <vector>

namespace lfp {

/// How the runs compare: badge, line, name and test accuracy of each (R² of values) as it was measured last,
/// and the difference A − B.
class TwinReadout final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TwinReadout(QWidget* parent = nullptr);

  void set_snapshot(const Snapshot& snapshot);
  /// 1: without the icon, 2: without the line samples either, 3: without names either, 4: without
  /// the difference either.
  void set_short(int level);
  /// "−0.5 pt"; empty without a second run.
  QString difference() const { return difference_; }
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    QString name;
    QString score;
    bool operator==(const Row&) const = default;
  };

  /// Places along a row, from its left.
  struct Columns {
    int line = 0;
    int name = 0;
    int score = 0;
    int width = 0;
  };

  Columns columns() const;
  bool shows_difference() const;
  void paint_row(QPainter& painter, const QRect& area, int run) const;

  Theme theme_;
  std::vector<Row> rows_;
  QString difference_;
  int level_ = 0;
};

}  // namespace lfp
