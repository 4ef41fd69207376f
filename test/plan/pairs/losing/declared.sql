CREATE TABLE users (id integer PRIMARY KEY, age integer, nick varchar(10));
CREATE VIEW nicks AS SELECT id, nick FROM users;
