-- What the forum's models declare for PostgreSQL.

CREATE TYPE user_role AS ENUM ('member', 'moderator');

CREATE TABLE "user" (
	id SERIAL NOT NULL,
	login VARCHAR(40) NOT NULL,
	karma BIGINT DEFAULT 0 NOT NULL,
	role user_role DEFAULT 'member' NOT NULL,
	last_seen TIMESTAMP WITHOUT TIME ZONE,
	PRIMARY KEY (id),
	CONSTRAINT uq_user_login UNIQUE (login)
);

CREATE TABLE topics (
	id SERIAL NOT NULL,
	title VARCHAR(200) NOT NULL,
	author_id INTEGER NOT NULL,
	"order" INTEGER DEFAULT 0 NOT NULL,
	is_closed BOOLEAN DEFAULT false NOT NULL,
	weight FLOAT,
	opened_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT fk_topics_author FOREIGN KEY(author_id) REFERENCES "user" (id)
);

CREATE INDEX ix_topics_title ON topics (title);
CREATE INDEX ix_topics_opened ON topics (opened_at DESC, "order");

CREATE TABLE posts (
	topic_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	author_id INTEGER,
	body TEXT NOT NULL,
	length INTEGER GENERATED ALWAYS AS (char_length(body)) STORED,
	edited_at TIMESTAMP WITHOUT TIME ZONE,
	attachment BYTEA,
	PRIMARY KEY (topic_id, number),
	CONSTRAINT fk_posts_topic FOREIGN KEY(topic_id) REFERENCES topics (id) ON DELETE CASCADE ON UPDATE CASCADE,
	CONSTRAINT fk_posts_author FOREIGN KEY(author_id) REFERENCES "user" (id) ON DELETE SET NULL
);

CREATE VIEW open_topics AS SELECT id, title FROM topics WHERE NOT is_closed;
