#pragma once

#include <QObject>
#include <functional>
#include <memory>

class QWidget;

namespace lfp {

class EngineBridge;
class Error;
class ExperimentEditor;
struct LockstepState;
struct Theme;

/// Lets the window's experiment start from known weights: those of a file that the user chooses, or the
/// weights that training has reached in this window.
class StartWeights : public QObject {
  Q_OBJECT

 public:
  using TakeState = std::function<std::shared_ptr<const LockstepState>()>;

  StartWeights(const EngineBridge& bridge, ExperimentEditor& editor, TakeState take_state, QWidget& window);

  /// Shows the StartWeightsDialog, in which the user chooses the weights.
  void ask(const Theme& theme);
  /// Saves the current session, then starts a new experiment at step 0 from its trained weights.
  void continue_as_new();

 signals:
  void failed(const lfp::Error& error);

 private:
  bool save(const QString& file);

  const EngineBridge& bridge_;
  ExperimentEditor& editor_;
  TakeState take_state_;
  QWidget& window_;
};

}  // namespace lfp
