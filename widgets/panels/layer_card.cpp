#include "widgets/panels/layer_card.h"

#include "core/activations/activation.h"
#include "core/layers/layer_entry.h"
#include "core/rules/rule.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/stepper.h"
#include "widgets/panels/compact_combo.h"
#include "widgets/panels/entry_items.h"
#include "widgets/panels/experiment_editor.h"
#include "widgets/panels/layer_grip.h"
#include "widgets/panels/lock.h"
#include "widgets/panels/network_edits.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QAction>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace lfp {
namespace {

constexpr const char* units_name = "units";
constexpr int narrow_width = 240;
/// Four digits have room in the stepper; wider layers come from experiment files.
constexpr int most_units = 9999;

/// What a card shows as fields: numbers and choices other than the units. Flags are in the context menu.
std::vector<SettingInfo> field_settings(const EntryInfo& kind) {
  std::vector<SettingInfo> infos;
  for (const SettingInfo& info : kind.settings)
    if (info.name != units_name && info.kind != SettingKind::flag) infos.push_back(info);
  return infos;
}

}  // namespace

LayerCard::LayerCard(ExperimentEditor& editor, int layer, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      layer_(layer),
      theme_(Theme::make(Theme::Kind::light)),
      grip_(new LayerGrip(this)),
      title_(new QLabel(tr("Layer %1").arg(layer + 1), this)),
      units_(new Stepper(1, most_units, this)),
      activation_(new CompactCombo(this)),
      layer_form_(new SettingsForm(this)),
      activation_form_(new SettingsForm(this)),
      rule_caption_(new QLabel(tr("Rule"), this)),
      rule_(new CompactCombo(this)),
      parameters_(new QLabel(this)),
      remove_(new QToolButton(this)),
      rule_form_(new SettingsForm(this)),
      move_up_(new QAction(tr("Move up"), this)),
      move_down_(new QAction(tr("Move down"), this)),
      add_(new QAction(tr("Add a layer behind"), this)),
      delete_(new QAction(tr("Remove"), this)) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(title_->text());
  build();
  build_menu();
  connect_fields();
}

void LayerCard::build() {
  units_->set_name(tr("Units of layer %1").arg(layer_ + 1));
  activation_->setAccessibleName(tr("Activation of layer %1").arg(layer_ + 1));
  activation_->addItem(tr("none"), QString());
  activation_->setItemData(0, tr("The output is the pre-activation itself"), Qt::ToolTipRole);
  for (const ChoiceItem& item : choice_items(activation_entries())) {
    activation_->addItem(item.label, item.name);
    activation_->setItemData(activation_->count() - 1, item.tooltip, Qt::ToolTipRole);
  }
  rule_->setAccessibleName(tr("Rule of layer %1").arg(layer_ + 1));
  rule_caption_->setBuddy(rule_);
  parameters_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  parameters_->setToolTip(tr("Weights and biases of this layer"));
  remove_->setAutoRaise(true);
  remove_->setAccessibleName(tr("Remove layer %1").arg(layer_ + 1));
  title_->setObjectName(QStringLiteral("layer.title"));
  parameters_->setObjectName(QStringLiteral("layer.parameters"));
  remove_->setObjectName(QStringLiteral("layer.remove"));

  auto* top = new QHBoxLayout;
  for (QWidget* part : std::initializer_list<QWidget*>{grip_, title_, units_}) top->addWidget(part);
  top->addWidget(activation_, 1);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(rule_caption_);
  bottom->addWidget(rule_, 1);
  bottom->addWidget(parameters_);
  bottom->addWidget(remove_);
  auto* rows = new QVBoxLayout(this);
  rows->addLayout(top);
  for (SettingsForm* form : {layer_form_, activation_form_}) rows->addWidget(form);
  rows->addLayout(bottom);
  rows->addWidget(rule_form_);
}

void LayerCard::build_menu() {
  move_up_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
  move_down_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
  delete_->setShortcut(QKeySequence(Qt::Key_Delete));
  connect(move_up_, &QAction::triggered, this, [this] { editor_.move_layer(layer_, layer_ - 1); });
  connect(move_down_, &QAction::triggered, this, [this] { editor_.move_layer(layer_, layer_ + 1); });
  connect(add_, &QAction::triggered, this, [this] { editor_.add_layer(layer_); });
  connect(delete_, &QAction::triggered, this, [this] { editor_.remove_layer(layer_); });
  for (QAction* action : {move_up_, move_down_, add_, delete_}) {
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
  }
  const auto& spec = editor_.experiment().network.layers[static_cast<std::size_t>(layer_)];
  if (const auto* kind = entry_info(layer_entries(), spec.kind.name)) {
    for (const SettingInfo& info : kind->settings) {
      if (info.kind != SettingKind::flag) continue;
      auto* flag = new QAction(QString::fromStdString(info.label), this);
      flag->setCheckable(true);
      flag->setData(QString::fromStdString(info.name));
      flag->setToolTip(QString::fromStdString(info.summary));
      connect(flag, &QAction::triggered, this, [this, name = info.name](bool checked) {
        Settings settings =
            editor_.experiment().network.layers[static_cast<std::size_t>(layer_)].kind.settings;
        settings.set(name, checked);
        change_layer_settings(settings, true);
      });
      addAction(flag);
    }
  }
  setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(remove_, &QToolButton::clicked, delete_, &QAction::trigger);
}

void LayerCard::connect_fields() {
  connect(grip_, &LayerGrip::moved, this, [this](const QPoint& place) { emit drag_moved(layer_, place); });
  connect(grip_, &LayerGrip::released, this, [this](const QPoint& place) { emit drag_ended(layer_, place); });
  connect(units_, &Stepper::value_changed, this, [this](int units) { editor_.set_units(layer_, units); });
  connect(units_, &Stepper::value_committed, this, [this](int units) {
    editor_.set_units(layer_, units);
    editor_.seal();
  });
  connect(activation_, &QComboBox::activated, this, &LayerCard::choose_activation);
  connect(rule_, &QComboBox::activated, this, &LayerCard::choose_rule);

  const auto connect_form = [this](SettingsForm* form, auto change) {
    connect(form, &SettingsForm::settings_changed, this, [change](const Settings& s) { change(s, false); });
    connect(form, &SettingsForm::settings_committed, this, [change](const Settings& s) { change(s, true); });
  };
  connect_form(layer_form_, [this](const Settings& fields, bool commit) {
    Settings settings = editor_.experiment().network.layers[static_cast<std::size_t>(layer_)].kind.settings;
    for (const auto& [name, value] : fields.values()) settings.set(name, value);
    change_layer_settings(settings, commit);
  });
  connect_form(activation_form_, [this](const Settings& settings, bool commit) {
    const std::string name = activation_->currentData().toString().toStdString();
    editor_.set_activation(
        layer_, {.name = name, .settings = settings},
        ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].activation").arg(layer_)));
    if (commit) editor_.seal();
  });
  connect_form(rule_form_, [this](const Settings& settings, bool commit) {
    const std::string name = rule_->currentData().toString().toStdString();
    if (!rule_run_ || name.empty()) return;
    editor_.set_layer_rule(*rule_run_, layer_, Choice{.name = name, .settings = settings},
                           ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].rule").arg(layer_)));
    if (commit) editor_.seal();
  });
}

void LayerCard::change_layer_settings(const Settings& settings, bool commit) {
  Experiment next = editor_.experiment();
  next.network.layers[static_cast<std::size_t>(layer_)].kind.settings = settings;
  editor_.edit(tr("Change layer %1").arg(layer_ + 1), std::move(next),
               ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].kind").arg(layer_)));
  if (commit) editor_.seal();
}

void LayerCard::refresh(std::optional<std::size_t> rule_run, const std::optional<LayerSize>& size) {
  const LayerSpec& spec = editor_.experiment().network.layers[static_cast<std::size_t>(layer_)];
  const auto* kind = entry_info(layer_entries(), spec.kind.name);
  const auto units = network_edits::units_of(spec);
  units_->setVisible(units.has_value());
  if (units > most_units) units_->set_range(1, static_cast<int>(*units));
  if (units) units_->set_value(static_cast<int>(*units));
  if (kind) {
    const auto fields = field_settings(*kind);
    layer_form_->set_settings(fields, spec.kind.settings);
    layer_form_->setVisible(!fields.empty());
  }
  for (QAction* action : actions())
    if (action->isCheckable())
      action->setChecked(spec.kind.settings.flag(action->data().toString().toStdString()));

  activation_->setCurrentIndex(activation_->findData(QString::fromStdString(spec.activation.name)));
  const auto* activation = entry_info(activation_entries(), spec.activation.name);
  activation_->setToolTip(activation ? QString::fromStdString(activation->summary) : QString());
  activation_form_->setVisible(activation && !activation->settings.empty());
  if (activation) activation_form_->set_settings(activation->settings, spec.activation.settings);

  parameters_->setText(size ? count_text(size->parameters) : QString());
  rule_run_ = rule_run;
  show_rule();
  set_locked(lock_reason_);
}

void LayerCard::show_rule() {
  const auto& spec = editor_.experiment().network.layers[static_cast<std::size_t>(layer_)];
  const bool has_rule = rule_run_ && network_edits::has_parameters(spec);
  rule_->setVisible(has_rule);
  rule_caption_->setVisible(has_rule);
  rule_form_->setVisible(false);
  if (!has_rule) return;
  fill_rules(*rule_run_);
  const auto own = network_edits::layer_rule(editor_.experiment(), *rule_run_, layer_);
  rule_->setCurrentIndex(own ? rule_->findData(QString::fromStdString(own->name)) : 0);
  rule_->set_short_text(!own && is_narrow() ? tr("Default") : QString());
  rule_->setToolTip(
      tr("How this layer hands feedback down in run %1").arg(run_letter(static_cast<int>(*rule_run_))));
  const auto* info = own ? entry_info(rule_entries(), own->name) : nullptr;
  rule_form_->setVisible(info && !info->settings.empty());
  if (info) rule_form_->set_settings(info->settings, own->settings);
}

void LayerCard::fill_rules(std::size_t run) {
  const auto* usual = entry_info(rule_entries(), editor_.experiment().runs[run].rule.name);
  const QString first = tr("%1 (default)").arg(usual ? QString::fromStdString(usual->label) : QString());
  if (rule_->count() == 0) {
    rule_->addItem(first, QString());
    for (const ChoiceItem& item : choice_items(rule_entries())) {
      rule_->addItem(item.label, item.name);
      rule_->setItemData(rule_->count() - 1, item.tooltip, Qt::ToolTipRole);
    }
  }
  rule_->setItemText(0, first);
}

void LayerCard::choose_activation(int index) {
  const std::string name = activation_->itemData(index).toString().toStdString();
  if (name == editor_.experiment().network.layers[static_cast<std::size_t>(layer_)].activation.name) return;
  const auto* info = entry_info(activation_entries(), name);
  editor_.set_activation(layer_, info ? default_choice(*info) : Choice{});
}

void LayerCard::choose_rule(int index) {
  if (!rule_run_) return;
  const auto* info = entry_info(rule_entries(), rule_->itemData(index).toString().toStdString());
  const auto own = network_edits::layer_rule(editor_.experiment(), *rule_run_, layer_);
  if ((own ? own->name : std::string()) == (info ? info->name : std::string())) return;
  editor_.set_layer_rule(*rule_run_, layer_, info ? std::optional(default_choice(*info)) : std::nullopt);
}

void LayerCard::set_locked(const QString& reason) {
  lock_reason_ = reason;
  const QString output_reason = tr("The output layer has one unit for each class of the data");
  set_lock(*units_, !reason.isEmpty() ? reason : is_output() ? output_reason : QString());
  for (QWidget* part : std::initializer_list<QWidget*>{activation_, activation_form_, layer_form_})
    set_lock(*part, reason);
  set_lock(*grip_, !reason.isEmpty() ? reason : is_output() ? tr("The output layer stays last") : QString());
  set_lock(*remove_, !reason.isEmpty() ? reason
                     : is_output()     ? tr("A network needs its output layer")
                                       : QString());
  if (remove_->isEnabled()) remove_->setToolTip(tr("Remove this layer"));
  const bool is_free = reason.isEmpty();
  const int hidden = static_cast<int>(editor_.experiment().network.layers.size()) - 1;
  move_up_->setEnabled(is_free && !is_output() && layer_ > 0);
  move_down_->setEnabled(is_free && !is_output() && layer_ < hidden - 1);
  add_->setEnabled(is_free && !is_output());
  delete_->setEnabled(is_free && !is_output());
  for (QAction* action : actions())
    if (action->isCheckable()) action->setEnabled(is_free);
}

void LayerCard::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QWidget* part : std::initializer_list<QWidget*>{activation_, rule_caption_, rule_, parameters_})
    part->setFont(theme.small());
  const int gap = theme.px(4);
  layout()->setContentsMargins(theme.px(5), theme.px(6), theme.px(5), theme.px(6));
  layout()->setSpacing(gap);
  for (QLayout* row : layout()->findChildren<QLayout*>()) row->setSpacing(gap);
  fit_title();
  QPalette muted = parameters_->palette();
  muted.setColor(QPalette::WindowText, theme.muted_text);
  for (QLabel* label : {rule_caption_, parameters_}) label->setPalette(muted);
  remove_->setIcon(quiet_icon("close", theme));
  remove_->setIconSize(QSize(theme.px(12), theme.px(12)));
  update();
}

bool LayerCard::is_output() const {
  return layer_ + 1 == static_cast<int>(editor_.experiment().network.layers.size());
}

bool LayerCard::is_narrow() const {
  return width() < theme_.px(narrow_width);
}

void LayerCard::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  show_rule();
  fit_title();
}

void LayerCard::fit_title() {
  QFont font = theme_.bold();
  if (is_narrow()) font.setPixelSize(theme_.px(12));
  title_->setFont(font);
}

void LayerCard::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_frame(painter, rect(), theme_.alternate_base, theme_.separator, 1, theme_.px(4));
  if (hasFocus()) paint_focus(painter, rect(), theme_);
}

}  // namespace lfp
