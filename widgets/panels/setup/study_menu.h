#pragma once

#include <QObject>
#include <string>

class QPoint;

namespace lfp {

class ExperimentEditor;

/// The context menu of a panel's settings, which offers a study of the setting under the mouse. A field
/// has its name in the property "setting", and an ancestor has the path in the experiment in
/// "settings_path".
class StudyMenu final : public QObject {
  Q_OBJECT

 public:
  StudyMenu(const ExperimentEditor& editor, QWidget& panel);

  /// Returns a path such as "runs[0].rule.epsilon"; "" if the widget shows no setting that can vary.
  std::string path_at(const QWidget& widget) const;

 signals:
  void study_asked(const std::string& path);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_menu(QWidget& widget, const std::string& path, const QPoint& place);

  const ExperimentEditor& editor_;
  QWidget& panel_;
};

}  // namespace lfp
