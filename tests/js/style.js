/* A table of looks as geo/looks sends it, small enough to read. */

export const STYLE = {
  paper: "light-dark(#fbfaf6, #181c20)", panel: "light-dark(#ffffff, #23292e)", casing: "light-dark(#ffffff, #181c20)",
  ink: "light-dark(#23303a, #e9e5db)", quiet: "#6f6a62", neutral: "#5d6470", selected: "#ffb000",
  provinceFill: "light-dark(#f2efe8, #24282c)", tints: { 140100: "light-dark(#f4dccb, #3a2f2a)" },
  boundaries: { county: { colour: "#b5aca0", width: 0.7, dash: [2, 3] }, prefecture: { colour: "#857a6e", width: 1.4, dash: [] } },
  stages: {
    unstated: look([part("hair", "paper", "full", 0.1)], [line("full", 3.2)]),
    dotted: look([part("beads", "", "full", 0.4, { dash: [0.01, 0.5], is_round: true })], [line("full", 6)]),
    full: look([part("rim", "", "rim", 0.16), part("face", "full")], [line("paper", 8, { alpha: 0.75 }), line("full", 6)]),
  },
  unstated: "unstated", built: "full", plain: "sure",
  precisions: {
    sure: { shape: "circle", around: [] },
    vague: { shape: "circle", around: [part("ring", "", "full", 0.14, { dash: [0.4, 0.3] })] },
    unit: { shape: "square", around: [] },
  },
  rimShare: 0.5, areaOpacity: 0.16, symbol: 15,
};

/* A part whose path is its name and its shape, so that a test sees which was drawn. */
function part(name, fill, stroke = "", width = 0, rest = {}) {
  return { d: name, fill, stroke, width, dash: [], is_round: false, alpha: 1, ...rest };
}

function line(role, width, rest = {}) { return { role, width, dash: [], shift: 0, is_round: false, alpha: 1, ...rest }; }

function look(parts, strokes) {
  const shaped = (shape) => parts.map((one) => ({ ...one, d: `${one.d}-${shape}` }));
  const dashed = strokes.map((one) => (one.alpha < 1 ? one : { ...one, dash: [17, 6], shift: -1 }));
  return { symbol: { circle: shaped("circle"), square: shaped("square") }, line: { sure: strokes, vague: dashed, unit: strokes } };
}
