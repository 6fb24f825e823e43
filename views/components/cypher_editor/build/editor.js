// A Cypher editor: CodeMirror 6 with Streamlit's colours. Ctrl+Enter or the button runs the
// query; nothing is sent to Python before that. Errors that Python tells stand at their line.

import { acceptCompletion, autocompletion, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { completionsAt } from "./completion.js";

export { completionsAt };

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
  ".cm-tooltip": {
    color: "var(--st-text-color)",
    backgroundColor: "var(--st-background-color)",
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    boxShadow: "0 4px 16px rgb(0 0 0 / 16%)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-code-font)", maxHeight: "15em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--st-text-color)",
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 26%, transparent)",
  },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--st-gray-text-color)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-completionInfo": { maxWidth: "26em", padding: "6px 10px", fontFamily: "var(--st-font)" },
  ".cm-diagnostic": { fontFamily: "var(--st-font)", padding: "6px 10px", whiteSpace: "pre-wrap" },
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
  editor.vocabulary = data.vocabulary;
  editor.offer(data.text);
  editor.tell(data.trouble);
  return () => {
    editor.view.destroy();
    editors.delete(parentElement);
  };
}

function create(root, label) {
  const editor = { offered: null, told: null, vocabulary: null, send: () => {} };
  const run = () => {
    closeCompletion(editor.view); // or it covers what comes
    const text = editor.view.state.doc.toString();
    editor.offered = text.trim(); // Python offers it back, perhaps after more has been typed
    editor.send(text);
    return true;
  };
  const complete = (context) =>
    completionsAt(context.state.doc.toString(), context.pos, editor.vocabulary, context.explicit);
  editor.view = new EditorView({
    parent: root.querySelector(".editor"),
    root: root instanceof ShadowRoot ? root : document,
    state: EditorState.create({
      doc: "",
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run, preventDefault: true },
            { key: "Tab", run: acceptCompletion }, // with no list open it goes on, as everywhere
          ]),
        ),
        keymap.of(completionKeymap),
        autocompletion({ override: [complete], icons: false, defaultKeymap: false, interactionDelay: 0 }),
        lintGutter(),
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
  // An error is told once, for the text that was run; as that changes, its mark goes along.
  editor.tell = (trouble) => {
    const said = JSON.stringify(trouble);
    if (said === editor.told) return;
    editor.told = said;
    const { state } = editor.view;
    const { doc } = state;
    const isHere = trouble && trouble.text === doc.toString().trim();
    const marks = isHere ? [markOf(doc, trouble)] : [];
    editor.view.dispatch(setDiagnostics(state, marks));
  };
  return editor;
}

// The mark of an error: the word it begins at, or one character.
function markOf(doc, { at, message }) {
  const before = /^\s*/.exec(doc.toString())[0].length; // Python holds the text without these
  const start = Math.min(before + at, doc.length);
  const line = doc.lineAt(start);
  const from = start === line.to ? Math.max(line.from, start - 1) : start;
  const word = /^\w+/.exec(doc.sliceString(from, line.to));
  return { from, to: from + (word ? word[0].length : 1), severity: "error", message };
}
