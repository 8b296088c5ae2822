#pragma once

#include <QFontMetrics>
#include <QLabel>
#include <QString>

namespace lfp {

/// What of "words · more words" has room in `width` pixels: the last parts are left out first; what is left
/// ends in "…" when that is too wide still.
QString fitting_words(const QString& text, const QFontMetrics& metrics, int width);

/// One line of text that gives way and then tells the whole as its tooltip: it shows its fitting_words().
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  /// Shorter words, shown whole where the text has no room.
  void set_short_text(const QString& text);
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QString short_text_;
};

}  // namespace lfp
