#pragma once

#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/samples/sample_list.h"
#include "widgets/views/view.h"

#include <QCache>
#include <QPixmap>
#include <QRect>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QScrollBar;

namespace lfp {

class SegmentedControl;

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
  const std::vector<std::int64_t>& samples() const { return samples_; }
  /// Where a sample is on screen; empty if it is out of sight.
  QRect place_of(std::int64_t sample) const;
  /// How many thumbnails have been made so far and are kept.
  int thumbnails() const { return static_cast<int>(thumbnails_.count()); }

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
  void runs_chosen();
  /// What the list was made of: it is made anew only when this changes.
  struct Source {
    std::shared_ptr<const Dataset> dataset;
    std::vector<std::shared_ptr<const Predictions>> predictions;
    SampleFilter filter;
    bool operator==(const Source&) const = default;
  };
  /// Cells of equal size in rows, below a heading for tables.
  struct Grid {
    QRect area;
    int columns = 1;
    int cell_width = 1;
    int row_height = 1;
  };

  bool has_samples() const;
  bool are_images() const;
  SampleFilter filter() const;
  Source source() const;
  void list_filters();
  void choose_filter();
  void show_cell(const ConfusionCell& cell);
  void follow_sample();
  Grid grid(const QRect& area, const Theme& theme) const;
  void fit_scroll_bar();
  QRect cell_area(const Grid& grid, std::int64_t place) const;
  std::optional<std::int64_t> place_at(const QPoint& point) const;
  std::int64_t chosen_place() const;
  void choose_place(std::int64_t place);
  bool is_chosen(std::int64_t sample) const;
  QString empty_sentence() const;
  QString label_text(std::int64_t sample) const;
  bool is_difference() const;
  /// The class that a run predicts; nothing where it is not known.
  std::optional<std::int32_t> predicted(std::size_t run, std::int64_t sample) const;
  std::optional<double> certainty_difference(std::int64_t sample) const;
  QString difference_text(std::int64_t sample) const;
  QStringList columns_of(std::int64_t sample) const;
  QStringList column_titles() const;
  void show_tip(std::int64_t place);
  void paint_samples(QPainter& painter, const QRect& area, const Theme& theme, bool is_figure);
  void paint_tile(QPainter& painter, const QRect& area, std::int64_t sample, const Theme& theme,
                  bool is_figure);
  void paint_difference(QPainter& painter, const QRect& picture, std::int64_t sample,
                        const Theme& theme) const;
  void paint_row(QPainter& painter, const QRect& area, const QStringList& columns, const Theme& theme,
                 std::optional<std::int64_t> sample) const;
  const QPixmap& thumbnail(std::int64_t sample, const Theme& theme);

  static constexpr double tile_side = 48;  // at 100 %

  RunChooser runs_{RunChooser::Offer::side_by_side};
  SegmentedControl* sets_;
  QComboBox* filters_;
  QScrollBar* scroll_bar_;
  std::optional<ConfusionCell> cell_;
  Source source_;
  std::vector<std::int64_t> samples_;
  QCache<std::int64_t, QPixmap> thumbnails_;
};

}  // namespace lfp
