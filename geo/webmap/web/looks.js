/* Colours and looks, as geo/looks has them, for the colour scheme that the map is shown in. */

const PAIR = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/;
const LEAST = 3;

function channels(colour) { return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)); }

/* The colour of a pair that a scheme has; one that is no pair is the same in both. */
export function shade(colour, isDark) {
  const pair = PAIR.exec(colour);
  return pair ? pair[isDark ? 2 : 1] : colour;
}

/* The whole style with each pair of colours resolved. */
export function resolved(style, isDark) {
  if (typeof style === "string") return shade(style, isDark);
  if (Array.isArray(style)) return style.map((part) => resolved(part, isDark));
  if (style === null || typeof style !== "object") return style;
  return Object.fromEntries(Object.entries(style).map(([key, part]) => [key, resolved(part, isDark)]));
}

/* A colour moved towards another by a share from 0 to 1. */
export function mix(colour, other, share) {
  const to = channels(other);
  const mixed = channels(colour).map((channel, i) => Math.round(channel + (to[i] - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/* What a role means for the hue of a group; nothing for the rim of a hue that needs none. */
export function roleColour(style, role, colour) {
  if (role === "fine") return rim(style, colour) || colour;
  return { full: colour, paper: style.casing, rim: role === "rim" && rim(style, colour) }[role] || "";
}

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/* How well two colours are told apart (WCAG 2), from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export function grounds(style) { return [style.casing, style.panel, style.provinceFill, ...Object.values(style.tints)]; }

/* What a colour is edged with where it would be too pale for the ground; nothing where it stands out by itself. */
export function rim(style, colour) {
  const isPale = grounds(style).some((ground) => contrast(colour, ground) < LEAST);
  return isPale ? mix(colour, style.ink, style.rimShare) : "";
}

export function stageLook(style, stage) { return style.stages[stage] || style.stages[style.unstated]; }
