#pragma once

#include "widgets/style/themed.h"

#include <QPainter>
#include <QPen>
#include <QString>
#include <QWidget>

namespace lfp {

/// "A" for run 0, "B" for run 1, ...
QString run_letter(int run);

/// The line of a run: A solid, B dashed 7-4, C dash-dot, D dotted; `width` in pixels at 100 %.
QPen run_line_pen(int run, const Theme& theme, double width = 2.0);

/// The square with round corners in the run's colour and its letter, as large as fits centred in `area`.
void paint_badge(QPainter& painter, const QRect& area, int run, const Theme& theme);

/// A piece of the run's line from the left to the right of `area`, vertically centred.
void paint_line_sample(QPainter& painter, const QRectF& area, int run, const Theme& theme);

/// Badge, line sample and name of a run, as they head every view that shows it. The name elides.
class RunBadge : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit RunBadge(int run, QWidget* parent = nullptr);

  void set_run(int run);
  void set_name(const QString& name);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int text_left() const;
  void describe();

  Theme theme_;
  int run_;
  QString name_;
};

}  // namespace lfp
