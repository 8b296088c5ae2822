#pragma once

#include "app/bridge/application.h"

#include <QLocale>
#include <QTest>

namespace lfp::test {

/// Runs a test class as its own program would, with the same numbers and words whatever the system's locale.
template <class Test>
int run_qt_test(int argc, char** argv) {
  const Application application(argc, argv);
  QLocale::setDefault(QLocale::c());
  QApplication::setAttribute(Qt::AA_Use96Dpi);
  Test test;
  return QTest::qExec(&test, argc, argv);
}

}  // namespace lfp::test

/// At the end of <name>.cpp: what `qt_tests <name>` runs. The test class lies in lfp::test::<name>.
#define LFPLAB_QT_TEST(name, Test)                   \
  namespace lfp::test::name {}                       \
  int name(int argc, char** argv);                   \
  int name(int argc, char** argv) {                  \
    using namespace lfp::test::name;                 \
    return lfp::test::run_qt_test<Test>(argc, argv); \
  }
