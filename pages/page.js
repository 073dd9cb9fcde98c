/* Where the server is: without it Streamlit also looks below the path of each page, and the console tells of two errors. */
window.__streamlit ??= { BACKEND_BASE_URL: document.currentScript.src.replace(/files\/[^/]*$/, "") };

/* A link to another page of the atlas moves there within the session, as the browser's own back and forward do; with a
   modifier key, or without this script, it is an ordinary link. Streamlit's own st.page_link takes every click, also
   those that ask for a new tab, and st.html has no other way to change the page without a new session.

   The map writes its view into the address as it is moved, and runs nothing. Streamlit knows nothing of it: what it
   writes next keeps the view (for it has no way to run less than a fragment on a move), and it is told when it matters,
   which is when the reader shares the address. */
if (!window.atlasLinks) {
  window.atlasLinks = true;
  const root = document.currentScript.src.replace(/files\/[^/]*$/, "");

  const viewHere = () => new URLSearchParams(location.search).get("view");

  const withView = (address, view) => {
    const to = new URL(address, location.href);
    to.searchParams.set("view", view);
    return to.href.replace(/%2C/g, ",");
  };

  for (const name of ["pushState", "replaceState"]) {
    const write = history[name].bind(history);
    history[name] = (state, title, address) => {
      const to = new URL(address ?? location.href, location.href), view = viewHere();
      const isKept = view && to.pathname === location.pathname && !to.searchParams.has("view");
      write(state, title, isKept ? withView(to, view) : address);
    };
  }

  const tell = () => window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));

  /* Another page that shows the map's ground takes its view along. */
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, (event) => {
      const link = event.target.closest?.("a.atlas-link[data-view]");
      if (link && viewHere()) link.href = withView(link.href, viewHere());
    });
  }

  /* The keyboard goes from the bar of pages to what follows the map. */
  const passMap = () => {
    const map = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
    const stops = document.querySelectorAll('a[href], button:enabled, input:enabled, [tabindex="0"]');
    [...stops].find((stop) => map.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING && stop.offsetParent)?.focus();
  };

  /* The list for paper travels when paper is meant. A browser waits for no answer before it prints, but for this one. */
  const forPaper = () => {
    for (const box of document.querySelectorAll(".atlas-on-paper[data-table]")) {
      const ask = new XMLHttpRequest(), { search } = location;
      ask.open("GET", `${root}paper/${box.dataset.table}${search}`, false);
      ask.send();
      if (ask.status === 200) box.innerHTML = ask.responseText;
    }
  };
  window.addEventListener("beforeprint", forPaper);
  window.addEventListener("afterprint", () => document.querySelectorAll(".atlas-on-paper[data-table]").forEach((box) => box.replaceChildren()));

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".atlas-skip")) {
      event.preventDefault();
      passMap();
      return;
    }
    if (viewHere() && event.target.closest?.(".st-key-share button")) tell();
    const link = event.target.closest?.("a.atlas-link");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    tell();
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  }, true);
}
