export interface Message {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly isAnswered: boolean;
}
export function messagesIn(bytes: Uint8Array, isStarted: boolean): { messages: Message[]; rest: Uint8Array };
export function answersWithin(bytes: Uint8Array): { answers: number; rest: Uint8Array };
