#!/usr/bin/env bash
# Runs the journeys in the real window.
#
# Takes CARGO_TARGET_DIR (default: target of this repository), in which console and command are built; arguments go to the
# test runner. Leaves no file behind but the pictures in artefacts/.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd "$here/../.." && pwd)/target}
export PATH=$CARGO_TARGET_DIR/tools/bin:$PATH
cd "$here/../.."

command -v tauri-driver >/dev/null || { echo "tauri-driver is not installed; see tests/window/README.md" >&2; exit 2; }
for built in countersign-console countersign; do
  test -x "$CARGO_TARGET_DIR/debug/$built" || { echo "$built is not built; see tests/window/README.md" >&2; exit 2; }
done

# Built before anything is started, so that a mistake in a test shows at once.
if cargo nextest --version >/dev/null 2>&1; then
  run=(cargo nextest run --package countersign-window-tests --test-threads 1)
  cargo nextest run --package countersign-window-tests --no-run
else
  run=(cargo test --package countersign-window-tests -- --test-threads 1)
  cargo test --package countersign-window-tests --no-run
fi

tests/window/session.sh "${run[@]}" "$@"
