#pragma once

#include <QObject>
#include <string>

class QPoint;

namespace lfp {

class ExperimentEditor;

/// The context menu of the settings in a panel: a study of the one under the pointer. A field says by the
/// property "setting" what it is called, and what it lies in by "settings_path" where that is in an
/// experiment.
class StudyMenu final : public QObject {
  Q_OBJECT

 public:
  StudyMenu(const ExperimentEditor& editor, QWidget& panel);

  /// "runs[0].rule.epsilon"; "" where no setting that can vary is shown there.
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
