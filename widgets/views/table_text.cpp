#include "widgets/views/table_text.h"

#include "core/exchange/csv_text.h"

#include <algorithm>
#include <string>

namespace lfp {

namespace {

constexpr qsizetype smallest_text = 1024;

}  // namespace

TableText::TableText(std::string_view header) {
  write(header);
  write("\n");
}

void TableText::grow(qsizetype bytes) {
  text_.resize(std::max({smallest_text, 2 * text_.size(), used_ + bytes}));
}

void TableText::add(std::string_view text) {
  write(csv_field(text));
  write(",");
}

void TableText::add(const QString& text) {
  add(std::string_view(text.toStdString()));
}

QString TableText::text() const {
  return is_empty_ ? QString() : QString::fromUtf8(text_.constData(), used_);
}

}  // namespace lfp
