/* The map's modules run in a browser with Leaflet at hand; their tests run in Node. */
import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "func-style": ["error", "declaration", { allowArrowFunctions: true }],
  "max-len": ["error", { code: 150 }],
  "max-lines": ["error", { max: 200 }],
  "max-lines-per-function": ["error", { max: 40 }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-shadow": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

export default [
  { files: ["geo/webmap/web/*.js"], languageOptions: { globals: { ...globals.browser, L: "readonly" } }, rules },
  { files: ["geo/webmap/web/loader.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/js/*.js", "eslint.config.js"], languageOptions: { globals: globals.node }, rules },
];
