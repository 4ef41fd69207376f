// Tests of ../shared/cases that fail today, by title. One that passes is red for as long as it stands here: take it out.

export const notYet: readonly string[] = [];
