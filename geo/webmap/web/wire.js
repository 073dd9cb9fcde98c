/* A message as it travels names only what differs from what the browser knows of its language, and stands for projects by
   a letter each (geo/webmap/wire.py); here it is put together again. */

const NONE = ".", FIRST = "A".charCodeAt(0), BESIDE = "a".charCodeAt(0);

/* What was told, with what differs on top of it; null takes away. */
function over(told, own) {
  return Object.fromEntries(Object.entries({ ...told, ...own }).filter(([, value]) => value !== null));
}

function legendOf(sections, told) {
  return sections.map((section) => {
    const held = told.find(({ kind }) => kind === section.kind) || {};
    const entries = section.entries.map((entry) => over(held.entries?.find(({ id }) => id === entry.id), entry));
    return { ...over(held, section), entries };
  });
}

/* Stage → ids, of the letters from one on. */
function stagesFrom(first, { of, marks }, ids) {
  const stages = {};
  for (let i = 0; i < marks.length; i += 1) {
    const stage = marks[i] === NONE ? undefined : of[marks.charCodeAt(i) - first];
    if (stage !== undefined) (stages[stage] ||= []).push(ids[i]);
  }
  return stages;
}

/* The message as Python made it; one that did not travel is as it was made. */
export function unpacked(message, known, features) {
  if (!message.is_short) return message;
  const told = known[message.lang], view = { ...message, is_short: false, legend: legendOf(message.legend, told.legend) };
  view.labels = { ...told.labels, ...message.labels };
  if (message.apart) view.apart = { ...told.apart, ...message.apart };
  if (!message.marks) return view;
  const ids = [...new Set(features.map((feature) => feature.project_id))];
  view.stages = stagesFrom(FIRST, message, ids);
  if ("beyond" in message) view.beyond = stagesFrom(BESIDE, message, ids);
  return view;
}
