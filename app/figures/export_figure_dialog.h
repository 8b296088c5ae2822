#pragma once

#include <QDialog>
#include <QSize>
#include <QTimer>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace lfp {

class Error;
class EngineBridge;
class View;

/// Asks which view to export as a figure, in which format and how large, and shows a preview.
class ExportFigureDialog : public QDialog {
  Q_OBJECT
  Q_DISABLE_COPY_MOVE(ExportFigureDialog)

 public:
  ExportFigureDialog(EngineBridge& bridge, std::vector<View*> views, const View& chosen, QWidget* parent);
  ~ExportFigureDialog() override;

  View& view() const;
  /// "svg", "pdf" or "png".
  QString format() const;
  /// In pixels of 1/96 inch.
  QSize figure_size() const;
  /// Pixels of a PNG for each of these.
  double png_scale() const;
  /// Writes the figure as chosen; false where that failed.
  bool save(const QString& file);

 signals:
  void failed(const lfp::Error& error);
  void done(const QString& message);

 protected:
  void accept() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* make_form();
  void change_unit();
  void describe();
  void draw_preview();
  bool in_millimetres() const;

  EngineBridge& bridge_;
  std::vector<View*> views_;
  QComboBox* view_ = nullptr;
  QComboBox* format_ = nullptr;
  QDoubleSpinBox* width_ = nullptr;
  QDoubleSpinBox* height_ = nullptr;
  QComboBox* unit_ = nullptr;
  QComboBox* resolution_ = nullptr;
  QLabel* result_ = nullptr;
  QLabel* preview_ = nullptr;
  QTimer preview_timer_;
  bool was_in_millimetres_ = false;
};

}  // namespace lfp
