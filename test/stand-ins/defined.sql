-- What a stand-in that only guesses can't print as the extension does: results, casts and overloads that only its definitions tell.
CREATE EXTENSION postgis;
CREATE TABLE sites (
    id integer PRIMARY KEY,
    at geometry(Point, 4326) NOT NULL,
    area geometry,
    spot geography(Point),
    outline box2d DEFAULT box2d(st_makeenvelope(0, 0, 1, 1)),
    made geometry DEFAULT st_makepoint(0, 0),
    label text GENERATED ALWAYS AS (st_astext(at)) STORED,
    CONSTRAINT near CHECK (st_x(at) BETWEEN -180 AND 180)
);
CREATE INDEX sites_at ON sites USING gist (at);
CREATE INDEX sites_nd ON sites USING gist (area gist_geometry_ops_nd);
CREATE INDEX sites_hash ON sites (st_geohash(at, 8));
CREATE VIEW far AS
  SELECT id, st_buffer(at, 1, 'quad_segs=8') AS around, st_expand(outline, 2) AS larger, st_distance(spot, at::geography) AS away,
    st_asgeojson(area, options => 1) AS json, (st_dump(area)).path[1] AS part, spot::geometry AS flat
  FROM sites WHERE st_dwithin(spot, at::geography, 10) AND area && box2d(at) AND at = st_centroid(area);
CREATE VIEW fixed AS SELECT id FROM sites WHERE at && 'POINT(1 2)'::geometry;
