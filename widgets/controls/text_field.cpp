#include "widgets/controls/text_field.h"

#include "widgets/controls/form_row.h"
#include "widgets/style/core_text.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace lfp {
namespace {

constexpr int page_height = 168;

/// JSON over several lines, two blanks a level, but a list of numbers in one; other texts stay as they are.
QString spread_out(const QString& json) {
  const auto document = QJsonDocument::fromJson(json.toUtf8());
  if (document.isNull()) return json;
  QStringList lines = QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed().split('\n');
  for (QString& line : lines) {
    qsizetype blanks = 0;
    while (blanks < line.size() && line[blanks] == ' ') ++blanks;
    line.remove(0, blanks / 2);
  }
  QString text = lines.join('\n');
  static const QRegularExpression numbers(QStringLiteral(R"(\[[\s\d.,eE+-]*\])"));
  qsizetype from = 0;
  for (auto match = numbers.match(text); match.hasMatch(); match = numbers.match(text, from)) {
    const QString line = match.captured().simplified().replace("[ ", "[").replace(" ]", "]");
    text.replace(match.capturedStart(), match.capturedLength(), line);
    from = match.capturedStart() + line.size();
  }
  return text;
}

/// JSON in one line, as experiment files keep it; other texts stay as they are.
QString packed(const QString& json) {
  const auto document = QJsonDocument::fromJson(json.toUtf8());
  return document.isNull() ? json : QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

}  // namespace

TextField::TextField(const SettingInfo& info, QWidget* parent)
    : QWidget(parent), row_(make_row(*this, core_text(info.label), core_text(info.summary))) {
  const QString name = core_text(info.label);
  if (info.kind == SettingKind::json)
    build_page(info, name);
  else
    build_line(name);
  set_theme(Theme::make(Theme::Kind::light));
}

void TextField::build_line(const QString& name) {
  setLayout(row_);
  line_ = new QLineEdit(this);
  line_->setAccessibleName(name);
  line_->installEventFilter(this);
  row_->addWidget(line_, 1);
  connect(line_, &QLineEdit::editingFinished, &whole_, [this] { commit(); });
}

void TextField::build_page(const SettingInfo& info, const QString& name) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  row_->addStretch(1);
  column->addLayout(row_);
  page_ = new QPlainTextEdit(this);
  page_->setAccessibleName(name);
  page_->setAccessibleDescription(core_text(info.summary));
  page_->setLineWrapMode(QPlainTextEdit::NoWrap);
  page_->setTabChangesFocus(true);
  page_->installEventFilter(this);
  column->addWidget(page_);
}

QString TextField::text() const {
  return page_ ? packed(page_->toPlainText()) : line_->text();
}

void TextField::set_text(const QString& text) {
  if (is_modified()) return;
  if (line_ && line_->text() != text) {
    line_->setText(text);
    line_->setCursorPosition(0);
  }
  if (line_) line_->setToolTip(text);
  if (page_ && this->text() != packed(text)) page_->setPlainText(spread_out(text));
}

void TextField::set_theme(const Theme& theme) {
  fit_row(*row_, theme);
  if (!page_) return;
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPixelSize(theme.px(12));
  page_->setFont(font);
  page_->setFixedHeight(theme.px(page_height));
}

bool TextField::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
      cancel();
      return true;
    }
    const bool is_enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == page_ && is_enter && (key->modifiers() & Qt::ControlModifier)) {
      commit();
      return true;
    }
  }
  if (watched == page_ && event->type() == QEvent::FocusOut) commit();
  return QWidget::eventFilter(watched, event);
}

bool TextField::is_modified() const {
  return page_ ? page_->document()->isModified() : line_->isModified();
}

void TextField::set_modified(bool modified) {
  if (page_)
    page_->document()->setModified(modified);
  else
    line_->setModified(modified);
}

void TextField::commit() {
  if (!is_modified()) return;
  set_modified(false);
  emit text_committed(text());
}

void TextField::cancel() {
  set_modified(false);
  emit text_cancelled();
}

}  // namespace lfp
