#!/bin/sh
# Print the path of a Chromium: $CHROMIUM, else one on PATH, else Debian's, installed now; else say how to get one.
# Its shell without an interface of its own comes first: the same engine, and the tests take little more than half the time.
set -eu
if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] || { echo "CHROMIUM=$CHROMIUM is not an executable file" >&2; exit 1; }
  echo "$CHROMIUM"; exit 0
fi
find_one() {
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge; do
    command -v "$name" 2>/dev/null && return 0
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/c/Program Files/Google/Chrome/Application/chrome.exe"; do
    [ -x "$path" ] && echo "$path" && return 0
  done
  return 1
}
find_one && exit 0
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  root=""; [ "$(id -u)" = 0 ] || root="sudo"
  echo "Installing Chromium and a Chinese font for the browser tests" >&2
  for package in chromium-headless-shell chromium; do
    { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq "$package" fonts-noto-cjk; } >&2 && find_one && exit 0
  done
fi
echo "The browser tests need Chromium. Install it (Debian: apt install chromium fonts-noto-cjk) or set CHROMIUM to its path." >&2
exit 1
