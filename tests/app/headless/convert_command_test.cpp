#include "tests/support/program.h"
#include "tests/support/qt_test.h"

namespace lfp::test::convert_command_test {

class ConvertCommandTest : public QObject {
  Q_OBJECT

 private slots:
  void converts_weights_there_and_back();
};

void ConvertCommandTest::converts_weights_there_and_back() {
  Program program;
  QCOMPARE(program.run({"train", "example:xor", "--steps", "2", "--out", "out"}).status, 0);
  QCOMPARE(program.run({"convert", "out/weights/Gradient.npz", "--to", "json", "--out", "w.json"}).status, 0);
  QCOMPARE(program.run({"convert", "w.json", "--to", "npz", "--out", "w.npz"}).status, 0);
  QCOMPARE(program.read("w.npz"), program.read("out/weights/Gradient.npz"));
  QCOMPARE(program.run({"convert", "w.npz", "--to", "csv", "--out", "w.csv"}).status, 0);
  QVERIFY(program.read("w.csv").startsWith("array,row,column,value\nlayer1.weight,0,0,"));

  program.write("w.npz", "not an archive");
  const auto damaged = program.run({"convert", "w.npz", "--to", "csv", "--out", "w.csv"});
  QCOMPARE(damaged.status, 3);
  QVERIFY2(damaged.err.contains("w.npz: this is not a .npz archive"), qPrintable(damaged.err));
  QVERIFY(program.read("w.csv").startsWith("array,row,column,value"));
}

}  // namespace lfp::test::convert_command_test

LFPLAB_QT_TEST(convert_command_test, ConvertCommandTest)
#include "convert_command_test.moc"
