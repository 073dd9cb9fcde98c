/* The search on the map: an icon that opens a field, which suggests names as one types. Nothing is asked of the server. */
import { button, element, name } from "#map/dom.js";
import { matching } from "#map/find_names.js";
import { goToThing, kindOf, makeThings, nameOf, symbolOf, thingsInView } from "#map/find_things.js";
import { report } from "#map/report.js";
import { barButton } from "#map/tools.js";

const SHOWN = 7;
const LONGEST = 80;
const SIGN = '<svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><path d="M9.2 9.2L13 13" stroke="currentColor"' +
  ' stroke-width="2"/><circle cx="5.8" cy="5.8" r="4.3" fill="none" stroke="currentColor" stroke-width="1.7"/></svg>';

function wordsOf(state) { return state.options.tools?.[state.view.lang]; }

export function addFind(state, bar) {
  state.findLink = barButton(bar, "atlas-find-open", "", () => (isOpen(state) ? close(state) : open(state)));
  state.findLink.innerHTML = SIGN;
  state.find = makePanel(state);
  state.map.getContainer().addEventListener("keydown", (event) => {
    const isTyped = event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || isTyped || state.findLink.hidden || !state.isReady) return;
    L.DomEvent.stop(event);
    open(state);
  });
}

function makePanel(state) {
  const panel = element("div", "atlas-find"), field = element("input"), shut = button("atlas-find-close", "×");
  const list = element("div", "atlas-find-list"), none = element("div", "atlas-find-none"), more = element("div", "atlas-find-more");
  const spoken = element("div", "atlas-unseen"), sidebar = button("atlas-find-sidebar");
  Object.assign(field, { type: "text", maxLength: LONGEST, autocomplete: "off", spellcheck: false });
  list.id = `atlas-find-${L.Util.stamp(state.map)}`; // a page may hold two maps
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [key, value] of Object.entries(roles)) field.setAttribute(key, value);
  list.setAttribute("role", "listbox");
  spoken.setAttribute("role", "status");
  panel.setAttribute("role", "search");
  panel.hidden = true;
  field.oninput = () => suggest(state);
  shut.onclick = () => close(state);
  sidebar.onclick = () => searchInSidebar(state);
  panel.addEventListener("keydown", (event) => press(state, event));
  panel.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !panel.contains(relatedTarget)) fold(state); });
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
  panel.append(field, shut, list, more, none, sidebar);
  state.map.getContainer().append(panel, spoken); // who only hears is told also of what was found, when the field is folded
  return { panel, field, shut, list, none, more, spoken, sidebar, things: [], at: -1 };
}

function isOpen(state) { return !state.find.panel.hidden; }

function open(state) {
  const { panel, field } = state.find, beside = state.map.getContainer().querySelector(".atlas-measure-panel");
  if (!state.isReady || !state.view) return;
  state.things ||= makeThings(state);
  state.untell();
  state.map.closePopup();
  panel.hidden = false;
  panel.style.top = beside ? `${beside.offsetTop + beside.offsetHeight + 6}px` : "";
  state.map.getContainer().classList.add("is-finding");
  state.findLink.setAttribute("aria-expanded", "true");
  suggest(state);
  field.focus({ preventScroll: true });
  field.select();
}

function fold(state) {
  state.find.panel.hidden = true;
  state.map.getContainer().classList.remove("is-finding");
  state.findLink.setAttribute("aria-expanded", "false");
}

function close(state) {
  fold(state);
  state.map.getContainer().focus({ preventScroll: true });
}

function suggest(state) {
  const { find } = state, words = wordsOf(state), query = find.field.value.trim();
  const held = query ? matching(thingsInView(state), query, state.things.forms) : [];
  find.things = held.slice(0, SHOWN);
  find.list.replaceChildren(...find.things.map((thing, i) => option(state, thing, i)));
  find.list.hidden = !held.length;
  find.more.textContent = `${words.find_more}${state.view.lang === "zh" ? "：" : ": "}${held.length - SHOWN}`;
  find.more.hidden = held.length <= SHOWN;
  find.none.textContent = words.find_none;
  find.none.hidden = !query || held.length > 0;
  find.sidebar.hidden = find.none.hidden || !state.view.only;
  find.spoken.textContent = !query ? "" : held.length ? `${words.find_count} ${held.length}` : words.find_none;
  find.field.setAttribute("aria-expanded", String(held.length > 0));
  mark(state, held.length ? 0 : -1);
}

function option(state, thing, i) {
  const node = element("div", "atlas-find-row");
  node.innerHTML = symbolOf(state, thing);
  node.append(element("span", "", nameOf(state, thing)), element("i", "", kindOf(state, thing, wordsOf(state))));
  node.id = `${state.find.list.id}-${i}`;
  node.setAttribute("role", "option");
  node.onmousedown = (event) => event.preventDefault(); // the field keeps the focus
  node.onclick = () => take(state, i);
  return node;
}

function mark(state, at) {
  const { find } = state;
  find.at = at;
  [...find.list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === at)));
  if (at < 0) find.field.removeAttribute("aria-activedescendant");
  else find.field.setAttribute("aria-activedescendant", find.list.children[at].id);
  find.list.children[at]?.scrollIntoView({ block: "nearest" });
}

function take(state, i) {
  const thing = state.find.things[i];
  close(state);
  state.find.spoken.textContent = nameOf(state, thing);
  goToThing(state, thing);
}

/* What the map does not hold may be found by the page around it. */
function searchInSidebar(state) {
  const { value } = state.find.field;
  close(state);
  state.acts.add("search", value.trim(), true);
  report(state, {}, state.map.getCenter());
}

function press(state, event) {
  const { find } = state, count = find.things.length, way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  L.DomEvent.stopPropagation(event);
  if (event.isComposing) return;
  if (event.key === "Escape") { event.preventDefault(); close(state); }
  if (event.target !== find.field) return;
  if (way && count) { event.preventDefault(); mark(state, (find.at + way + count) % count); }
  if (event.key === "Enter" && find.at >= 0) { event.preventDefault(); take(state, find.at); }
}

/* The words of a view; a map of something else than projects has nothing to find, nor one of a single project, nor the
   second of two that show the same ground. */
export function nameFind(state) {
  const { find, findLink, view, options } = state, words = view.is_flat || view.is_fitted || options.is_beside ? null : wordsOf(state);
  findLink.hidden = !words;
  if (!words) return;
  name(findLink, words.find);
  findLink.setAttribute("aria-keyshortcuts", "/");
  findLink.setAttribute("aria-expanded", String(isOpen(state)));
  find.panel.setAttribute("aria-label", words.find);
  find.field.setAttribute("aria-label", words.find);
  find.field.placeholder = words.find_hint;
  find.list.setAttribute("aria-label", words.find_count);
  find.sidebar.textContent = words.find_in_sidebar;
  name(find.shut, words.find_close);
}
