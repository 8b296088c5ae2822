#pragma once

#include "widgets/files/save_dialog.h"

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

class QWidget;

namespace lfp {

class Docks;
class Error;
class EngineBridge;
class View;

/// Exports everything that leaves the window as a file or by the clipboard. Failures are reported.
class ExportActions : public QObject {
  Q_OBJECT

 public:
  ExportActions(EngineBridge& bridge, Docks& docks, QWidget& window);

  /// The parameters of one run in the format that the file's ending names.
  bool save_weights(std::size_t run, const QString& file);
  /// Those of every run, each in a file of its own: the run's name is put before the ending.
  bool save_all_weights(const QString& file);
  bool save_log(const QString& file);
  bool save_data(View& view, const QString& file);
  void copy_image(View& view) const;
  void copy_data(View& view) const;

  /// The same after asking for the file; without a run: every run.
  void ask_weights(std::optional<std::size_t> run);
  void ask_log();
  void ask_data(View& view);
  void ask_figure(View& view);

 signals:
  void failed(const lfp::Error& error);
  void done(const QString& message);

 private:
  template <class Write>
  bool attempt(const QString& file, Write write);
  QString ask_file(const QString& title, const QString& name, const QList<SaveKind>& kinds,
                   const std::function<QStringList(const QString&)>& written = {});
  /// One for each run.
  QStringList weight_files(const QString& file) const;

  EngineBridge& bridge_;
  Docks& docks_;
  QWidget& window_;
};

/// The folder of the last export; the home folder at first.
QString export_folder();
void remember_export_folder(const QString& file);

}  // namespace lfp
