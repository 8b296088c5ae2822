#include "widgets/controls/path_field.h"

#include "widgets/controls/form_row.h"
#include "widgets/style/core_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace lfp {

PathField::PathField(const SettingInfo& info, QWidget* parent)
    : QWidget(parent),
      names_folder_(info.name == "folder"),
      row_(make_row(*this, core_text(info.label), core_text(info.summary))),
      edit_(new QLineEdit(this)),
      browse_(new QPushButton(QStringLiteral("…"), this)) {
  setLayout(row_);
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
  fit_row(*row_, theme);
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
