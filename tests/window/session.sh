#!/usr/bin/env bash
# Runs a command in front of a display, a bus and an unlocked keyring of its own, in a home of its own.
#
# Leaves no process and no file behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for needed in xvfb-run dbus-run-session gnome-keyring-daemon WebKitWebDriver; do
  command -v "$needed" >/dev/null || { echo "$needed is not installed; see tests/window/README.md" >&2; exit 2; }
done

export PATH=${CARGO_TARGET_DIR:-target}/tools/bin:$PATH
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
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
  dbus-run-session -- bash -c "$inside" session "$@"
