// As much of a GitHub runner as the steps of a composite action need: inputs and their defaults, expressions of names and `==`,
// the files of GITHUB_OUTPUT and GITHUB_STEP_SUMMARY. Steps that use other actions are told and not run.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../guards/pages.ts";
import { inherited } from "../support/cli.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const actionText = readFileSync(join(root, "action.yml"), "utf8");
const action = parse(actionText) as Action;

export interface Job {
  readonly workspace: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What the runner has of the event and of itself: `github.event_name`. */
  readonly context?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What the runner keeps for a job; here it may have been another one's, as a cache that was restored. */
  readonly temporary: string;
}

export interface Ended {
  /** Of the first step that failed, after which no other is run. */
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  /** By the step's id. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Actions that would run, with what they are given. */
  readonly uses: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

export async function runAction({ workspace, temporary, inputs = {}, context = {}, env = {} }: Job): Promise<Ended> {
  const values = new Map<string, string>([
    ["github.action_path", root],
    ["github.token", "a-token"],
    ["runner.os", "Linux"],
    ...Object.entries(context),
  ]);
  for (const [name, { default: otherwise }] of Object.entries(action.inputs))
    values.set(`inputs.${name}`, inputs[name] ?? filled(otherwise, values));
  const ended = {
    code: 0,
    log: "",
    summary: "",
    outputs: {} as Record<string, Record<string, string>>,
    uses: [] as Ended["uses"][number][],
  };
  for (const [at, step] of action.runs.steps.entries()) {
    if (step.if !== undefined && filled(step.if, values) !== "true") continue;
    if (step.uses !== undefined) {
      const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, filled(value, values)]);
      ended.uses.push({ uses: step.uses, with: Object.fromEntries(given) });
      continue;
    }
    const [output, summary] = [join(temporary, `output-${at}`), join(temporary, `summary-${at}`)];
    for (const file of [output, summary]) writeFileSync(file, "");
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]);
    const ran = await bash(step.run ?? "", {
      cwd: join(workspace, filled(step["working-directory"] ?? ".", values)),
      env: {
        ...{ ...inherited(), CI: "true", GITHUB_ACTIONS: "true", RUNNER_TEMP: temporary },
        ...{ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...env, ...Object.fromEntries(own) },
      },
    });
    ended.log += ran.log;
    ended.summary += readFileSync(summary, "utf8");
    const set = readFileSync(output, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split(/=(.*)/s, 2) as [string, string]);
    if (step.id !== undefined) ended.outputs[step.id] = Object.fromEntries(set);
    for (const [name, value] of set) values.set(`steps.${step.id}.outputs.${name}`, value);
    ended.code = ran.code;
    if (ran.code !== 0) break;
  }
  return ended;
}

/** As the runner starts it for `shell: bash`. */
function bash(script: string, options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
  return new Promise<{ readonly code: number; readonly log: string }>((resolve, reject) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 255, log }));
  });
}

/** A text with its expressions put in. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) => evaluated(expression.trim(), values));
}

function evaluated(expression: string, values: ReadonlyMap<string, string>): string {
  if (expression.startsWith("hashFiles(")) return "a-hash";
  const operands = expression.split(" && ");
  if (operands.length > 1) return String(operands.every((each) => evaluated(each, values) === "true"));
  const [, name = expression, operator, literal] = /^(\S+) (==|!=) '([^']*)'$/.exec(expression) ?? [];
  if (!/^[a-z][\w.-]*$/i.test(name)) throw new Error(`the runner does not know ${expression}`);
  const value = values.get(name) ?? "";
  return operator === undefined ? value : String((value === literal) === (operator === "=="));
}
