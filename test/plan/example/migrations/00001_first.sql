-- +goose Up
CREATE TABLE public.authors (id integer PRIMARY KEY, email text NOT NULL);

-- +goose Down
DROP TABLE public.authors;
