#include "app/window/phase_row.h"

#include "widgets/panels/transport/phase_strip.h"
#include "widgets/views/phase_reach.h"

#include <QLayout>
#include <variant>

namespace lfp {

PhaseRow::PhaseRow(QWidget* parent) : QToolBar(tr("Phases"), parent), strip_(new PhaseStrip(this)) {
  setObjectName(QStringLiteral("bar.phases"));
  setMovable(false);
  setStyleSheet(QStringLiteral("QToolBar { padding: 0; border: none; }"));
  addWidget(strip_);
  layout()->setContentsMargins(0, 0, 0, 0);
  layout()->setSpacing(0);
  hide();
}

void PhaseRow::set_snapshot(const SnapshotPointer& snapshot, const command::SetSpeed& speed) {
  strip_->set_snapshot(snapshot);
  is_inside_step_ = !is_between_steps(*snapshot) && !snapshot->running;
  if (snapshot->running) is_walking_ = speed.phases;
  update_shown();
}

void PhaseRow::note(const Command& command) {
  const auto is_one_of = [&]<class... Kinds>() { return (std::holds_alternative<Kinds>(command) || ...); };
  if (is_one_of.operator()<command::NextPhase, command::NextSample>()) is_walking_ = true;
  if (is_one_of.operator()<command::NextBatch, command::NextEpoch, command::Load>()) is_walking_ = false;
}

void PhaseRow::set_perspective(bool is_microscope) {
  is_microscope_ = is_microscope;
  is_walking_ = false;
  update_shown();
}

void PhaseRow::set_theme(const Theme& theme) {
  strip_->set_theme(theme);
}

void PhaseRow::update_shown() {
  const bool is_wanted = is_microscope_ || is_inside_step_ || is_walking_;
  if (isHidden() != is_wanted) return;
  setVisible(is_wanted);
  emit shown_changed();
}

}  // namespace lfp
