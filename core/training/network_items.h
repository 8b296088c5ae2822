#pragma once

#include "core/network/network.h"
#include "core/snapshot/inspection.h"
#include "core/snapshot/intervention.h"

namespace lfp {

/// Whether the network has that unit and, if a parameter is named, that parameter.
bool has_item(const Network& network, const InspectedItem& item);
/// Whether `item` names a parameter that the network has.
bool has_parameter(const Network& network, const InspectedItem& item);

/// The place of a parameter of a layer; it must exist.
Scalar& parameter_of(Parameters& parameters, const InspectedItem& item);
Scalar parameter_of(const Parameters& parameters, const InspectedItem& item);
/// Its value in the network.
Scalar value_of(const Network& network, const InspectedItem& item);
/// Throws Error where there is no such parameter, or it cannot have that value.
void check_edit(const Network& network, const ParameterEdit& edit);

}  // namespace lfp
