// Where PostgreSQL's manual is, for the sources of advice.

export const postgres = "https://www.postgresql.org/docs/current/";
