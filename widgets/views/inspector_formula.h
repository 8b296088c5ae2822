#pragma once

#include "core/training/snapshot.h"
#include "core/training/what_if.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <map>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace lfp {

class FormulaLabel;
class FormulaRow;

/// What a formula's numbers are about.
enum class Term { activation, weight, weight_size, bias, pre_activation, epsilon, feedback, rate };

/// The formula of a neuron, connection or bias with its live numbers. Every term is a field: editing one asks
/// "what if", answered by the run's own rule on these numbers alone, and leaves the run as it is.
class InspectorFormula final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorFormula(QWidget* parent = nullptr);

  /// Shows `inspection` of that run; edits stay while the item is the same.
  void show_inspection(const RunSpec& run, const Inspection& inspection, double learning_rate);
  void set_theme(const Theme& theme) override;
  /// What would follow from the edits; nothing without any.
  const std::optional<WhatIf>& supposed() const { return supposed_; }
  /// The terms as they are, edits and all.
  const WhatIfTerms& terms() const { return terms_; }
  /// Back to the real values.
  void forget_edits();

 signals:
  void edited();

 private:
  void choose_layout();
  void lay_out_connection();
  void lay_out_neuron();
  void ask();
  void show_values();
  void edit(Term term, double value);
  double value_of(Term term) const;
  WhatIfTerms real_terms() const;
  double share_in(const WhatIf& answer) const;
  double update_in(const WhatIf& answer) const;

  RunSpec run_;
  Inspection inspection_;
  double learning_rate_ = 0;
  std::map<Term, double> edits_;
  WhatIfTerms terms_;
  std::optional<WhatIf> supposed_;
  WhatIf real_;
  bool has_layout_ = false;
  Theme theme_;

  QLabel* first_caption_;
  FormulaRow* first_;
  QLabel* second_caption_;
  FormulaRow* second_;
  FormulaLabel* rule_;
  QLabel* note_;
  QWidget* what_if_;
  QLabel* outcome_;
  QPushButton* back_;
};

}  // namespace lfp
