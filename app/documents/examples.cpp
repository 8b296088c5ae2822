#include "app/documents/examples.h"

#include "core/base/error.h"
#include "core/base/unknown_name.h"

#include <QCoreApplication>
#include <QFile>
#include <filesystem>

namespace lfp {
namespace {

constexpr const char* prefix = "example:";

QString text(const char* english) {
  return QCoreApplication::translate("Examples", english);
}

Example example(const char* name, const char* title, const char* summary,
                std::optional<ViewTopic> shows = {}) {
  return {.name = name,
          .title = text(title),
          .summary = text(summary),
          .path = QStringLiteral(":/examples/%1.json").arg(QLatin1String(name)),
          .shows = shows};
}

Experiment load_example(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& candidate : examples()) {
    known.push_back(candidate.name.toStdString());
    if (known.back() != name) continue;
    QFile file(candidate.path);
    const bool is_open = file.open(QIODevice::ReadOnly);
    Q_ASSERT(is_open);
    Experiment experiment = parse_experiment(file.readAll().toStdString(), prefix + name);
    experiment.folder = std::filesystem::current_path();
    return experiment;
  }
  throw Error(prefix + name, "there is no such example", remedy_for(name, known));
}

}  // namespace

std::vector<Example> examples() {
  return {
      example("two_spirals", QT_TRANSLATE_NOOP("Examples", "Two spirals"),
              QT_TRANSLATE_NOOP("Examples",
                                "The classic that no straight line separates: LFP beside gradient descent")),
      example(
          "blobs", QT_TRANSLATE_NOOP("Examples", "Blobs"),
          QT_TRANSLATE_NOOP("Examples", "Two clouds of points and a single small layer: the quickest start")),
      example("two_circles", QT_TRANSLATE_NOOP("Examples", "Two circles"),
              QT_TRANSLATE_NOOP("Examples", "One class inside the other")),
      example("moons", QT_TRANSLATE_NOOP("Examples", "Moons"),
              QT_TRANSLATE_NOOP("Examples", "Two half moons that reach into one another")),
      example("xor", QT_TRANSLATE_NOOP("Examples", "XOR"),
              QT_TRANSLATE_NOOP("Examples", "Four quadrants, the opposite ones alike")),
      example("xor_by_hand", QT_TRANSLATE_NOOP("Examples", "XOR by hand"),
              QT_TRANSLATE_NOOP("Examples",
                                "Four points, eight weights that start alike: type others, calculate along")),
      example("checkerboard", QT_TRANSLATE_NOOP("Examples", "Checkerboard"),
              QT_TRANSLATE_NOOP("Examples", "Many fields of two classes: harder than it looks")),
      example("three_spirals", QT_TRANSLATE_NOOP("Examples", "Three spirals"),
              QT_TRANSLATE_NOOP("Examples", "Three arms, three classes")),
      example("swirls", QT_TRANSLATE_NOOP("Examples", "Swirls"),
              QT_TRANSLATE_NOOP("Examples", "Three arms that start at the same centre and fray outwards")),
      example("step_activation", QT_TRANSLATE_NOOP("Examples", "Step activation"),
              QT_TRANSLATE_NOOP("Examples",
                                "Units without a derivative: LFP trains them, gradient descent cannot")),
      example(
          "convergence", QT_TRANSLATE_NOOP("Examples", "Convergence"),
          QT_TRANSLATE_NOOP("Examples", "All conditions of the theorem hold: the reward rises at every step"),
          ViewTopic::convergence),
      example(
          "convergence_broken", QT_TRANSLATE_NOOP("Examples", "Convergence, a condition broken"),
          QT_TRANSLATE_NOOP("Examples", "The same with another rule, z+: the reward falls again and again"),
          ViewTopic::convergence),
      example("mnist", QT_TRANSLATE_NOOP("Examples", "MNIST digits"),
              QT_TRANSLATE_NOOP("Examples",
                                "Handwritten digits, with t10k-images-idx3-ubyte.gz and its labels at hand")),
      example("mnist_step_activation", QT_TRANSLATE_NOOP("Examples", "MNIST digits, step activation"),
              QT_TRANSLATE_NOOP("Examples", "The same digits with units that are on or off")),
      example("mnist_lenet", QT_TRANSLATE_NOOP("Examples", "MNIST digits, LeNet"),
              QT_TRANSLATE_NOOP("Examples", "The same digits through two convolutions")),
      example("mnist_spiking", QT_TRANSLATE_NOOP("Examples", "MNIST digits, spiking"),
              QT_TRANSLATE_NOOP("Examples", "A thousand spiking neurons, fifteen time steps a digit")),
      example("digits_lenet", QT_TRANSLATE_NOOP("Examples", "Rendered digits, LeNet"),
              QT_TRANSLATE_NOOP("Examples", "Digits that the program draws by itself: no file is needed")),
      example("autoencoder", QT_TRANSLATE_NOOP("Examples", "Autoencoder"),
              QT_TRANSLATE_NOOP("Examples", "Rendered digits through a bottleneck of sixteen numbers")),
      example("sine", QT_TRANSLATE_NOOP("Examples", "Sine"),
              QT_TRANSLATE_NOOP("Examples", "Regression: the output is to follow a noisy wave")),
      example("friedman", QT_TRANSLATE_NOOP("Examples", "Friedman’s function"),
              QT_TRANSLATE_NOOP("Examples", "Regression on ten inputs, five of which mean nothing")),
  };
}

std::optional<ViewTopic> view_shown_with(const QString& name) {
  for (const Example& candidate : examples())
    if (name == QLatin1String(prefix) + candidate.name) return candidate.shows;
  return std::nullopt;
}

Experiment open_experiment(const std::string& file) {
  if (file.starts_with(prefix)) return load_example(file.substr(std::string(prefix).size()));
  return load_experiment(file);
}

}  // namespace lfp
