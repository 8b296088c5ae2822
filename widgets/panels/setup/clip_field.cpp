#include "widgets/panels/setup/clip_field.h"

#include "widgets/controls/form_row.h"
#include "widgets/controls/settings_form.h"

#include <QVBoxLayout>

namespace lfp {
namespace {

constexpr const char* switch_name = "clip";
constexpr const char* bound_name = "bound";

}  // namespace

ClipField::ClipField(const Words& words, double usual, QWidget* parent)
    : QWidget(parent),
      words_(words),
      usual_(usual),
      switch_(new SettingsForm(this)),
      bound_(new SettingsForm(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(static_cast<int>(FormMeasures::row_gap));
  column->addWidget(switch_);
  column->addWidget(bound_);
  connect(switch_, &SettingsForm::settings_committed, this, [this](const Settings& settings) {
    emit switched(settings.flag(switch_name) ? std::optional(usual_) : std::nullopt);
  });
  connect(bound_, &SettingsForm::settings_changed, this,
          [this](const Settings& settings) { emit bound_changed(settings.real(bound_name), false); });
  connect(bound_, &SettingsForm::settings_committed, this,
          [this](const Settings& settings) { emit bound_changed(settings.real(bound_name), true); });
}

void ClipField::show_bound(const std::optional<double>& bound) {
  Settings on;
  on.set(switch_name, bound.has_value());
  switch_->set_settings(
      {flag_setting(switch_name, words_.label.toStdString(), words_.summary.toStdString(), false)}, on);
  Settings settings;
  settings.set(bound_name, bound.value_or(usual_));
  bound_->set_settings(
      {with_usual_range(real_setting(bound_name, words_.bound_label.toStdString(),
                                     words_.bound_summary.toStdString(), usual_, 1e-9, 1e9, true),
                        1e-2, 1e2)},
      settings);
  bound_->setVisible(bound.has_value());
}

}  // namespace lfp
