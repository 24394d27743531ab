#!/usr/bin/env bash
# Runs the journeys in the real window: on a display, a bus and an unlocked keyring of their own, in a home of their own.
#
# Takes CARGO_TARGET_DIR (default: target of this repository), in which console and command are built; arguments go to the
# test runner. Leaves no process and no file behind but the pictures in artefacts/.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd "$here/../.." && pwd)/target}
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export PATH=$CARGO_TARGET_DIR/tools/bin:$PATH
cd "$here/../.."

for needed in xvfb-run dbus-run-session gnome-keyring-daemon WebKitWebDriver tauri-driver; do
  command -v "$needed" >/dev/null || { echo "$needed is not installed; see tests/window/README.md" >&2; exit 2; }
done
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

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
mkdir -m 700 "$XDG_RUNTIME_DIR"
# What the desktop in front of the screen has must not reach the window.
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL

# The keyring ends with its bus, and the bus with the tests.
# shellcheck disable=SC2016
inside='
  . tests/fixtures/keyring/session.sh
  unlocked_keyring && "$@"
'
xvfb-run --auto-servernum --server-args "-screen 0 1920x1200x24" \
  dbus-run-session -- bash -c "$inside" journeys "${run[@]}" "$@"
