// The protocol of a runner in Node: see serve.py.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const [, , template, data] = process.argv;

// The peer is installed in the folder that the process was started in, not beside this file.
export const require = createRequire(pathToFileURL(process.cwd() + "/"));

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function answer(asked, fill, contexts) {
  if (asked.fill) {
    const wall = [];
    const worked = [];
    let size = 0;
    for (let index = 0; index < asked.fill; index++) {
      const context = contexts[index % contexts.length];
      const begin = performance.now();
      const before = processor();
      size += (await fill(context)).length;
      worked.push(processor() - before);
      wall.push((performance.now() - begin) / 1e3);
    }
    return { wall, processor: worked, bytes: size / asked.fill, peak: process.resourceUsage().maxRSS / 1024 };
  }
  writeFileSync(asked.to, await fill(contexts[asked.write]));
  return { written: asked.to };
}

// prepare: takes the template's path and gives what fills it; context: what is made of a report's data, once.
export async function serve(prepare, context = (data) => data) {
  const fill = await prepare(template);
  const contexts = JSON.parse(readFileSync(data, "utf-8")).map(context);
  console.log = console.error;
  for await (const line of createInterface({ input: process.stdin })) {
    const told = await answer(JSON.parse(line), fill, contexts).catch((error) => ({ error: String(error) }));
    process.stdout.write(JSON.stringify(told) + "\n");
  }
}
