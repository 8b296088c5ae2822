#pragma once

#include "core/lockstep/lockstep.h"
#include "widgets/controls/term_field.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_view.h"

#include <QString>
#include <memory>

namespace lfp::test {

/// An inspector on the screen, the training that it shows, and what a person does with it.
class ShownInspector {
 protected:
  static inline const InspectedItem connection{.layer = 2, .unit = 1, .input = 4};
  static inline const InspectedItem bias{.layer = 2, .unit = 1, .input = -1};
  static inline const InspectedItem neuron{.layer = 1, .unit = 4};
  static inline const InspectedItem wide_neuron{.layer = 0, .unit = 4};
  static inline const InspectedItem wide_output{.layer = 1, .unit = 1};

  /// Two runs on the spirals after 12 steps; nothing is in focus.
  void show_training();
  /// As the window does: the choice, then a snapshot that holds what the view asks for.
  void show(const InspectedItem& item, std::size_t run = 0);
  /// Trains digits in a small network of images instead of the spirals.
  void show_images();
  /// Trains a layer so wide that the digits of its outputs' shares hardly ever add up, and three outputs.
  void show_wide();
  FormulaRow& row(int index) { return *view_->findChildren<FormulaRow*>()[index]; }
  TermField* field(int index, Term term) { return row(index).field(static_cast<int>(term)); }
  static void type(TermField& field, const QString& text);

  std::unique_ptr<Lockstep> lockstep_;
  std::unique_ptr<Focus> focus_;
  std::unique_ptr<InspectorView> view_;
};

}  // namespace lfp::test
