#include "widgets/panels/setup/setup_panel.h"

#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/setup/data_section.h"
#include "widgets/panels/setup/method_section.h"
#include "widgets/panels/setup/network_section.h"
#include "widgets/panels/setup/seed_row.h"
#include "widgets/panels/setup/study_menu.h"
#include "widgets/style/icons.h"

#include <QAction>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lfp {

SetupPanel::SetupPanel(ExperimentEditor& editor, QWidget* parent)
    : QScrollArea(parent),
      editor_(editor),
      theme_(Theme::make(Theme::Kind::light)),
      page_(new QWidget),
      data_(new DataSection(editor, page_)),
      network_(new NetworkSection(editor, page_)),
      method_(new MethodSection(editor, page_)),
      seed_(new SeedRow(editor, page_)) {
  setWidget(page_);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  auto* rows = new QVBoxLayout(page_);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  for (QWidget* section : std::initializer_list<QWidget*>{data_, network_, method_, seed_})
    rows->addWidget(section);
  rows->addStretch(1);
  connect(method_, &MethodSection::run_changed, network_, &NetworkSection::set_run);
  connect(&editor_, &ExperimentEditor::running_changed, this, &SetupPanel::update_locks);
  connect(&editor_, &ExperimentEditor::forked, this, &SetupPanel::set_run);
  connect(new StudyMenu(editor_, *this), &StudyMenu::study_asked, this, &SetupPanel::study_asked);
  apply_theme(*this, theme_);
  update_locks();
}

QList<QAction*> SetupPanel::title_actions() const {
  return {editor_.undo_action(), editor_.redo_action()};
}

void SetupPanel::set_run(std::size_t run) {
  method_->set_run(run);
}

void SetupPanel::offer(const Choice& dataset) {
  data_->offer(dataset);
}

void SetupPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  editor_.undo_action()->setIcon(quiet_icon("undo", theme));
  editor_.redo_action()->setIcon(quiet_icon("redo", theme));
  seed_->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(10));
  updateGeometry();
}

QSize SetupPanel::sizeHint() const {
  return {theme_.px(276), theme_.px(600)};
}

QSize SetupPanel::minimumSizeHint() const {
  return {theme_.px(244), theme_.px(120)};
}

void SetupPanel::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  lay_scroll_bar_over_margin();
  // Nothing may be cut off on the right, so parts that are too wide have to become narrower.
  page_->setMaximumWidth(viewport()->width());
}

/// The scroll bar covers the sections' margin, so that showing it does not change their width.
void SetupPanel::lay_scroll_bar_over_margin() {
  QWidget* container = verticalScrollBar()->parentWidget();
  const int overlap = container->isVisibleTo(this) ? container->width() : 0;
  if (viewportMargins().right() != -overlap) setViewportMargins(0, 0, -overlap, 0);
  container->raise();
}

void SetupPanel::update_locks() {
  const auto reason = [this](const QString& text) { return editor_.is_running() ? text : QString(); };
  data_->set_locked(reason(tr("Pause to change the data: it starts training anew")));
  network_->set_locked(reason(tr("Pause to change the network: it starts training anew")));
  method_->set_locked(reason(tr("Pause to change the method: it starts training anew")));
  seed_->set_locked(reason(tr("Pause to change the seed: it starts training anew")));
}

}  // namespace lfp
