// Carbone: from the template's path, as it has it.
import { require, serve } from "./serve.mjs";

const carbone = require("carbone");

await serve(
  (template) => (context) =>
    new Promise((resolve, reject) => {
      carbone.render(template, context, (error, result) => (error ? reject(error) : resolve(result)));
    }),
);
