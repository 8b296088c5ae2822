#pragma once

#include "core/snapshot/inspection.h"
#include "widgets/style/themed.h"

#include <QPainter>
#include <QString>
#include <QWidget>
#include <vector>

namespace lfp {

/// One number of what is inspected, in two runs, in full precision; it is shown with so many decimals.
struct ComparedNumber {
  QString name;
  double a = 0;
  double b = 0;
  int decimals = 0;
  bool is_signed = false;  ///< shown with its sign: feedback, shares, updates

  double difference() const { return a - b; }
};

/// What is known of it in both runs, in the order of the formulas; the neuron's feedback with so many
/// decimals, as the shares below it.
std::vector<ComparedNumber> compared_numbers(const Inspection& a, const Inspection& b, int feedback_decimals);

/// Where the digits shown of a difference are not those of the two numbers before it: "rounding: z +0.0001";
/// "" where all are.
QString rounding_words(const std::vector<ComparedNumber>& numbers);

/// A column for A, one for B and one for A − B, a row for each number; below them, muted, what rounding makes
/// of the differences.
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
