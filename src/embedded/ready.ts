// A database that is started before it is asked for, for whoever checks again and again: a start takes as long as the rest of a
// small check.

import { type ConnectOptions, connectEmbedded, type Embedded } from "./embedded.ts";

let ready: { readonly key: string; readonly started: Promise<Embedded | undefined> } | undefined;

const keyOf = (extensions: readonly string[], options: ConnectOptions) => JSON.stringify([extensions, options]);

/** Starts the next one like this. Should that fail, the start that is waited for fails again, and says why. */
export function getReady(extensions: readonly string[], options: ConnectOptions): void {
  void ready?.started.then((unused) => unused?.close());
  ready = { key: keyOf(extensions, options), started: connectEmbedded(extensions, options).catch(() => undefined) };
}

/** The one that is ready, where it is like this, or another. @throws as `connectEmbedded` does */
export async function connectReady(extensions: readonly string[], options: ConnectOptions): Promise<Embedded> {
  if (ready?.key !== keyOf(extensions, options)) return connectEmbedded(extensions, options);
  const { started } = ready;
  ready = undefined;
  return (await started) ?? connectEmbedded(extensions, options);
}
