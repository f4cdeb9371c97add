// Keys within the figure: one stop of the Tab key for many elements, arrows between them.
function roving(elements, beside = () => null) {
  const stop = (chosen) => {
    for (const one of elements) one.setAttribute("tabindex", one === chosen ? 0 : -1);
  };
  stop(elements[0]);
  for (const [index, one] of elements.entries()) {
    one.addEventListener("focus", () => stop(one));
    one.addEventListener("keydown", (event) => {
      const to = beside(one, event.key) ?? {
        ArrowLeft: elements[index - 1],
        ArrowUp: elements[index - 1],
        ArrowRight: elements[index + 1],
        ArrowDown: elements[index + 1],
        Home: elements[0],
        End: elements.at(-1),
      }[event.key];
      if (!to) return;
      event.preventDefault();
      to.focus();
    });
  }
  return stop;
}

// The nearest element above or below; places are known, since what is not shown has no box.
function stacked(from, key, elements, places) {
  const way = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (!way) return null;
  const [x, y] = places[from.dataset.id];
  let best = from;
  let least = Infinity;
  for (const one of elements) {
    const [across, down] = places[one.dataset.id];
    const far = Math.abs(across - x) + 3 * (down - y) * way;
    if ((down - y) * way > 6 && far < least) [best, least] = [one, far];
  }
  return best;
}
