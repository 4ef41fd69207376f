CREATE TABLE public.authors (
  id integer PRIMARY KEY,
  email text NOT NULL
);
CREATE TABLE public.books (
  id integer PRIMARY KEY,
  author_id integer NOT NULL,
  title text,
  shelf text
);
