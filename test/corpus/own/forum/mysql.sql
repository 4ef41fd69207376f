-- A forum, as an application on MySQL has it; its names have capitals, and some are PostgreSQL's own words.

CREATE TABLE `user` (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login varchar(40) NOT NULL,
  karma int unsigned NOT NULL DEFAULT 0,
  role enum('member', 'moderator') NOT NULL DEFAULT 'member',
  last_seen datetime DEFAULT NULL,
  UNIQUE KEY uq_user_login (login)
) ENGINE=InnoDB;

CREATE TABLE topics (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  title varchar(200) NOT NULL,
  author_id int NOT NULL,
  `order` int NOT NULL DEFAULT 0,
  is_closed tinyint(1) NOT NULL DEFAULT 0,
  weight double DEFAULT NULL,
  opened_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  KEY ix_topics_title (title(30)),
  KEY ix_topics_opened (opened_at, `order`),
  CONSTRAINT fk_topics_author FOREIGN KEY (author_id) REFERENCES `user` (id)
) ENGINE=InnoDB;

CREATE TABLE posts (
  topic_id int NOT NULL,
  number int NOT NULL,
  author_id int DEFAULT NULL,
  body mediumtext NOT NULL,
  length int GENERATED ALWAYS AS (char_length(body)) STORED,
  edited_at timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
  attachment mediumblob,
  PRIMARY KEY (topic_id, number),
  CONSTRAINT fk_posts_topic FOREIGN KEY (topic_id) REFERENCES topics (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT fk_posts_author FOREIGN KEY (author_id) REFERENCES `user` (id) ON DELETE SET NULL
) ENGINE=InnoDB;

CREATE VIEW open_topics AS SELECT id, title FROM topics WHERE is_closed = 0;
