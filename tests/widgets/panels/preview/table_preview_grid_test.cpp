#include "widgets/panels/preview/table_preview_grid.h"

#include "tests/support/qt_test.h"

#include <QSignalSpy>
#include <QTest>
#include <memory>

namespace lfp::test::table_preview_grid_test {

namespace {

TablePreview flowers() {
  TablePreview preview;
  preview.columns = {
      {.name = "length", .number = 1, .is_numeric = true, .smallest = 4.5, .largest = 7.25, .problem = {}},
      {.name = "colour", .number = 2, .different = 3, .missing = 2, .problem = {}},
      {.name = "species", .number = 3, .different = 2, .role = ColumnRole::label, .problem = {}}};
  preview.rows = {{"4.5", "red", "a"}, {"7.25", "", "b"}};
  preview.row_count = 2;
  return preview;
}

}  // namespace

class TablePreviewGridTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    grid_ = std::make_unique<TablePreviewGrid>();
    grid_->resize(600, 300);
    grid_->show_preview(flowers(), {}, Theme::make(Theme::Kind::light));
    grid_->show();
    QVERIFY(QTest::qWaitForWindowExposed(grid_.get()));
  }

  void each_column_says_its_use_type_range_and_missing_values() {
    QCOMPARE(grid_->horizontalHeaderItem(0)->text(), "length");
    QCOMPARE(column(0), (QStringList{"Input ▾", "Number", "4.5 … 7.25", "none", "4.5", "7.25"}));
    QCOMPARE(column(1), (QStringList{"Input ▾", "Text", "3 values", "2", "red", ""}));
    QCOMPARE(column(2).first(), "Label ▾");
  }

  void a_click_makes_another_column_the_label() {
    QSignalSpy changed(grid_.get(), &TablePreviewGrid::settings_changed);
    click_use_of(1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QString::fromStdString(changed[0][0].value<Settings>().text("label")), "colour");
  }

  void a_second_click_leaves_the_column_out() {
    QSignalSpy changed(grid_.get(), &TablePreviewGrid::settings_changed);
    click_use_of(2);
    QCOMPARE(changed.count(), 1);
    QVERIFY(changed[0][0].value<Settings>().text("ignore").find("species") != std::string::npos);
  }

  void space_changes_the_use_of_the_column_that_the_keys_are_in() {
    QSignalSpy changed(grid_.get(), &TablePreviewGrid::settings_changed);
    grid_->setCurrentCell(0, 1);
    QTest::keyClick(grid_.get(), Qt::Key_Space);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QString::fromStdString(changed[0][0].value<Settings>().text("label")), "colour");
  }

  void enter_changes_nothing() {
    QSignalSpy changed(grid_.get(), &TablePreviewGrid::settings_changed);
    grid_->setCurrentCell(0, 1);
    QTest::keyClick(grid_.get(), Qt::Key_Return);
    QCOMPARE(changed.count(), 0);
  }

  void a_click_on_a_value_changes_nothing() {
    QSignalSpy changed(grid_.get(), &TablePreviewGrid::settings_changed);
    const QRect cell = grid_->visualItemRect(grid_->item(4, 0));
    QTest::mouseClick(grid_->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(changed.count(), 0);
  }

 private:
  QStringList column(int place) const {
    QStringList texts;
    for (int row = 0; row < grid_->rowCount(); ++row) texts << grid_->item(row, place)->text();
    return texts;
  }
  void click_use_of(int place) {
    const QRect cell = grid_->visualItemRect(grid_->item(0, place));
    QTest::mouseClick(grid_->viewport(), Qt::LeftButton, {}, cell.center());
  }

  std::unique_ptr<TablePreviewGrid> grid_;
};

}  // namespace lfp::test::table_preview_grid_test

LFPLAB_QT_TEST(table_preview_grid_test, TablePreviewGridTest)
#include "table_preview_grid_test.moc"
