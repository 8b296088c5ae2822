#pragma once

#include "core/snapshot/inspection.h"
#include "widgets/style/themed.h"

#include <QPainter>
#include <QString>
#include <QWidget>
#include <vector>

namespace lfp {

/// One number of what is inspected, in two runs; as it is shown, to so many decimals.
struct ComparedNumber {
  QString name;
  double a = 0;
  double b = 0;
  int decimals = 0;
  bool is_signed = false;  ///< told with its sign: feedback, shares, updates

  /// Of the digits shown, so that they add up.
  double difference() const { return a - b; }
};

/// What can be told of it in both runs, in the order of the formulas; the neuron's feedback with so many
/// decimals, as the shares below it.
std::vector<ComparedNumber> compared_numbers(const Inspection& a, const Inspection& b, int feedback_decimals);

/// A column for A, one for B and one for A − B, a row for each number.
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

/// The table painted into `area`, from its top; returns the height taken.
int paint_comparison(QPainter& painter, const QRect& area, const std::vector<ComparedNumber>& numbers,
                     const Theme& theme);

}  // namespace lfp
