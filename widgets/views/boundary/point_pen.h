#pragma once

#include "widgets/style/themed.h"

#include <QString>
#include <QWidget>
#include <cstdint>
#include <vector>

class QButtonGroup;
class QLabel;
class QToolButton;

namespace lfp {

/// The row below the plane of drawn data: a button for each class that can be drawn, one that removes points,
/// and a text with instructions.
class PointPen final : public QWidget, public Themed {
  Q_OBJECT

 public:
  static constexpr std::int32_t removes = -1;

  explicit PointPen(QWidget* parent = nullptr);

  /// Offers the existing classes and, up to most_drawn_classes, one more.
  void set_classes(std::int32_t classes);
  std::int32_t classes_offered() const { return offered_; }
  /// The class being drawn, or `removes`.
  std::int32_t label() const;
  /// Chooses a class; ignored if that class is not offered.
  void choose(std::int32_t label);
  /// Sets the reason why nothing can be drawn at present; empty if drawing is possible.
  void set_locked(const QString& reason);
  /// Shows why something was not done, until the next click.
  void tell(const QString& problem);
  void set_theme(const Theme& theme) override;

 private:
  void show_words();

  QButtonGroup* group_;
  std::vector<QToolButton*> classes_;
  QToolButton* remove_;
  QLabel* words_;
  std::int32_t offered_ = 2;
  QString lock_reason_;
  QString problem_;
  Theme theme_;
};

}  // namespace lfp
