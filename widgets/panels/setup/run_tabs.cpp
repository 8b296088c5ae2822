#include "widgets/panels/setup/run_tabs.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/run_button.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/run_names.h"
#include "widgets/style/icons.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace lfp {
namespace {

constexpr int tabs_in_a_row = 2;

void mark(QLineEdit& edit, const QString& problem) {
  edit.setProperty("invalid", !problem.isEmpty());
  edit.style()->unpolish(&edit);
  edit.style()->polish(&edit);
}

}  // namespace

RunTabs::RunTabs(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      theme_(Theme::make(Theme::Kind::light)),
      group_(new QButtonGroup(this)),
      grid_(new QGridLayout),
      name_(new QLineEdit(this)),
      add_(make_button(QStringLiteral("plus"), &RunTabs::add)),
      duplicate_(make_button(QStringLiteral("duplicate"), &RunTabs::duplicate)),
      remove_(make_button(QStringLiteral("minus"), &RunTabs::remove)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(grid_);
  auto* row = new QHBoxLayout;
  row->addWidget(name_, 1);
  for (QToolButton* button : {add_, duplicate_, remove_}) row->addWidget(button);
  column->addLayout(row);
  name_->installEventFilter(this);
  connect(group_, &QButtonGroup::idClicked, this,
          [this](int run) { emit chosen(static_cast<std::size_t>(run)); });
  connect(name_, &QLineEdit::editingFinished, &whole_, [this] { rename(); });
}

QToolButton* RunTabs::make_button(const QString& icon, void (RunTabs::*act)()) {
  auto* button = new QToolButton(this);
  button->setProperty("icon_name", icon);
  connect(button, &QToolButton::clicked, this, act);
  return button;
}

void RunTabs::refresh(std::size_t run) {
  run_ = run;
  match_buttons();
  show_name();
  update_buttons();
}

void RunTabs::set_locked(const QString& reason) {
  lock_reason_ = reason;
  update_buttons();
}

/// Existing buttons are reused, so that they keep the keyboard focus.
void RunTabs::match_buttons() {
  const auto& runs = editor_.experiment().runs;
  const auto count = static_cast<int>(runs.size());
  while (tabs_.size() > count) {
    RunButton* gone = tabs_.takeLast();
    const bool had_focus = gone->hasFocus();
    group_->removeButton(gone);
    gone->hide();
    gone->deleteLater();
    if (had_focus) tabs_[static_cast<int>(run_)]->setFocus();
  }
  while (tabs_.size() < count) {
    const auto run = static_cast<int>(tabs_.size());
    auto* tab = new RunButton(run, {}, this);
    tab->set_theme(theme_);
    tab->installEventFilter(this);
    setTabOrder(tabs_.isEmpty() ? static_cast<QWidget*>(this) : tabs_.last(), tab);
    setTabOrder(tab, name_);
    group_->addButton(tab, run);
    grid_->addWidget(tab, run / tabs_in_a_row, run % tabs_in_a_row);
    tab->show();
    tabs_.append(tab);
  }
  for (int run = 0; run < count; ++run)
    tabs_[run]->set_name(QString::fromStdString(runs[static_cast<std::size_t>(run)].name));
  tabs_[static_cast<int>(run_)]->setChecked(true);
}

void RunTabs::show_name() {
  const auto& runs = editor_.experiment().runs;
  if (run_ >= runs.size()) return;
  name_->setText(QString::fromStdString(runs[run_].name));
  name_->setCursorPosition(0);
  name_->setAccessibleName(tr("Name of run %1").arg(run_letter(static_cast<int>(run_))));
  name_->setToolTip(tr("The name of run %1").arg(run_letter(static_cast<int>(run_))));
  mark(*name_, {});
}

/// The tooltip of a disabled button gives the reason.
void RunTabs::update_buttons() {
  const auto& runs = editor_.experiment().runs;
  const QString letter = run_letter(static_cast<int>(run_));
  const QString no_more = !lock_reason_.isEmpty() ? lock_reason_
                          : runs.size() >= most_runs
                              ? tr("There is room for %1 runs: remove one first").arg(most_runs)
                              : QString();
  const QString no_less = runs.size() > 1 ? QString() : tr("It is the only run: add another one first");
  const auto show = [](QToolButton* button, const QString& name, const QString& tooltip,
                       const QString& obstacle) {
    button->setAccessibleName(name);
    button->setEnabled(obstacle.isEmpty());
    button->setToolTip(obstacle.isEmpty() ? tooltip : obstacle);
    button->setAccessibleDescription(button->toolTip());
  };
  const QString anew = tr("Training starts anew, so that all runs begin alike; to go on from here, fork");
  show(add_, tr("Add a run"), tr("Add a run with another method.") + QLatin1Char('\n') + anew, no_more);
  show(duplicate_, tr("Duplicate run %1").arg(letter),
       tr("Duplicate run %1, to change one thing in the copy.").arg(letter) + QLatin1Char('\n') + anew,
       no_more);
  show(remove_, tr("Remove run %1").arg(letter),
       tr("Remove run %1: the others go on training. Undoing it starts all of them anew").arg(letter),
       no_less);
}

void RunTabs::rename() {
  const auto& runs = editor_.experiment().runs;
  if (run_ >= runs.size()) return;
  const QString name = name_->text().trimmed();
  const QString problem = name_problem(editor_.experiment(), run_, name.toStdString());
  mark(*name_, problem);
  if (!problem.isEmpty())
    name_->setToolTip(problem);
  else
    editor_.rename_run(run_, name);
}

void RunTabs::add() {
  editor_.add_run();
  emit chosen(editor_.experiment().runs.size() - 1);
}

void RunTabs::duplicate() {
  editor_.duplicate_run(run_);
  emit chosen(editor_.experiment().runs.size() - 1);
}

void RunTabs::remove() {
  editor_.remove_run(run_);
}

bool RunTabs::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (watched == name_) {
    if (key != Qt::Key_Escape) return QWidget::eventFilter(watched, event);
    show_name();
    return true;
  }
  if (key == Qt::Key_F2) {
    name_->setFocus();
    name_->selectAll();
    return true;
  }
  if (key == Qt::Key_Delete && remove_->isEnabled()) {
    remove();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void RunTabs::set_theme(const Theme& theme) {
  theme_ = theme;
  grid_->setSpacing(theme.px(6));
  layout()->setSpacing(theme.px(4));
  for (QToolButton* button : {add_, duplicate_, remove_}) {
    button->setIcon(icon(button->property("icon_name").toString(), theme));
    button->setIconSize(QSize(theme.px(14), theme.px(14)));
  }
}

}  // namespace lfp
