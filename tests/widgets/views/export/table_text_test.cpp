#include "widgets/views/export/table_text.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <cstdlib>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace lfp::test::table_text_test {

/// Tables as comma-separated text.
class TableTextTest : public QObject {
  Q_OBJECT

 private slots:
  void cells_of_every_kind_stand_in_their_row() {
    TableText table("run,layer,weight,note");
    table.row(std::string("LFP-ε"), std::int64_t{-3}, 0.1F, QString("A − B"));
    table.row("two, \"quoted\"", 7U, -2.5, "");
    QCOMPARE(QString::fromUtf8(table.text()), QString("run,layer,weight,note\nLFP-ε,-3,0.1,A − B\n"
                                                      "\"two, \"\"quoted\"\"\",7,-2.5,\n"));
  }

  void rows_can_share_their_first_cells() {
    TableText table("run,layer,value");
    const auto start = TableText::start("a,b", 1);
    table.row(start, 2);
    table.row(start, 3);
    QCOMPARE(QString::fromUtf8(table.text()), QString("run,layer,value\n\"a,b\",1,2\n\"a,b\",1,3\n"));
  }

  void reals_read_back_as_they_were() {
    TableText table("value");
    const std::vector<float> values{0.1F, -1.0F / 3.0F, 1e-42F, std::numeric_limits<float>::max(),
                                    std::numeric_limits<float>::lowest()};
    for (const float value : values) table.row(value);
    const QStringList lines = QString::fromUtf8(table.text()).split('\n', Qt::SkipEmptyParts);
    for (std::size_t at = 0; at < values.size(); ++at)
      QCOMPARE(std::strtof(qPrintable(lines[static_cast<int>(at) + 1]), nullptr), values[at]);
  }

  void what_is_not_finite_has_a_name() {
    TableText table("value");
    const float infinite = std::numeric_limits<float>::infinity();
    table.row(std::numeric_limits<float>::quiet_NaN(), infinite, -infinite);
    QCOMPARE(QString::fromUtf8(table.text()), QString("value\nnan,inf,-inf\n"));
  }

  void without_rows_there_is_no_text() {
    TableText table("run,layer");
    QVERIFY(table.is_empty());
    QVERIFY(table.text().isEmpty());
  }

  void many_rows_are_all_there() {
    TableText table("row,square");
    constexpr std::int64_t count = 100'000;
    for (std::int64_t row = 0; row < count; ++row) table.row(row, row * row);
    const QStringList lines = QString::fromUtf8(table.text()).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), count + 1);
    QCOMPARE(lines[77'778], QString("77777,6049261729"));
  }

  void many_cells_make_one_row() {
    TableText table("step,a,b,c");
    const std::vector<float> values{1.0F, -2.5F, 0.0F};
    table.row(7, std::span(values));
    QCOMPARE(table.text(), QByteArray("step,a,b,c\n7,1,-2.5,0\n"));
  }

  void rows_tell_how_far_they_are() {
    constexpr std::int64_t count = 100'000;
    Progress progress;
    TableText table("row", &progress, count);
    double before = 0.0;
    for (std::int64_t row = 0; row < count; ++row) {
      table.row(row);
      QVERIFY(progress.fraction() >= before && progress.fraction() <= static_cast<double>(row + 1) / count);
      before = progress.fraction();
    }
    QVERIFY2(before > 0.85, qPrintable(QString::number(before)));
  }

  void a_cancelled_table_ends_soon() {
    Progress progress;
    TableText table("row", &progress, 1'000'000);
    progress.cancel();
    std::int64_t row = 0;
    QVERIFY_EXCEPTION_THROWN(for (; row < 1'000'000; ++row) table.row(row), Cancelled);
    QVERIFY(row < 100'000);
  }
};

}  // namespace lfp::test::table_text_test

LFPLAB_QT_TEST(table_text_test, TableTextTest)
#include "table_text_test.moc"
