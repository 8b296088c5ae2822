#pragma once

#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/samples/sample_filters.h"
#include "widgets/views/samples/sample_list.h"
#include "widgets/views/samples/sample_picture.h"
#include "widgets/views/view.h"

#include <QRect>
#include <cstdint>
#include <optional>
#include <vector>

class QScrollBar;

namespace lfp {

/// The samples themselves: images as thumbnails, vectors as rows of a table, with what every run makes of
/// them, or how much more certain A is than B. A click makes one the sample that all views show.
class SampleView : public View {
  Q_OBJECT

 public:
  explicit SampleView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  /// The samples in sight.
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every sample that passes the filter.
  ExportWork table() const override;

  /// Those that pass the filter.
  const std::vector<std::int64_t>& samples() const { return list_.indices(); }
  /// Where a sample is on screen; empty if it is out of sight.
  QRect place_of(std::int64_t sample) const;
  /// How many thumbnails have been made so far and are kept.
  int thumbnails() const { return thumbnails_.count(); }

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool has_samples() const;
  SampleFilter filter() const;
  SampleText text() const { return {*snapshot(), list_, runs_}; }
  void choose_filter();
  void show_cell(const ConfusionCell& cell);
  void show_other_runs();
  QRect area_beside_scroll_bar() const;
  SampleGrid grid_in(const QRect& area, const Theme& theme) const;
  SampleGrid grid() const { return grid_in(area_beside_scroll_bar(), theme()); }
  std::optional<std::int64_t> place_at(const QPoint& point) const;
  void fit_scroll_bar();
  std::optional<std::int64_t> chosen() const;
  std::optional<std::int64_t> chosen_place() const;
  void choose_place(std::int64_t place);
  void follow_sample();
  QString empty_sentence() const;
  void show_tip(std::int64_t place);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  SampleFilters filters_{*this};
  QScrollBar* scroll_bar_;
  SampleList list_;
  SampleThumbnails thumbnails_;
};

}  // namespace lfp
