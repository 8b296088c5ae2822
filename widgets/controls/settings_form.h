#pragma once

#include "core/base/registry.h"
#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <functional>
#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace lfp {

class ChoiceField;

/// The fields of a registered entry's settings, made from their descriptions alone: rule, feedback function,
/// optimiser, dataset, layer. A flag is a check box, a number a SliderField, a choice a ChoiceField, a path a
/// PathField, a
/// text a TextField. What the entry's check refuses stays in its field, with the reason below it, and is not
/// reported until it is put right or taken back with Esc.
class SettingsForm final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SettingsForm(QWidget* parent = nullptr);

  /// Shows fields for `infos`, filled from `values`, with the fallback where a value is missing. Fields are
  /// kept where the descriptions are the same as before, so that this may be called with every snapshot.
  void set_settings(const std::vector<SettingInfo>& infos, const Settings& values);
  /// Checks what ranges alone cannot express: throws Error at the name of the wrong setting, or at a place
  /// within it ("shares[0].passes").
  using Check = std::function<void(const Settings&)>;
  /// Well-known combinations of settings, which a field above the others offers; there is no such field
  /// without them. Set them before set_settings().
  void set_presets(const std::vector<Preset>& presets);
  /// Set it before set_settings().
  void set_check(Check check) { check_ = std::move(check); }
  /// Why the values of the fields are refused; empty if they are accepted.
  QString problem() const;
  /// Drops the refused values.
  void take_back();
  Settings settings() const { return values_; }
  /// The field of a setting; null if there is none.
  QWidget* field(const QString& name) const;
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
  QWidget* make_text(const SettingInfo& info);
  void change(const std::string& name, const SettingValue& value, bool commit);
  void commit();
  bool is_fit();
  void show_problem(const std::string& place, const QString& text);
  void show_value(std::size_t index);
  void show_preset();
  void use_preset(const QString& name);

  Theme theme_;
  std::vector<SettingInfo> infos_;
  Settings given_;
  Settings values_;
  Check check_;
  std::vector<QWidget*> fields_;
  QVBoxLayout* layout_;
  QLabel* problem_;
  std::vector<Preset> presets_;
  ChoiceField* preset_ = nullptr;
  WhileWhole whole_;
};

}  // namespace lfp
