#pragma once

#include "core/base/settings.h"
#include "widgets/controls/choice_items.h"
#include "widgets/style/themed.h"

#include <QComboBox>
#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;

namespace lfp {

/// "kaiming_uniform" as "Kaiming uniform".
QString readable_name(const QString& name);

/// Label and CompactCombo.
class ChoiceField final : public QWidget, public Themed {
  Q_OBJECT

 public:
  ChoiceField(const QString& label, const QList<ChoiceItem>& items, QWidget* parent = nullptr);
  /// `info` is of kind choice.
  explicit ChoiceField(const SettingInfo& info, QWidget* parent = nullptr);

  void set_items(const QList<ChoiceItem>& items);
  /// Name of the chosen item; empty if there is none.
  QString current() const;
  void set_current(const QString& name);
  QComboBox* combo() const { return combo_; }
  /// Leaves the whole row to the box.
  void hide_label();
  void set_theme(const Theme& theme) override;

 signals:
  void chosen(const QString& name);

 private:
  QHBoxLayout* row_;
  QComboBox* combo_;
  QString current_;
};

}  // namespace lfp
