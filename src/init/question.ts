// The questions that init may ask a person. Without a person, the first answer of each is taken.

interface Question {
  readonly text: string;
  /** The first one is what most people want. */
  readonly answers: readonly string[];
}

/** @returns which answer was chosen, from 0 on */
export type Ask = (question: Question) => Promise<number>;

export const askNobody: Ask = async () => 0;
