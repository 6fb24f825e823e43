// What a reader can do in the picture, whether by pointer, button or key.

function zoom(view, factor) {
  view.network.moveTo({ scale: view.network.getScale() * factor });
}

function fit(view) {
  const nodes = view.data.nodes.filter((one) => isShown(view, one)).map((one) => one.id);
  view.network.fit({ animation: false, maxZoomLevel: 1.4, nodes });
  zoom(view, view.data.centre ? 0.92 : 0.8); // room for the outermost labels
}

// The node that a verb is about: the one in focus, or else the chosen one.
function current(view) {
  return view.byId.get(view.at) ?? view.byId.get(view.chosen);
}

function isOutside(view, node) {
  const { canvas } = view;
  const place = view.network.canvasToDOM(placeOf(view, node));
  return place.x < 20 || place.y < 20
    || place.x > canvas.clientWidth - 20 || place.y > canvas.clientHeight - 20;
}

// Tell Python what was done, and how the picture is looked at since.
function tell(view, verb, key = "") {
  const pins = Object.fromEntries([...view.pins].map(([id, at]) => [id, [at.x, at.y]]));
  const { chosen, dim } = view;
  view.tell({ do: verb, key, chosen, hidden: [...view.hidden], pins, dim });
}

function say(view, words) {
  view.live.textContent = words;
}

function focusOn(view, id) {
  const node = view.byId.get(id);
  if (!node) return;
  view.at = id;
  view.network.selectNodes([id], false);
  say(view, spoken(view, node));
  if (isOutside(view, node)) view.network.moveTo({ position: placeOf(view, node) });
  fillChosen(view.root, view);
  view.network.redraw();
}

function choose(view, id) {
  view.chosen = id;
  focusOn(view, id);
  refresh(view);
  tell(view, "look", id);
}

// Expanding and starting anew need the graph, which Python has.
function ask(view, verb) {
  const node = current(view);
  if (!node) return;
  view.chosen = view.at = node.id;
  tell(view, verb, node.id);
}

function pinAt(view, node, { x, y }, words) {
  view.chosen = view.at = node.id;
  view.pins.set(node.id, { x: Math.round(x), y: Math.round(y) });
  refresh(view);
  say(view, `${node.name}: ${words}`);
  tell(view, "look", node.id);
}

function pinOrLetGo(view) {
  const node = current(view);
  if (!node) return;
  if (!view.pins.delete(node.id)) {
    pinAt(view, node, placeOf(view, node), "Pinned.");
    return;
  }
  refresh(view);
  say(view, `${node.name}: Let go.`);
  tell(view, "look", node.id);
}

// The pointer drags; the keyboard moves by steps, as long on screen at any scale.
function nudge(view, [dx, dy]) {
  const node = current(view);
  if (!node) return;
  const { x, y } = placeOf(view, node);
  const scale = view.network.getScale();
  pinAt(view, node, { x: x + dx / scale, y: y + dy / scale }, "Moved and pinned.");
}

function dim(view) {
  view.dim = !view.dim;
  if (view.dim) view.chosen = current(view)?.id ?? first(view.data);
  refresh(view);
  const name = view.byId.get(view.chosen)?.name;
  say(view, view.dim ? `Only what is joined to ${name} stands out.` : "Nothing is dimmed.");
  tell(view, "look");
}

function switchKind(view, kind) {
  if (!view.hidden.delete(kind)) view.hidden.add(kind);
  refresh(view);
  say(view, `${view.data.kinds[kind].many} ${view.hidden.has(kind) ? "hidden" : "shown"}.`);
  tell(view, "look");
}

function showKeys(view) {
  const box = view.root.querySelector(".keys");
  box.hidden = !box.hidden;
  view.root.querySelector('[data-do="keys"]').setAttribute("aria-expanded", String(!box.hidden));
  if (!box.hidden) say(view, box.textContent);
}

function search(view) {
  view.matches = find(view, view.search.value);
  refresh(view);
  const count = view.matches?.size;
  say(view, count === undefined ? "" : `${count} found in the picture.`);
}

function nextFound(view) {
  const found = [...view.matches ?? []];
  if (found.length) focusOn(view, found[(found.indexOf(view.at) + 1) % found.length]);
}

function leave(view) {
  view.search.value = "";
  view.matches = null;
  if (view.dim) dim(view);
  else refresh(view);
}

// By the names that the buttons have in graph_view.html.
const ACTS = {
  in: (view) => zoom(view, 1.35),
  out: (view) => zoom(view, 1 / 1.35),
  open: (view) => ask(view, "open"),
  start: (view) => ask(view, "start"),
  pin: pinOrLetGo,
  keys: showKeys,
  fit,
  dim,
};
