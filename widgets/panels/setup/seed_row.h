#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace lfp {

class ExperimentEditor;

/// The seed of all random numbers, to type or to draw at random.
class SeedRow final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SeedRow(ExperimentEditor& editor, QWidget* parent = nullptr);

  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 private:
  void refresh();
  void take_text();
  void draw();
  void set_seed(std::uint64_t seed);

  ExperimentEditor& editor_;
  QHBoxLayout* row_;
  QToolButton* draw_;
  QLineEdit* edit_;
  WhileWhole whole_;
};

}  // namespace lfp
