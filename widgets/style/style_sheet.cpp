#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/theme.h"

#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <iterator>
#include <utility>

namespace lfp {
namespace {

using Token = std::pair<QString, QString>;

/// What `@name` stands for in controls.qss, longest names first, so that @text does not eat into
/// @text-on-accent.
QList<Token> tokens_of(const Theme& theme) {
  QList<Token> tokens = {
      {"@window", theme.window.name()},
      {"@bar", theme.bar.name()},
      // Where window and panels have the same colour, lines of ink have to separate them.
      {"@dock-gap", (theme.window == theme.base ? theme.separator : theme.window).name()},
      {"@base", theme.base.name()},
      {"@alternate-base", theme.alternate_base.name()},
      {"@separator", theme.separator.name()},
      {"@control-border", theme.control_border.name()},
      {"@grid", theme.grid_line.name()},
      {"@text", theme.text.name()},
      {"@muted-text", theme.muted_text.name()},
      {"@disabled-text", theme.disabled_text.name()},
      {"@disabled-border", disabled_border(theme).name()},
      {"@accent", theme.accent.name()},
      {"@accent-hover", blended(theme.accent, theme.base, 0.85).name()},
      {"@text-on-accent", theme.text_on_accent.name()},
      {"@selection", theme.selection.name()},
      {"@tooltip-base", theme.tooltip_base.name()},
      {"@error", theme.error.name()},
      {"@glyph", theme.is_dark ? "light" : "dark"},
      {"@glyph-on-accent", theme.is_dark ? "dark" : "light"},
  };
  std::sort(tokens.begin(), tokens.end(),
            [](const Token& a, const Token& b) { return a.first.size() > b.first.size(); });
  return tokens;
}

/// Every "13px" at the theme's zoom.
QString with_scaled_sizes(const QString& sheet, const Theme& theme) {
  static const QRegularExpression size("\\b(\\d+)px");
  QString scaled;
  qsizetype end = 0;
  for (auto matches = size.globalMatch(sheet); matches.hasNext();) {
    const auto match = matches.next();
    scaled += sheet.mid(end, match.capturedStart() - end);
    scaled += QString::number(theme.px(match.captured(1).toInt())) + "px";
    end = match.capturedEnd();
  }
  return scaled + sheet.mid(end);
}

}  // namespace

QString Theme::style_sheet() const {
  init_widget_resources();
  QFile file(":/style/controls.qss");
  const bool opened = file.open(QIODevice::ReadOnly);
  Q_ASSERT(opened);
  Q_UNUSED(opened);
  QString sheet = QString::fromUtf8(file.readAll());
  for (const auto& [name, value] : tokens_of(*this)) sheet.replace(name, value);
  return with_scaled_sizes(sheet, *this);
}

}  // namespace lfp
