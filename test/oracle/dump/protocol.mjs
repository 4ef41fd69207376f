// What has to be understood of PostgreSQL's wire protocol: where a message ends, and which one makes the server answer.
// https://www.postgresql.org/docs/current/protocol-message-formats.html

const READY_FOR_QUERY = "Z".charCodeAt(0);
const answered = new Set(["Q", "S"]);

/**
 * The whole messages that a client has written so far, and the beginning of the next one.
 * @param {Uint8Array} bytes
 * @param {boolean} isStarted the startup message, which has no type, has been sent
 */
export function messagesIn(bytes, isStarted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages = [];
  let at = 0;
  let isTyped = isStarted;
  for (;;) {
    const head = isTyped ? 1 : 0;
    if (bytes.length - at < head + 4) break;
    const end = at + head + view.getInt32(at + head);
    if (bytes.length < end) break;
    const type = isTyped ? String.fromCharCode(bytes[at] ?? 0) : "startup";
    messages.push({ type, bytes: bytes.slice(at, end), isAnswered: !isTyped || answered.has(type) });
    isTyped = true;
    at = end;
  }
  return { messages, rest: bytes.slice(at) };
}

/**
 * How many answers end in what a server has sent so far, and the beginning of its next message.
 * @param {Uint8Array} bytes
 */
export function answersWithin(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let answers = 0;
  let at = 0;
  while (bytes.length - at >= 5) {
    const end = at + 1 + view.getInt32(at + 1);
    if (bytes.length < end) break;
    if (bytes[at] === READY_FOR_QUERY) answers += 1;
    at = end;
  }
  return { answers, rest: bytes.slice(at) };
}
