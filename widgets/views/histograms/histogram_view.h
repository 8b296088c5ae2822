#pragma once

#include "widgets/views/histograms/histogram_picture.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/update_pace.h"
#include "widgets/views/view.h"

#include <cstddef>
#include <optional>

class QComboBox;

namespace lfp {

class SegmentedControl;

/// How the weights, the feedback or the last updates of every layer are distributed, run upon run.
class HistogramView : public View {
  Q_OBJECT

 public:
  explicit HistogramView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every bin on screen.
  ExportWork table() const override;

  HistogramKind kind() const;
  const HistogramPicture& picture() const { return picture_; }

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  struct Mark {
    std::size_t plot = 0;
    std::size_t bin = 0;
  };
  HistogramPicture make_picture(const QRect& area, const Theme& theme, const QString& title) const;
  QString empty_sentence() const;
  void choose_kind();
  void show_again();
  void mark(std::size_t plot, std::size_t bin);
  void drop_mark();
  bool move_mark(int key);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* kinds_;
  SegmentedControl* scales_;
  HistogramPicture picture_;
  std::optional<Mark> mark_;
  UpdatePace pace_;
};

}  // namespace lfp
