#include "widgets/panels/setup/layer_card.h"

#include "core/activations/activation.h"
#include "core/layers/layer_entry.h"
#include "widgets/controls/compact_combo.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/stepper.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/network_edits.h"
#include "widgets/panels/setup/layer_grip.h"
#include "widgets/panels/setup/layer_rule_row.h"
#include "widgets/panels/setup/layer_words.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/style/sentence.h"
#include "widgets/style/shape_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr int narrow_width = 240;
/// The stepper has room for four digits; wider layers can be set only in experiment files.
constexpr int most_units = 9999;

/// Returns the settings shown below the card's own rows: all except the units.
std::vector<SettingInfo> detail_settings(const EntryInfo& kind) {
  const SettingInfo* size = size_setting(kind);
  std::vector<SettingInfo> infos;
  for (const SettingInfo& info : kind.settings)
    if (size == nullptr || info.name != size->name) infos.push_back(info);
  return infos;
}

/// Groups similar kinds in the list: with weights, with a sliding window, with neither, for time.
int group_of(const LayerEntry& entry) {
  const auto& tags = entry.info.tags;
  if (std::find(tags.begin(), tags.end(), "spiking") != tags.end()) return 3;
  if (size_setting(entry.info)) return 0;
  return entry.info.settings.size() > 2 ? 1 : 2;
}

QList<ChoiceItem> kind_items() {
  QList<ChoiceItem> items;
  int group = 0;
  for (const LayerEntry& entry : layer_entries()) {
    ChoiceItem item = choice_item(entry.info);
    item.starts_group = std::exchange(group, group_of(entry)) != group_of(entry);
    items.append(item);
  }
  return items;
}

QList<ChoiceItem> activation_items() {
  return QList<ChoiceItem>{
             {QString(), LayerCard::tr("None"), LayerCard::tr("The output is the pre-activation itself")}} +
         choice_items(activation_entries());
}

}  // namespace

LayerCard::LayerCard(ExperimentEditor& editor, int layer, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      layer_(layer),
      theme_(Theme::make(Theme::Kind::light)),
      grip_(new LayerGrip(this)),
      title_(new QLabel(tr("Layer %1").arg(layer + 1), this)),
      kind_(new CompactCombo(this)),
      more_(new QToolButton(this)),
      remove_(new QToolButton(this)),
      units_(new Stepper(1, most_units, this)),
      activation_(new CompactCombo(this)),
      shape_(new QLabel(this)),
      map_(new QLabel(this)),
      problem_(new WrappedLabel(this)),
      layer_form_(new SettingsForm(this)),
      activation_form_(new SettingsForm(this)),
      rule_(new LayerRuleRow(editor, layer, this)),
      parameters_(new QLabel(this)),
      frozen_(new QToolButton(this)),
      move_up_(new QAction(tr("Move up"), this)),
      move_down_(new QAction(tr("Move down"), this)),
      add_(new QAction(tr("Add a layer behind"), this)),
      freeze_(new QAction(tr("Frozen"), this)),
      delete_(new QAction(tr("Remove"), this)) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(title_->text());
  name_parts();
  build();
  build_menu();
  connect_fields();
}

void LayerCard::name_parts() {
  const int number = layer_ + 1;
  kind_->setAccessibleName(tr("Kind of layer %1").arg(number));
  units_->set_name(tr("Units of layer %1").arg(number));
  activation_->setAccessibleName(tr("Activation of layer %1").arg(number));
  more_->setAccessibleName(tr("Settings of layer %1").arg(number));
  more_->setToolTip(tr("More settings of this layer"));
  remove_->setAccessibleName(tr("Remove layer %1").arg(number));
  frozen_->setAccessibleName(tr("Freeze layer %1").arg(number));
  parameters_->setToolTip(tr("Weights and biases of this layer"));
  shape_->setToolTip(tr("What leaves the layer: channels × rows × columns"));
  const QString path = QStringLiteral("network.layers[%1]").arg(layer_);
  setProperty("settings_path", path);
  units_->setProperty("setting", QStringLiteral("units"));
  activation_->setProperty("setting", QStringLiteral("activation.name"));
  activation_form_->setProperty("settings_path", path + QStringLiteral(".activation"));
  title_->setObjectName(QStringLiteral("layer.title"));
  shape_->setObjectName(QStringLiteral("layer.shape"));
  map_->setObjectName(QStringLiteral("layer.map"));
  problem_->setObjectName(QStringLiteral("layer.problem"));
  parameters_->setObjectName(QStringLiteral("layer.parameters"));
  remove_->setObjectName(QStringLiteral("layer.remove"));
}

void LayerCard::build() {
  add_items(*kind_, kind_items());
  add_items(*activation_, activation_items());
  for (QToolButton* button : {more_, remove_, frozen_}) button->setAutoRaise(true);
  for (QToolButton* button : {more_, frozen_}) {
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  for (QLabel* quiet : {shape_, map_, parameters_}) {
    quiet->setProperty("muted", true);
    quiet->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  }
  problem_->setProperty("problem", true);
  problem_->hide();
  layer_form_->hide();

  auto* top = new QHBoxLayout;
  for (QWidget* part : std::initializer_list<QWidget*>{grip_, title_}) top->addWidget(part);
  top->addWidget(kind_, 1);
  for (QWidget* part : std::initializer_list<QWidget*>{more_, remove_}) top->addWidget(part);
  auto* middle = new QHBoxLayout;
  middle->addWidget(units_);
  middle->addWidget(activation_, 1);
  middle->addStretch(0);
  middle->addWidget(map_);
  middle->addWidget(parameters_);
  middle->addWidget(frozen_);
  auto* rows = new QVBoxLayout(this);
  rows->addLayout(top);
  rows->addWidget(problem_);
  rows->addLayout(middle);
  for (QWidget* part : std::initializer_list<QWidget*>{activation_form_, shape_, layer_form_, rule_})
    rows->addWidget(part);
}

void LayerCard::build_menu() {
  move_up_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
  move_down_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
  delete_->setShortcut(QKeySequence(Qt::Key_Delete));
  freeze_->setCheckable(true);
  connect(move_up_, &QAction::triggered, this, [this] { editor_.move_layer(layer_, layer_ - 1); });
  connect(move_down_, &QAction::triggered, this, [this] { editor_.move_layer(layer_, layer_ + 1); });
  connect(add_, &QAction::triggered, this, [this] { editor_.add_layer(layer_); });
  connect(freeze_, &QAction::triggered, this, [this](bool on) { editor_.set_frozen(layer_, on); });
  connect(delete_, &QAction::triggered, this, [this] { editor_.remove_layer(layer_); });
  for (QAction* action : {move_up_, move_down_, add_, freeze_, delete_}) {
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
  }
  setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(remove_, &QToolButton::clicked, delete_, &QAction::trigger);
  connect(frozen_, &QToolButton::clicked, this, [this](bool on) { editor_.set_frozen(layer_, on); });
}

void LayerCard::connect_fields() {
  grip_->extend_to(*title_);
  connect(grip_, &LayerGrip::moved, this, [this](const QPoint& place) { emit drag_moved(layer_, place); });
  connect(grip_, &LayerGrip::released, this, [this](const QPoint& place) { emit drag_ended(layer_, place); });
  connect(kind_, &QComboBox::activated, this, [this](int index) {
    const std::string kind = kind_->itemData(index).toString().toStdString();
    if (kind != spec().kind.name) editor_.set_kind(layer_, kind);
  });
  connect(more_, &QToolButton::clicked, this, &LayerCard::show_details);
  connect(units_, &Stepper::value_changed, &whole_, [this](int units) { editor_.set_units(layer_, units); });
  connect(units_, &Stepper::value_committed, &whole_, [this](int units) {
    editor_.set_units(layer_, units);
    editor_.seal();
  });
  connect(activation_, &QComboBox::activated, this, &LayerCard::choose_activation);

  const auto connect_form = [this](SettingsForm* form, auto change) {
    connect(form, &SettingsForm::settings_changed, this, [change](const Settings& s) { change(s, false); });
    connect(form, &SettingsForm::settings_committed, this, [change](const Settings& s) { change(s, true); });
  };
  connect_form(layer_form_,
               [this](const Settings& fields, bool commit) { change_layer_settings(fields, commit); });
  connect_form(activation_form_, [this](const Settings& settings, bool commit) {
    const std::string name = activation_->currentData().toString().toStdString();
    editor_.set_activation(
        layer_, {.name = name, .settings = settings},
        ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].activation").arg(layer_)));
    if (commit) editor_.seal();
  });
}

void LayerCard::change_layer_settings(const Settings& fields, bool commit) {
  Experiment next = editor_.experiment();
  Settings& settings = next.network.layers[static_cast<std::size_t>(layer_)].kind.settings;
  for (const auto& [name, value] : fields.values()) settings.set(name, value);
  editor_.edit(tr("Change layer %1").arg(layer_ + 1), std::move(next),
               ExperimentEditor::merge_id_of(QStringLiteral("layers[%1].kind").arg(layer_)));
  if (commit) editor_.seal();
}

void LayerCard::refresh(std::optional<std::size_t> rule_run, const std::optional<LayerSize>& size,
                        const std::optional<LayerProblem>& problem) {
  refresh_kind();
  const auto* activation = entry_info(activation_entries(), spec().activation.name);
  activation_->setCurrentIndex(activation_->findData(QString::fromStdString(spec().activation.name)));
  activation_->setToolTip(activation_->currentData(Qt::ToolTipRole).toString());
  activation_form_->setVisible(activation && !activation->settings.empty());
  if (activation) activation_form_->set_settings(activation->settings, spec().activation.settings);
  refresh_size(size, problem);
  rule_->refresh(rule_run);
  show_details(more_->isChecked());
  set_locked(lock_reason_);
}

void LayerCard::refresh_kind() {
  const LayerEntry* kind = find_registered(layer_entries(), spec().kind.name);
  kind_->setCurrentIndex(kind_->findData(QString::fromStdString(spec().kind.name)));
  kind_->setToolTip(kind_->currentData(Qt::ToolTipRole).toString());
  const auto units = network_edits::units_of(spec());
  units_->setVisible(units.has_value());
  if (units > most_units) units_->set_range(1, static_cast<int>(*units));
  if (units) units_->set_value(static_cast<int>(*units));
  activation_->setVisible(kind && kind->has_activation);
  const auto details = kind ? detail_settings(kind->info) : std::vector<SettingInfo>{};
  layer_form_->set_settings(details, spec().kind.settings);
  has_details_ = !details.empty();
  freeze_->setChecked(spec().frozen);
  frozen_->setChecked(spec().frozen);
  frozen_->setToolTip(spec().frozen ? tr("Frozen: this layer keeps its parameters. Click to let it learn")
                                    : tr("Freeze: this layer keeps its parameters"));
}

/// A convolution's window stands beside its name, so that its card needs no third row.
void LayerCard::name_kind(const std::optional<LayerSize>& size) {
  const QString label = kind_->currentText();
  const QString window = has_map(size) ? QLatin1Char(' ') + window_text(spec().kind.settings) : QString();
  kind_->set_forms({label + window, brief_kind(spec().kind.name, label) + window});
}

void LayerCard::refresh_size(const std::optional<LayerSize>& size,
                             const std::optional<LayerProblem>& problem) {
  const bool has_parameters = size && size->parameters > 0;
  parameters_->setText(has_parameters ? count_text(size->parameters) : QString());
  frozen_->setVisible(!size || has_parameters || spec().frozen);
  const bool is_told_by_units = network_edits::units_of(spec()) && !(size && size->output.is_image());
  shape_->setText(facts_text(spec().kind.settings, size));
  map_->setText(has_map(size) ? map_text(size->output) : QString());
  map_->setToolTip(tr("Rows × columns of every channel that leaves the layer"));
  // Where a map's size may take its place, it is shown only once that is known to have no room.
  if (map_->text().isEmpty()) shape_->setVisible(!is_told_by_units && !shape_->text().isEmpty());
  name_kind(size);
  problem_->setText(problem ? as_sentence(QString::fromStdString(problem->text)) : QString());
  problem_->setVisible(problem.has_value());
  if (problem && layer_form_->field(QString::fromStdString(problem->setting))) show_details(true);
  fit_icons();
  fit_width();
}

void LayerCard::show_details(bool shown) {
  const bool has_rule = network_edits::has_rule(spec());
  more_->setVisible(has_details_ || has_rule);
  more_->setChecked(shown);
  layer_form_->setVisible(shown && has_details_);
  // A rule that belongs to this layer alone is always visible.
  rule_->setVisible(has_rule && (shown || rule_->has_own_rule()));
  fit_icons();
}

void LayerCard::choose_activation(int index) {
  const std::string name = activation_->itemData(index).toString().toStdString();
  if (name == spec().activation.name) return;
  const auto* info = entry_info(activation_entries(), name);
  editor_.set_activation(layer_, info ? default_choice(*info) : Choice{});
}

void LayerCard::set_locked(const QString& reason) {
  lock_reason_ = reason;
  const QString output_reason = tr("The output layer has one unit for each class or value of the data");
  const bool is_fixed = is_output() && problem_->isHidden();
  set_lock(*units_, !reason.isEmpty() ? reason : is_fixed ? output_reason : QString());
  for (QWidget* part :
       std::initializer_list<QWidget*>{kind_, activation_, activation_form_, layer_form_, frozen_})
    set_lock(*part, reason);
  set_lock(*grip_, !reason.isEmpty() ? reason : is_output() ? tr("The output layer stays last") : QString());
  set_lock(*remove_, !reason.isEmpty() ? reason
                     : is_output()     ? tr("A network needs its output layer")
                                       : QString());
  if (remove_->isEnabled()) remove_->setToolTip(tr("Remove this layer"));
  const bool is_free = reason.isEmpty();
  const int hidden = static_cast<int>(editor_.experiment().network.layers.size()) - 1;
  const auto unless = [&](QAction* action, bool is_possible, const QString& obstacle) {
    set_lock(*action, !is_free ? reason : is_possible ? QString() : obstacle);
  };
  const QString stays_last = tr("The output layer stays last");
  unless(move_up_, !is_output() && layer_ > 0, is_output() ? stays_last : tr("It is the first layer"));
  unless(move_down_, !is_output() && layer_ < hidden - 1,
         is_output() ? stays_last : tr("Only the output layer is behind it"));
  unless(add_, !is_output(), stays_last);
  unless(freeze_, frozen_->isVisibleTo(this), tr("This layer learns nothing"));
  unless(delete_, !is_output(), tr("A network needs its output layer"));
}

void LayerCard::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QWidget* part :
       std::initializer_list<QWidget*>{kind_, activation_, shape_, map_, problem_, parameters_})
    part->setFont(theme.small());
  const int gap = theme.px(4);
  layout()->setContentsMargins(theme.px(5), theme.px(6), theme.px(5), theme.px(6));
  layout()->setSpacing(gap);
  for (QLayout* row : layout()->findChildren<QLayout*>()) row->setSpacing(gap);
  fit_width();
  fit_icons();
  update();
}

void LayerCard::fit_icons() {
  more_->setIcon(quiet_icon(more_->isChecked() ? QStringLiteral("down") : QStringLiteral("next"), theme_));
  remove_->setIcon(quiet_icon(QStringLiteral("close"), theme_));
  frozen_->setIcon(frozen_->isChecked() ? icon(QStringLiteral("freeze"), theme_)
                                        : quiet_icon(QStringLiteral("freeze-open"), theme_));
  for (QToolButton* button : {more_, remove_, frozen_})
    button->setIconSize(QSize(theme_.px(12), theme_.px(12)));
}

const LayerSpec& LayerCard::spec() const {
  return editor_.experiment().network.layers[static_cast<std::size_t>(layer_)];
}

bool LayerCard::is_output() const {
  return layer_ + 1 == static_cast<int>(editor_.experiment().network.layers.size());
}

/// Whether its units are channels, each with a map.
bool LayerCard::has_map(const std::optional<LayerSize>& size) const {
  return size && size->output.is_image() && network_edits::units_of(spec());
}

bool LayerCard::is_narrow() const {
  return width() < theme_.px(narrow_width);
}

void LayerCard::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_width();
}

void LayerCard::fit_width() {
  QFont font = theme_.bold();
  if (is_narrow()) font.setPixelSize(theme_.px(12));
  title_->setFont(font);
  rule_->set_narrow(is_narrow());
  const int inner_width =
      contentsRect().width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
  fit_second_row(inner_width);
}

/// The size of a convolution's maps stands in the second row if there is room, or else below it with the rest
/// of the shape. The number of parameters is hidden if the controls need the room or if there are none.
void LayerCard::fit_second_row(int inner_width) {
  int needed = frozen_->sizeHint().width() + 2 * layout()->spacing();
  if (!units_->isHidden()) needed += units_->sizeHint().width();
  if (!activation_->isHidden()) needed += activation_->whole_width();
  const auto takes = [&](const QLabel& label) {
    const int more = label.sizeHint().width() + layout()->spacing();
    if (label.text().isEmpty() || needed + more > inner_width) return false;
    needed += more;
    return true;
  };
  const bool has_map = takes(*map_);
  map_->setVisible(has_map);
  if (!map_->text().isEmpty()) shape_->setVisible(!has_map);
  parameters_->setVisible(takes(*parameters_));
}

void LayerCard::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_frame(painter, rect(), theme_.alternate_base, theme_.separator, 1, theme_.px(4));
  if (hasFocus()) paint_focus(painter, rect(), theme_);
}

}  // namespace lfp
