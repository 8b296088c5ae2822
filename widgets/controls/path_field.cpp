#include "widgets/controls/path_field.h"

#include "widgets/controls/form_row.h"
#include "widgets/style/core_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lfp {

PathField::PathField(const SettingInfo& info, QWidget* parent)
    : QWidget(parent),
      names_folder_(info.name == "folder"),
      caption_(make_row(*this, core_text(info.label), core_text(info.summary))),
      row_(new QHBoxLayout),
      edit_(new QLineEdit(this)),
      browse_(new QPushButton(QStringLiteral("…"), this)) {
  // On a line of its own, so that the file's name can be read whole.
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(caption_);
  column->addLayout(row_);
  row_->addWidget(edit_, 1);
  row_->addWidget(browse_);
  const QString name = core_text(info.label);
  edit_->setAccessibleName(name);
  browse_->setAccessibleName(names_folder_ ? tr("%1: choose a folder").arg(name)
                                           : tr("%1: choose a file").arg(name));
  browse_->setToolTip(names_folder_ ? tr("Choose a folder") : tr("Choose a file"));
  browse_->setFocusPolicy(Qt::TabFocus);
  connect(edit_, &QLineEdit::editingFinished, &whole_, [this] { commit(); });
  connect(browse_, &QPushButton::clicked, this, &PathField::browse);
  set_theme(Theme::make(Theme::Kind::light));
}

QString PathField::path() const {
  return edit_->text();
}

void PathField::set_path(const QString& path) {
  if (edit_->hasFocus() && edit_->isModified()) return;
  committed_ = path;
  edit_->setText(path);
  edit_->setToolTip(path);
  show_end();
}

/// The file's own name is at the end, and that tells one path from another.
void PathField::show_end() {
  if (!edit_->hasFocus()) edit_->end(false);
}

void PathField::set_theme(const Theme& theme) {
  QLabel* label = row_label(*caption_);
  label->setFixedHeight(theme.px(FormMeasures::row_height - 4));
  row_->setSpacing(theme.px(4));
  edit_->setFixedHeight(theme.px(FormMeasures::row_height));
  browse_->setFixedWidth(theme.px(34));
}

void PathField::browse() {
  const QString chosen =
      names_folder_
          ? QFileDialog::getExistingDirectory(this, tr("Choose a folder"), path())
          : QFileDialog::getOpenFileName(this, tr("Choose a file"), QFileInfo(path()).absolutePath());
  if (chosen.isEmpty()) return;
  edit_->setText(chosen);
  commit();
}

void PathField::commit() {
  edit_->setModified(false);
  edit_->setToolTip(path());
  show_end();
  if (path() == committed_) return;
  committed_ = path();
  emit path_committed(committed_);
}

}  // namespace lfp
