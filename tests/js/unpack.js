/* Put messages together as the browser does: standard input {features, known, messages} → standard output, the messages. */
import { text } from "node:stream/consumers";

import { unpacked } from "#map/wire.js";

const { features, known, messages } = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(messages.map((message) => unpacked(message, known, features))));
