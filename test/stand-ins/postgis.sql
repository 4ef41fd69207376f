-- What applications do with PostGIS: columns with each form of modifier, indexes of each method, and what is computed.
CREATE EXTENSION postgis;
COMMENT ON EXTENSION postgis IS 'PostGIS geometry, geography, and raster spatial types and functions';

CREATE TABLE places (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    at geometry(Point, 4326) NOT NULL,
    area geometry(MULTIPOLYGONZ, 3857),
    anything geometry,
    any_projected geometry(Geometry, 4326),
    any_shape geometry(geometry),
    plain geometry('LineString'),
    spot geography(POINT),
    earth geography,
    path geography(LINESTRINGZM, 4267)[],
    box box2d,
    centre geometry(Point) GENERATED ALWAYS AS (st_centroid(area)) STORED,
    lat float8 GENERATED ALWAYS AS (st_y(at)) STORED,
    origin geometry(Point, 4326) DEFAULT st_setsrid(st_makepoint(0, 0), 4326),
    CONSTRAINT valid CHECK (st_isvalid(area) AND st_srid(at) = 4326),
    CONSTRAINT near CHECK (st_x(at) BETWEEN -180 AND 180)
);
CREATE INDEX places_at ON places USING gist (at);
CREATE INDEX places_area_nd ON places USING gist (area gist_geometry_ops_nd);
CREATE INDEX places_spot ON places USING gist (spot) WHERE earth IS NOT NULL;
CREATE INDEX places_brin ON places USING brin (at);
CREATE INDEX places_spgist ON places USING spgist (at);
CREATE INDEX places_projected ON places USING gist (st_transform(at, 3857));
CREATE INDEX places_as_geography ON places USING gist ((at::geography));
CREATE INDEX places_north ON places (name) WHERE st_y(at) > 0;
CREATE UNIQUE INDEX places_hash ON places (st_geohash(at, 8), lower(name));
ALTER TABLE places ADD CONSTRAINT apart EXCLUDE USING gist (area WITH &&);

CREATE VIEW located AS
  SELECT id, st_x(at) AS lon, st_asgeojson(at)::jsonb AS json, st_distance(at::geography, spot) AS distance,
    st_transform(at, 3857)::geometry(Point, 3857) AS projected, at::text AS text
  FROM places WHERE st_dwithin(at, origin, 10) AND at && st_makeenvelope(0, 0, 10, 10, 4326) ORDER BY at <-> origin;
CREATE MATERIALIZED VIEW merged AS
  SELECT name, st_union(at) AS all_of, st_extent(area) AS extent, count(*) AS number, (st_dump(st_collect(at))).geom AS part
  FROM places GROUP BY name;
CREATE INDEX merged_all ON merged USING gist (all_of);

CREATE FUNCTION near(p geometry, metres float8 DEFAULT 10) RETURNS SETOF places LANGUAGE sql STABLE AS
  $$ SELECT * FROM places WHERE st_dwithin(at::geography, p::geography, metres) $$;
CREATE FUNCTION east(p geometry) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN st_x(p) > 0;
CREATE DOMAIN spot AS geometry(Point, 4326) CHECK (st_isvalid(VALUE));
CREATE TYPE stop AS (at geometry(Point, 4326), spot geography);
ALTER TABLE places ENABLE ROW LEVEL SECURITY;
CREATE POLICY nearby ON places USING (st_dwithin(at, st_setsrid(st_point(1, 2), 4326), 5));
CREATE TABLE tracks (id int, line geometry(LineStringM, 4326)) PARTITION BY RANGE (id);
CREATE TABLE tracks_1 PARTITION OF tracks FOR VALUES FROM (1) TO (10);
CREATE INDEX tracks_line ON tracks USING gist (line);
GRANT SELECT ON spatial_ref_sys TO PUBLIC;
