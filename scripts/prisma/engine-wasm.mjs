import fs from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Loads the engine over the given schema files and database. */
export async function loadEngine(datamodels, factory) {
  let panic = "";
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic = message;
      process.stderr.write(`${message}\n`);
    },
  };
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = fs.readFileSync(entry.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const files = datamodels.length > 0 ? datamodels.map((file) => [file, fs.readFileSync(file, "utf8")]) : undefined;
  const debug = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  const schemaEngine = await glue.SchemaEngine.new({ datamodels: files }, debug, bindMigrationAwareSqlAdapterFactory(factory));
  return { schemaEngine, lastPanic: () => panic };
}
