#include "widgets/style/number_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

const QChar minus(0x2212);
const QChar thin_gap(0x202F);

/// Beyond these limits a fixed number of decimals would say too little or take too much room.
constexpr double smallest_fixed = 0.001;
constexpr double smallest_shown = 1e-12;
constexpr double largest_fixed = 1e6;
constexpr double largest_column = 1e8;
constexpr int most_digits = 8;

QString special_text(double value) {
  if (std::isnan(value)) return QStringLiteral("not a number");
  return QString(value < 0 ? QString(minus) : QString()) + QChar(0x221E);
}

/// "2.5e-04" as "2.5e−4".
QString tidy_exponent(const QString& text) {
  const auto e = text.indexOf('e');
  if (e < 0) return text;
  const int exponent = text.mid(e + 1).toInt();
  return text.left(e + 1) + (exponent < 0 ? QString(minus) : QString()) + QString::number(std::abs(exponent));
}

/// At most as many decimals as eight digits leave room for.
QString plain_text(double size, int decimals) {
  int whole_digits = 1;
  for (double rest = size; rest >= 10.0; rest /= 10.0) ++whole_digits;
  return QString::number(size, 'f', std::clamp(most_digits - whole_digits, 0, decimals));
}

QString size_text(double size, int decimals) {
  const int digits = std::clamp(decimals - 1, 2, 4);
  const QString scientific = QString::number(size, 'e', digits - 1);
  const bool is_tiny = size >= smallest_shown && scientific.toDouble() < smallest_fixed;
  return is_tiny || size >= largest_fixed ? tidy_exponent(scientific) : plain_text(size, decimals);
}

QString fixed_size_text(double size, int decimals) {
  return size < largest_column ? plain_text(size, decimals) : size_text(size, decimals);
}

QString compact_size_text(double size) {
  if (size >= 1e5) return tidy_exponent(QString::number(size, 'e', 1));
  return size_text(size, size >= 1e4 ? 0 : size >= 1e3 ? 1 : 3);
}

bool shows_nothing(const QString& size) {
  return std::none_of(size.begin(), size.end(), [](QChar c) { return c >= '1' && c <= '9'; });
}

QString with_sign(const QString& size, double value, bool plus) {
  if (shows_nothing(size)) return size;
  if (value < 0) return minus + size;
  return plus ? '+' + size : size;
}

}  // namespace

QString number_text(double value, int decimals) {
  if (!std::isfinite(value)) return special_text(value);
  return with_sign(size_text(std::abs(value), decimals), value, false);
}

int part_decimals(double largest) {
  constexpr int usual = 4;
  constexpr int most = 10;
  if (!(largest > 0) || !std::isfinite(largest)) return usual;
  const int exponent = static_cast<int>(std::floor(std::log10(largest)));
  const int places = exponent < -2 ? 3 - exponent : exponent > 3 ? 7 - exponent : usual;
  return std::clamp(places, 0, most);
}

QString fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return special_text(value);
  return with_sign(fixed_size_text(std::abs(value), decimals), value, false);
}

QString signed_fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return (value > 0 ? QStringLiteral("+") : QString()) + special_text(value);
  return with_sign(fixed_size_text(std::abs(value), decimals), value, true);
}

double rounded(double value, int decimals) {
  if (!std::isfinite(value)) return value;
  return std::copysign(fixed_size_text(std::abs(value), decimals).toDouble(), value);
}

double rounding_of(double sum, std::span<const double> parts, int decimals) {
  // Counted in units of the last digit, so that no new rounding comes in.
  const double unit = std::pow(10.0, decimals);
  double rest = std::round(rounded(sum, decimals) * unit);
  for (const double part : parts) rest -= std::round(rounded(part, decimals) * unit);
  return std::isfinite(rest) ? rest / unit : 0.0;
}

QString signed_text(double value, int decimals) {
  if (!std::isfinite(value)) return (value > 0 ? QStringLiteral("+") : QString()) + special_text(value);
  return with_sign(size_text(std::abs(value), decimals), value, true);
}

QString compact_text(double value) {
  if (!std::isfinite(value)) return special_text(value);
  return with_sign(compact_size_text(std::abs(value)), value, false);
}

QString signed_compact_text(double value) {
  if (!std::isfinite(value)) return signed_text(value);
  return with_sign(compact_size_text(std::abs(value)), value, true);
}

QString short_text(double value) {
  if (!std::isfinite(value)) return special_text(value);
  return with_sign(tidy_exponent(QString::number(std::abs(value), 'g', 2)), value, false);
}

QString times_text(double factor) {
  const bool is_counted = std::abs(factor) >= 10 && std::abs(factor) < 1e5;
  return QStringLiteral("× %1").arg(is_counted ? count_text(std::llround(factor)) : short_text(factor));
}

QString percent_text(double fraction, int decimals) {
  constexpr double too_long = 1e3;
  if (!std::isfinite(fraction)) return special_text(fraction);
  if (std::abs(fraction) >= too_long) return compact_text(fraction * 100.0) + thin_gap + '%';
  const QString size = QString::number(std::abs(fraction) * 100.0, 'f', decimals);
  return with_sign(size, fraction, false) + thin_gap + '%';
}

QString points_text(double difference, int decimals) {
  if (!std::isfinite(difference)) return special_text(difference);
  const QString size = QString::number(std::abs(difference) * 100.0, 'f', decimals);
  return with_sign(size, difference, true) + thin_gap + QStringLiteral("pt");
}

QString count_text(qint64 count) {
  constexpr qint64 largest_count = 100'000'000;
  constexpr int shown_decimals = 2;
  const qint64 size = std::abs(count);
  const QString text = size < largest_count
                           ? QLocale(QLocale::English).toString(size)
                           : tidy_exponent(QString::number(static_cast<double>(size), 'e', shown_decimals));
  return count < 0 ? minus + text : text;
}

QString setting_text(double value) {
  if (!std::isfinite(value)) return special_text(value);
  const double size = std::abs(value);
  const double shown = QString::number(size, 'e', most_digits - 1).toDouble();
  const bool is_fixed = size == 0.0 || (size >= smallest_fixed && size < largest_fixed * 10);
  const QString text = QString::number(shown, is_fixed ? 'f' : 'e', QLocale::FloatingPointShortest);
  return with_sign(tidy_exponent(text), value, false);
}

}  // namespace lfp
