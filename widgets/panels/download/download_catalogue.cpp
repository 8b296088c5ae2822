#include "widgets/panels/download/download_catalogue.h"

#include <QCoreApplication>
#include <QLocale>
#include <utility>

namespace lfp {
namespace {

struct DownloadCatalogueWords {
  Q_DECLARE_TR_FUNCTIONS(lfp::DownloadSet)
};

/// Describes the four files of MNIST and its successors, which have the same names in all of them.
struct IdxSizesAndSums {
  const char* name;
  qint64 size;
  const char* sha256;
};

QList<DownloadFile> idx_files(const QString& folder, const QString& address,
                              std::initializer_list<IdxSizesAndSums> files) {
  QList<DownloadFile> all;
  for (const auto& file : files) {
    const auto name = QString::fromLatin1(file.name);
    all.append({folder + QLatin1Char('/') + name, QUrl(address + name), file.size, file.sha256});
  }
  return all;
}

/// The training files hold 60,000 images: 50,000 are used for training and the rest for testing.
Choice idx_choice(const std::string& folder) {
  Choice choice{.name = "idx", .settings = {}};
  choice.settings.set("images", folder + "/train-images-idx3-ubyte.gz");
  choice.settings.set("labels", folder + "/train-labels-idx1-ubyte.gz");
  choice.settings.set("train", std::int64_t{50000});
  choice.settings.set("test", std::int64_t{10000});
  return choice;
}

/// The checksums are those that TensorFlow Datasets lists for this address.
DownloadSet mnist() {
  return {.title = QStringLiteral("MNIST"),
          .summary = DownloadCatalogueWords::tr(
              "Handwritten digits: grey images of 28 × 28 pixels in 10 classes, 60,000 to train "
              "and 10,000 to test."),
          .licence = DownloadCatalogueWords::tr(
              "Creative Commons Attribution-Share Alike 3.0; Y. LeCun, C. Cortes, C. Burges"),
          .home = QUrl(QStringLiteral("http://yann.lecun.com/exdb/mnist/")),
          .files = idx_files(QStringLiteral("mnist"),
                             QStringLiteral("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                             {{"train-images-idx3-ubyte.gz", 9912422,
                               "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"},
                              {"train-labels-idx1-ubyte.gz", 28881,
                               "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"},
                              {"t10k-images-idx3-ubyte.gz", 1648877,
                               "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"},
                              {"t10k-labels-idx1-ubyte.gz", 4542,
                               "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"}}),
          .dataset = idx_choice("mnist")};
}

DownloadSet fashion_mnist() {
  return {.title = QStringLiteral("Fashion-MNIST"),
          .summary = DownloadCatalogueWords::tr(
              "Clothing images, a drop-in for MNIST: grey images of 28 × 28 pixels in 10 classes, 60,000 to "
              "train and 10,000 to test."),
          .licence = DownloadCatalogueWords::tr("MIT; Zalando SE"),
          .home = QUrl(QStringLiteral("https://github.com/zalandoresearch/fashion-mnist")),
          .files = idx_files(QStringLiteral("fashion-mnist"),
                             QStringLiteral("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                             {{"train-images-idx3-ubyte.gz", 26421880,
                               "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"},
                              {"train-labels-idx1-ubyte.gz", 29515,
                               "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"},
                              {"t10k-images-idx3-ubyte.gz", 4422102,
                               "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"},
                              {"t10k-labels-idx1-ubyte.gz", 5148,
                               "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"}}),
          .dataset = idx_choice("fashion-mnist")};
}

/// The archive is read without unpacking. The experiment starts with a fifth of the images because all of
/// them take 0.7 GB of memory.
DownloadSet cifar10() {
  DownloadSet set{.title = QStringLiteral("CIFAR-10"),
                  .summary = DownloadCatalogueWords::tr(
                      "Small photographs: colour images of 32 × 32 pixels in 10 classes, 50,000 to "
                      "train and 10,000 to test."),
                  .licence = DownloadCatalogueWords::tr(
                      "No licence stated; A. Krizhevsky, Learning Multiple Layers of Features from "
                      "Tiny Images, 2009"),
                  .home = QUrl(QStringLiteral("https://www.cs.toronto.edu/~kriz/cifar.html")),
                  .files = {{QStringLiteral("cifar-10/cifar-10-binary.tar.gz"),
                             QUrl(QStringLiteral("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")),
                             170052171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"}},
                  .dataset = {.name = "cifar", .settings = {}}};
  set.dataset.settings.set("path", std::string("cifar-10/cifar-10-binary.tar.gz"));
  set.dataset.settings.set("train", std::int64_t{10000});
  set.dataset.settings.set("test", std::int64_t{2000});
  return set;
}

DownloadSet iris() {
  DownloadSet set{.title = QStringLiteral("Iris"),
                  .summary = DownloadCatalogueWords::tr(
                      "Three kinds of iris flowers by the lengths and widths of their leaves: 150 rows of 4 "
                      "numbers."),
                  .licence = DownloadCatalogueWords::tr(
                      "Creative Commons Attribution 4.0; R. A. Fisher, UCI Machine Learning Repository"),
                  .home = QUrl(QStringLiteral("https://archive.ics.uci.edu/dataset/53/iris")),
                  .files = {{QStringLiteral("iris/iris.data"),
                             QUrl(QStringLiteral(
                                 "https://archive.ics.uci.edu/ml/machine-learning-databases/iris/iris.data")),
                             4551, "6f608b71a7317216319b4d27b4d9bc84e6abd734eda7872b71a458569e2656c0"}},
                  .dataset = {.name = "csv", .settings = {}}};
  set.dataset.settings.set("file", std::string("iris/iris.data"));
  return set;
}

}  // namespace

qint64 DownloadSet::size() const {
  qint64 sum = 0;
  for (const DownloadFile& file : files) sum += file.size;
  return sum;
}

QString byte_text(qint64 bytes) {
  return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QList<DownloadSet> download_sets() {
  return {mnist(), fashion_mnist(), cifar10(), iris()};
}

}  // namespace lfp
