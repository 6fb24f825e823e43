// Draws a graph with preset places. The vis-network library, which defines globalThis.vis, and the
// other files of this folder are put in front of this one by __init__.py.

const LARGE = 500; // nodes from which lines rest while the picture moves

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
  view.show(data);
  return () => {
    view.destroy();
    views.delete(parentElement);
  };
}

function createView(root) {
  const frame = root.querySelector(".frame");
  const canvas = root.querySelector(".canvas");
  const live = root.querySelector(".live");
  const search = root.querySelector(".find");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const view = {
    data: null, shown: "", turn: 0, at: null, hover: null, drag: null, matches: null, colours: {},
    chosen: "", hidden: new Set(), pins: new Map(), dim: false, drawn: [new Map(), new Map()],
  };
  const network = new vis.Network(canvas, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: false, multiselect: false,
                   hideEdgesOnZoom: true, selectConnectedEdges: false },
    nodes: { borderWidth: 1, borderWidthSelected: 3, labelHighlightBold: false },
    edges: { smooth: false, hoverWidth: 0.5, selectionWidth: 0.5 },
  });

  const look = () => ({ chosen: view.chosen, hidden: [...view.hidden],
                        pins: Object.fromEntries([...view.pins].map(([id, at]) => [id, [at.x, at.y]])),
                        dim: view.dim });
  const tell = (verb, id = "") => view.tell({ do: verb, key: id, ...look() });

  // Draw what has changed, and nothing else; the places of the rest do not move.
  function refresh() {
    view.drawn[0] = bring(nodes, view.drawOrder.map((one) => toNode(view, one)), view.drawn[0]);
    view.drawn[1] = bring(edges, view.data.edges.map((one, at) => toEdge(view, one, at)),
                          view.drawn[1]);
    fillChosen(root, view);
    fillLegend(root.querySelector(".legend"), view, acts.kind);
    network.selectNodes(view.byId.has(view.at) ? [view.at] : [], false);
    network.redraw();
  }
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const current = () => view.byId.get(view.at) ?? view.byId.get(view.chosen);
  const away = () => view.data.nodes.some((node) => isShown(view, node) && isOutside(node));

  const acts = {
    in: () => zoom(1.35),
    out: () => zoom(1 / 1.35),
    fit: () => {
      network.fit({ animation: false, maxZoomLevel: 1.4,
                    nodes: view.data.nodes.filter((one) => isShown(view, one)).map((one) => one.id) });
      const room = view.data.centre ? 0.92 : 0.8; // for the outermost labels
      network.moveTo({ scale: network.getScale() * room });
    },
    keys: () => {
      const box = root.querySelector(".keys");
      box.hidden = !box.hidden;
      root.querySelector('[data-do="keys"]').setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) live.textContent = box.textContent;
    },
    search: () => { search.focus(); search.select(); },
    leave: () => {
      search.value = "";
      view.matches = null;
      if (view.dim) acts.dim(); else refresh();
    },
    focus: (id) => {
      const node = view.byId.get(id);
      if (!node) return;
      view.at = id;
      network.selectNodes([id], false);
      live.textContent = spoken(view, node);
      if (isOutside(node)) network.moveTo({ position: placeOf(view, node) });
      fillChosen(root, view);
      network.redraw();
    },
    choose: (id) => {
      view.at = view.chosen = id;
      acts.focus(id);
      refresh();
      tell("look", id);
    },
    open: () => current() && acts.doTo("open"),
    start: () => current() && acts.doTo("start"),
    doTo: (verb) => {
      view.chosen = view.at = current().id;
      tell(verb, view.chosen);
    },
    pin: () => {
      const node = current();
      if (!node) return;
      view.chosen = node.id;
      if (view.pins.has(node.id)) view.pins.delete(node.id);
      else pinAt(node, placeOf(view, node));
      settle(node, view.pins.has(node.id) ? "Pinned." : "Let go.");
    },
    nudge: ([dx, dy]) => {
      const node = current();
      if (!node) return;
      const { x, y } = placeOf(view, node);
      const scale = network.getScale();
      pinAt(node, { x: x + dx / scale, y: y + dy / scale });
      settle(node, "Moved and pinned.");
    },
    dim: () => {
      view.dim = !view.dim;
      if (view.dim) view.chosen = current()?.id ?? first(view.data);
      refresh();
      live.textContent = view.dim ? `Only what is joined to ${view.byId.get(view.chosen).name} `
        + "stands out." : "Nothing is dimmed.";
      tell("look");
    },
    kind: (kind) => {
      const { many } = view.data.kinds[kind];
      if (!view.hidden.delete(kind)) view.hidden.add(kind);
      refresh();
      live.textContent = `${many} ${view.hidden.has(kind) ? "hidden" : "shown"}.`;
      tell("look");
    },
  };
  for (const button of root.querySelectorAll("[data-do]")) {
    button.onclick = () => acts[button.dataset.do]();
  }
  onKeys(canvas, view, acts);

  function pinAt(node, { x, y }) {
    view.pins.set(node.id, { x: Math.round(x), y: Math.round(y) });
  }
  function settle(node, words) {
    refresh();
    live.textContent = `${node.name}: ${words}`;
    tell("look", node.id);
  }
  function isOutside(node) {
    const place = network.canvasToDOM(placeOf(view, node));
    return place.x < 20 || place.y < 20
      || place.x > canvas.clientWidth - 20 || place.y > canvas.clientHeight - 20;
  }

  search.oninput = () => {
    view.matches = find(view, search.value);
    refresh();
    const count = view.matches?.size;
    live.textContent = count === undefined ? "" : `${count} found in the picture.`;
  };
  search.onkeydown = (event) => {
    if (event.key === "Enter" && view.matches?.size) {
      const found = [...view.matches];
      acts.focus(found[(found.indexOf(view.at) + 1) % found.length]);
    } else if (event.key === "Escape") { acts.leave(); canvas.focus(); }
  };

  network.on("click", (event) => {
    const line = edges.get(event.edges[0] ?? -1);
    if (event.nodes.length) acts.choose(event.nodes[0]);
    else if (line?.go) tell("look", line.go);
  });
  network.on("doubleClick", (event) => { if (event.nodes.length && view.data.explore) acts.open(); });
  network.on("dragging", (event) => {
    const [id] = event.nodes;
    if (id) view.drag = { id, ...network.getPosition(id) };
  });
  network.on("dragEnd", (event) => {
    const { drag } = view;
    view.drag = null;
    if (!drag || !event.nodes.length) return;
    view.at = view.chosen = drag.id;
    if (view.data.explore) pinAt(view.byId.get(drag.id), drag);
    view.drawn[0].delete(drag.id); // vis has moved it by itself
    settle(view.byId.get(drag.id), "Moved and pinned.");
  });
  network.on("hoverNode", (event) => { view.hover = event.node; network.redraw(); });
  network.on("blurNode", () => { view.hover = null; network.redraw(); });
  network.on("afterDrawing", (pen) => {
    if (!view.data) return;
    drawPins(pen, network, view);
    drawLabels(pen, network, view);
  });

  view.show = (data) => {
    const colours = readColours(frame);
    const shown = JSON.stringify([data, colours]);
    if (shown === view.shown) return;
    const before = view.data;
    Object.assign(view, { shown, data, colours, widths: new Map(), drag: null });
    view.byId = new Map(data.nodes.map((node) => [node.id, node]));
    // The centre comes first in the data and last in the drawing, on top of the rest.
    view.drawOrder = [...data.nodes].reverse();
    view.joined = joinedBy(data.edges);
    if (data.look.turn !== view.turn || !before) takeLook(view, data.look);
    const anew = !before || before.centre !== data.centre || !before.nodes.length;
    if (anew) { nodes.clear(); edges.clear(); view.drawn = [new Map(), new Map()]; }
    if (!view.byId.has(view.at)) view.at = view.byId.has(view.chosen) ? view.chosen : first(data);
    view.matches = find(view, search.value);
    arrange(data, before);
    refresh();
    if (anew || away()) acts.fit();
    const more = data.nodes.length - (before?.nodes.length ?? 0);
    if (anew) live.textContent = data.description;
    else if (more) live.textContent = `${Math.abs(more)} ${more > 0 ? "joined" : "left"} the picture.`;
  };

  function arrange(data, before) {
    for (const part of root.querySelectorAll(".explore")) part.hidden = !data.explore;
    canvas.setAttribute("aria-label", data.description);
    if (!before) fillKeys(root.querySelector(".keys"), data);
    setHeight();
    network.setOptions({ interaction: { hideEdgesOnDrag: data.nodes.length > LARGE,
                                        dragNodes: data.explore } });
  }
  // A phone held upright gets a picture not much higher than it is wide.
  function setHeight() {
    const height = Math.min(view.data.height, Math.max(340, frame.clientWidth * 1.1));
    canvas.style.height = `${height}px`;
    network.setSize("100%", `${height}px`);
  }
  view.width = 0;
  view.resize = new ResizeObserver(() => {
    if (!view.data || view.width === frame.clientWidth) return;
    view.width = frame.clientWidth;
    setHeight();
    network.redraw();
    acts.fit();
  });
  view.resize.observe(frame);
  // The theme can change while the page stands still; its colours arrive as style variables.
  view.theme = new MutationObserver(() => { if (view.data) view.show(view.data); });
  view.theme.observe(root.host ?? frame.parentElement, { attributes: true });
  view.destroy = () => {
    view.resize.disconnect();
    view.theme.disconnect();
    network.destroy();
  };
  return view;
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
