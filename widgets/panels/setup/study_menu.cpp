#include "widgets/panels/setup/study_menu.h"

#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/study_settings.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QVariant>
#include <memory>

namespace lfp {
namespace {

/// Returns the property of that name from the widget or its nearest ancestor that has it.
QVariant word_around(const QWidget* widget, const QWidget& panel, const char* name) {
  for (; widget != nullptr && widget != &panel; widget = widget->parentWidget())
    if (const QVariant word = widget->property(name); word.isValid()) return word;
  return {};
}

}  // namespace

StudyMenu::StudyMenu(const ExperimentEditor& editor, QWidget& panel)
    : QObject(&panel), editor_(editor), panel_(panel) {
  qApp->installEventFilter(this);
}

std::string StudyMenu::path_at(const QWidget& widget) const {
  const QString setting = word_around(&widget, panel_, "setting").toString();
  const QVariant path = word_around(&widget, panel_, "settings_path");
  if (setting.isEmpty() || !path.isValid()) return {};
  const QString whole = path.toString().isEmpty() ? setting : path.toString() + QLatin1Char('.') + setting;
  const auto settings = study_settings(editor_.experiment());
  return find_setting(settings, whole.toStdString()) != nullptr ? whole.toStdString() : std::string();
}

bool StudyMenu::eventFilter(QObject* watched, QEvent* event) {
  auto* widget = event->type() == QEvent::ContextMenu ? qobject_cast<QWidget*>(watched) : nullptr;
  if (widget == nullptr || !panel_.isAncestorOf(widget)) return false;
  const std::string path = path_at(*widget);
  if (path.empty()) return false;
  show_menu(*widget, path, static_cast<QContextMenuEvent*>(event)->globalPos());
  return true;
}

/// The study entries are placed above those of the field itself.
void StudyMenu::show_menu(QWidget& widget, const std::string& path, const QPoint& place) {
  auto* edit = qobject_cast<QLineEdit*>(&widget);
  QMenu* menu = edit != nullptr ? edit->createStandardContextMenu() : new QMenu(&widget);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setToolTipsVisible(true);
  const auto settings = study_settings(editor_.experiment());
  const QString title = find_setting(settings, path)->title();
  auto* study = new QAction(tr("Study these two settings: %1 and…").arg(title), menu);
  study->setToolTip(
      tr("A map of the results for values of this and another setting, from the current experiment"));
  connect(study, &QAction::triggered, this, [this, path] { emit study_asked(path); });
  QAction* first = menu->actions().value(0);
  menu->insertAction(first, study);
  if (first != nullptr) menu->insertSeparator(first);
  menu->popup(place);
}

}  // namespace lfp
