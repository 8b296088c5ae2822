#pragma once

#include "core/study/sqlite.h"
#include "core/study/study.h"

#include <cstdint>
#include <string>

namespace lfp {

/// What a store says of itself.
struct StoreInfo {
  std::string study;    ///< JSON, with the experiment in it
  std::string hash;     ///< study_hash()
  std::string program;  ///< the version that the trainings were done with
  Shard shard;
};

/// Makes the tables of an empty store. Within a transaction.
void make_tables(SqliteDatabase& database, const Study& study, const StoreInfo& info);

/// The version that a store is of. Version 2 has the numbers of layers.
std::int64_t store_version(const SqliteDatabase& database);
constexpr std::int64_t newest_store_version = 2;

/// Throws Error where it is no store, one of a newer version, cut off or damaged.
StoreInfo read_info(const SqliteDatabase& database);

/// The columns of LayerNumbers, in that order: "moved, sign_agreement, ...".
inline constexpr const char* columns_of_layer_numbers = "moved, sign_agreement, sparsity, firing_rate";

/// Whether the tables have a column of that name already, whatever its case: no axis may be called so.
bool is_column_of_store(const std::string& name);

/// "study.sqlite", or "study-2-of-8.sqlite".
std::string store_name(Shard shard);

}  // namespace lfp
