// Where code stands, by what is around it: what a text there is for.

import type { Code } from "../code.ts";
import type { Language } from "../languages/language.ts";

/** Where the code is: what a text there is for. */
export interface Place {
  /** Texts are for people, or documentation. */
  readonly isMessage?: boolean;
  /** It is part of a text that was met as a whole. */
  readonly isInText?: boolean;
  readonly goesTo?: string;
  /** It is what another call is on: `a.append(x)` in `a.append(x).append(y)`. */
  readonly isReceiver?: boolean;
}

const messageFields =
  /^(?:message|messages|msg|title|description|label|help|help_text|placeholder|error|errors|tooltip|doc|docs|comment|summary|detail|hint|verbose_name|subject|caption|heading|text_content|reason|reverse)$/i;

/** What goes to a variable, a key or an argument of that name. */
export function underName(name: string, place: Place): Place {
  return messageFields.test(name) ? { isMessage: true } : { ...place, isInText: false, goesTo: name };
}

/** A call writes a log, or gives on what writes one. @param last of the call's name */
export function isForPeople(last: string, values: readonly Code[], { messages }: Language): boolean {
  const isLog = (code: Code) =>
    code.kind === "name" && code.of !== undefined && messages.includes(code.name.toLowerCase());
  return messages.includes(last.toLowerCase()) || values.some(isLog);
}
