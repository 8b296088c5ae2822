#!/usr/bin/env bash
# Sets up, builds and starts LFP Lab: ./run.sh [--build-only] [lfplab arguments]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
program=$root/build/release/app/lfplab
example=$root/resources/examples/two_spirals.json

source "$root/.ci/packages.sh"

# Messages go to stderr, so that a pipe gets what the program prints and nothing else.
build() (
  cd "$root"
  install_packages "${build_packages[@]}"
  configure release build/release
  cmake --build build/release --target lfplab >&2
)

train_without_display() {
  echo "There is no display here, so the window cannot open: training the example \"Two spirals\" instead."
  "$program" train "$example" --out lfplab-out --figures all --export npz,csv,json
  echo "Written to $PWD/lfplab-out: the weights, the log, the figures and the experiment that repeats them:"
  (cd lfplab-out && find . -type f | sort | sed 's|^\./|  |')
}

build
if [[ ${1-} == --build-only ]]; then
  echo "$program"
elif (($# == 0)) && [[ -z ${DISPLAY-} && -z ${WAYLAND_DISPLAY-} ]]; then
  train_without_display
else
  exec "$program" "$@"
fi
