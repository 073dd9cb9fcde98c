/* The legend as filters: rows of values made in Python (geo/webmap/switches.py) decide what is in view, here at once and
   there again. An act is [number, name of the switch, id, whether it is on]; those not answered yet are done anew on top
   of whatever the server says, so that a newer click overtakes an older answer. */

export const SWITCHES = ["group", "status", "precision"];

/* Every project that the switches may bring into view, with its value under each. */
export function rowsOf(features, view) {
  const values = new Map(features.map((feature) => [feature.project_id, feature.values]));
  const stages = [...Object.entries(view.stages), ...Object.entries(view.beyond)];
  return stages.flatMap(([status, ids]) => ids.filter((id) => values.has(id)).map((id) => ({ id, status, ...values.get(id) })));
}

function isKept(row, choice, name) { return !choice[name].length || choice[name].includes(row[name]); }

/* The stages of the projects that a choice leaves, as a message has them. */
export function stagesIn(rows, choice) {
  const stages = {};
  for (const row of rows) if (SWITCHES.every((name) => isKept(row, choice, name))) (stages[row.status] ||= []).push(row.id);
  return stages;
}

/* How many projects each value of each switch would leave, the other switches being as they are. */
export function countsIn(rows, choice) {
  return Object.fromEntries(SWITCHES.map((name) => {
    const others = SWITCHES.filter((other) => other !== name), counts = {};
    for (const row of rows) {
      if (others.every((other) => isKept(row, choice, other))) counts[row[name]] = (counts[row[name]] || 0) + 1;
    }
    return [name, counts];
  }));
}

/* A choice after acts. */
export function after(choice, acts) {
  return acts.reduce((now, [, name, id, isOn]) => {
    if (!(name in now)) return now;
    const others = now[name].filter((one) => one !== id);
    return { ...now, [name]: isOn ? [...others, id] : others };
  }, choice);
}

/* What the reader did and was not answered yet. Numbers grow also over a reload, and are the time where that is larger. */
export class Acts {
  constructor(now = Date.now) {
    this.open = [];
    this.last = 0;
    this.now = now;
  }

  add(name, id, isOn) {
    this.last = Math.max(this.last + 1, this.now());
    if (![...SWITCHES, "place"].includes(name)) this.open = this.open.filter((act) => act[1] !== name); // of a project, of a tint, the last
    this.open.push([this.last, name, id, isOn]);
  }

  answer(number) { this.open = this.open.filter((act) => act[0] > number); }
}

/* Take what the server says of the switches, and on top of it what it does not know yet. */
export function takeSwitches(state) {
  const { view } = state;
  if (!view.choice) return;
  state.acts.answer(view.answered);
  state.rows = rowsOf(state.features, view);
  choose(state, after(view.choice, state.acts.open));
}

export function choose(state, choice) {
  state.choice = choice;
  state.view = { ...state.view, stages: stagesIn(state.rows, choice) };
}
