-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
CREATE EXTENSION postgis;
CREATE TABLE places (id integer PRIMARY KEY, name text, seen integer, code text);
