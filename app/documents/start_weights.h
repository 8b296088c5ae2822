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

/// Lets the window's experiment start from weights that are known: of a file that a person chooses, or those
/// that training has reached here.
class StartWeights : public QObject {
  Q_OBJECT

 public:
  using TakeState = std::function<std::shared_ptr<const LockstepState>()>;

  StartWeights(const EngineBridge& bridge, ExperimentEditor& editor, TakeState take_state, QWidget& window);

  /// By a dialog that shows what goes where.
  void ask(const Theme& theme);
  /// Saves where training stands as a session and goes on from its weights as another experiment, at step 0.
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
