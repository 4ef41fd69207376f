-- As pg_dump writes a database with hypertables and a continuous aggregate, and what migrations do to make them.
CREATE EXTENSION IF NOT EXISTS timescaledb WITH SCHEMA public;
COMMENT ON EXTENSION timescaledb IS 'Enables scalable inserts and complex queries for time-series data (Community Edition)';
CREATE TABLE public.metrics ("time" timestamp with time zone NOT NULL, device integer, value double precision);
SELECT create_hypertable('public.metrics', 'time', chunk_time_interval => INTERVAL '1 day');
ALTER TABLE public.metrics SET (timescaledb.compress, timescaledb.compress_segmentby = 'device');
CREATE VIEW _timescaledb_internal._partial_view_2 AS
  SELECT public.time_bucket('01:00:00'::interval, "time") AS bucket, device, avg(value) AS value, public.last(value, "time") AS last
  FROM public.metrics GROUP BY (public.time_bucket('01:00:00'::interval, "time")), device;
CREATE TABLE _timescaledb_internal._materialized_hypertable_2 (bucket timestamp with time zone NOT NULL, value double precision);
CREATE INDEX _materialized_hypertable_2_bucket_idx ON _timescaledb_internal._materialized_hypertable_2 USING btree (bucket DESC);
CREATE MATERIALIZED VIEW public.daily WITH (timescaledb.continuous) AS
  SELECT time_bucket('1 day', "time") AS day, first(value, "time") AS value FROM public.metrics GROUP BY 1 WITH NO DATA;
CREATE TRIGGER ts_insert_blocker BEFORE INSERT ON public.metrics FOR EACH ROW EXECUTE FUNCTION _timescaledb_functions.insert_blocker();
