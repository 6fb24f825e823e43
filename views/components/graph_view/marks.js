// What a node and a line look like, from the data and from how the picture is looked at.

const FAINT = 0.14;
const CENTRE_SIZE = 19;

function isShown(view, node) {
  return node.id === view.data.centre || !view.hidden.has(node.kind);
}

function placeOf(view, node) {
  return view.drag?.id === node.id ? view.drag : view.pins.get(node.id) ?? node;
}

function sizeOf(view, node) {
  return node.id === view.data.centre ? CENTRE_SIZE : view.data.kinds[node.kind].size;
}

// Faint is what a search does not find, or what is not joined to the chosen one while dimmed.
function isFaint(view, id) {
  if (view.matches) return !view.matches.has(id);
  const from = view.chosen || view.data.centre;
  return view.dim && id !== from && !view.joined.get(from)?.has(id);
}

function toNode(view, node) {
  const { colours, data } = view;
  const kind = data.kinds[node.kind];
  const rim = node.id === data.centre || node.open;
  const { x, y } = placeOf(view, node);
  return {
    id: node.id, x, y, shape: kind.shape, size: sizeOf(view, node),
    title: `${node.kind}: ${node.name}`,
    hidden: !isShown(view, node),
    opacity: isFaint(view, node.id) ? FAINT : 1,
    borderWidth: rim ? 3 : Number(data.nodes.length < 400),
    color: {
      background: kind.colour,
      border: rim ? colours.text : colours.ground,
      highlight: { background: kind.colour, border: colours.mark },
      hover: { background: kind.colour, border: colours.mark },
    },
  };
}

function toEdge(view, edge, place) {
  const { colours, data } = view;
  const ends = [edge.from, edge.to];
  // Lines by the thousand would hide the nodes.
  let opacity = Math.min(1, 14 / Math.sqrt(data.edges.length)) * (edge.near ? 0.5 : 0.22);
  if (view.dim && ends.includes(view.chosen || data.centre)) opacity = Math.max(opacity, 0.7);
  else if (ends.some((id) => isFaint(view, id))) opacity = Math.min(opacity, 0.05);
  return {
    id: place, from: edge.from, to: edge.to, title: edge.title, go: edge.go,
    width: edge.way ? Math.max(3, edge.width) : edge.width,
    hidden: ends.some((id) => !isShown(view, view.byId.get(id))),
    color: { color: edge.way ? colours.mark : colours.edge, opacity: edge.way ? 1 : opacity,
             hover: colours.mark, highlight: colours.mark },
  };
}

// A pin stands on what a reader has put somewhere.
function drawPins(pen, network, view) {
  const size = 3.5 / network.getScale();
  for (const id of view.pins.keys()) {
    const node = view.byId.get(id);
    if (!node || !isShown(view, node)) continue;
    const { x, y } = placeOf(view, node);
    const off = sizeOf(view, node) * 0.8;
    pen.beginPath();
    pen.arc(x + off, y - off, size, 0, 2 * Math.PI);
    pen.fillStyle = view.colours.ground;
    pen.fill();
    pen.strokeStyle = view.colours.text;
    pen.lineWidth = size * 0.6;
    pen.stroke();
  }
}

function readColours(frame) {
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

// Bring the drawn nodes, or lines, to what they are to be: only what differs is touched.
function bring(set, wanted, before) {
  const now = new Map(wanted.map((one) => [one.id, JSON.stringify(one)]));
  set.remove([...before.keys()].filter((id) => !now.has(id)));
  set.update(wanted.filter((one) => before.get(one.id) !== now.get(one.id)));
  return now;
}
