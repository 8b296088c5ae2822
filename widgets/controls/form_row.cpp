#include "widgets/controls/form_row.h"

#include "widgets/controls/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QWidget>

namespace lfp {

QHBoxLayout* make_row(QWidget& field, const QString& label, const QString& tooltip) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  auto* text = new ElidedLabel(&field);
  text->setText(label);
  text->setProperty("muted", true);
  row->addWidget(text);
  field.setToolTip(tooltip);
  return row;
}

QLabel* row_label(const QHBoxLayout& row) {
  return qobject_cast<QLabel*>(row.itemAt(0)->widget());
}

void fit_row(QHBoxLayout& row, const Theme& theme) {
  row.setSpacing(theme.px(FormMeasures::column_gap));
  row_label(row)->setFixedSize(theme.px(FormMeasures::label_column), theme.px(FormMeasures::row_height));
}

}  // namespace lfp
