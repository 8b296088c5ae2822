#pragma once

#include "core/base/settings.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace lfp {

/// The fields of a registered entry's settings, made from their descriptions alone: rule, feedback function,
/// optimiser, dataset, layer. A flag is a check box, a number a SliderField, a choice a ChoiceField, a path a
/// PathField.
class SettingsForm final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SettingsForm(QWidget* parent = nullptr);

  /// Shows fields for `infos`, filled from `values`, with the fallback where a value is missing. Fields are
  /// kept where the descriptions are the same as before, so that this may be called with every snapshot.
  void set_settings(const std::vector<SettingInfo>& infos, const Settings& values);
  Settings settings() const { return values_; }
  /// The field of a setting; null if there is none.
  QWidget* field(const QString& name) const;
  /// Greys a field out with the reason as its tooltip, or brings it back with an empty reason.
  void set_disabled_reason(const QString& name, const QString& reason);
  void set_theme(const Theme& theme) override;

 signals:
  void settings_changed(const lfp::Settings& settings);    ///< while a slider moves, too
  void settings_committed(const lfp::Settings& settings);  ///< one undo step

 private:
  void build();
  QWidget* make_field(const SettingInfo& info);
  QWidget* make_flag(const SettingInfo& info);
  QWidget* make_number(const SettingInfo& info);
  QWidget* make_choice(const SettingInfo& info);
  QWidget* make_path(const SettingInfo& info);
  void change(const std::string& name, const SettingValue& value, bool commit);
  void show_value(std::size_t index);

  Theme theme_;
  std::vector<SettingInfo> infos_;
  Settings values_;
  std::vector<QWidget*> fields_;
  QVBoxLayout* layout_;
};

}  // namespace lfp
