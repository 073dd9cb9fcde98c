/* Answers on standard output what queries find among names, as the browser would. */
import { readFileSync } from "node:fs";

import { folded, keyOf, matching, simplified } from "#map/find_names.js";

const { traditional, items, queries } = JSON.parse(readFileSync(0, "utf8")), forms = simplified(traditional);
const things = items.map(({ id, names, pinyin }) => ({ id, key: keyOf(names, pinyin, forms) }));
const answers = queries.map((query) => ({ folded: folded(query, forms), ids: matching(things, query, forms).map(({ id }) => id) }));
process.stdout.write(JSON.stringify(answers));
