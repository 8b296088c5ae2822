#include "widgets/views/network/network_controls.h"

#include "widgets/controls/segmented_control.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/sample_words.h"
#include "widgets/views/title_controls.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QToolButton>

namespace lfp {
namespace {

/// Number of entries in the colour menu before the one that shows neurons as pictures.
constexpr int plain_colours = 3;
constexpr int plane_activation = 3;
constexpr int plane_feedback = 4;

}  // namespace

NetworkControls::NetworkControls(QWidget& view) {
  QWidget* shelf = title_shelf(view);
  run_control_ = new RunSelector(runs_, shelf);
  colours_ = new QComboBox(shelf);
  colours_->setAccessibleName(tr("Neurons show"));
  colours_->addItems(colour_words(false, false));
  samples_ = new QComboBox(shelf);
  samples_->setAccessibleName(tr("Samples"));
  samples_->addItems({tr("Mean over batch"), tr("One sample")});
  overlays_ = new SegmentedControl({tr("Image"), tr("Feedback"), tr("Both")}, shelf);
  overlays_->setAccessibleName(tr("Input shows"));
  overlays_->set_current(static_cast<int>(InputOverlay::both));
  overlays_->hide();
  numbers_ = new QToolButton(shelf);
  numbers_->setText(tr("Numbers"));
  numbers_->setCheckable(true);
  numbers_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  numbers_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  numbers_->setFocusPolicy(Qt::TabFocus);
  numbers_->setToolTip(tr("Writes its value on each neuron and its weight on each connection"));
  numbers_->hide();
  connect(numbers_, &QToolButton::toggled, this, &NetworkControls::changed);
  connect(&runs_, &RunChooser::changed, this, &NetworkControls::changed);
  connect(overlays_, &SegmentedControl::current_changed, this, &NetworkControls::changed);
  for (QComboBox* combo : {colours_, samples_}) {
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(combo, &QComboBox::activated, this, &NetworkControls::changed);
  }
}

QList<QWidget*> NetworkControls::widgets() const {
  return {run_control_, colours_, samples_, overlays_, numbers_};
}

NeuronColour NetworkControls::colour() const {
  const int index = colours_->currentIndex();
  if (index == plane_activation) return NeuronColour::activation;
  return index == plane_feedback ? NeuronColour::feedback : static_cast<NeuronColour>(index);
}

QStringList NetworkControls::colour_words(bool are_short, bool with_planes) {
  QStringList words =
      are_short ? QStringList{tr("Feedback"), tr("Activation"), tr("Sign flips")}
                : QStringList{tr("Neurons: feedback"), tr("Neurons: activation"), tr("Neurons: sign flips")};
  if (!with_planes) return words;
  if (are_short) return words << tr("Activation, plane") << tr("Feedback, plane");
  return words << tr("Neurons: activation over the plane") << tr("Neurons: feedback over the plane");
}

void NetworkControls::offer_planes(bool are_offered) {
  if (are_offered == (colours_->count() > plain_colours)) return;
  const bool are_short = colours_->itemText(0) == colour_words(true, false)[0];
  const QStringList words = colour_words(are_short, are_offered);
  const bool was_plane = colours_->currentIndex() >= plain_colours;
  while (colours_->count() > words.size()) colours_->removeItem(colours_->count() - 1);
  while (colours_->count() < words.size()) colours_->addItem(words[colours_->count()]);
  if (was_plane && !are_offered) colours_->setCurrentIndex(0);
}

NetworkOptions NetworkControls::options(const Snapshot* snapshot) const {
  NetworkOptions options;
  options.colour = colour();
  // After the forward pass there are activations but no feedback yet.
  options.planes = colours_->currentIndex() >= plain_colours && snapshot != nullptr;
  const bool has_gone_forward = snapshot && snapshot->position.next_phase.kind == PhaseKind::output_feedback;
  if (has_gone_forward && options.colour == NeuronColour::feedback) options.colour = NeuronColour::activation;
  options.one_sample = samples_->currentIndex() == 1;
  options.overlay = static_cast<InputOverlay>(overlays_->current());
  options.numbers = numbers_->isChecked() && !numbers_->isHidden();
  options.run = runs_.run();
  options.subtracted = runs_.subtracted();
  const std::size_t runs = snapshot ? snapshot->runs.size() : 0;
  if (options.run >= runs) options.run = 0;
  if (options.subtracted && *options.subtracted >= runs) options.subtracted.reset();
  return options;
}

void NetworkControls::choose_next_colour() {
  const int next = colours_->currentIndex() + 1;
  colours_->setCurrentIndex(next < plain_colours ? next : 0);
  emit changed();
}

void NetworkControls::show_one_sample(bool one_sample) {
  samples_->setCurrentIndex(one_sample ? 1 : 0);
}

void NetworkControls::name_sample(const Snapshot& snapshot) {
  const QString words = is_very_narrow_ ? brief_sample_words(snapshot) : sample_words(snapshot);
  const QString sample = options(&snapshot).one_sample ? words : tr("One sample");
  if (!sample.isEmpty() && sample != samples_->itemText(1))
    rename_items(*samples_, {samples_->itemText(0), sample});
}

void NetworkControls::fit(double width) {
  constexpr double narrow = 720;
  constexpr double very_narrow = 560;
  is_very_narrow_ = width < very_narrow;
  const bool is_narrow = width < narrow;
  const QStringList colours = colour_words(is_narrow, colours_->count() > plain_colours);
  if (colours_->itemText(0) != colours[0]) {
    rename_items(*colours_, colours);
    overlays_->set_segment_text(static_cast<int>(InputOverlay::feedback),
                                is_narrow ? tr("R") : tr("Feedback"));
  }
  const QString mean = is_very_narrow_ ? tr("Batch") : is_narrow ? tr("Batch mean") : tr("Mean over batch");
  if (samples_->itemText(0) != mean) rename_items(*samples_, {mean, samples_->itemText(1)});
}

void NetworkControls::offer_numbers(bool are_offered) {
  numbers_->setVisible(are_offered);
}

void NetworkControls::show_numbers(bool are_shown) {
  const QSignalBlocker blocker(numbers_);
  numbers_->setChecked(are_shown);
}

void NetworkControls::set_overlays_visible(bool are_visible) {
  overlays_->setVisible(are_visible);
}

}  // namespace lfp
