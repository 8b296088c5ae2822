#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lfp {

/// A flag, a whole number, a real number, or a text (a choice or a path).
using SettingValue = std::variant<bool, std::int64_t, double, std::string>;

/// `json` is a text too: any JSON value, which in the experiment file stands as itself.
enum class SettingKind { flag, integer, real, choice, path, text, json };

/// One named setting of a registered entry: what the interface needs for a field, the experiment file for
/// a check and `lfplab list` for a line.
struct SettingInfo {
  std::string name;     ///< as in the experiment file: "epsilon"
  std::string label;    ///< as on screen: "ε"
  std::string summary;  ///< one sentence for the tooltip
  SettingKind kind = SettingKind::real;
  SettingValue fallback;             ///< taken where the experiment file is silent
  double minimum = 0.0;              ///< numbers only, inclusive
  double maximum = 0.0;              ///< numbers only, inclusive
  bool logarithmic = false;          ///< a slider over it is logarithmic
  std::string unit;                  ///< "" or for example "%"
  std::vector<std::string> choices;  ///< choice only
  double usual_minimum = 0.0;        ///< where a slider starts; typing may go beyond, to `minimum`
  double usual_maximum = 0.0;        ///< where a slider ends; typing may go beyond, to `maximum`
  bool optional = false;             ///< a path that may stay empty
};

SettingInfo real_setting(std::string name, std::string label, std::string summary, double fallback,
                         double minimum, double maximum, bool logarithmic = false);
/// The same setting with a slider over the values that people commonly use.
SettingInfo with_usual_range(SettingInfo info, double usual_minimum, double usual_maximum);
SettingInfo integer_setting(std::string name, std::string label, std::string summary, std::int64_t fallback,
                            std::int64_t minimum, std::int64_t maximum);
SettingInfo flag_setting(std::string name, std::string label, std::string summary, bool fallback);
SettingInfo choice_setting(std::string name, std::string label, std::string summary,
                           std::vector<std::string> choices);
SettingInfo path_setting(std::string name, std::string label, std::string summary);
SettingInfo optional_path_setting(std::string name, std::string label, std::string summary);
SettingInfo text_setting(std::string name, std::string label, std::string summary, std::string fallback);
SettingInfo json_setting(std::string name, std::string label, std::string summary, std::string fallback);

/// Values by name. Reading a value that is absent or of another kind is a programming error: what comes
/// from a user has passed `checked` first.
class Settings {
 public:
  void set(std::string_view name, SettingValue value);
  bool has(std::string_view name) const;
  bool flag(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  double real(std::string_view name) const;
  const std::string& text(std::string_view name) const;
  const std::map<std::string, SettingValue, std::less<>>& values() const { return values_; }
  bool operator==(const Settings&) const = default;

 private:
  std::map<std::string, SettingValue, std::less<>> values_;
};

/// A registered entry chosen by name, with its settings: `{"name": "epsilon", "epsilon": 1e-6}`.
struct Choice {
  std::string name;
  Settings settings;
  bool operator==(const Choice&) const = default;
};

/// `given` with the fallbacks filled in, whole numbers widened to reals where a real is due. Throws Error at
/// `place` for an unknown name, a wrong type, or a value out of range or not finite.
Settings checked(std::span<const SettingInfo> infos, const Settings& given, const std::string& place);

}  // namespace lfp
