// Everything that the pointer can do, by keys.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const NUDGE_PX = 24;
const EXPLORING = { e: ACTS.open, s: ACTS.start, p: ACTS.pin, d: ACTS.dim };
const ALWAYS = {
  Enter: (view) => view.at && choose(view, view.at),
  Home: (view) => focusOn(view, first(view.data)),
  "/": (view) => { view.search.focus(); view.search.select(); },
  "+": ACTS.in, "=": ACTS.in, "-": ACTS.out, 0: ACTS.fit, "?": ACTS.keys, Escape: leave,
};

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { explore } = view.data;
  const arrow = ARROWS[event.key];
  const act = ALWAYS[event.key] ?? (explore && EXPLORING[event.key.toLowerCase()]);
  if (arrow && event.shiftKey && explore) nudge(view, arrow.map((one) => one * NUDGE_PX));
  else if (arrow) focusOn(view, nextNode(view, arrow));
  else if (act) act(view);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onSearchKey(view, event) {
  if (event.key === "Enter") nextFound(view);
  else if (event.key === "Escape") { leave(view); view.canvas.focus(); }
}

// Where the keyboard begins: the centre, or in a picture that has none the first node.
function first(data) {
  return data.centre || data.nodes[0]?.id;
}

// The node nearest in one of the four directions: distance, with a penalty for going sideways.
function nextNode(view, [dx, dy]) {
  const node = view.byId.get(view.at) ?? view.byId.get(first(view.data));
  const from = placeOf(view, node);
  let best = null;
  let least = Infinity;
  for (const one of view.data.nodes) {
    const at = placeOf(view, one);
    const [x, y] = [at.x - from.x, at.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (one === node || ahead <= 0 || aside > 2 * ahead || !isShown(view, one)) continue;
    const far = ahead + 2 * aside;
    if (far < least) { least = far; best = one.id; }
  }
  return best;
}
