#include "app/documents/recovered_dialog.h"

#include "app/documents/kept_work.h"
#include "widgets/style/number_text.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPixmap>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace lfp {
namespace {

constexpr QSize icon_size(120, 80);
constexpr QSize first_size(640, 460);
constexpr int file_role = Qt::UserRole;
constexpr int open_role = Qt::UserRole + 1;

QString trained_text(double seconds) {
  constexpr double seconds_per_minute = 60;
  return seconds < seconds_per_minute
             ? RecoveredDialog::tr("%1 s").arg(number_text(seconds, 0))
             : RecoveredDialog::tr("%1 min").arg(number_text(seconds / seconds_per_minute, 0));
}

QTreeWidgetItem* item_of(const KeptWork& work) {
  const QString name = !work.is_read         ? RecoveredDialog::tr("cannot be read")
                       : work.name.isEmpty() ? RecoveredDialog::tr("Untitled")
                                             : work.name;
  auto* item = new QTreeWidgetItem(
      {work.is_open ? RecoveredDialog::tr("%1 (open in a window)").arg(name) : name, count_text(work.step),
       trained_text(work.trained_seconds),
       QLocale(QLocale::English).toString(work.written, QStringLiteral("d MMM yyyy, HH:mm"))});
  item->setData(0, file_role, work.file);
  item->setData(0, open_role, work.is_open);
  item->setToolTip(0, work.file);
  for (const int column : {1, 2}) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  QPixmap picture(icon_size);
  picture.fill(Qt::transparent);
  if (!work.picture.isNull())
    picture =
        QPixmap::fromImage(work.picture.scaled(icon_size, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  item->setIcon(0, QIcon(picture));
  return item;
}

}  // namespace

RecoveredDialog::RecoveredDialog(const QString& folder, QWidget* parent)
    : QDialog(parent), folder_(folder), list_(new QTreeWidget(this)), empty_(new QLabel(this)) {
  setWindowTitle(tr("Recovered work"));
  auto* column = new QVBoxLayout(this);
  auto* words = new QLabel(
      tr("Work that was kept automatically. If it was trained for a minute or more it stays here until "
         "you remove it."),
      this);
  words->setWordWrap(true);
  column->addWidget(words);
  list_->setHeaderLabels({tr("Work"), tr("Step"), tr("Trained"), tr("Kept")});
  list_->setIconSize(icon_size);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setStretchLastSection(false);
  for (const int section : {1, 2, 3})
    list_->header()->setSectionResizeMode(section, QHeaderView::ResizeToContents);
  list_->setAccessibleName(tr("Recovered work"));
  column->addWidget(list_, 1);
  empty_->setText(tr("Nothing is kept yet."));
  empty_->setAlignment(Qt::AlignCenter);
  column->addWidget(empty_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  open_ = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
  remove_ = buttons->addButton(tr("Remove…"), QDialogButtonBox::ActionRole);
  column->addWidget(buttons);
  open_->setDefault(true);
  connect(open_, &QPushButton::clicked, this, &QDialog::accept);
  connect(remove_, &QPushButton::clicked, this, &RecoveredDialog::remove_chosen);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(list_, &QTreeWidget::currentItemChanged, this, &RecoveredDialog::update_buttons);
  connect(list_, &QTreeWidget::itemActivated, open_, &QPushButton::click);
  connect(this, &QDialog::accepted, this, [this] { emit chosen(chosen_file()); });
  resize(first_size);
  fill();
}

void RecoveredDialog::fill() {
  list_->clear();
  for (const KeptWork& work : kept_work(folder_)) list_->addTopLevelItem(item_of(work));
  const bool is_empty = list_->topLevelItemCount() == 0;
  list_->setHidden(is_empty);
  empty_->setHidden(!is_empty);
  if (!is_empty) list_->setCurrentItem(list_->topLevelItem(0));
  update_buttons();
}

QString RecoveredDialog::chosen_file() const {
  return list_->currentItem() ? list_->currentItem()->data(0, file_role).toString() : QString();
}

void RecoveredDialog::update_buttons() {
  const bool is_free = list_->currentItem() && !list_->currentItem()->data(0, open_role).toBool();
  open_->setEnabled(is_free);
  remove_->setEnabled(is_free);
}

void RecoveredDialog::remove_chosen() {
  const QString file = chosen_file();
  QMessageBox box(QMessageBox::Question, tr("Remove"), tr("Remove this work for good?"),
                  QMessageBox::Yes | QMessageBox::Cancel, this);
  box.setInformativeText(list_->currentItem()->text(0));
  box.button(QMessageBox::Yes)->setText(tr("Remove"));
  if (box.exec() != QMessageBox::Yes) return;
  for (const KeptWork& work : kept_work(folder_)) {
    if (work.file != file || remove_kept_work(work)) continue;
    QMessageBox::warning(this, tr("Remove"), tr("The file cannot be removed: %1").arg(file));
  }
  fill();
}

}  // namespace lfp
