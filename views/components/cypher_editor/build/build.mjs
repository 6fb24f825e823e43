// Makes ../editor.min.js from editor.js: one file, with the licences of what is in it.

import { readFileSync } from "node:fs";
import { build } from "esbuild";

const mit = readFileSync("node_modules/codemirror/LICENSE", "utf8").trim();
const banner = `/*!
 * CodeMirror 6 (codemirror, @codemirror/*, @lezer/*, @marijn/find-cluster-break, crelt, style-mod,
 * w3c-keyname), bundled for Common Thread by views/components/cypher_editor/build.
 *
${mit.split("\n").map((line) => ` * ${line}`.trimEnd()).join("\n")}
 */`;

await build({
  entryPoints: ["editor.js"],
  outfile: "../editor.min.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: banner },
});
