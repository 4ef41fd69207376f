CREATE TYPE state AS ENUM ('open', 'stalled', 'closed');
CREATE TABLE tickets (id integer PRIMARY KEY, state state NOT NULL, mail text);
