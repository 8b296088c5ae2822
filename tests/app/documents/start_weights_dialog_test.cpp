#include "app/documents/start_weights_dialog.h"

#include "core/exchange/weight_formats.h"
#include "core/lockstep/lockstep.h"
#include "core/sessions/load_materials.h"
#include "core/training/run_state.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"
#include "widgets/controls/choice_field.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <optional>

namespace lfp::test::start_weights_dialog_test {
namespace {

/// Asks for the weights of a 2-12-12-2 network with another number of outputs or not.
class Asked {
 public:
  explicit Asked(std::int64_t outputs = 2) {
    Experiment experiment = test::small_experiment();
    experiment.network.layers.back() = dense_spec(outputs, "");
    experiment.dataset.settings.set("classes", outputs);
    const auto dataset = dataset_of(experiment);
    auto network =
        std::make_shared<const Network>(make_initial_network(experiment, *dataset, nullptr, nullptr));
    const auto load = [dataset](const Experiment& wanted) {
      return load_known_weights(wanted, dataset).weights.front();
    };
    dialog.emplace(experiment, network, load, Theme::make(Theme::Kind::light), nullptr);
    QObject::connect(&*dialog, &StartWeightsDialog::chosen, &*dialog,
                     [this](const std::optional<WeightsSource>& source) { chosen = source; });
    dialog->show();
  }

  QString trained() {
    Lockstep lockstep = test::start(test::small_experiment());
    lockstep.advance(3);
    const auto file = folder / "weights.npz";
    write_weights(lockstep.weights(0), file, "npz");
    return QString::fromStdString(file.string());
  }
  QTableWidget& table() { return *dialog->findChild<QTableWidget*>(); }
  QString verdict() { return dialog->findChild<QLabel*>(QStringLiteral("start_weights.verdict"))->text(); }
  QPushButton& button(const QString& text) {
    for (auto* one : dialog->findChildren<QPushButton*>())
      if (one->text() == text) return *one;
    qFatal("no such button");
  }

  TemporaryFolder folder;
  std::optional<StartWeightsDialog> dialog;
  std::optional<WeightsSource> chosen;
};

}  // namespace

class StartWeightsDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void shows_what_goes_where_and_tells_what_was_chosen() {
    Asked asked;
    asked.dialog->choose_file(asked.trained());
    QCOMPARE(asked.table().rowCount(), 6);
    QCOMPARE(asked.table().item(0, 0)->text(), QStringLiteral("layer1.weight"));
    QCOMPARE(asked.table().item(0, 1)->text(), QStringLiteral("12 × 2"));
    QCOMPARE(asked.table().item(0, 3)->text(), QStringLiteral("from the file"));
    QTest::mouseClick(&asked.button(QStringLiteral("Start from these")), Qt::LeftButton);
    QVERIFY(asked.chosen.has_value());
    QVERIFY(asked.chosen->file.ends_with("weights.npz"));
  }

  void another_head_is_named_and_can_be_drawn_anew() {
    Asked asked(3);
    asked.dialog->choose_file(asked.trained());
    QVERIFY2(asked.verdict().contains(QStringLiteral("layer3.weight")), qPrintable(asked.verdict()));
    QVERIFY(!asked.button(QStringLiteral("Start from these")).isEnabled());
    for (auto* field : asked.dialog->findChildren<ChoiceField*>()) {
      if (field->current() != QLatin1String("all")) continue;
      field->combo()->setFocus();
      QTest::keyClick(field->combo(), Qt::Key_Down);
    }
    QCOMPARE(asked.table().item(4, 3)->text(), QStringLiteral("drawn anew"));
    QVERIFY(asked.button(QStringLiteral("Start from these")).isEnabled());
    QTest::mouseClick(&asked.button(QStringLiteral("Start from these")), Qt::LeftButton);
    QCOMPARE(asked.chosen->part, std::string("body"));
  }

  void a_file_that_holds_no_weights_is_named() {
    Asked asked;
    asked.folder.write("broken.npz", "nothing");
    asked.dialog->choose_file(QString::fromStdString((asked.folder / "broken.npz").string()));
    QVERIFY(asked.verdict().contains(QStringLiteral("broken.npz")));
    QVERIFY(!asked.button(QStringLiteral("Start from these")).isEnabled());
  }
};

}  // namespace lfp::test::start_weights_dialog_test

LFPLAB_QT_TEST(start_weights_dialog_test, StartWeightsDialogTest)
#include "start_weights_dialog_test.moc"
