-- What the archive's models declare for PostgreSQL.

CREATE TABLE albums (
	id SERIAL NOT NULL,
	title VARCHAR(100) NOT NULL,
	is_public BOOLEAN DEFAULT false NOT NULL,
	created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now(),
	PRIMARY KEY (id)
);

CREATE TABLE photos (
	id SERIAL NOT NULL,
	album_id INTEGER NOT NULL,
	path TEXT NOT NULL,
	taken_on DATE,
	rating INTEGER DEFAULT 3,
	bytes BIGINT,
	PRIMARY KEY (id),
	CONSTRAINT uq_photos_path UNIQUE (path),
	FOREIGN KEY(album_id) REFERENCES albums (id) ON DELETE CASCADE
);

CREATE INDEX ix_photos_album ON photos (album_id, taken_on);
CREATE INDEX ix_photos_best ON photos (rating) WHERE rating > 3;

CREATE TABLE tags (
	photo_id INTEGER NOT NULL,
	word VARCHAR(30) NOT NULL,
	PRIMARY KEY (photo_id, word),
	FOREIGN KEY(photo_id) REFERENCES photos (id)
);
