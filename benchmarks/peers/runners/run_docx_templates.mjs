// docx-templates without its sandbox, its fastest way.
import { readFileSync } from "node:fs";
import { require, serve } from "./serve.mjs";

const { createReport } = require("docx-templates");

await serve((template) => {
  const content = readFileSync(template);
  return (data) => createReport({ template: content, data, noSandbox: true, cmdDelimiter: ["{", "}"] });
});
