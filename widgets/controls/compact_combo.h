#pragma once

#include <QComboBox>

namespace lfp {

/// A combo box for narrow places: its text ends in "..." where there is no room, and the wheel changes
/// nothing unless the box has the keyboard.
class CompactCombo final : public QComboBox {
  Q_OBJECT

 public:
  explicit CompactCombo(QWidget* parent = nullptr);

  /// Where the box adjusts to its contents, this leaves room for the longest item as it is painted here.
  QSize sizeHint() const override;

  /// Opens the list, which is as wide as its widest item.
  void showPopup() override;

  /// Shorter words for the box itself, while the list keeps its own; empty: the chosen item's text.
  void set_short_text(const QString& text);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int room_before() const;
  int room_behind() const;

  QString short_text_;
};

}  // namespace lfp
