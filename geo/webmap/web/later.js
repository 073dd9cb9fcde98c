/* Do something once what was drawn is painted; where nothing is painted (a tab in the back), soon. Asked again before, only
   the newest is done. */
export function afterPaint(state, task) {
  const isAsked = Boolean(state.later);
  state.later = task;
  if (isAsked) return;
  const doIt = () => {
    const due = state.later;
    state.later = null;
    due?.();
  };
  requestAnimationFrame(() => setTimeout(doIt));
  setTimeout(doIt, 250);
}
