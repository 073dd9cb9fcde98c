/* A link to another page of the atlas moves there within the session, as the browser's own back and forward do;
   with a modifier key, or without this script, it is an ordinary link. */
if (!window.atlasLinks) {
  window.atlasLinks = true;
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.atlas-link");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    var main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo({ top: 0 });
  });
  /* The sheet may show what the map shows: its view goes with the reader from the map to the page 出图. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('.st-key-head a[href*="snapshot"]');
    var view = new URLSearchParams(location.search).get("view");
    if (!link || !view || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    var to = new URL(link.href);
    to.searchParams.set("view", view);
    history.pushState({}, "", to.href.replace(/%2C/g, ","));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, true);
}
