#include "widgets/panels/setup/network_section.h"

#include "core/layers/initialiser.h"
#include "core/layers/input_coding.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/line.h"
#include "widgets/controls/lock.h"
#include "widgets/controls/section.h"
#include "widgets/controls/settings_form.h"
#include "widgets/editing/layer_sizes.h"
#include "widgets/editing/network_edits.h"
#include "widgets/panels/setup/add_button.h"
#include "widgets/panels/setup/input_card.h"
#include "widgets/panels/setup/layer_card.h"
#include "widgets/panels/setup/preset_button.h"
#include "widgets/style/number_text.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

QList<ChoiceItem> initialiser_items() {
  QList<ChoiceItem> items;
  for (const std::string& name : initialiser_names()) {
    const QString text = QString::fromStdString(name);
    items.append({text, readable_name(text), NetworkSection::tr("How initial weights are drawn")});
  }
  return items;
}

constexpr const char* steps_name = "steps";
constexpr const char* coding_name = "coding";

constexpr const char* initial_value_name = "initial_value";

std::vector<SettingInfo> initial_value_settings() {
  return {with_usual_range(
      real_setting(initial_value_name, NetworkSection::tr("Initial value").toStdString(),
                   NetworkSection::tr("Every weight and every bias begins with it").toStdString(), 0.5, -1e6,
                   1e6),
      -1, 1)};
}

/// Returns the time settings of spiking layers.
std::vector<SettingInfo> time_settings() {
  return {
      with_usual_range(
          integer_setting(steps_name, NetworkSection::tr("Time steps").toStdString(),
                          NetworkSection::tr("For how many steps each sample is shown to the spiking layers")
                              .toStdString(),
                          15, 1, 1000),
          1, 50),
      choice_setting(coding_name, NetworkSection::tr("Input coding").toStdString(),
                     NetworkSection::tr("How a sample is shown: the same numbers at every step, spikes at "
                                        "random (the larger the number, the more), or one spike (the larger, "
                                        "the earlier)")
                         .toStdString(),
                     coding_names())};
}

}  // namespace

NetworkSection::NetworkSection(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      section_(new Section(tr("Network"), this)),
      theme_(Theme::make(Theme::Kind::light)),
      input_(new InputCard(this)),
      stack_(new QWidget(this)),
      add_(new AddButton(tr("Add layer"), this)),
      preset_(new PresetButton(editor, this)),
      time_(new SettingsForm(this)),
      initialiser_(new ChoiceField(tr("Initialiser"), initialiser_items(), this)),
      initial_value_(new SettingsForm(this)),
      drop_line_(new Line(&Theme::accent, stack_)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(section_);
  auto* rows = new QVBoxLayout(stack_);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(input_);
  add_->setFocusPolicy(Qt::TabFocus);
  drop_line_->hide();
  section_->content()->addWidget(stack_);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(4);
  buttons->addWidget(add_, 1);
  buttons->addWidget(preset_);
  section_->content()->addLayout(buttons);
  section_->content()->addWidget(time_);
  section_->content()->addWidget(initialiser_);
  section_->content()->addWidget(initial_value_);

  connect(add_, &QPushButton::clicked, this,
          [this] { editor_.add_layer(static_cast<int>(editor_.experiment().network.layers.size()) - 2); });
  connect(initialiser_, &ChoiceField::chosen, this, [this](const QString& name) {
    Experiment next = editor_.experiment();
    next.network.initialiser = name.toStdString();
    editor_.edit(tr("Change the initialiser"), std::move(next));
  });
  connect(initial_value_, &SettingsForm::settings_changed, this,
          [this](const Settings& settings) { change_initial_value(settings, false); });
  connect(initial_value_, &SettingsForm::settings_committed, this,
          [this](const Settings& settings) { change_initial_value(settings, true); });
  connect(time_, &SettingsForm::settings_changed, this,
          [this](const Settings& settings) { change_time(settings, false); });
  connect(time_, &SettingsForm::settings_committed, this,
          [this](const Settings& settings) { change_time(settings, true); });
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &NetworkSection::refresh);
  connect(&editor_, &ExperimentEditor::data_facts_changed, this, &NetworkSection::refresh);
  refresh();
}

void NetworkSection::set_run(std::size_t run) {
  run_ = run;
  refresh();
}

void NetworkSection::set_locked(const QString& reason) {
  lock_reason_ = reason;
  for (LayerCard* card : cards_) card->set_locked(reason);
  for (QWidget* part : std::initializer_list<QWidget*>{add_, preset_, time_, initialiser_, initial_value_})
    set_lock(*part, reason);
}

void NetworkSection::set_theme(const Theme& theme) {
  theme_ = theme;
  initialiser_->combo()->setFont(theme.small());
}

/// Returns the run whose rules the cards show: the chosen one, or the first run that has rules.
std::optional<std::size_t> NetworkSection::rule_run() const {
  const auto& runs = editor_.experiment().runs;
  if (run_ < runs.size() && runs[run_].method == Method::lfp) return run_;
  for (std::size_t run = 0; run < runs.size(); ++run)
    if (runs[run].method == Method::lfp) return run;
  return std::nullopt;
}

void NetworkSection::refresh() {
  match_cards();
  show_sizes();
  show_time();
  show_initialiser();
  set_locked(lock_reason_);
}

void NetworkSection::show_time() {
  const NetworkSpec& network = editor_.experiment().network;
  Settings settings;
  settings.set(steps_name, network.steps);
  settings.set(coding_name, network.coding);
  time_->set_settings(time_settings(), settings);
  time_->setVisible(network_edits::has_spiking_layer(network));
}

void NetworkSection::show_initialiser() {
  const NetworkSpec& network = editor_.experiment().network;
  initialiser_->set_current(QString::fromStdString(network.initialiser));
  Settings settings;
  settings.set(initial_value_name, network.initial_value);
  initial_value_->set_settings(initial_value_settings(), settings);
  initial_value_->setVisible(network.initialiser == "constant");
}

void NetworkSection::change_initial_value(const Settings& settings, bool commit) {
  Experiment next = editor_.experiment();
  next.network.initial_value = settings.real(initial_value_name);
  editor_.edit(tr("Change the initial value"), std::move(next),
               ExperimentEditor::merge_id_of(QStringLiteral("network.initial_value")));
  if (commit) editor_.seal();
}

void NetworkSection::change_time(const Settings& settings, bool commit) {
  Experiment next = editor_.experiment();
  next.network.steps = settings.integer(steps_name);
  next.network.coding = settings.text(coding_name);
  editor_.edit(tr("Change the time of spiking layers"), std::move(next),
               ExperimentEditor::merge_id_of(QStringLiteral("network.time")));
  if (commit) editor_.seal();
}

void NetworkSection::match_cards() {
  const auto count = static_cast<qsizetype>(editor_.experiment().network.layers.size());
  while (cards_.size() > count) {
    // Deletion is delayed because one of the card's own controls may have triggered this.
    cards_.last()->hide();
    cards_.takeLast()->deleteLater();
  }
  while (cards_.size() < count) {
    auto* card = new LayerCard(editor_, static_cast<int>(cards_.size()), stack_);
    apply_theme(*card, theme_);
    connect(card, &LayerCard::drag_moved, this, &NetworkSection::show_drop);
    connect(card, &LayerCard::drag_ended, this, &NetworkSection::drop);
    stack_->layout()->addWidget(card);
    cards_.append(card);
  }
  drop_line_->raise();
}

void NetworkSection::show_sizes() {
  const Experiment& experiment = editor_.experiment();
  const auto& facts = editor_.data_facts();
  input_->set_shape(facts ? std::optional(facts->shape) : std::nullopt);
  const auto sizes = facts ? layer_sizes(experiment, *facts) : NetworkSizes{};
  std::int64_t total = 0;
  for (const LayerSize& size : sizes.layers) total += size.parameters;
  section_->set_summary(sizes.layers.size() == experiment.network.layers.size()
                            ? tr("%1 parameters").arg(count_text(total))
                            : QString());
  const auto run = rule_run();
  for (qsizetype layer = 0; layer < cards_.size(); ++layer) {
    const auto place = static_cast<std::size_t>(layer);
    const bool is_problem = sizes.problem && sizes.problem->layer == place;
    cards_[layer]->refresh(run,
                           place < sizes.layers.size() ? std::optional(sizes.layers[place]) : std::nullopt,
                           is_problem ? sizes.problem : std::nullopt);
  }
}

/// Returns the index of the card before which a dropped layer is inserted; the output card stays last.
int NetworkSection::place_at(const QPoint& global_position) const {
  const int y = stack_->mapFromGlobal(global_position).y();
  const auto hidden = std::max<qsizetype>(cards_.size() - 1, 0);
  const auto first_below = std::find_if(cards_.begin(), cards_.begin() + hidden, [y](const LayerCard* card) {
    return y < card->geometry().center().y();
  });
  return static_cast<int>(first_below - cards_.begin());
}

void NetworkSection::show_drop(int layer, const QPoint& global_position) {
  const int place = place_at(global_position);
  drop_line_->setVisible(place != layer && place != layer + 1);
  const int height = theme_.px(3);
  const int gap = stack_->layout()->spacing();
  const int top = cards_[place]->y() - (gap + height) / 2;
  drop_line_->setGeometry(0, top, stack_->width(), height);
}

void NetworkSection::drop(int layer, const QPoint& global_position) {
  drop_line_->hide();
  const int place = place_at(global_position);
  editor_.move_layer(layer, place > layer ? place - 1 : place);
}

}  // namespace lfp
