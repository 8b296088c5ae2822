#include "widgets/controls/settings_form.h"

#include "widgets/controls/choice_field.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/path_field.h"
#include "widgets/controls/slider_field.h"
#include "widgets/controls/slider_scale.h"

#include <QCheckBox>
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
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)), layout_(new QVBoxLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void SettingsForm::set_settings(const std::vector<SettingInfo>& infos, const Settings& values) {
  const bool same_fields = std::equal(infos.begin(), infos.end(), infos_.begin(), infos_.end(), are_same);
  values_ = Settings();
  for (const SettingInfo& info : infos) {
    const auto found = values.values().find(info.name);
    values_.set(info.name, found == values.values().end() ? info.fallback : found->second);
  }
  if (!same_fields) {
    infos_ = infos;
    build();
  }
  for (std::size_t index = 0; index < fields_.size(); ++index) show_value(index);
}

QWidget* SettingsForm::field(const QString& name) const {
  for (std::size_t index = 0; index < fields_.size(); ++index)
    if (infos_[index].name == name.toStdString()) return fields_[index];
  return nullptr;
}

void SettingsForm::set_disabled_reason(const QString& name, const QString& reason) {
  for (std::size_t index = 0; index < fields_.size(); ++index) {
    if (infos_[index].name != name.toStdString()) continue;
    fields_[index]->setEnabled(reason.isEmpty());
    fields_[index]->setToolTip(reason.isEmpty() ? QString::fromStdString(infos_[index].summary) : reason);
  }
}

void SettingsForm::set_theme(const Theme& theme) {
  theme_ = theme;
  layout_->setSpacing(theme.px(FormMeasures::row_gap));
  for (QWidget* field : fields_) apply_theme(*field, theme);
}

void SettingsForm::build() {
  for (QWidget* field : fields_) delete field;
  fields_.clear();
  for (const SettingInfo& info : infos_) {
    fields_.push_back(make_field(info));
    layout_->addWidget(fields_.back());
  }
  set_theme(theme_);
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
  }
  return nullptr;
}

QWidget* SettingsForm::make_flag(const SettingInfo& info) {
  auto* box = new QCheckBox(QString::fromStdString(info.label), this);
  box->setToolTip(QString::fromStdString(info.summary));
  box->setFocusPolicy(Qt::TabFocus);
  connect(box, &QCheckBox::clicked, this, [this, name = info.name](bool on) { change(name, on, true); });
  return box;
}

QWidget* SettingsForm::make_number(const SettingInfo& info) {
  auto* field = new SliderField(info, this);
  connect(field, &SliderField::value_changed, this,
          [this, field, name = info.name] { change(name, field->setting_value(), false); });
  connect(field, &SliderField::value_committed, this, [this, field, name = info.name] {
    values_.set(name, field->setting_value());
    emit settings_committed(values_);
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
  connect(field, &PathField::path_committed, this,
          [this, name = info.name](const QString& path) { change(name, path.toStdString(), true); });
  return field;
}

void SettingsForm::change(const std::string& name, const SettingValue& value, bool commit) {
  values_.set(name, value);
  emit settings_changed(values_);
  if (commit) emit settings_committed(values_);
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
  }
}

}  // namespace lfp
