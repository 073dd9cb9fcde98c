/* The symbols of sites, legend entries, as SVG. */
import { rim, roleColour, stageLook } from "#map/looks.js";

const WIDTH = 38;
const HEIGHT = 14;

function svg(width, height, content, className = "") {
  const named = className ? ` class="${className}"` : "";
  return `<svg${named} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${content}</svg>`;
}

/* A part of a symbol, as geo/looks/glyphs.py has it, in half sides from the middle. */
function partPath(style, part, colour) {
  const fill = roleColour(style, part.fill, colour), stroke = roleColour(style, part.stroke, colour);
  if (!fill && !stroke) return "";
  const edge = stroke && ` stroke="${stroke}" stroke-width="${part.width}"`, round = part.is_round ? ' stroke-linecap="round"' : "";
  const dash = part.dash.length ? ` stroke-dasharray="${part.dash.join(" ")}"` : "", alpha = part.alpha < 1 ? ` opacity="${part.alpha}"` : "";
  return `<path d="${part.d}" fill="${fill || "none"}"${edge}${dash}${round}${alpha}/>`;
}

function glyph(style, stage, colour, precision) {
  const { shape, around } = style.precisions[precision];
  return [...around, ...stageLook(style, stage).symbol[shape]].map((part) => partPath(style, part, colour)).join("");
}

/* The symbol of a site, or of the unit that stands for it; what its precision puts around it reaches beyond its size. */
export function siteSymbol(style, stage, colour, precision) {
  const size = style.symbol, view = `width="${size}" height="${size}" viewBox="-1 -1 2 2"`;
  return `<svg class="atlas-symbol" ${view} overflow="visible" aria-hidden="true">${glyph(style, stage, colour, precision)}</svg>`;
}

/* A named zone. */
export function zoneSymbol(style) {
  return svg(15, 15, `<path d="M7.5 1.5l6 6-6 6-6-6z" fill="${style.panel}" stroke="${style.ink}" stroke-width="1.6"/>`, "atlas-symbol");
}

/* A place in a list: a river, a zone, or the ring at a seat. */
export function placeSymbol(style, kind) {
  if (kind === "zone") return zoneSymbol(style);
  const { river, seatInk } = style.base, isCity = kind === "prefecture", wave = "M1 9c3-5 4-5 6.5-2s4 2 6.5-2";
  if (kind === "river") return svg(15, 15, `<path d="${wave}" fill="none" stroke="${river.colour}" stroke-width="1.8"/>`);
  const dot = isCity ? `<circle cx="7.5" cy="7.5" r="1.7" fill="${seatInk}"/>` : "";
  return svg(15, 15, `<circle cx="7.5" cy="7.5" r="${isCity ? 4.3 : 2.6}" fill="none" stroke="${seatInk}" stroke-width="1.3"/>${dot}`);
}

/* As wide as the legend has it, or up to `right`, where round ends as on the map have room. */
function line(strokes, right = 0) {
  const isOpen = right > 0, [x1, x2] = isOpen ? [4, right] : [1, WIDTH - 1];
  return strokes.map(({ colour, width, dash = [], shift = 0, is_round: isRound, alpha = 1 }) => {
    const dashed = dash.length ? ` stroke-dasharray="${dash.join(" ")}" stroke-dashoffset="${shift}"` : "";
    const rest = `${dashed}${isRound || (isOpen && !dash.length) ? ' stroke-linecap="round"' : ""}${alpha < 1 ? ` opacity="${alpha}"` : ""}`;
    return `<line x1="${x1}" y1="7" x2="${x2}" y2="7" stroke="${colour}" stroke-width="${width}"${rest}/>`;
  }).join("");
}

/* The strokes of a line in a stage and a precision, each with its colour. */
export function lineStrokes(style, stage, colour, precision) {
  return stageLook(style, stage).line[precision]
    .map((stroke) => ({ ...stroke, colour: roleColour(style, stroke.role, colour) })).filter((stroke) => stroke.colour);
}

/* In a legend a line lies on the panel: it needs no casing of the map's ground. */
function lineOnPanel(style, stage, colour, precision) {
  return lineStrokes({ ...style, casing: style.panel }, stage, colour, precision);
}

/* The badge of a unit, with a letter for its number. */
function badgeSample(style, colour) {
  const ring = `<circle cx="19" cy="8" r="6" fill="${style.panel}" stroke="${colour}" stroke-width="3"/>`;
  return `${ring}<text x="19" y="11" text-anchor="middle" font-size="8.5" font-weight="700" fill="${style.ink}">n</text>`;
}

function box(x, y, width, height, rest) { return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${rest}/>`; }

const ENTRIES = {
  note: () => "",
  class: (style, entry, colour) =>
    svg(WIDTH, HEIGHT, box(8.5, 1.5, 21, 11, `fill="${colour}" stroke="${style.boundaries.prefecture.colour}"`)),
  width: (style, entry, colour) => svg(WIDTH, HEIGHT, line([{ colour, width: entry.width }])),
  ring: (style, entry, colour) =>
    svg(WIDTH, 16, `<circle cx="19" cy="8" r="5.5" fill="${style.panel}" stroke="${colour}" stroke-width="3.5"/>`),
  edge: (style, entry, colour) =>
    svg(WIDTH, HEIGHT, `<path d="M7 7h15" stroke="${colour}" stroke-width="2.5"/><path d="M22 2l8 5-8 5z" fill="${style.ink}"/>`),
  spot: (style) => svg(WIDTH, HEIGHT,
    `<path d="M19 1.5l5.5 5.5-5.5 5.5L13.5 7z" fill="${style.panel}" stroke="${style.ink}" stroke-width="1.6"/>`),
  group(style, entry, colour) {
    const edge = rim(style, colour);
    return svg(WIDTH, HEIGHT, box(6, 2, 26, 10, `rx="2" fill="${colour}"${edge && ` stroke="${edge}" stroke-width="1.2"`}`));
  },
  status(style, entry, colour) {
    const symbol = glyph({ ...style, casing: style.panel }, entry.id, colour, style.plain);
    const beside = `<g transform="translate(${WIDTH - 7} 7) scale(5.8)">${symbol}</g>`;
    return svg(WIDTH, HEIGHT, line(lineOnPanel(style, entry.id, colour, style.plain), WIDTH - 18) + beside);
  },
  boundary(style, entry) {
    const { colour, width, dash } = style.boundaries[entry.id];
    return svg(WIDTH, HEIGHT, line([{ colour, width, dash }]));
  },
  base(style, entry) {
    const { river, seat, seatInk } = style.base;
    if (entry.id === "river") return svg(WIDTH, HEIGHT, line([river]));
    const ring = (x, size) => `<circle cx="${x}" cy="7" r="${size / 2 - 0.7}" fill="${seat.face}" stroke="${seatInk}" stroke-width="1.3"/>`;
    return svg(WIDTH, HEIGHT, `${ring(9, seat.city)}<circle cx="9" cy="7" r="1.7" fill="${seatInk}"/>${ring(22, seat.county)}`);
  },
  precision(style, entry, colour) {
    const isUnit = style.precisions[entry.id].shape === "square", symbol = glyph({ ...style, casing: style.panel }, style.built, colour, entry.id);
    const at = (x, size) => `<g transform="translate(${x} 7) scale(${size})">${symbol}</g>`;
    if (isUnit) return svg(WIDTH, 16, badgeSample(style, colour));
    return svg(WIDTH, HEIGHT, line(lineOnPanel(style, style.built, colour, entry.id), WIDTH - 18) + at(WIDTH - 7, 4.2));
  },
};

/* What stands before an entry of the legend, by the kind of its section. */
export function legendSymbol(style, kind, entry) { return ENTRIES[kind](style, entry, entry.colour || style.neutral); }
