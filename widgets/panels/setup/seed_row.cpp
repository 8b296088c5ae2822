#include "widgets/panels/setup/seed_row.h"

#include "widgets/controls/form_row.h"
#include "widgets/controls/lock.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/style/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QStyle>
#include <QToolButton>
#include <utility>

namespace lfp {

SeedRow::SeedRow(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      row_(make_row(*this, tr("Seed"),
                    tr("The same seed gives the same data, weights and batches, to the bit"))),
      draw_(new QToolButton(this)),
      edit_(new QLineEdit(this)) {
  setLayout(row_);
  row_->addWidget(draw_);
  row_->addWidget(edit_, 1);
  draw_->setToolTip(tr("Draw another seed"));
  draw_->setAccessibleName(draw_->toolTip());
  edit_->setAlignment(Qt::AlignRight);
  edit_->setAccessibleName(tr("Seed"));
  connect(draw_, &QToolButton::clicked, this, &SeedRow::draw);
  connect(edit_, &QLineEdit::editingFinished, &whole_, [this] { take_text(); });
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &SeedRow::refresh);
  refresh();
}

void SeedRow::set_locked(const QString& reason) {
  for (QWidget* part : std::initializer_list<QWidget*>{draw_, edit_}) set_lock(*part, reason);
}

void SeedRow::set_theme(const Theme& theme) {
  fit_row(*row_, theme);
  draw_->setIcon(icon("reset", theme));
  draw_->setIconSize(QSize(theme.px(14), theme.px(14)));
}

void SeedRow::refresh() {
  edit_->setText(QString::number(editor_.experiment().seed));
  edit_->setProperty("invalid", false);
  style()->polish(edit_);
}

void SeedRow::take_text() {
  bool is_number = false;
  const std::uint64_t seed = edit_->text().trimmed().toULongLong(&is_number);
  edit_->setProperty("invalid", !is_number);
  edit_->setToolTip(is_number ? QString() : tr("Give a whole number from 0 to 18446744073709551615"));
  edit_->style()->unpolish(edit_);
  edit_->style()->polish(edit_);
  if (is_number) set_seed(seed);
}

/// Draws a small number, so that a class can read it from the projection and type it.
void SeedRow::draw() {
  constexpr quint32 most = 10000;
  std::uint64_t seed = editor_.experiment().seed;
  while (seed == editor_.experiment().seed) seed = QRandomGenerator::global()->bounded(1U, most);
  set_seed(seed);
}

void SeedRow::set_seed(std::uint64_t seed) {
  Experiment next = editor_.experiment();
  next.seed = seed;
  editor_.edit(tr("Change the seed"), std::move(next));
}

}  // namespace lfp
