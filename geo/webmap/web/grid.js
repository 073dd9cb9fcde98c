/* Symbols that share an anchor stand in a grid around it, in the order of the record, so that each can be reached. */

function columnsOf(count) { return Math.ceil(Math.sqrt(count * 1.6)); }

/* Where a symbol stands, in pixels from the middle of its grid. */
export function gridOffset(index, count, step) {
  const columns = columnsOf(count), rows = Math.ceil(count / columns), row = Math.floor(index / columns);
  const inRow = row === rows - 1 ? count - row * columns : columns;
  return [((index % columns) - (inRow - 1) / 2) * step, (row - (rows - 1) / 2) * step];
}

/* The steps of a spiral around a point, in pixels: where a badge may move to, the nearest first. */
export function spiral(step) {
  const turn = step * 2.399963, reach = Math.sqrt(step) * 7;
  return [reach * Math.cos(turn), reach * Math.sin(turn)];
}
