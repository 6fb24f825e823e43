// Draws a graph with preset places. The vis-network library is put in front of this file by
// views/components/graph_view/__init__.py, from the pyvis package; it defines globalThis.vis.

const LABEL_PX = 12;
const PLACES = [[0, 1], [0, -1], [1, 0], [-1, 0]]; // below, above, right, left

// One view for each mounted component: Streamlit calls the default function again on every run.
const views = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = createView(parentElement);
    views.set(parentElement, view);
  }
  view.go = (id) => setTriggerValue("clicked", id);
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
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const view = { data: null, shown: "", at: null, hover: null, colours: {}, go: () => {} };
  const network = new vis.Network(canvas, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, dragNodes: false, keyboard: false,
                   hideEdgesOnDrag: true, hideEdgesOnZoom: true, selectConnectedEdges: false },
    nodes: { borderWidth: 1, borderWidthSelected: 3, labelHighlightBold: false },
    edges: { smooth: false, hoverWidth: 0.5, selectionWidth: 0.5 },
  });
  network.on("click", (event) => {
    if (event.nodes.length) view.go(event.nodes[0]);
    else if (edges.get(event.edges[0])?.go) view.go(edges.get(event.edges[0]).go);
  });
  network.on("hoverNode", (event) => { view.hover = event.node; network.redraw(); });
  network.on("blurNode", () => { view.hover = null; network.redraw(); });
  network.on("afterDrawing", (pen) => drawLabels(pen, network, view));

  const fit = () => {
    network.fit({ animation: false, maxZoomLevel: 1.4 });
    const room = view.data?.centre ? 0.92 : 0.8; // for the outermost labels
    network.moveTo({ scale: network.getScale() * room });
  };
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  for (const button of root.querySelectorAll("[data-zoom]")) {
    button.onclick = () => {
      if (button.dataset.zoom === "fit") fit();
      else zoom(button.dataset.zoom === "in" ? 1.35 : 1 / 1.35);
    };
  }
  canvas.onkeydown = (event) => {
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    if (arrows[event.key]) focusOn(nextNode(view, arrows[event.key]));
    else if (event.key === "Home") focusOn(first(view.data));
    else if (event.key === "Enter" && view.at) view.go(view.at);
    else if (event.key === "+" || event.key === "=") zoom(1.35);
    else if (event.key === "-") zoom(1 / 1.35);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  function focusOn(id) {
    if (!id) return;
    view.at = id;
    network.selectNodes([id], false);
    const node = view.byId.get(id);
    live.textContent = `${node.kind}: ${node.name}. ${view.order.get(id)} of ${view.order.size}.`;
    const place = network.canvasToDOM({ x: node.x, y: node.y });
    const out = place.x < 20 || place.y < 20
      || place.x > canvas.clientWidth - 20 || place.y > canvas.clientHeight - 20;
    if (out) network.moveTo({ position: { x: node.x, y: node.y } });
    network.redraw();
  }

  function readColours() {
    const style = getComputedStyle(frame);
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      text: read("--st-text-color", "#1b2733"),
      ground: read("--st-background-color", "#ffffff"),
      edge: read("--st-gray-color", "#8a949e"),
      mark: read("--st-primary-color", "#2b5c8a"),
      font: read("--st-font", "sans-serif"),
    };
  }

  view.show = (data) => {
    const colours = readColours();
    const shown = JSON.stringify([data, colours]);
    if (shown === view.shown) return;
    const moved = !view.data || view.data.centre !== data.centre
      || view.data.nodes.length !== data.nodes.length;
    Object.assign(view, { shown, data, colours, hover: null, widths: new Map() });
    view.byId = new Map(data.nodes.map((node) => [node.id, node]));
    view.order = new Map(data.nodes.map((node, at) => [node.id, at + 1]));
    frame.style.height = `${data.height}px`;
    canvas.setAttribute("aria-label", data.description);
    edges.clear();
    nodes.clear();
    // The centre comes first in the data and last in the drawing, on top of the rest.
    nodes.add([...data.nodes].reverse().map((node) => toNode(node, data, colours)));
    edges.add(data.edges.map((edge) => toEdge(edge, data, colours)));
    network.setSize("100%", `${data.height}px`);
    network.redraw();
    if (!moved) return;
    fit();
    view.at = first(data);
    live.textContent = data.description;
  };
  view.resize = new ResizeObserver(() => { if (view.data) { network.redraw(); fit(); } });
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

// Where the keyboard begins: the centre, or in a picture that has none the first node.
function first(data) {
  return data.centre || data.nodes[0]?.id;
}

function toNode(node, data, colours) {
  const centre = node.id === data.centre;
  return {
    id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size,
    title: `${node.kind}: ${node.name}`,
    borderWidth: centre ? 3 : Number(data.nodes.length < 400),
    color: {
      background: node.color,
      border: centre ? colours.text : colours.ground,
      highlight: { background: node.color, border: colours.mark },
      hover: { background: node.color, border: colours.mark },
    },
  };
}

function toEdge(edge, data, colours) {
  const faint = Math.min(1, 14 / Math.sqrt(data.edges.length)); // thousands would hide the nodes
  return {
    id: edge.id, from: edge.from, to: edge.to, width: edge.width, title: edge.title, go: edge.go,
    color: { color: colours.edge, opacity: faint * (edge.near ? 0.5 : 0.22),
             hover: colours.mark, highlight: colours.mark },
  };
}

// The node nearest in one of the four directions: distance, with a penalty for going sideways.
function nextNode(view, [dx, dy]) {
  const from = view.byId.get(view.at ?? view.data.centre);
  let best = null;
  let least = Infinity;
  for (const node of view.data.nodes) {
    const x = node.x - from.x;
    const y = node.y - from.y;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (node.id === from.id || ahead <= 0 || aside > 2 * ahead) continue;
    const far = ahead + 2 * aside;
    if (far < least) { least = far; best = node.id; }
  }
  return best;
}

// Labels keep one size on screen. They are placed in order of weight, each where it covers
// neither a label already placed nor a node; one that fits nowhere waits for hover or focus.
function drawLabels(pen, network, view) {
  if (!view.data) return;
  const scale = network.getScale();
  const size = LABEL_PX / scale;
  const taken = new Boxes(90 / scale);
  const { clientWidth, clientHeight } = network.canvas.frame;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const edge = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  view.window = [corner.x, corner.y, edge.x, edge.y];
  pen.font = `500 ${size}px ${view.colours.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  const always = [view.hover, network.getSelectedNodes()[0], view.data.centre];
  for (const node of view.data.nodes) {
    taken.add([node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size]);
  }
  for (const id of new Set(always)) {
    if (view.byId.has(id)) drawLabel(pen, view, view.byId.get(id), size, taken, true);
  }
  for (const node of view.data.nodes) {
    if (node.labelled && !always.includes(node.id)) drawLabel(pen, view, node, size, taken, false);
  }
}

function drawLabel(pen, view, node, size, taken, force) {
  const text = force ? node.long : node.label;
  let width = view.widths.get(text);
  if (width === undefined) {
    width = pen.measureText(text).width / size;
    view.widths.set(text, width);
  }
  const half = (width * size) / 2 + size * 0.3;
  const tall = size * 0.75;
  const boxes = PLACES.map(([dx, dy]) => {
    const x = node.x + dx * (node.size + half);
    const y = node.y + dy * (node.size + tall);
    return [x - half, y - tall + size * 0.1, x + half, y + tall - size * 0.1];
  });
  const whole = boxes.filter((box) => inside(box, view.window));
  const box = whole.find((one) => !taken.hit(one)) ?? (force ? whole[0] ?? boxes[0] : null);
  if (!box) return;
  taken.add(box);
  write(pen, view, text, size, box, force);
}

function inside(box, window) {
  return box[0] > window[0] && box[1] > window[1] && box[2] < window[2] && box[3] < window[3];
}

function write(pen, view, text, size, box, ground) {
  const x = (box[0] + box[2]) / 2;
  const y = (box[1] + box[3]) / 2;
  if (ground) {
    pen.globalAlpha = 0.9;
    pen.fillStyle = view.colours.ground;
    pen.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    pen.globalAlpha = 1;
  }
  pen.strokeStyle = view.colours.ground;
  pen.lineWidth = size * 0.3;
  pen.strokeText(text, x, y);
  pen.fillStyle = view.colours.text;
  pen.fillText(text, x, y);
}

// Boxes on a grid, to find overlaps among thousands quickly.
class Boxes {
  constructor(cell) { this.cell = cell; this.cells = new Map(); }
  * keys([left, top, right, bottom]) {
    for (let i = Math.floor(left / this.cell); i <= Math.floor(right / this.cell); i += 1) {
      for (let j = Math.floor(top / this.cell); j <= Math.floor(bottom / this.cell); j += 1) {
        yield `${i},${j}`;
      }
    }
  }
  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
  hit(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) {
          return true;
        }
      }
    }
    return false;
  }
}
