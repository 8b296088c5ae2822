#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QImage>

namespace lfp::test::headless_figures_test {

class HeadlessFiguresTest : public QObject {
  Q_OBJECT

 private slots:
  void draws_figures_without_a_display();
  void all_means_every_figure_that_suits();
  void figures_have_the_size_asked_for();
  void figures_show_the_run_asked_for();
  void what_does_not_apply_is_refused_by_name_data();
  void what_does_not_apply_is_refused_by_name();
};

void HeadlessFiguresTest::draws_figures_without_a_display() {
  Program program;
  const auto result =
      program.run({"train", "example:two_spirals", "--epochs", "5", "--out", "out", "--figures",
                   "curves,network.png,boundary.svg", "--width", "600", "--height", "400"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  QCOMPARE(program.names("out/figures"),
           (QStringList{"boundary.svg", "curves.pdf", "curves.png", "curves.svg", "network.png"}));
  const QImage network(program.path("out/figures/network.png"));
  QVERIFY(network.width() >= 600);
  QVERIFY(program.read("out/figures/curves.pdf").startsWith("%PDF-"));
  QVERIFY(program.read("out/figures/boundary.svg").contains("<svg"));
}

void HeadlessFiguresTest::all_means_every_figure_that_suits() {
  Program program;
  const auto result =
      program.run({"train", "example:xor", "--steps", "3", "--out", "out", "--figures", "all.svg"});
  QVERIFY2(result.status == 0, qPrintable(result.err));
  const auto figures = program.names("out/figures");
  for (const char* name : {"boundary.svg", "curves.svg", "network.svg", "weights.svg"})
    QVERIFY2(figures.contains(name), name);
  QVERIFY2(!figures.contains("tiles.svg"), "tiles are for images");
}

void HeadlessFiguresTest::figures_have_the_size_asked_for() {
  Program program;
  const QStringList train{"train", "example:xor", "--steps", "3", "--out", "out", "--figures", "curves.svg"};
  QCOMPARE(program.run(train + QStringList{"--figure-size", "85x60mm"}).status, 0);
  VERIFY_CONTAINS(QString::fromUtf8(program.read("out/figures/curves.svg")), "viewBox=\"0 0 321 227\"");
  QCOMPARE(program.run(train + QStringList{"--figure-size", "640x400"}).status, 0);
  VERIFY_CONTAINS(QString::fromUtf8(program.read("out/figures/curves.svg")), "viewBox=\"0 0 640 400\"");
  for (const char* wrong : {"640", "640x", "0x0", "85x60 furlongs", "99999x99999"}) {
    const auto refused = program.run(train + QStringList{"--figure-size", wrong});
    QCOMPARE(refused.status, 2);
    VERIFY_CONTAINS(refused.err, QString("--figure-size ") + wrong);
  }
}

void HeadlessFiguresTest::figures_show_the_run_asked_for() {
  Program program;
  const auto drawn = [&](const QStringList& run) {
    const auto result = program.run(
        QStringList{"train", "example:xor", "--steps", "3", "--out", "out", "--figures", "weights.svg"} +
        run);
    return result.status == 0 ? program.read("out/figures/weights.svg") : QByteArray();
  };
  const QByteArray a = drawn({"--figure-run", "A"});
  const QByteArray b = drawn({"--figure-run", "B"});
  QVERIFY(!a.isEmpty());
  QVERIFY(a != b);
  QCOMPARE(drawn({"--figure-run", "Gradient"}), b);
  const auto none = program.run({"train", "example:xor", "--steps", "3", "--out", "none", "--figures",
                                 "weights.svg", "--figure-run", "C"});
  QCOMPARE(none.status, 2);
  VERIFY_CONTAINS(none.err, "--figure-run: there is no run \"C\"");
}

void HeadlessFiguresTest::what_does_not_apply_is_refused_by_name_data() {
  QTest::addColumn<QString>("example");
  QTest::addColumn<QString>("view");
  QTest::addColumn<QString>("reason");
  QTest::newRow("boundary") << "friedman"
                            << "boundary"
                            << "needs classes and two features";
  QTest::newRow("tiles") << "xor"
                         << "tiles"
                         << "needs images";
  QTest::newRow("maps") << "xor"
                        << "maps"
                        << "a layer of convolution";
  QTest::newRow("spikes") << "xor"
                          << "spikes"
                          << "spikes";
  QTest::newRow("pruning") << "xor"
                           << "pruning"
                           << "no weights are removed";
  QTest::newRow("confusion") << "sine"
                             << "confusion"
                             << "needs classes";
  QTest::newRow("fit") << "xor"
                       << "fit"
                       << "needs regression";
  QTest::newRow("reconstruction") << "sine"
                                  << "reconstruction"
                                  << "needs an autoencoder";
  QTest::newRow("inspector") << "xor"
                             << "inspector"
                             << "chosen";
  QTest::newRow("teaching") << "xor"
                            << "teaching"
                            << "no feedback was given by hand";
  QTest::newRow("pad") << "xor"
                       << "pad"
                       << "drawn";
}

void HeadlessFiguresTest::what_does_not_apply_is_refused_by_name() {
  QFETCH(QString, example);
  QFETCH(QString, view);
  QFETCH(QString, reason);
  Program program;
  const auto result =
      program.run({"train", "example:" + example, "--steps", "1", "--out", "out", "--figures", view});
  QCOMPARE(result.status, 2);
  VERIFY_CONTAINS(result.err, "--figures " + view + ": ");
  VERIFY_CONTAINS(result.err, reason);
  QCOMPARE(program.names(), QStringList());
}

}  // namespace lfp::test::headless_figures_test

LFPLAB_QT_TEST(headless_figures_test, HeadlessFiguresTest)
#include "headless_figures_test.moc"
