/* Pieces of the page. */

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export function button(className, text) {
  const node = element("button", className, text);
  node.type = "button";
  return node;
}

/* A text of an item in a language; where that is missing, the Chinese one. */
export function localised(item, field, lang) { return item[`${field}_${lang}`] || item[`${field}_zh`] || ""; }

/* Give a button its name, for those who see it and those who do not. */
export function name(node, text) {
  node.title = text;
  node.setAttribute("aria-label", text);
}
