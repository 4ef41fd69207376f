-- A photo archive, as an application on SQLite has it.

CREATE TABLE albums (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title VARCHAR(100) NOT NULL,
  is_public BOOLEAN NOT NULL DEFAULT 0,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  taken_on DATE,
  rating INTEGER DEFAULT 3,
  bytes BIGINT,
  CONSTRAINT uq_photos_path UNIQUE (path)
);

CREATE INDEX ix_photos_album ON photos (album_id, taken_on);
CREATE INDEX ix_photos_best ON photos (rating) WHERE rating > 3;

CREATE TABLE tags (
  photo_id INTEGER NOT NULL REFERENCES photos (id),
  word VARCHAR(30) NOT NULL,
  PRIMARY KEY (photo_id, word)
);
