#pragma once

#include <QObject>

namespace lfp {

/// Lets Space work a button or box that was reached with the Tab key, as everywhere else; at all other times
/// Space runs and pauses training, also when a button was clicked before.
class FocusKeys : public QObject {
  Q_OBJECT

 public:
  explicit FocusKeys(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool is_focus_from_keyboard_ = false;
};

}  // namespace lfp
