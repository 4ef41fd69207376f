CREATE TABLE users (id integer PRIMARY KEY, age text, nick varchar(20), shoe_size integer);
CREATE VIEW nicks AS SELECT id, nick FROM users;
CREATE TABLE old_users (id integer PRIMARY KEY);
CREATE TABLE readings (id integer NOT NULL, value text) PARTITION BY RANGE (id);
CREATE TABLE readings_1 PARTITION OF readings FOR VALUES FROM (0) TO (10);
