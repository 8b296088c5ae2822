#pragma once

#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/tiles/weight_tiles_picture.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class RunSelector;

/// The neurons of the first layer, or the filters of a convolution, as images of their incoming weights: what
/// each of them looks for. Shows 24 at a
/// time, those with the largest feedback first; the wheel and Page Up and Down turn to the others.
class WeightTiles : public View {
  Q_OBJECT

 public:
  enum class Order { feedback, number, flips };

  explicit WeightTiles(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every pixel of the tiles on screen; null while there are none.
  ExportWork table() const override;

  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }

  /// The picture on screen, for tests and for the tooltip.
  const TilesPicture& picture() const { return picture_; }

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  Order order() const;
  bool has_images() const;
  QString empty_sentence() const;
  const LayerSnapshot& layer_of(std::size_t run) const;
  std::vector<std::int64_t> ordered_neurons() const;
  std::vector<double> sizes_by_order() const;
  QString hint_of_all() const;
  QString hint() const;
  TilesWish wish(const QRect& area, const Theme& theme) const;
  void start_over_if_new();
  void order_neurons();
  void show_again();
  void fit_words();
  void turn_page(int pages);

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* orders_;
  TilesPicture picture_;
  HeatRange range_;
  std::vector<std::int64_t> neurons_;  // all, in order
  std::int64_t page_ = 0;
  QElapsedTimer ordered_at_;
  std::optional<std::uint64_t> generation_;
};

}  // namespace lfp
