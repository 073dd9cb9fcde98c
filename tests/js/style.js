/* A table of looks as geo/looks sends it, small enough to read. */

export const STYLE = {
  paper: "light-dark(#fbfaf6, #181c20)", panel: "light-dark(#ffffff, #23292e)", casing: "light-dark(#ffffff, #181c20)",
  ink: "light-dark(#23303a, #e9e5db)", quiet: "#6f6a62", neutral: "#5d6470", grey: "#8a8a8a", selected: "#ffb000",
  provinceFill: "light-dark(#f2efe8, #24282c)", tints: { 140100: "light-dark(#f4dccb, #3a2f2a)" },
  boundaries: { county: { colour: "#b5aca0", width: 0.7, dash: [2, 3] }, prefecture: { colour: "#857a6e", width: 1.4, dash: [] } },
  stages: {
    unstated: { line: look("full", 2.6, "paper", 1.6), symbol: { face: "paper", edge: "full", edge_width: 0.9, dot: 0 } },
    dotted: { line: look("paper", 4.2, "full", 1.8), symbol: { face: "paper", edge: "grey", edge_width: 1.2, dot: 2.1 } },
    full: { line: look("full", 6.5, "tint", 3.4), symbol: { face: "full", edge: "paper", edge_width: 1.2, dot: 0 } },
  },
  unstated: "unstated",
  precisions: {
    sure: { shape: "circle", dash: [], symbol_dash: [], halo: 0 },
    vague: { shape: "circle", dash: [9, 6], symbol_dash: [2.5, 1.6], halo: 0 },
    unit: { shape: "square", dash: [], symbol_dash: [], halo: 0 },
  },
  tintShare: 0.62, rimShare: 0.5, areaOpacity: 0.16, symbol: 15,
};

function look(outer, outerWidth, inner, innerWidth) {
  return { outer, outer_width: outerWidth, inner, inner_width: innerWidth };
}
