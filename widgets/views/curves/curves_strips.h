#pragma once

#include "widgets/views/curves/curves_column.h"

#include <vector>

class QLabel;
class QScrollBar;

namespace lfp {

class ElidedLabel;

/// Flipped weights, one strip a layer with weights, from the first at the top. As many strips are shown as
/// there is room for; a scroll bar leads to the rest.
class CurveStrips : public CurveColumn {
  Q_OBJECT

 public:
  explicit CurveStrips(QWidget* parent = nullptr);

  void show_data(const CurveSight& sight) override;
  void show_step(const CurveSight& sight) override;
  void reset_axes() override;
  void set_theme(const Theme& theme) override;
  /// Strips in sight, from the top.
  std::vector<PlotPanel*> panels() const;
  /// Which of the strips is the uppermost in sight.
  std::size_t first_strip() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Strip {
    QLabel* label;
    PlotPanel* panel;
  };

  int room_for(int layers) const;
  void add_strip();
  void place_strips();
  void show_strips();

  ElidedLabel* title_;
  QWidget* body_;
  QScrollBar* scroll_bar_;
  std::vector<Strip> strips_;
  CurveSight sight_;
  std::vector<std::size_t> layers_;             // of each strip
  std::vector<std::vector<RunCurves>> curves_;  // [strip][run]
};

}  // namespace lfp
