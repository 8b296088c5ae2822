#pragma once

#include "widgets/style/themed.h"

#include <QList>
#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace lfp {

/// Exclusive choices side by side: "A | B | A − B". Arrow keys move between them. As with every control here,
/// setters are silent and signals report what the person did.
class SegmentedControl : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `height` in pixels at 100 %: 22 in dock titles, 26 in forms.
  explicit SegmentedControl(const QStringList& labels, QWidget* parent = nullptr, double height = 22);

  /// Replaces the segments; the first one is chosen.
  void set_labels(const QStringList& labels);
  int count() const;
  /// -1 without segments.
  int current() const { return current_; }
  void set_current(int index);
  void set_segment_text(int index, const QString& text);
  void set_segment_tooltip(int index, const QString& text);
  void set_theme(const Theme& theme) override;

 signals:
  void current_changed(int index);

 private:
  QAbstractButton* segment(int index) const;

  double height_;
  Theme theme_;
  QButtonGroup* group_;
  int current_ = -1;
};

}  // namespace lfp
