#pragma once

#include "widgets/style/themed.h"

#include <QPainter>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

class QToolButton;

namespace lfp {

/// One output in the human feedback view: its class, every run's answer, and the two buttons that punish and
/// reward it.
class TeachingRow final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TeachingRow(int output, QWidget* parent = nullptr);

  /// A run's answer for the output: a probability, or the value for regression. Or the difference A − B.
  struct Answer {
    int run = 0;
    double output = 0;
    std::optional<double> probability{};
    bool is_difference = false;
  };
  const std::vector<Answer>& answers() const { return answers_; }
  void show_answers(const QString& name, bool is_label, const std::vector<Answer>& answers);
  /// Enables the buttons, or disables them with the reason as their tooltip.
  void set_usable(bool usable, const QString& reason);
  void set_chosen(bool chosen);
  void set_theme(const Theme& theme) override;

  QSize minimumSizeHint() const override;

 signals:
  /// Emits -1 or 1, ten times that with Shift.
  void given(double value);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_answer(QPainter& painter, const QRect& line, const Answer& answer) const;
  QToolButton* make_button(const QString& text, double direction);

  Theme theme_;
  int output_;
  QString name_;
  bool is_label_ = false;
  bool is_chosen_ = false;
  std::vector<Answer> answers_;
  QToolButton* punish_;
  QToolButton* reward_;
};

}  // namespace lfp
