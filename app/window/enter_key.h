#pragma once

#include <QObject>

namespace lfp {

/// Enter presses the button that has the keyboard: Space, which does so elsewhere, runs and pauses training
/// wherever the keyboard is.
class EnterKey : public QObject {
  Q_OBJECT

 public:
  explicit EnterKey(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace lfp
