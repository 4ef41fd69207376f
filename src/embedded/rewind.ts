// What a PGlite in memory was right after its start, and its way back there. A start takes a hundred milliseconds and more of CPU; to
// copy back what was changed takes a tenth of that. All that a database is lies in its memory and in its files, which are JavaScript's.
// It must never leave anything of what was done meanwhile: where that is not certain, there is no way back, and another is started.

import type { PGlite } from "@electric-sql/pglite";

/** A node of Emscripten's file system in memory: a folder has a node for each name, a file its bytes. */
interface Node {
  contents?: Record<string, Node> | Uint8Array | null;
  usedBytes?: number;
  readonly mounted?: { readonly root: Node } | null;
}

interface Stream {
  readonly shared: object;
}

/** What of Emscripten is not in PGlite's types. */
interface Machine {
  readonly HEAPU8: Uint8Array;
  readonly stackSave: () => number;
  readonly stackRestore: (pointer: number) => void;
  readonly FS: {
    readonly root: Node;
    readonly nameTable: (Node | undefined)[];
    readonly streams: (Stream | null)[];
    currentPath: string;
    open: (path: unknown, ...how: unknown[]) => unknown;
  };
}

const pageSize = 64 * 1024; // bytes
const emptyPage = Buffer.alloc(pageSize);

/**
 * Of one that was just started, whose files are in memory.
 * @returns what makes it that again, and says whether it could
 */
export function rewinder(database: PGlite): () => boolean {
  const machine = database.Module as unknown as Machine;
  const { FS } = machine;
  const library = watchLibraries(FS);
  const pages = pagesOf(machine.HEAPU8);
  const size = machine.HEAPU8.length;
  const stack = machine.stackSave();
  const files = rememberFiles(FS);
  return () => {
    // Emscripten keeps what it knows of a library outside of the memory; and memory that grew never shrinks.
    if (library.isLoaded || machine.HEAPU8.length !== size) return false;
    restorePages(machine.HEAPU8, pages);
    machine.stackRestore(stack);
    files();
    return true;
  };
}

/** PostgreSQL loads one when a function of it is first called; Emscripten reads it like any other file. */
function watchLibraries(files: Machine["FS"]): { readonly isLoaded: boolean } {
  const library = { isLoaded: false };
  const { open } = files;
  files.open = (path, ...how) => {
    if (typeof path === "string" && path.endsWith(".so")) library.isLoaded = true;
    return open.call(files, path, ...how);
  };
  return library;
}

/** By their place; most of the memory is empty, and not among them. */
type Pages = ReadonlyMap<number, Uint8Array>;

function pagesOf(memory: Uint8Array): Pages {
  const pages = new Map<number, Uint8Array>();
  for (let at = 0; at < memory.length; at += pageSize)
    if (!isEqual(memory.subarray(at, at + pageSize), emptyPage)) pages.set(at, memory.slice(at, at + pageSize));
  return pages;
}

function restorePages(memory: Uint8Array, pages: Pages): void {
  for (let at = 0; at < memory.length; at += pageSize) {
    const page = pages.get(at) ?? emptyPage;
    // What was never touched takes no memory until it is written to.
    if (!isEqual(memory.subarray(at, at + pageSize), page)) memory.set(page, at);
  }
}

const isEqual = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** @returns what makes them that again: the same nodes, under the same names, open in the same places */
function rememberFiles(files: Machine["FS"]): () => void {
  const nodes = [...nodesUnder(files.root)].map(rememberNode);
  const names = [...files.nameTable];
  const streams = files.streams.map((stream) => stream && rememberStream(stream));
  const { currentPath } = files;
  return () => {
    for (const restore of nodes) restore();
    files.nameTable.splice(0, Number.POSITIVE_INFINITY, ...names);
    files.streams.splice(0, Number.POSITIVE_INFINITY, ...streams.map((stream) => stream?.() ?? null));
    files.currentPath = currentPath;
  };
}

function* nodesUnder(node: Node): Generator<Node> {
  yield node;
  if (isFolder(node.contents)) for (const each of Object.values(node.contents)) yield* nodesUnder(each);
  if (node.mounted && node.mounted.root !== node) yield* nodesUnder(node.mounted.root);
}

const isFolder = (contents: Node["contents"]): contents is Record<string, Node> =>
  typeof contents === "object" && contents !== null && !(contents instanceof Uint8Array);

function rememberNode(node: Node): () => void {
  const { contents, ...rest } = { ...node };
  if (!(contents instanceof Uint8Array)) {
    const kept = isFolder(contents) ? { ...contents } : contents;
    return () => {
      Object.assign(node, rest, "contents" in node && { contents: isFolder(kept) ? { ...kept } : kept });
    };
  }
  const bytes = contents.slice(0, rest.usedBytes);
  return () => {
    const now = node.contents instanceof Uint8Array ? node.contents.subarray(0, node.usedBytes) : undefined;
    Object.assign(node, rest, (now === undefined || !isEqual(now, bytes)) && { contents: bytes.slice() });
  };
}

function rememberStream(stream: Stream): () => Stream {
  const [own, shared] = [{ ...stream }, { ...stream.shared }];
  return () => {
    Object.assign(stream, own);
    Object.assign(stream.shared, shared);
    return stream;
  };
}
