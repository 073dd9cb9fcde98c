/* Names as the search compares them, as geo/text.py does: lower case, plain letters and digits alone, full width as half,
   traditional characters as the simplified ones that names have. */

/* Pairs of a traditional and a simplified character → the one by the other. */
export function simplified(pairs) {
  const characters = [...pairs];
  return new Map(characters.flatMap((one, i) => (i % 2 ? [] : [[one, characters[i + 1]]])));
}

export function folded(text, forms) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return [...plain].map((character) => forms.get(character) || character).join("");
}

/* What a query is looked for in: each name, the pinyin run together and its initials, apart. */
export function keyOf(names, pinyin, forms) {
  const initials = pinyin.split(" ").map((syllable) => syllable.charAt(0)).join("");
  return [...names, pinyin, initials].map((name) => folded(name, forms)).filter(Boolean);
}

/* How well a key meets the words of a query: 0 is the whole name, 1 its beginning, 2 any part; -1 where a word is missing. */
export function rankOf(key, words) {
  if (!words.length || !words.every((word) => key.some((name) => name.includes(word)))) return -1;
  const whole = words.join("");
  if (key.includes(whole)) return 0;
  return key.some((name) => name.startsWith(words[0])) ? 1 : 2;
}

/* The items that a query meets, the best first; among equals as they stood. Each has its `key`. */
export function matching(items, query, forms) {
  const words = query.split(/\s+/).map((word) => folded(word, forms)).filter(Boolean);
  return items.map((item) => ({ item, rank: rankOf(item.key, words) })).filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}
