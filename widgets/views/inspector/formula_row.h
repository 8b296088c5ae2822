#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QString>
#include <QWidget>
#include <vector>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace lfp {

class TermField;

/// A formula in a grey box, with its result first: "+0.1351 = [0.3150] × [0.8496] ÷ ( ... )", and a caption
/// below each number. If it is too wide for one line, it is broken before an operator.
class FormulaRow final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// A part of a formula: an operator, or a field for a term with its caption.
  struct Part {
    QString text;           ///< the operator, or a field's caption
    int term = -1;          ///< the field's number, reported when it is edited; -1: an operator
    bool is_fixed = false;  ///< a field that cannot be edited because other numbers determine it
  };

  explicit FormulaRow(QWidget* parent = nullptr);

  void set_parts(const QString& result_caption, const std::vector<Part>& parts);
  /// Shows the result, and the run's own value below as "was …" if terms were edited. Fits the row to all its
  /// numbers, so the terms are set before.
  void set_result(const QString& text, const QString& was = {});
  QString result() const;
  /// The text below the result.
  QString result_caption() const;
  /// Sets all fields of that term.
  void set_value(int term, double value, bool is_edited);
  TermField* field(int term) const;
  void set_theme(const Theme& theme) override;

 signals:
  void term_edited(int term, double value);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QLabel* add_cell(QWidget* above, const QString& caption);
  std::vector<std::size_t> group_starts() const;
  void fit_fields(int room);
  std::vector<std::size_t> line_starts(int room) const;
  void break_lines();
  bool take_operators(const std::vector<Part>& parts);

  struct Field {
    int term;
    TermField* field;
  };
  QVBoxLayout* column_;
  std::vector<QWidget*> cells_;           ///< one for the result, then one per part
  std::vector<std::size_t> line_starts_;  ///< index of the first cell of each line
  QLabel* result_ = nullptr;
  QLabel* below_result_ = nullptr;
  QString result_caption_;
  std::vector<Part> parts_;
  std::vector<Field> fields_;
  std::vector<QLabel*> operators_;
  std::vector<QLabel*> captions_;
  Theme theme_;
  WhileWhole whole_;
};

}  // namespace lfp
