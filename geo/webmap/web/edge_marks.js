/* A place beyond the frame has its mark where the way to it from the middle of the map leaves the frame; its arrow tells
   the true direction. Marks in each other's way move along the edge, in their order, as little as they can. Pixels are
   those of the map's container. */
import { boxAround, boxCentre, grown, overlaps } from "#map/shapes.js";

export const ROW = 22;
const ROUNDS = 160;
const MARGIN = 5;

function onEdge(centre, { turn, half }) {
  const dx = Math.cos(turn), dy = Math.sin(turn);
  const reach = Math.min(half[0] / Math.max(Math.abs(dx), 1e-6), half[1] / Math.max(Math.abs(dy), 1e-6));
  return { x: centre.x + dx * reach, y: centre.y + dy * reach };
}

/* Move the marks that stand in the way of others; whether any did. */
function moveApart(marks, taken, centre) {
  let hasMoved = false;
  marks.forEach((mark, i) => {
    for (const other of taken.filter((box) => overlaps(mark.box, box))) {
      const { x, y } = boxCentre(other), away = Math.atan2(y - centre.y, x - centre.x);
      mark.turn += 0.02 * (Math.sin(mark.turn - away) < 0 ? -1 : 1);
      hasMoved = true;
    }
    const next = marks[i + 1];
    if (!next || !overlaps(grown(mark.box, 1), next.box)) return;
    mark.turn -= 0.012;
    next.turn += 0.012;
    hasMoved = true;
  });
  return hasMoved;
}

/* Place the marks of targets ({id, at, width}) along the edge of a frame ({x, y}) free of boxes that are taken; each gets
   its box and the angle to its target. */
export function edgeMarks(targets, frame, taken) {
  const centre = { x: frame.x / 2, y: frame.y / 2 };
  const marks = targets.map(({ id, at, width }) => {
    const angle = Math.atan2(at.y - centre.y, at.x - centre.x);
    return { id, width, angle, turn: angle, half: [centre.x - width / 2 - MARGIN, centre.y - ROW / 2 - MARGIN] };
  }).sort((a, b) => a.angle - b.angle || (a.id < b.id ? -1 : 1));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const mark of marks) mark.box = boxAround(onEdge(centre, mark), mark.width, ROW);
    if (!moveApart(marks, taken, centre)) break;
  }
  return marks;
}
