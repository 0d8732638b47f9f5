// easy-template-x: one handler; a choice needs both of its sides.
import { readFileSync } from "node:fs";
import { require, serve } from "./serve.mjs";

const { TemplateHandler } = require("easy-template-x");

await serve(
  (template) => {
    const content = readFileSync(template);
    const handler = new TemplateHandler();
    return (context) => handler.process(content, context);
  },
  (data) => ({ ...data, indicators: data.indicators.map((row) => ({ ...row, not_met: !row.met })) }),
);
