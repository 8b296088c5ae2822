#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"
#include "widgets/views/inspector/inspector_rows.h"

#include <QWidget>
#include <map>
#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace lfp {

class FormulaLabel;
class FormulaRow;
struct ViewEdit;

/// The formula of a neuron, connection or bias with its live numbers. Every term that is a single number is a
/// field: editing one asks "what if". The answer comes with the next snapshot, computed by the run's own
/// forward pass and feedback on a copy of the layer; the run is unchanged. The result always belongs to the
/// terms shown: "…" until the answer is there, then with the run's own value below it.
class InspectorFormula final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorFormula(QWidget* parent = nullptr);

  /// Shows `inspection` of that run, and the consequences of the edits if it contains them. Edits are kept as
  /// long as the item stays the same.
  void show_inspection(const RunSpec& run, const Inspection& inspection, double learning_rate);
  void set_theme(const Theme& theme) override;
  /// Explains in a sentence where the feedback of an output comes from; "" for other neurons.
  QString origin_words() const;
  /// Returns the question that the edits ask; nullopt without edits.
  std::optional<Supposition> supposition() const;
  /// The consequences of the edits, as far as they are known.
  const std::optional<SupposedOutcome>& supposed() const { return supposed_; }
  /// Forgets all edits because another item is shown; they cannot be restored.
  void forget_edits();
  /// Restores the real values; this can be undone.
  void take_back_edits();

 signals:
  void edited();
  /// The user made an edit; undo can revert it as long as the item is the same.
  void undoable(const lfp::ViewEdit& edit);

 private:
  bool is_answered() const;
  const UnitInspection& unit() const;
  void lay_out();
  void show_values();
  void show_results();
  void show_origin();
  void show_outcome();
  using Edits = std::map<Term, double>;
  void edit(Term term, double value);
  void set_edits(const Edits& edits);
  void note(const QString& text, const QString& name, const Edits& before);
  double own_value() const;
  double value_of(Term term) const;

  RunSpec run_;
  Inspection inspection_;
  double learning_rate_ = 0;
  Edits edits_;
  std::shared_ptr<const int> same_item_ = std::make_shared<const int>();  // replaced with each item
  std::optional<SupposedOutcome> supposed_;
  bool has_layout_ = false;
  Theme theme_;

  QLabel* first_caption_;
  FormulaRow* first_;
  QLabel* second_caption_;
  FormulaRow* second_;
  FormulaLabel* rule_;
  QLabel* note_;
  QLabel* origin_caption_;
  FormulaRow* origin_;
  QLabel* origin_sentence_;
  QWidget* what_if_;
  QLabel* outcome_;
  QPushButton* back_;
  WhileWhole whole_;
};

}  // namespace lfp
