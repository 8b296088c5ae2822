#pragma once

#include "core/base/settings.h"
#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;

namespace lfp {

/// A text to type: one line, or for JSON several in a font of equal widths. Enter (Ctrl+Enter where there are
/// several lines) or going elsewhere commits it, Esc takes it back.
class TextField final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `info` is of kind text or json.
  explicit TextField(const SettingInfo& info, QWidget* parent = nullptr);

  QString text() const;
  /// Left alone while the person is typing.
  void set_text(const QString& text);
  void set_theme(const Theme& theme) override;

 signals:
  void text_committed(const QString& text);
  void text_cancelled();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build_line(const QString& name);
  void build_page(const SettingInfo& info, const QString& name);
  bool is_modified() const;
  void set_modified(bool modified);
  void commit();
  void cancel();

  QHBoxLayout* row_;
  QLineEdit* line_ = nullptr;
  QPlainTextEdit* page_ = nullptr;
  WhileWhole whole_;
};

}  // namespace lfp
