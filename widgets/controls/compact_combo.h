#pragma once

#include <QComboBox>
#include <QStringList>

namespace lfp {

/// A combo box for narrow places: its text ends in "..." where there is no room, and the wheel changes
/// nothing unless the box has the keyboard.
class CompactCombo final : public QComboBox {
  Q_OBJECT

 public:
  explicit CompactCombo(QWidget* parent = nullptr);

  /// Where the box adjusts to its contents, this leaves room for the longest item as it is painted here.
  QSize sizeHint() const override;
  /// The least width that shows the chosen item whole.
  int whole_width() const;
  /// Opens the list, which is as wide as its widest item.
  void showPopup() override;
  /// Shorter words for the box itself, while the list keeps its own; empty: the chosen item's text.
  void set_short_text(const QString& text);
  /// Whether the text begins at the left edge, in line with words above and below, as in a title.
  void set_text_at_edge(bool at_edge);
  /// Words for the box itself from long to short: it shows the first that it has room for, or else the last.
  /// None: the chosen item's text.
  void set_forms(const QStringList& forms);
  /// What it shows at its present width.
  QString shown_text() const { return shown_text(text_room()); }

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int room_before() const;
  int room_behind() const;

  QString shown_text(int room) const;
  int text_room() const { return width() - room_before() - room_behind(); }

  QStringList forms_;
  bool is_text_at_edge_ = false;
};

}  // namespace lfp
