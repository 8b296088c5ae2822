#include "tests/support/passed_sample.h"

namespace lfp::test {

NetworkSpec three_dense_layers_spec() {
  return network_spec({dense_spec(7, "relu"), dense_spec(6, "tanh"), dense_spec(3, "")});
}

NetworkCase three_dense_layers() {
  return network_case(three_dense_layers_spec(), Shape{5}, 1, 21);
}

}  // namespace lfp::test
