#pragma once

#include "widgets/plot/plot_content.h"
#include "widgets/views/study/study_view.h"

#include <cstdint>
#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace lfp {

class ElidedLabel;
class PlotPanel;

/// The chosen cell of a study: the curves of accuracy and of the loss (or of the map's measure, if it has
/// curves) for each run and seed, and their final values.
class StudyCellView : public StudyView {
  Q_OBJECT

 public:
  explicit StudyCellView(Focus& focus, QWidget* parent = nullptr);

  QList<QWidget*> title_controls() override;
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns the points of the curves.
  ExportWork table() const override;

 protected:
  void prepare() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum Quantity { accuracy, other };
  struct Curve {
    std::size_t run = 0;
    std::uint64_t seed = 0;
    std::vector<CurvePoint> points;
  };
  struct Plot {
    QLabel* title;
    QLabel* value;
    PlotPanel* panel;
  };
  /// Identifies the curves that were read, so that they are read again only when there are more.
  struct Read {
    const Study* study = nullptr;
    std::int64_t cell = -1;
    int done = 0;
    bool operator==(const Read&) const = default;
  };

  Plot make_plot(const QString& title);
  bool has_cell() const;
  QString empty_sentence() const;
  int done_in_cell() const;
  void read_curves();
  void show_plots();
  void show_facts();
  const Measure* other_measure() const;
  QString title_of(Quantity quantity) const;
  std::optional<double> value_at(const CurvePoint& point, Quantity quantity) const;
  bool counts_steps() const;
  PlotContent content(Quantity quantity, const Theme& theme) const;
  std::vector<std::pair<QString, QString>> facts() const;

  ElidedLabel* caption_;
  QWidget* page_;
  std::vector<Plot> plots_;
  QWidget* side_;
  QGridLayout* facts_;
  QPushButton* open_;
  std::vector<Curve> curves_;
  Read read_;
};

}  // namespace lfp
