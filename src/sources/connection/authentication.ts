// What the server may ask for before it lets anyone in: require_auth and channel_binding. What they forbid is never answered.

import type { Client } from "pg";
import { ConnectionError, type Settings, textOf } from "./settings.ts";

const methods = ["none", "password", "md5", "scram-sha-256", "gss", "sspi", "oauth"];

/** Which methods are allowed. @throws ConnectionError where the list is none */
export function allowedMethods(settings: Settings): (method: string) => boolean {
  const list = textOf(settings, "require_auth")?.split(",") ?? [];
  const negative = list.filter((each) => each.startsWith("!"));
  if (negative.length !== 0 && negative.length !== list.length)
    throw new ConnectionError("require_auth mixes methods with and without !. Use one form only.");
  const names = list.map((each) => each.replace(/^!/, ""));
  const unknown = names.some((each) => !methods.includes(each));
  if (unknown) throw new ConnectionError(`require_auth must list one or more of ${methods.join(", ")}`);
  if (list.length === 0) return () => true;
  return (method) => names.includes(method) !== negative.length > 0;
}

interface Message {
  readonly mechanisms?: readonly string[];
  readonly parameterName?: string;
  readonly parameterValue?: string;
}

// What pg's connection emits, and its type leaves out.
interface Wire {
  on(event: string, listener: (message: Message) => void): void;
  emit(event: "error", error: Error): void;
  readonly stream: { destroy(why?: Error): void };
}

export const wireOf = (client: Client) => (client as unknown as { readonly connection: Wire }).connection;

export interface Login {
  /** Once the server has let us in, whatever fails later is no matter of encryption. */
  isAuthenticated: boolean;
}

/** Watches what the server asks for, and ends the connection before it is answered where that is not allowed. */
export function watchLogin(client: Client, settings: Settings): Login {
  const login: Login = { isAuthenticated: false };
  const isAllowed = allowedMethods(settings);
  const mustBind = textOf(settings, "channel_binding") === "require";
  const wire = wireOf(client);
  let requested = "none";
  const refuse = (why: string) => {
    wire.emit("error", new ConnectionError(why));
    wire.stream.destroy();
  };
  const judge = (method: string, binds: boolean) => {
    requested = method;
    if (!isAllowed(method)) refuse(`the server requests the method ${method}, which require_auth does not allow`);
    else if (mustBind && !binds) refuse("channel_binding=require, but the server offers none over this connection");
  };
  wire.on("authenticationCleartextPassword", () => judge("password", false));
  wire.on("authenticationMD5Password", () => judge("md5", false));
  wire.on("authenticationSASL", ({ mechanisms = [] }) =>
    judge("scram-sha-256", mechanisms.includes("SCRAM-SHA-256-PLUS")),
  );
  wire.on("authenticationOk", () => {
    login.isAuthenticated = true;
    if (requested === "none") judge("none", false);
  });
  return login;
}
