CREATE TABLE users (id integer PRIMARY KEY, age integer, nick varchar(10));
CREATE VIEW nicks AS SELECT id, nick FROM users;
CREATE TABLE readings (id integer NOT NULL, value integer) PARTITION BY RANGE (id);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE TABLE readings_rest PARTITION OF readings DEFAULT;
