/* Buttons in a bar of the map's own, below the zoom. */
import { element } from "#map/dom.js";

/* Whether the pointer sets points on the map at present. */
export function isDrawing(state) { return Boolean(state.map.getContainer().querySelector(".atlas-measure-sheet")); }

/* A button of a bar; Leaflet styles links alone, so it is one, which Space presses too. */
export function barButton(bar, className, text, press) {
  const link = element("a", className, text);
  link.href = "#";
  link.setAttribute("role", "button");
  L.DomEvent.on(link, "click", (event) => {
    L.DomEvent.stop(event);
    press();
  });
  L.DomEvent.on(link, "keydown", (event) => {
    if (event.key !== " ") return;
    L.DomEvent.stop(event);
    link.click();
  });
  bar.append(link);
  return link;
}
