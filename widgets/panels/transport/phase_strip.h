#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/controls/formula_painter.h"
#include "widgets/style/themed.h"

#include <QString>
#include <QStringList>
#include <QWidget>
#include <cstddef>
#include <vector>

namespace lfp {

/// The phases of a step as chevrons with the last one done marked, followed by a sentence that explains it
/// with live numbers, and its formula. It describes one run, initially the first LFP run; a click on its
/// badge chooses the next run.
class PhaseStrip final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PhaseStrip(QWidget* parent = nullptr);

  void set_snapshot(const SnapshotPointer& snapshot);
  void set_theme(const Theme& theme) override;
  /// Returns the chevrons' texts; current() (below) is the marked one, or -1 at the start.
  QStringList words() const;
  int current() const;
  /// Returns the run and batch of the numbers: "LFP-ε · batch 3 of 13".
  QString heading() const;
  QString sentence() const;
  /// The area in which a click shows the next run; null for a single run and before the first painting.
  QRect badge_area() const { return badge_area_; }
  QString formula() const { return formula_.source(); }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Chevron {
    QString word;
    Phase phase;
    QRect area;
  };
  const RunSnapshot& run() const;
  const RunSpec& spec() const;
  std::size_t run_index() const;
  int layers() const;
  void arrange();
  QString sentence_of(const Phase& phase) const;
  QString tooltip_of(const Phase& phase) const;
  int chevron_width(const QString& word) const;
  int heading_height() const;
  int sentence_height(int room) const;
  void paint_words(QPainter& painter, const QRect& area);
  void show_next_run();

  SnapshotPointer snapshot_;
  Theme theme_;
  std::vector<Chevron> chevrons_;
  Formula formula_;
  std::size_t chosen_run_ = static_cast<std::size_t>(-1);  // the default until the user chooses a run
  QRect badge_area_;
};

}  // namespace lfp
