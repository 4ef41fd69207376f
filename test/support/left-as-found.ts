// A worker runs one file after another: each must leave the process as it found it, or the next one fails for no reason of its own.

import { afterAll, beforeAll, expect } from "vitest";

const state = () => ({
  folder: process.cwd(),
  environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"))),
});

let before: ReturnType<typeof state>;
let environment: NodeJS.ProcessEnv;

beforeAll(() => {
  before = state();
  environment = process.env;
});

afterAll(() => {
  expect(state(), "where the process works, and its environment, after the tests of this file").toEqual(before);
  // Another object of that name is not what os.homedir() and child processes see.
  expect(process.env === environment, "process.env is the object that it was").toBe(true);
});
