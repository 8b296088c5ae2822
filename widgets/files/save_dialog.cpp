#include "widgets/files/save_dialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

namespace lfp {
namespace {

QString text(const char* english) {
  return QCoreApplication::translate("SaveDialog", english);
}

QString filter_of(const SaveKind& kind) {
  return QStringLiteral("%1 (*.%2)").arg(kind.title, kind.ending);
}

bool has_ending(const QString& file, const SaveKind& kind) {
  return file.endsWith(QLatin1Char('.') + kind.ending, Qt::CaseInsensitive);
}

/// The kind whose ending the name has; -1 if there is none.
qsizetype kind_of(const QString& file, const QList<SaveKind>& kinds) {
  for (qsizetype kind = 0; kind < kinds.size(); ++kind)
    if (has_ending(file, kinds[kind])) return kind;
  return -1;
}

qsizetype chosen_kind(const QFileDialog& dialog, const QList<SaveKind>& kinds) {
  for (qsizetype kind = 0; kind < kinds.size(); ++kind)
    if (dialog.selectedNameFilter() == filter_of(kinds[kind])) return kind;
  return 0;
}

/// Name and kind agree at all times, so that it is seen what will be written.
void keep_in_step(QFileDialog& dialog, const QList<SaveKind>& kinds) {
  auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
  if (name == nullptr) return;  // the system's own dialog
  QObject::connect(name, &QLineEdit::textEdited, &dialog, [&dialog, kinds](const QString& typed) {
    const qsizetype kind = kind_of(typed, kinds);
    if (kind >= 0) dialog.selectNameFilter(filter_of(kinds[kind]));
  });
  QObject::connect(&dialog, &QFileDialog::filterSelected, name, [name, &dialog, kinds] {
    if (!name->text().isEmpty()) name->setText(with_ending(name->text(), kinds, chosen_kind(dialog, kinds)));
  });
}

bool may_replace(QWidget* parent, const QString& title, const QStringList& files) {
  QStringList names;
  for (const QString& file : files)
    if (QFileInfo::exists(file)) names << QStringLiteral("“%1”").arg(QFileInfo(file).fileName());
  if (names.isEmpty()) return true;
  const QString question = names.size() == 1 ? text("%1 is there already. Replace it?")
                                             : text("%1 are there already. Replace them?");
  QMessageBox box(QMessageBox::Question, title, question.arg(names.join(QStringLiteral(", "))),
                  QMessageBox::Save | QMessageBox::Cancel, parent);
  box.setInformativeText(QDir::toNativeSeparators(QFileInfo(files.front()).absolutePath()));
  box.button(QMessageBox::Save)->setText(text("Replace"));
  box.setDefaultButton(QMessageBox::Cancel);
  return box.exec() == QMessageBox::Save;
}

}  // namespace

QString with_ending(QString file, const QList<SaveKind>& kinds, qsizetype chosen) {
  if (has_ending(file, kinds[chosen])) return file;
  const qsizetype other = kind_of(file, kinds);
  if (other >= 0) file.chop(kinds[other].ending.size() + 1);
  while (file.endsWith(QLatin1Char('.'))) file.chop(1);
  return file + QLatin1Char('.') + kinds[chosen].ending;
}

std::optional<SaveTarget> ask_where_to_save(QWidget* parent, const QString& title, const QString& suggested,
                                            const QList<SaveKind>& kinds, qsizetype chosen,
                                            const std::function<QStringList(const QString&)>& written) {
  QStringList filters;
  for (const SaveKind& kind : kinds) filters << filter_of(kind);
  QFileDialog dialog(parent, title, QFileInfo(suggested).absolutePath());
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setFileMode(QFileDialog::AnyFile);
  dialog.setOption(QFileDialog::DontConfirmOverwrite);  // the ending comes first
  dialog.setNameFilters(filters);
  dialog.selectNameFilter(filters[chosen]);
  dialog.selectFile(QFileInfo(with_ending(suggested, kinds, chosen)).fileName());
  keep_in_step(dialog, kinds);
  while (dialog.exec() == QDialog::Accepted && !dialog.selectedFiles().isEmpty()) {
    const qsizetype kind = chosen_kind(dialog, kinds);
    const QString file = with_ending(dialog.selectedFiles().constFirst(), kinds, kind);
    if (QFileInfo(file).isDir()) continue;
    if (may_replace(parent, title, written ? written(file) : QStringList(file)))
      return SaveTarget{.file = file, .kind = kind};
  }
  return std::nullopt;
}

}  // namespace lfp
