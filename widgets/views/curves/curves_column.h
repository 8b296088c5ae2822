#pragma once

#include "widgets/plot/plot_panel.h"
#include "widgets/style/themed.h"
#include "widgets/views/curves/curves_content.h"

#include <QColor>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <utility>
#include <vector>

class QHBoxLayout;
class QVBoxLayout;

namespace lfp {

/// "step 620" and the values there in run colours, right-aligned at places that hold still. A value without
/// room is shortened, never cut.
class CurveReadout : public QWidget, public Themed {
  Q_OBJECT

 public:
  struct Value {
    QString text;
    QString short_text;
    std::size_t run = 0;
    bool is_difference = false;
  };

  explicit CurveReadout(QWidget* parent = nullptr);

  /// The room of one value, as wide as this text.
  void set_widest(const QString& text);
  void show_values(const QString& step, const std::vector<Value>& values);
  QString step() const { return step_; }
  /// Paints the values as far as there is room.
  QStringList painted_texts() const;
  const std::vector<Value>& values() const { return values_; }
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int width_of(const QStringList& texts) const;

  Theme theme_;
  QString widest_;
  QString step_;
  std::vector<Value> values_;
};

/// One of the plots side by side: a title row, the read-out and, below, what a subclass plots.
class CurveColumn : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit CurveColumn(QWidget* parent = nullptr);

  /// New data, another x range or other runs shown.
  virtual void show_data(const CurveSight& sight) = 0;
  /// Only the cross-hair has moved.
  virtual void show_step(const CurveSight& sight) = 0;
  /// Sets every axis back to its first range.
  virtual void reset_axes() = 0;
  void set_theme(const Theme& theme) override;
  const CurveReadout& readout() const { return *readout_; }

 signals:
  void hovered(double x);
  void left();
  void x_range_asked(lfp::PlotRange range);
  void reset_asked();

 protected:
  /// Passes on the person's actions in the panel.
  void follow(PlotPanel& panel);
  /// The values of the shown runs, as `topic` writes them, and the step they were measured at. A run that has
  /// diverged by then has flips only.
  void show_values(const CurveSight& sight, CurveTopic topic,
                   const std::vector<std::optional<CurveValue>>& values);
  QHBoxLayout& title_row() { return *title_row_; }
  QVBoxLayout& rows() { return *rows_; }
  const Theme& theme() const { return theme_; }

 private:
  Theme theme_;
  QVBoxLayout* rows_;
  QHBoxLayout* title_row_;
  CurveReadout* readout_;
};

}  // namespace lfp
