CREATE TABLE public.authors (
  id integer PRIMARY KEY,
  email text NOT NULL
);
CREATE TABLE public.books (
  id integer PRIMARY KEY,
  author_id integer NOT NULL,
  title text,
  CONSTRAINT books_author FOREIGN KEY (author_id) REFERENCES public.authors (id)
);
CREATE INDEX books_by_author ON public.books USING btree (author_id);
