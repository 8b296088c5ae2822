#pragma once

#include <QPushButton>

namespace lfp {

class ExperimentEditor;
struct PresetEntry;

/// Opens a menu of known architectures, adapted to the data; those that do not fit say why.
class PresetButton final : public QPushButton {
  Q_OBJECT

 public:
  explicit PresetButton(ExperimentEditor& editor, QWidget* parent = nullptr);

 private:
  void fill_menu();
  void use(const PresetEntry& preset);

  ExperimentEditor& editor_;
};

}  // namespace lfp
