-- What belongs to the server and not to a database: made once, named by mutations, compared by nobody.

CREATE ROLE oracle_reader;
CREATE ROLE oracle_writer;
CREATE ROLE "Oracle ""Owner""";
CREATE ROLE oracle_super SUPERUSER;
GRANT oracle_reader TO oracle_writer;
