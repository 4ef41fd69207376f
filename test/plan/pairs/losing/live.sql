CREATE TABLE users (id integer PRIMARY KEY, age text, nick varchar(20), shoe_size integer);
CREATE VIEW nicks AS SELECT id, nick FROM users;
CREATE TABLE old_users (id integer PRIMARY KEY);
