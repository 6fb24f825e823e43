// Names beside the symbols: one size on screen, none over another.

const LABEL_PX = 12;
const LONG = 64; // letters of a name that is chosen, in focus or under the pointer
const NEAR = 1.25; // from this scale on, everything in the window has its name
const PLACES = [[0, 1], [0, -1], [1, 0], [-1, 0]]; // below, above, right, left

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
  const shown = view.data.nodes.filter((node) => isShown(view, node));
  for (const node of shown) {
    const { x, y } = placeOf(view, node);
    const half = sizeOf(view, node);
    taken.add([x - half, y - half, x + half, y + half]);
  }
  const first = new Set([view.hover, view.at, view.chosen, view.data.centre]);
  for (const id of first) {
    const node = view.byId.get(id);
    if (node && isShown(view, node)) drawLabel(pen, view, node, size, taken, true);
  }
  for (const node of shown) {
    const named = node.labelled || scale >= NEAR || view.matches?.has(node.id);
    if (named && !first.has(node.id) && !isFaint(view, node.id)) {
      drawLabel(pen, view, node, size, taken, false);
    }
  }
}

// A name cut at a word, as views/text.py cuts it.
function shorten(text, limit) {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[ ,;:.–-]+$/, "")}…`;
}

function drawLabel(pen, view, node, size, taken, force) {
  const room = view.window[2] - view.window[0];
  const long = shorten(node.name, LONG);
  const text = force && measured(pen, view, long, size) < room ? long : node.short;
  const at = placeOf(view, node);
  const round = sizeOf(view, node);
  const half = measured(pen, view, text, size) / 2 + size * 0.3;
  const tall = size * 0.75;
  const boxes = PLACES.map(([dx, dy]) => {
    const x = at.x + dx * (round + half);
    const y = at.y + dy * (round + tall);
    return [x - half, y - tall + size * 0.1, x + half, y + tall - size * 0.1];
  });
  const whole = boxes.filter((box) => inside(box, view.window));
  const free = whole.find((one) => !taken.hit(one));
  const box = free ?? (force ? whole[0] ?? within(boxes[0], view.window) : null);
  if (!box) return;
  taken.add(box);
  write(pen, view, text, size, box, force);
}

function measured(pen, view, text, size) {
  if (!view.widths.has(text)) view.widths.set(text, pen.measureText(text).width / size);
  return view.widths.get(text) * size;
}

// The box, moved sideways into the window.
function within([left, top, right, bottom], [from, , to]) {
  const move = Math.max(0, from - left) - Math.max(0, right - to);
  return [left + move, top, right + move, bottom];
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
