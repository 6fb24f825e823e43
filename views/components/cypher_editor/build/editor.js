// A Cypher editor: CodeMirror 6 with Streamlit's colours. Ctrl+Enter or the button runs the
// query; nothing is sent to Python before that.

import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-blue-text-color)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
  { tag: tags.comment, color: "var(--st-gray-text-color)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--st-violet-text-color)" },
  { tag: [tags.variableName, tags.propertyName], color: "var(--st-text-color)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)", fontSize: "14px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", lineHeight: "1.55" },
  ".cm-content": { minHeight: "9.5em", padding: "8px 0", caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": {
    color: "var(--st-gray-text-color)",
    backgroundColor: "var(--st-secondary-background-color)",
    borderRight: "1px solid var(--st-border-color)",
  },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 10px 0 12px" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 28%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 22%, transparent)",
  },
});

const editors = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = create(parentElement, data.label);
    editors.set(parentElement, editor);
  }
  editor.send = (text) => setTriggerValue("run", text);
  editor.offer(data.text);
  return () => {
    editor.view.destroy();
    editors.delete(parentElement);
  };
}

function create(root, label) {
  const editor = { offered: null, send: () => {} };
  const run = () => {
    editor.send(editor.view.state.doc.toString());
    return true;
  };
  editor.view = new EditorView({
    parent: root.querySelector(".editor"),
    root: root instanceof ShadowRoot ? root : document,
    state: EditorState.create({
      doc: "",
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run, preventDefault: true }])),
        minimalSetup,
        lineNumbers(),
        bracketMatching(),
        EditorView.lineWrapping,
        StreamLanguage.define(cypher),
        syntaxHighlighting(colours),
        look,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": "hint" }),
      ],
    }),
  });
  root.querySelector("button").onclick = run;
  // Python offers a text on every run of the page; only a new one replaces what is being typed.
  editor.offer = (text) => {
    if (text === editor.offered) return;
    editor.offered = text;
    const { doc } = editor.view.state;
    if (text === doc.toString()) return;
    editor.view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  };
  return editor;
}
