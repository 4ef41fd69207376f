-- pgvector: columns with dimensions, each access method with its parameters, and what is computed.
CREATE EXTENSION vector;
CREATE TABLE items (
    id bigserial PRIMARY KEY,
    embedding vector(3) NOT NULL,
    half halfvec(4)[],
    sparse sparsevec(5),
    anything vector,
    norm float8 GENERATED ALWAYS AS (vector_norm(embedding)) STORED,
    near boolean GENERATED ALWAYS AS ((embedding <-> '[1,2,3]'::vector) < 1) STORED,
    zero vector(3) DEFAULT '[0,0,0]'
);
CREATE INDEX items_l2 ON items USING hnsw (embedding vector_l2_ops);
CREATE INDEX items_cosine ON items USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = '64');
CREATE INDEX items_lists ON items USING ivfflat (embedding) WITH (lists = 100);
CREATE INDEX items_half ON items USING hnsw ((embedding::halfvec(3)) halfvec_l2_ops);
CREATE INDEX items_bits ON items USING hnsw ((binary_quantize(embedding)::bit(3)) bit_hamming_ops);
CREATE INDEX items_order ON items (embedding, sparse);
CREATE VIEW closest AS SELECT id, embedding <=> '[3,1,2]' AS distance, avg(embedding) OVER () AS mean
  FROM items WHERE l2_distance(embedding, '[1,2,3]') < 5 ORDER BY embedding <#> '[3,1,2]' LIMIT 5;
INSERT INTO items (embedding, sparse) VALUES ('[1,2,3]', '{1:1}/5'), ('[1,2,4]', NULL);
CREATE INDEX items_after ON items USING hnsw (embedding vector_ip_ops);
