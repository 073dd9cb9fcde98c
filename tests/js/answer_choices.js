/* Answer choices as the browser does: standard input {features, view, choices} → standard output, one answer a choice. */
import { text } from "node:stream/consumers";

import { countsIn, rowsOf, stagesIn } from "#map/switches.js";

const { features, view, choices } = JSON.parse(await text(process.stdin)), rows = rowsOf(features, view);
process.stdout.write(JSON.stringify(choices.map((choice) => ({ stages: stagesIn(rows, choice), counts: countsIn(rows, choice) }))));
