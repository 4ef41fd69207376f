// The part of GitHub's API that keeps the comments of a pull request, on a port of this machine.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: "Bot" | "User" };
}

export interface GithubApi {
  readonly url: string;
  readonly comments: Comment[];
  /** Each change, as `PATCH 7`. */
  readonly changes: string[];
  readonly close: () => void;
}

export async function startGithubApi(comments: Comment[], token: string): Promise<GithubApi> {
  const changes: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      const { status, answer } = answerTo(request.method ?? "", request.url ?? "", text);
      const isAllowed = request.headers.authorization === `Bearer ${token}`;
      response.writeHead(isAllowed ? status : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(isAllowed ? answer : {}));
    });
  });
  const answerTo = (method: string, path: string, text: string): { status: number; answer: unknown } => {
    const list = /^\/repos\/owner\/name\/issues\/12\/comments(?:\?per_page=100&page=(\d+))?$/.exec(path);
    const one = /^\/repos\/owner\/name\/issues\/comments\/(\d+)$/.exec(path);
    if (method === "GET" && list) {
      const from = (Number(list[1]) - 1) * 100;
      return { status: 200, answer: comments.slice(from, from + 100) };
    }
    const { body } = text === "" ? { body: "" } : (JSON.parse(text) as { body: string });
    if (method === "POST" && list) {
      const made: Comment = { id: comments.length + 1, body, user: { type: "Bot" } };
      comments.push(made);
      changes.push(`POST ${made.id}`);
      return { status: 201, answer: made };
    }
    const changed = one && comments.find(({ id }) => id === Number(one[1]));
    if (method !== "PATCH" || !changed) return { status: 404, answer: {} };
    changed.body = body;
    changes.push(`PATCH ${changed.id}`);
    return { status: 200, answer: changed };
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, comments, changes, close: () => server.close() };
}
