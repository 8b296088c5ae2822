#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QStringList>
#include <QWidget>
#include <vector>

namespace lfp {

/// Compares the runs: badge, line, name and last measured test accuracy of each (R² for regression), and the
/// difference A − B.
class TwinReadout final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TwinReadout(QWidget* parent = nullptr);

  void set_snapshot(const Snapshot& snapshot);
  /// Level 1 omits the icon, 2 also the line samples, 3 also the names, 4 also the
  /// difference.
  void set_short(int level);
  /// The difference as text, such as "−0.5 pt"; empty without a second run.
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

  /// Positions in a row, relative to its left end.
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
