// Draws a graph with preset places. The vis-network library, which defines globalThis.vis, and the
// other files of this folder are put in front of this one by __init__.py.

const LARGE = 500; // nodes from which lines rest while the picture moves
const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 150, keyboard: false, multiselect: false,
                 hideEdgesOnZoom: true, selectConnectedEdges: false },
  nodes: { borderWidth: 1, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { smooth: false, hoverWidth: 0.5, selectionWidth: 0.5 },
};

// One view for each mounted component: Streamlit calls the default function again on every run.
const views = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = createView(parentElement);
    views.set(parentElement, view);
  }
  view.tell = (message) => setTriggerValue("asked", message);
  show(view, data);
  return () => {
    for (const watch of view.watches) watch.disconnect();
    view.network.destroy();
    views.delete(parentElement);
  };
}

function createView(root) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const view = {
    root, nodes, edges,
    frame: root.querySelector(".frame"),
    canvas: root.querySelector(".canvas"),
    live: root.querySelector(".live"),
    search: root.querySelector(".find"),
    data: null, shown: "", width: 0, colours: {}, drawn: [new Map(), new Map()],
    // how it is looked at: `turn` counts the looks that Python has told
    turn: 0, chosen: "", hidden: new Set(), pins: new Map(), dim: false,
    at: null, hover: null, drag: null, matches: null,
  };
  view.network = new vis.Network(view.canvas, { nodes, edges }, OPTIONS);
  onPointer(view);
  for (const button of root.querySelectorAll("[data-do]")) {
    button.onclick = () => ACTS[button.dataset.do](view);
  }
  view.canvas.onkeydown = (event) => onKey(view, event);
  view.search.oninput = () => search(view);
  view.search.onkeydown = (event) => onSearchKey(view, event);
  view.watches = [watchWidth(view), watchTheme(view)];
  return view;
}

function onPointer(view) {
  const { network } = view;
  network.on("click", (event) => {
    const line = view.edges.get(event.edges[0] ?? -1);
    if (event.nodes.length) choose(view, event.nodes[0]);
    else if (line?.go) tell(view, "look", line.go);
  });
  network.on("doubleClick", (event) => {
    if (event.nodes.length && view.data.explore) ask(view, "open");
  });
  network.on("dragging", (event) => {
    const [id] = event.nodes;
    if (id) view.drag = { id, ...network.getPosition(id) };
  });
  network.on("dragEnd", () => {
    const { drag } = view;
    view.drag = null;
    if (!drag) return;
    view.drawn[0].delete(drag.id); // vis has moved it by itself
    pinAt(view, view.byId.get(drag.id), drag, "Moved and pinned.");
  });
  network.on("hoverNode", (event) => { view.hover = event.node; network.redraw(); });
  network.on("blurNode", () => { view.hover = null; network.redraw(); });
  network.on("afterDrawing", (pen) => {
    if (!view.data) return;
    drawPins(pen, network, view);
    drawLabels(pen, network, view);
  });
}

function show(view, data) {
  const colours = readColours(view.frame);
  const shown = JSON.stringify([data, colours]);
  if (shown === view.shown) return;
  const before = view.data;
  Object.assign(view, { shown, data, colours, widths: new Map(), drag: null });
  view.byId = new Map(data.nodes.map((node) => [node.id, node]));
  view.joined = joinedBy(data.edges);
  if (data.look.turn !== view.turn || !before) takeLook(view, data.look);
  const anew = !before || before.centre !== data.centre || !before.nodes.length;
  if (anew) clear(view);
  if (!view.byId.has(view.at)) view.at = view.byId.has(view.chosen) ? view.chosen : first(data);
  view.matches = find(view, view.search.value);
  arrange(view, !before);
  refresh(view);
  if (anew || data.nodes.some((one) => isShown(view, one) && isOutside(view, one))) fit(view);
  const more = data.nodes.length - (before?.nodes.length ?? 0);
  if (anew) say(view, data.description);
  else if (more) say(view, `${Math.abs(more)} ${more > 0 ? "joined" : "left"} the picture.`);
}

function clear(view) {
  view.nodes.clear();
  view.edges.clear();
  view.drawn = [new Map(), new Map()];
}

// Draw what has changed, and nothing else; the places of the rest do not move.
function refresh(view) {
  const { data } = view;
  // The centre comes first in the data and last in the drawing, on top of the rest.
  const nodes = data.nodes.map((one) => toNode(view, one)).reverse();
  const edges = data.edges.map((one, at) => toEdge(view, one, at));
  view.drawn = [bring(view.nodes, nodes, view.drawn[0]), bring(view.edges, edges, view.drawn[1])];
  fillChosen(view.root, view);
  fillLegend(view.root.querySelector(".legend"), view, (kind) => switchKind(view, kind));
  view.network.selectNodes(view.byId.has(view.at) ? [view.at] : [], false);
  view.network.redraw();
}

function arrange(view, anew) {
  const { data, network, root } = view;
  for (const part of root.querySelectorAll(".explore")) part.hidden = !data.explore;
  view.canvas.setAttribute("aria-label", data.description);
  if (anew) fillKeys(root.querySelector(".keys"), data);
  setHeight(view);
  network.setOptions({ interaction: { hideEdgesOnDrag: data.nodes.length > LARGE,
                                      dragNodes: data.explore } });
}

// A phone held upright gets a picture not much higher than it is wide.
function setHeight(view) {
  const height = Math.min(view.data.height, Math.max(340, view.frame.clientWidth * 1.1));
  view.canvas.style.height = `${height}px`;
  view.network.setSize("100%", `${height}px`);
}

function watchWidth(view) {
  const watch = new ResizeObserver(() => {
    if (!view.data || view.width === view.frame.clientWidth) return;
    view.width = view.frame.clientWidth;
    setHeight(view);
    view.network.redraw();
    fit(view);
  });
  watch.observe(view.frame);
  return watch;
}

// The theme can change while the page stands still; its colours arrive as style variables.
function watchTheme(view) {
  const watch = new MutationObserver(() => { if (view.data) show(view, view.data); });
  watch.observe(view.root.host ?? view.frame.parentElement, { attributes: true });
  return watch;
}

function takeLook(view, look) {
  view.turn = look.turn;
  view.chosen = look.chosen;
  view.at = look.chosen || null;
  view.hidden = new Set(look.hidden);
  view.pins = new Map(Object.entries(look.pins).map(([id, [x, y]]) => [id, { x, y }]));
  view.dim = look.dim;
}

function joinedBy(edges) {
  const joined = new Map();
  for (const { from, to } of edges) {
    for (const [one, other] of [[from, to], [to, from]]) {
      if (!joined.has(one)) joined.set(one, new Set());
      joined.get(one).add(other);
    }
  }
  return joined;
}
