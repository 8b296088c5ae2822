#pragma once

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace lfp::test {

/// What a program may take on a machine that has much else to do.
constexpr int longest_program_milliseconds = 240'000;

/// How a program ended and what it printed.
struct Result {
  int status = -1;
  QString out;
  QString err;
};

/// Runs the program in a folder of its own, without a display.
class Program {
 public:
  Program() {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
    process_.setProcessEnvironment(environment);
    process_.setWorkingDirectory(folder_.path());
  }

  void set_variable(const QString& name, const QString& value) {
    auto environment = process_.processEnvironment();
    environment.insert(name, value);
    process_.setProcessEnvironment(environment);
  }
  void start(const QStringList& arguments) { process_.start(QStringLiteral(LFPLAB_PROGRAM), arguments); }
  Result wait() {
    if (!process_.waitForFinished(longest_program_milliseconds)) return {};
    return {process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1,
            QString::fromUtf8(process_.readAllStandardOutput()),
            QString::fromUtf8(process_.readAllStandardError())};
  }
  Result run(const QStringList& arguments) {
    start(arguments);
    return wait();
  }
  /// Runs a line of bash in which $lfplab is the program.
  Result run_in_shell(const QString& line) {
    set_variable(QStringLiteral("lfplab"), QStringLiteral(LFPLAB_PROGRAM));
    process_.start(QStringLiteral("bash"), {QStringLiteral("-c"), line});
    return wait();
  }
  QProcess& process() { return process_; }

  QString path(const QString& name) const { return folder_.filePath(name); }
  bool exists(const QString& name) const { return QFile::exists(path(name)); }
  QByteArray read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  void write(const QString& name, const QByteArray& content) const {
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  QJsonObject json(const QString& name) const { return QJsonDocument::fromJson(read(name)).object(); }
  /// Everything in a folder, hidden files included.
  QStringList names(const QString& name = QStringLiteral(".")) const {
    return QDir(path(name)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
  }

 private:
  QTemporaryDir folder_;
  QProcess process_;
};

inline QString last_line(const QString& text) {
  return text.trimmed().section(QLatin1Char('\n'), -1);
}

/// The runs of a summary.json.
inline QJsonObject run_of(const QJsonObject& summary, int run) {
  return summary[QLatin1String("runs")].toArray()[run].toObject();
}

}  // namespace lfp::test

#define VERIFY_CONTAINS(text, part) QVERIFY2((text).contains(part), qPrintable(text))
