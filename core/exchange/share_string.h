#pragma once

#include "core/experiment/experiment.h"

#include <string>
#include <string_view>

namespace lfp {

/// An experiment whose data are generated as one word that can be pasted into a chat: "lfplab:" and the
/// experiment file, compressed by zlib, in base64url (RFC 4648, without padding). Throws Error where the data
/// are in files or the word would be too long.
std::string share_string(const Experiment& experiment);

/// Whether the text is meant to be one.
bool looks_like_share_string(std::string_view text);

/// Reads it; white space anywhere and quotation marks around it do not matter. Throws Error.
Experiment parse_share_string(std::string_view text);

}  // namespace lfp
