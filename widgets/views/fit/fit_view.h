#pragma once

#include "widgets/views/fit/fit_picture.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/update_pace.h"
#include "widgets/views/view.h"

#include <QPixmap>
#include <cstdint>
#include <optional>

class QComboBox;

namespace lfp {

/// For values to be learnt: every run's curve over the points of one feature, its surface over two beside the
/// data, or with any number of features its predictions over their targets with the residuals.
class FitView : public View {
  Q_OBJECT

 public:
  explicit FitView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every run's answer at all places of the curve or surface, or all predictions with their residuals.
  ExportWork table() const override;

  /// Where the frames are; none while there is a sentence in their place.
  std::vector<FitPlace> places() const;
  /// Where a sample's point is in a frame; nothing where it is not drawn.
  std::optional<QPointF> point(const FitPlace& place, std::int64_t sample) const;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  /// A point under the pointer.
  struct Hit {
    const FitPlace place;
    std::int64_t sample = 0;
    QPointF at;
  };

  FitShown shown() const;
  bool has_few_features() const;
  QString empty_sentence() const;
  QRect picture_area() const;
  void list_choices();
  void prepare();
  std::optional<Hit> hit(const QPointF& position) const;
  void show_point(const Hit& hit);
  void show_answers(const FitPlace& place, const QPointF& position);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* pictures_;
  QComboBox* sets_;
  QComboBox* outputs_;
  QPixmap drawn_;
  UpdatePace pace_;
};

}  // namespace lfp
