// docxtemplater with pizzip: a new object for each document, as its documentation has it.
import { readFileSync } from "node:fs";
import { require, serve } from "./serve.mjs";

const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

await serve((template) => {
  const content = readFileSync(template);
  return (context) => {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
    document.render(context);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
});
