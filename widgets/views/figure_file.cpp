#include "widgets/views/figure_file.h"

#include "core/base/error.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/style/theme.h"
#include "widgets/views/export/painted_file.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetrics>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace lfp {

namespace {

struct FigureWords {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

// Of an image: A4 at 600 dots per inch, or A0 at 150. Drawing more would keep the window waiting.
constexpr double most_pixels = 36e6;

/// Light, whatever the window's, in the colours of numbers chosen there. Where a column of a paper leaves
/// little room the type is smaller, but never below 6.5 points: legends then find their place.
Theme figure_theme(const View& view, QSize size) {
  constexpr int one_column = 420;   // pixels at 96 an inch: 111 mm
  constexpr int two_columns = 760;  // 201 mm
  const double zoom = size.width() < one_column ? 0.85 : size.width() < two_columns ? 0.92 : 1.0;
  return Theme::make(Theme::Kind::light, zoom, view.theme().scales);
}

/// "A LFP-ε"; of a single run the name alone.
QString run_words(const Snapshot& snapshot, std::size_t run) {
  const QString name = QString::fromStdString(snapshot.runs[run].name);
  return snapshot.runs.size() > 1 ? QStringLiteral("%1 %2").arg(run_letter(static_cast<int>(run)), name)
                                  : name;
}

/// The runs that a view shows; all where it leaves no choice.
std::vector<std::size_t> shown_runs(View& view, const Snapshot& snapshot) {
  const RunChooser* chooser = view.run_chooser();
  if (chooser != nullptr && chooser->is_difference()) return {0, 1};
  std::vector<std::size_t> all;
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run)
    if (chooser == nullptr || std::ranges::count(chooser->shown(), run) > 0) all.push_back(run);
  return all;
}

/// "Two spirals · A LFP-ε, B gradient descent · step 427"; "" of what no training is shown in.
QString caption(View& view) {
  const SnapshotPointer& snapshot = view.snapshot();
  if (!snapshot || snapshot->runs.empty()) return {};
  QStringList runs;
  for (const std::size_t run : shown_runs(view, *snapshot)) runs << run_words(*snapshot, run);
  QStringList parts;
  if (snapshot->experiment && !snapshot->experiment->name.empty())
    parts << QString::fromStdString(snapshot->experiment->name);
  const RunChooser* chooser = view.run_chooser();
  const bool is_difference = chooser != nullptr && chooser->is_difference();
  parts << runs.join(is_difference ? QStringLiteral(" − ") : QStringLiteral(", "))
        << FigureWords::tr("step %1").arg(count_text(snapshot->position.step));
  return parts.join(QStringLiteral(" · "));
}

/// Takes bytes until its work is cancelled; the writer of images then gives up.
class CancellableBuffer : public QBuffer {
 public:
  explicit CancellableBuffer(const Progress& progress) : progress_(progress) { open(QIODevice::WriteOnly); }

 protected:
  qint64 writeData(const char* data, qint64 size) override {
    return progress_.is_cancelled() ? -1 : QBuffer::writeData(data, size);
  }

 private:
  const Progress& progress_;
};

void expect_to_fit(const QString& path, QSizeF pixels) {
  if (pixels.width() * pixels.height() <= most_pixels) return;
  throw Error(path.toStdString(),
              std::to_string(std::llround(pixels.width())) + " × " +
                  std::to_string(std::llround(pixels.height())) + " pixels are too many for one image",
              "Choose a lower resolution or a smaller size, or save it as SVG or PDF.");
}

ExportWork png(View& view, const QString& path, QSize size, double scale) {
  expect_to_fit(path, QSizeF(size) * scale);
  QImage image = figure_image(view, size, scale);
  // With its density the image comes out at the asked size on paper.
  const int dots_per_metre = static_cast<int>(std::lround(figure_pixels_per_inch * scale / 0.0254));
  image.setDotsPerMeterX(dots_per_metre);
  image.setDotsPerMeterY(dots_per_metre);
  return [image, path](Progress& progress) {
    CancellableBuffer buffer(progress);
    const bool is_whole = image.save(&buffer, "PNG");
    if (progress.is_cancelled()) throw Cancelled();
    if (!is_whole) throw Error(path.toStdString(), "the image could not be made", "Choose a smaller size.");
    return buffer.data();
  };
}

}  // namespace

void paint_figure(View& view, QPainter& painter, QSize size) {
  painter.setRenderHint(QPainter::Antialiasing);
  // Heatmaps with every cell as it is; PDF would take JPEG.
  painter.setRenderHint(QPainter::LosslessImageRendering);
  const Theme theme = figure_theme(view, size);
  const QRect whole(QPoint(0, 0), size);
  const QString words = caption(view);
  constexpr int flags = Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap;
  const int margin = theme.px(8);
  const QRect room = whole.adjusted(margin, 0, -margin, -theme.px(3));
  const int height =
      words.isEmpty() ? 0
                      : QFontMetrics(theme.small()).boundingRect(room, flags, words).height() + theme.px(6);
  painter.fillRect(whole, theme.base);
  painter.save();
  view.paint_figure(painter, whole.adjusted(0, 0, 0, -height), theme);
  painter.restore();
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(room, flags, words);
}

QImage figure_image(View& view, QSize size, double scale) {
  QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
  image.fill(figure_theme(view, size).base);
  QPainter painter(&image);
  painter.scale(scale, scale);
  paint_figure(view, painter, size);
  return image;
}

ExportWork figure_work(View& view, const QString& path, QSize size, double png_scale) {
  if (size.isEmpty()) {
    throw Error(path.toStdString(), "a figure needs a width and a height above zero", "Choose another size.");
  }
  const QString format = QFileInfo(path).suffix().toLower();
  const auto paint_view = [&view, size](QPainter& painter) { paint_figure(view, painter, size); };
  if (format == QLatin1String("svg")) return finished(painted_svg(view.windowTitle(), size, paint_view));
  if (format == QLatin1String("pdf")) return finished(painted_pdf(view.windowTitle(), size, paint_view));
  if (format == QLatin1String("png")) return png(view, path, size, png_scale);
  throw Error(path.toStdString(), "the ending does not name a figure format",
              "Let the file name end in .svg, .pdf or .png.");
}

void save_figure(View& view, const QString& path, QSize size, double png_scale) {
  Progress progress;
  write_work(figure_work(view, path, size, png_scale), path, progress);
}

}  // namespace lfp
