#include "widgets/controls/settings_form.h"

#include "core/base/error.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/path_field.h"
#include "widgets/controls/slider_field.h"
#include "widgets/controls/slider_scale.h"
#include "widgets/controls/text_field.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/style/core_text.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {
namespace {

bool are_same(const SettingInfo& a, const SettingInfo& b) {
  return a.name == b.name && a.label == b.label && a.summary == b.summary && a.kind == b.kind &&
         a.fallback == b.fallback && a.minimum == b.minimum && a.maximum == b.maximum &&
         a.logarithmic == b.logarithmic && a.unit == b.unit && a.choices == b.choices;
}

}  // namespace

SettingsForm::SettingsForm(QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      layout_(new QVBoxLayout(this)),
      problem_(new WrappedLabel(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  problem_->setProperty("problem", true);
  problem_->hide();
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void SettingsForm::set_settings(const std::vector<SettingInfo>& infos, const Settings& values) {
  const bool same_fields = std::equal(infos.begin(), infos.end(), infos_.begin(), infos_.end(), are_same);
  Settings given;
  for (const SettingInfo& info : infos) {
    const auto found = values.values().find(info.name);
    given.set(info.name, found == values.values().end() ? info.fallback : found->second);
  }
  // A refused value waits to be corrected, as long as nothing else has changed.
  const bool waits = same_fields && given == given_ && values_ != given_ && !problem().isEmpty();
  given_ = std::move(given);
  if (waits) {
    is_fit();
    return;
  }
  if (!same_fields) {
    infos_ = infos;
    build();
  }
  take_back();
}

void SettingsForm::set_presets(const std::vector<Preset>& presets) {
  const auto named_alike = [](const Preset& a, const Preset& b) { return a.name == b.name; };
  if (std::equal(presets.begin(), presets.end(), presets_.begin(), presets_.end(), named_alike)) return;
  presets_ = presets;
  delete preset_;
  preset_ = nullptr;
  if (presets_.empty()) return;
  QList<ChoiceItem> items;
  for (const Preset& preset : presets_)
    items.append({QString::fromStdString(preset.name), core_text(preset.label), QString()});
  preset_ = new ChoiceField(tr("Preset"), items, this);
  preset_->setToolTip(tr("Well-known choices of the settings below"));
  preset_->combo()->setPlaceholderText(tr("Own values"));
  apply_theme(*preset_, theme_);
  layout_->insertWidget(0, preset_);
  connect(preset_, &ChoiceField::chosen, this, &SettingsForm::use_preset);
}

void SettingsForm::use_preset(const QString& name) {
  for (const Preset& preset : presets_) {
    if (QString::fromStdString(preset.name) != name) continue;
    for (const auto& [setting, value] : preset.settings.values()) values_.set(setting, value);
  }
  for (std::size_t index = 0; index < fields_.size(); ++index) show_value(index);
  commit();
}

/// The preset whose values the fields show, if there is one.
void SettingsForm::show_preset() {
  if (preset_ == nullptr) return;
  const auto is_shown = [this](const Preset& preset) {
    const auto& values = preset.settings.values();
    return std::all_of(values.begin(), values.end(), [this](const auto& value) {
      const auto held = values_.values().find(value.first);
      return held != values_.values().end() && held->second == value.second;
    });
  };
  const auto shown = std::find_if(presets_.begin(), presets_.end(), is_shown);
  preset_->set_current(shown == presets_.end() ? QString() : QString::fromStdString(shown->name));
}

void SettingsForm::take_back() {
  values_ = given_;
  for (std::size_t index = 0; index < fields_.size(); ++index) show_value(index);
  is_fit();
}

QString SettingsForm::problem() const {
  return problem_->isHidden() ? QString() : problem_->text();
}

QWidget* SettingsForm::field(const QString& name) const {
  for (std::size_t index = 0; index < fields_.size(); ++index)
    if (infos_[index].name == name.toStdString()) return fields_[index];
  return nullptr;
}

void SettingsForm::set_theme(const Theme& theme) {
  theme_ = theme;
  layout_->setSpacing(theme.px(FormMeasures::row_gap));
}

void SettingsForm::build() {
  for (QWidget* field : fields_) delete field;
  fields_.clear();
  for (const SettingInfo& info : infos_) {
    fields_.push_back(make_field(info));
    fields_.back()->setProperty("setting", QString::fromStdString(info.name));
    layout_->addWidget(fields_.back());
  }
  apply_theme(*this, theme_);
}

QWidget* SettingsForm::make_field(const SettingInfo& info) {
  switch (info.kind) {
    case SettingKind::flag:
      return make_flag(info);
    case SettingKind::integer:
    case SettingKind::real:
      return make_number(info);
    case SettingKind::choice:
      return make_choice(info);
    case SettingKind::path:
      return make_path(info);
    case SettingKind::text:
    case SettingKind::json:
      return make_text(info);
  }
  return nullptr;
}

QWidget* SettingsForm::make_flag(const SettingInfo& info) {
  auto* box = new QCheckBox(core_text(info.label), this);
  box->setToolTip(core_text(info.summary));
  box->setFocusPolicy(Qt::TabFocus);
  connect(box, &QCheckBox::clicked, this, [this, name = info.name](bool on) { change(name, on, true); });
  return box;
}

QWidget* SettingsForm::make_number(const SettingInfo& info) {
  auto* field = new SliderField(info, this);
  connect(field, &SliderField::value_changed, &whole_,
          [this, field, name = info.name] { change(name, field->setting_value(), false); });
  connect(field, &SliderField::value_committed, &whole_, [this, field, name = info.name] {
    values_.set(name, field->setting_value());
    commit();
  });
  return field;
}

QWidget* SettingsForm::make_choice(const SettingInfo& info) {
  auto* field = new ChoiceField(info, this);
  connect(field, &ChoiceField::chosen, this,
          [this, name = info.name](const QString& chosen) { change(name, chosen.toStdString(), true); });
  return field;
}

QWidget* SettingsForm::make_path(const SettingInfo& info) {
  auto* field = new PathField(info, this);
  connect(field, &PathField::path_committed, &whole_,
          [this, name = info.name](const QString& path) { change(name, path.toStdString(), true); });
  return field;
}

QWidget* SettingsForm::make_text(const SettingInfo& info) {
  auto* field = new TextField(info, this);
  connect(field, &TextField::text_committed, &whole_,
          [this, name = info.name](const QString& text) { change(name, text.toStdString(), true); });
  connect(field, &TextField::text_cancelled, this, &SettingsForm::take_back);
  return field;
}

void SettingsForm::change(const std::string& name, const SettingValue& value, bool commit) {
  values_.set(name, value);
  if (!is_fit()) return;
  // A listener may show other settings at once.
  const Settings changed = values_;
  given_ = changed;
  emit settings_changed(changed);
  if (commit) emit settings_committed(changed);
}

void SettingsForm::commit() {
  if (!is_fit()) return;
  const Settings committed = values_;
  given_ = committed;
  emit settings_committed(committed);
}

/// Whether the check accepts the values of the fields; if not, the reason is shown at the field.
bool SettingsForm::is_fit() {
  show_preset();
  try {
    if (check_) check_(values_);
  } catch (const Error& error) {
    show_problem(error.place(), QString::fromStdString(error.problem() + ". " + error.remedy()));
    return false;
  }
  show_problem({}, {});
  return true;
}

/// Below the field of the setting that `place` begins with.
void SettingsForm::show_problem(const std::string& place, const QString& text) {
  const std::string name = place.substr(0, place.find_first_of(".["));
  const auto info =
      std::find_if(infos_.begin(), infos_.end(), [&](const auto& each) { return each.name == name; });
  const QString within = QString::fromStdString(place.substr(name.size()));
  problem_->setText(within.isEmpty() ? text
                                     : QStringLiteral("%1: %2").arg(within.mid(within[0] == '.'), text));
  problem_->setHidden(text.isEmpty());
  if (text.isEmpty()) return;
  layout_->removeWidget(problem_);
  const auto at = info == infos_.end() ? infos_.size() : static_cast<std::size_t>(info - infos_.begin()) + 1;
  layout_->insertWidget(static_cast<int>(at) + (preset_ != nullptr ? 1 : 0), problem_);
}

void SettingsForm::show_value(std::size_t index) {
  const SettingValue& value = values_.values().find(infos_[index].name)->second;
  QWidget* field = fields_[index];
  if (auto* box = qobject_cast<QCheckBox*>(field)) {
    const QSignalBlocker blocker(box);
    box->setChecked(std::get<bool>(value));
  } else if (auto* number = qobject_cast<SliderField*>(field)) {
    number->set_value(number_of(value));
  } else if (auto* choice = qobject_cast<ChoiceField*>(field)) {
    choice->set_current(QString::fromStdString(std::get<std::string>(value)));
  } else if (auto* path = qobject_cast<PathField*>(field)) {
    path->set_path(QString::fromStdString(std::get<std::string>(value)));
  } else if (auto* text = qobject_cast<TextField*>(field)) {
    text->set_text(QString::fromStdString(std::get<std::string>(value)));
  }
}

}  // namespace lfp
