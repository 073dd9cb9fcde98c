/* Light or dark: as the page around the frame is, which hands its colours over with each message; else as the browser. */
import { contrast } from "#map/looks.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  const page = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
  return /^#[0-9a-f]{6}$/i.test(page) ? contrast(page, "#000000") < contrast(page, "#ffffff") : DARK.matches;
}

/* Call back whenever it may have changed. */
export function watch(changed) {
  DARK.addEventListener("change", changed);
  window.addEventListener("message", changed);
}
