/* The address of the page holds what is seen of the map (lat,lon,zoom): written here, so that moving the map runs nothing
   on the server; taken from a message only where somebody else has put it into the address. */

export function viewText(centre, zoom) {
  return [centre.lat.toFixed(4), centre.lng.toFixed(4), Number(zoom.toFixed(2))].join(",");
}

/* Centre and zoom of a text, or null where it is none. */
export function parseView(text) {
  const parts = text.split(",").map(Number);
  return text && parts.length === 3 && parts.every(Number.isFinite) ? { centre: parts.slice(0, 2), zoom: parts[2] } : null;
}

function pageAround() {
  try {
    return window.parent === window ? null : new URL(window.parent.location.href);
  } catch {
    return null; // a page from elsewhere: its address is none of ours
  }
}

/* Only what the reader moved to is written: home, and where a chosen project lies, follow from the rest. */
export function remember(state) {
  const page = state.hasBegun && !state.view.is_fitted && !state.options.is_beside && pageAround();
  if (!page) return;
  const seen = state.place === "own" ? viewText(state.map.getCenter(), state.map.getZoom()) : "";
  if ((page.searchParams.get("view") || "") === seen) return;
  state.ownView = seen;
  if (seen) page.searchParams.set("view", seen);
  else page.searchParams.delete("view");
  window.parent.history.replaceState(window.parent.history.state, "", page.href.replace(/%2C/g, ","));
}

export function takeView(state) {
  const asked = state.view.view || "";
  if (asked === state.lastView) return;
  state.lastView = asked;
  const view = asked === state.ownView ? null : parseView(asked);
  if (!view) return;
  state.place = "own";
  state.map.setView(view.centre, view.zoom, { animate: false });
}
