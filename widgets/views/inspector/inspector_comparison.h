#pragma once

#include "core/snapshot/inspection.h"
#include "widgets/style/themed.h"

#include <QPainter>
#include <QString>
#include <QWidget>
#include <vector>

namespace lfp {

/// One number of the inspected item in two runs, in full precision, and its number of decimals for display.
struct ComparedNumber {
  QString name;
  double a = 0;
  double b = 0;
  int decimals = 0;
  bool is_signed = false;  ///< shown with its sign: feedback, shares, updates

  double difference() const { return a - b; }
};

/// Returns the numbers known in both runs in the order of the formulas; the neuron's feedback gets
/// `feedback_decimals`, as the shares below it.
std::vector<ComparedNumber> compared_numbers(const Inspection& a, const Inspection& b, int feedback_decimals);

/// Returns the differences whose digits do not match those of the two numbers beside them: "rounding: z
/// +0.0001"; "" if all match.
QString rounding_words(const std::vector<ComparedNumber>& numbers);

/// A table with columns for A, B and A − B and a row for each number; a muted line below it gives the effect
/// of rounding on the differences.
class InspectorComparison final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorComparison(QWidget* parent = nullptr);

  void set_numbers(std::vector<ComparedNumber> numbers);
  const std::vector<ComparedNumber>& numbers() const { return numbers_; }
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<ComparedNumber> numbers_;
  Theme theme_;
};

/// Paints the table at the top of `area`; returns its height.
int paint_comparison(QPainter& painter, const QRect& area, const std::vector<ComparedNumber>& numbers,
                     const Theme& theme);

}  // namespace lfp
