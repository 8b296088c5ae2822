#include "widgets/controls/choice_field.h"

#include "widgets/controls/compact_combo.h"
#include "widgets/controls/form_row.h"
#include "widgets/style/core_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace lfp {
namespace {

/// Labels of choices whose names in experiment files would not say what they are.
QString label_of(const std::string& setting, const QString& choice) {
  struct Label {
    const char* setting;
    const char* choice;
    QString text;
  };
  const Label labels[] = {{"parameters", "epsilon", ChoiceField::tr("ε share")},
                          {"parameters", "own", ChoiceField::tr("The rule’s share")},
                          {"text_columns", "refuse", ChoiceField::tr("Reject")},
                          {"text_columns", "one_hot", ChoiceField::tr("One-hot")},
                          {"labels", "cifar10", ChoiceField::tr("CIFAR-10")},
                          {"labels", "cifar100_fine", ChoiceField::tr("CIFAR-100, fine")},
                          {"labels", "cifar100_coarse", ChoiceField::tr("CIFAR-100, coarse")}};
  for (const Label& label : labels)
    if (setting == label.setting && choice == QLatin1String(label.choice)) return label.text;
  return readable_name(choice);
}

QList<ChoiceItem> items_of(const SettingInfo& info) {
  QList<ChoiceItem> items;
  for (const std::string& choice : info.choices) {
    const QString name = QString::fromStdString(choice);
    items.append({name, label_of(info.name, name), QString()});
  }
  return items;
}

}  // namespace

QString readable_name(const QString& name) {
  QString text = name;
  text.replace('_', ' ');
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

ChoiceField::ChoiceField(const QString& label, const QList<ChoiceItem>& items, QWidget* parent)
    : QWidget(parent), row_(make_row(*this, label, QString())), combo_(new CompactCombo(this)) {
  setLayout(row_);
  row_->addWidget(combo_, 1);
  combo_->setAccessibleName(label);
  combo_->setMinimumContentsLength(6);
  connect(combo_, &QComboBox::activated, this, [this] {
    if (current() == current_) return;
    current_ = current();
    emit chosen(current_);
  });
  set_items(items);
  set_theme(Theme::make(Theme::Kind::light));
}

ChoiceField::ChoiceField(const SettingInfo& info, QWidget* parent)
    : ChoiceField(core_text(info.label), items_of(info), parent) {
  setToolTip(core_text(info.summary));
  set_current(QString::fromStdString(std::get<std::string>(info.fallback)));
}

void ChoiceField::set_items(const QList<ChoiceItem>& items) {
  const QSignalBlocker blocker(combo_);
  const QString kept = current();
  combo_->clear();
  add_items(*combo_, items);
  const int index = combo_->findData(kept);
  combo_->setCurrentIndex(index < 0 && !items.isEmpty() ? 0 : index);
  current_ = current();
}

QString ChoiceField::current() const {
  return combo_->currentData().toString();
}

void ChoiceField::set_current(const QString& name) {
  const QSignalBlocker blocker(combo_);
  combo_->setCurrentIndex(combo_->findData(name));
  current_ = current();
}

void ChoiceField::hide_label() {
  row_label(*row_)->hide();
}

void ChoiceField::set_theme(const Theme& theme) {
  fit_row(*row_, theme);
}

}  // namespace lfp
