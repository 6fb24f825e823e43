// What can be typed at a place in a query, from the vocabulary that Python sends
// (graph/vocabulary.py): nothing of the schema stands here.

const NAME = "[A-Za-z_]\\w*";
const QUOTED = /'(?:\\.|[^'\\])*'?|"(?:\\.|[^"\\])*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;

// The completions at a place of a text: { from, options }, or null where there are none.
// `asked` is whether the person asked for them, by Ctrl+Space; a bare word needs a letter otherwise.
export function completionsAt(text, place, vocabulary, asked = false) {
  const before = text.slice(0, place);
  const code = blanked(before);
  if (code.length && code.at(-1) === "\0") return null; // inside text or a comment
  const word = /\w*$/.exec(before)[0];
  const from = place - word.length;
  const ahead = code.slice(0, from);
  if (ahead.endsWith("$")) return offer(from, parametersIn(text, vocabulary));
  const owner = new RegExp(`(${NAME})\\.$`).exec(ahead);
  if (owner) return offer(from, propertiesOf(kindsOf(blanked(text), owner[1]), vocabulary));
  const inside = unclosed(ahead);
  if (inside.bracket === "{" && inside.holder && /[{,]\s*$/.test(ahead)) {
    return offer(from, propertiesOf(namesAfterColon(inside.holder), vocabulary, ": "));
  }
  if (/[:|&!]\s*$/.test(ahead)) {
    if (inside.bracket === "[") return offer(from, typesAt(ahead, inside.start, vocabulary));
    if (inside.bracket !== "{") return offer(from, labelsAt(ahead, inside.start, vocabulary));
    return null;
  }
  if (!word && !asked) return null;
  return offer(from, [...variablesIn(text, from, word), ...wordsOf(vocabulary)]);
}

function offer(from, options) {
  return options.length ? { from, options, validFor: /^\w*$/ } : null;
}

// The text with what stands in quotes and comments as \0, so that places stay what they were.
function blanked(text) {
  return text.replace(QUOTED, (found, at) => {
    const closed = at + found.length < text.length || /^(['"]).*\1$|\*\/$/s.test(found);
    const whole = found.length > 1 || found.startsWith("/");
    return (closed && whole ? " " : "\0").repeat(found.length);
  });
}

// The innermost bracket that is open at the end, where it stands, and for a brace the inside of
// the node or relationship whose properties it lists.
function unclosed(code) {
  let depth = 0;
  for (let at = code.length - 1; at >= 0; at -= 1) {
    if (")]}".includes(code[at])) depth += 1;
    else if ("([{".includes(code[at])) {
      if (depth === 0) return { bracket: code[at], start: at, holder: holderOf(code, at) };
      depth -= 1;
    }
  }
  return { bracket: "", start: -1, holder: "" };
}

function holderOf(code, brace) {
  if (code[brace] !== "{") return "";
  const holder = /[([]\s*\w*\s*:[^()[\]{}]*$/.exec(code.slice(0, brace));
  return holder ? holder[0] : "";
}

function namesAfterColon(pattern) {
  const after = pattern.slice(pattern.indexOf(":") + 1);
  return after.match(new RegExp(NAME, "g")) ?? [];
}

// Labels or types that the text gives to a variable: (n:Theme), [e:ABOUT|MADE], n:Theme.
function kindsOf(code, variable) {
  const given = new RegExp(`(?<![\\w.$])${variable}\\s*(:[\\s\\w:|&]+)`, "g");
  return [...code.matchAll(given)].flatMap((match) => namesAfterColon(match[1]));
}

function propertiesOf(kinds, vocabulary, after = "") {
  const all = [...vocabulary.labels, ...vocabulary.types];
  const known = all.filter((one) => kinds.includes(one.name));
  const found = new Map();
  for (const one of known.length ? known : all) {
    for (const property of one.properties) {
      const place = found.get(property.name) ?? { ...property, of: [] };
      place.of.push(one.name);
      found.set(property.name, place);
    }
  }
  return [...found.values()].map((one) => ({
    label: one.name,
    apply: one.name + after,
    type: "property",
    detail: one.kind,
    info: known.length ? one.about : `${one.about} (${one.of.join(", ")})`,
  }));
}

// Labels, those first that the relationship before the node can lead to.
function labelsAt(ahead, start, vocabulary) {
  const before = ahead.slice(0, start);
  const walked = /\[\s*\w*\s*:\s*([\w|&!\s]+)[^\]]*\]\s*-\s*(>?)\s*$/.exec(before);
  const types = walked ? namesAfterColon(`:${walked[1]}`) : [];
  const ends = vocabulary.types
    .filter((one) => types.includes(one.name))
    .flatMap((one) => (walked[2] ? one.targets : [...one.sources, ...one.targets]));
  return vocabulary.labels.map((one) => ({
    label: one.name,
    type: "class",
    info: one.about,
    boost: ends.includes(one.name) ? 50 : 0,
  }));
}

// Types of relationship, those first that the node before it can have on that side.
function typesAt(ahead, start, vocabulary) {
  const before = ahead.slice(0, start);
  const node = /\(([^()]*)\)\s*(<?)\s*-\s*$/.exec(before);
  const named = node && (node[1].includes(":") ? namesAfterColon(node[1].split("{")[0])
    : kindsOf(ahead, node[1].trim() || "\\0"));
  const side = node?.[2] ? "targets" : "sources";
  return vocabulary.types.map((one) => ({
    label: one.name,
    type: "interface",
    detail: `${one.sources.join(", ")} → ${one.targets.join(", ")}`,
    info: one.about,
    boost: named?.some((label) => one[side].includes(label)) ? 50 : 0,
  }));
}

function parametersIn(text, vocabulary) {
  const used = [...text.matchAll(/\$([A-Za-z_]\w*)/g)].map((match) => match[1]);
  const known = new Map(vocabulary.parameters.map((one) => [one.name, one]));
  return [...new Set([...used, ...known.keys()])].map((name) => ({
    label: name,
    type: "variable",
    detail: known.get(name)?.kind,
    info: known.get(name)?.about,
  }));
}

// Names that the text itself gives, but for the word being typed.
function variablesIn(text, from, word) {
  const elsewhere = blanked(text.slice(0, from) + " ".repeat(word.length) + text.slice(from + word.length));
  const given = /[([]\s*([A-Za-z_]\w*)\s*(?=[:)\]{])|\bAS\s+([A-Za-z_]\w*)|\bUNWIND\b[^]*?\bAS\s+([A-Za-z_]\w*)/gi;
  const names = [...elsewhere.matchAll(given)].map((match) => match[1] ?? match[2] ?? match[3]);
  return [...new Set(names)].map((name) => ({ label: name, type: "variable", boost: 20 }));
}

function wordsOf(vocabulary) {
  return [
    ...vocabulary.keywords.map((name) => ({ label: name, type: "keyword", boost: 10 })),
    ...vocabulary.functions.map((name) => ({ label: name, type: "function", apply: `${name}(` })),
  ];
}
