// What stands around the picture: the search, the buttons, the chosen one, and the legend.

const KEYS = [
  ["Arrow keys", "move to the next symbol that way"],
  ["Home", "move to where the picture began"],
  ["Enter", "choose: what is known of it stands beside the picture"],
  ["e", "expand it, or collapse it: its neighbours join the picture or leave it", true],
  ["s", "start here: a new picture around it", true],
  ["p", "pin it where it stands, or let it go", true],
  ["Shift and arrows", "move it a little; it stays there", true],
  ["d", "dim all but what is joined to the chosen one", true],
  ["/", "find in this picture; Enter goes from one to the next"],
  ["+  −  0", "nearer, farther, everything"],
  ["Escape", "leave the search, and dim nothing"],
];

function fillKeys(box, data) {
  const list = document.createElement("dl");
  for (const [key, what, explore] of KEYS) {
    if (explore && !data.explore) continue;
    list.append(element("dt", key), element("dd", what));
  }
  box.replaceChildren(list);
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

// Each kind in the picture as a switch, with its symbol, its colour and how many there are.
function fillLegend(box, view, onSwitch) {
  const { kinds, nodes } = view.data;
  const counts = new Map();
  for (const node of nodes) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  box.hidden = !view.data.explore && counts.size < 2;
  const wanted = JSON.stringify([[...counts], [...view.hidden]]);
  if (box.dataset.holds === wanted) return; // a button made anew would lose the focus
  box.dataset.holds = wanted;
  const focused = box.getRootNode().activeElement?.dataset?.kind;
  const buttons = Object.keys(kinds).filter((kind) => counts.has(kind)).map((kind) => {
    const button = document.createElement("button");
    const count = counts.get(kind);
    const symbol = element("span", kinds[kind].symbol);
    symbol.style.color = kinds[kind].colour;
    symbol.setAttribute("aria-hidden", "true");
    button.type = "button";
    button.dataset.kind = kind;
    button.setAttribute("aria-pressed", String(!view.hidden.has(kind)));
    button.append(symbol, ` ${count} ${count === 1 ? kinds[kind].one : kinds[kind].many}`);
    button.onclick = () => onSwitch(kind);
    return button;
  });
  const note = element("span", "— a thicker line: a higher score");
  note.className = "note";
  box.replaceChildren(...buttons, note);
  box.querySelector(`[data-kind="${focused}"]`)?.focus();
}

// The node in focus, with what can be done to it.
function fillChosen(root, view) {
  const node = view.byId.get(view.at) ?? view.byId.get(view.chosen);
  const who = root.querySelector(".who");
  who.textContent = node ? `${view.data.kinds[node.kind].symbol} ${node.name}` : "";
  who.title = node?.name ?? "";
  root.querySelector('[data-do="open"]').textContent = node?.open ? "Collapse" : "Expand";
  root.querySelector('[data-do="pin"]').textContent = view.pins.has(node?.id) ? "Let go" : "Pin";
  root.querySelector('[data-do="start"]').disabled = node?.id === view.data.start;
  root.querySelector('[data-do="dim"]').setAttribute("aria-pressed", String(view.dim));
}

// What a search finds, by every word of it; null while nothing is asked.
function find(view, words) {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!asked.length) return null;
  const found = view.data.nodes.filter((node) => isShown(view, node)
    && asked.every((word) => node.name.toLowerCase().includes(word)));
  return new Set(found.map((node) => node.id));
}

// What a screen reader is told of the node in focus.
function spoken(view, node) {
  const shown = view.data.nodes.filter((one) => isShown(view, one));
  const joined = view.joined.get(node.id)?.size ?? 0;
  const said = [
    `${node.kind}: ${node.name}.`,
    `${shown.indexOf(node) + 1} of ${shown.length}, joined to ${joined}.`,
  ];
  if (node.open) said.push("Expanded.");
  if (view.pins.has(node.id)) said.push("Pinned.");
  return said.join(" ");
}
