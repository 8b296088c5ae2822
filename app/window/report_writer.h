#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QString>

class QWidget;

namespace lfp {

class StudyDesk;
class StudyWork;

/// Writes the report of the study shown in the window, of what has been trained so far: the page, the
/// document and the figures that `lfplab study` writes.
class ReportWriter : public QObject {
  Q_OBJECT

 public:
  /// `studies` and `window` have to outlive it.
  ReportWriter(StudyDesk& studies, QWidget& window, QObject* parent);

  /// Asks for the folder. Does nothing where no study is shown.
  void write_by_dialog();
  /// Writes into a new folder inside that one, named after the study; false if that failed.
  bool write(const QString& folder);

 signals:
  void message(const QString& text);
  void failed(const lfp::Error& error);

 private:
  StudyDesk& studies_;
  QWidget& window_;
};

}  // namespace lfp
