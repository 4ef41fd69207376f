// How long the look into the data may take, in seconds.

/** A timeout of PostgreSQL's is a signed number of milliseconds in 32 bits. */
export const longestTimeout = 2_147_483;

export const defaultTimeout = 60;
