// Everything that the pointer can do, by keys. `acts` are what graph_view.js can do.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const NUDGE_PX = 24;

function onKeys(canvas, view, acts) {
  const explore = { e: acts.open, s: acts.start, p: acts.pin, d: acts.dim };
  const always = {
    Enter: () => view.at && acts.choose(view.at), Home: () => acts.focus(first(view.data)),
    "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.fit, "/": acts.search, "?": acts.keys,
    Escape: acts.leave,
  };
  canvas.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const act = always[event.key] ?? (view.data.explore && explore[event.key.toLowerCase()]);
    if (arrow && event.shiftKey && view.data.explore) acts.nudge(arrow.map((one) => one * NUDGE_PX));
    else if (arrow) acts.focus(nextNode(view, arrow));
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
