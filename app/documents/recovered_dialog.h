#pragma once

#include <QDialog>
#include <QString>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace lfp {

/// Lists the work that windows have kept automatically (name, step, date, picture) to open or remove it.
class RecoveredDialog : public QDialog {
  Q_OBJECT

 public:
  RecoveredDialog(const QString& folder, QWidget* parent);

 signals:
  /// The user wants to continue with that work.
  void chosen(const QString& file);

 private:
  void fill();
  void update_buttons();
  void remove_chosen();
  QString chosen_file() const;

  QString folder_;
  QTreeWidget* list_;
  QLabel* empty_;
  QPushButton* open_;
  QPushButton* remove_;
};

}  // namespace lfp
