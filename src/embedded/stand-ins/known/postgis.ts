// PostGIS: https://postgis.net/docs/manual-3.3/reference.html

import type { KnownExtension } from "../known.ts";
import type { Modifiers } from "../typmods.ts";
import { functions } from "./postgis-functions.ts";

const shapes: ReadonlyMap<string, string> = new Map(
  [
    "Geometry Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection CircularString",
    "CompoundCurve CurvePolygon MultiCurve MultiSurface PolyhedralSurface Triangle Tin",
  ]
    .flatMap((names) => names.split(" "))
    .flatMap((name) => ["", "Z", "M", "ZM"].map((axes) => [(name + axes).toLowerCase(), name + axes])),
);

/** `Geometry` alone, without axes and SRID, is any: it is not printed. */
const shape =
  (standard: number): Modifiers =>
  ([name = "", number = ""]) => {
    const known = shapes.get(name.toLowerCase());
    const given = Number(number);
    if (known === undefined || !Number.isInteger(given)) return undefined;
    const srid = given > 0 ? given : standard;
    if (srid === 0) return known === "Geometry" ? "" : `(${known})`;
    return `(${known},${srid})`;
  };

const order = "< <= = >= >";
const flat = "<< &< && &> >> ~= ~ @ &<| <<| |>> |&>";

export const postgis: KnownExtension = {
  name: "postgis",
  types: {
    geometry: shape(0),
    geography: shape(4326),
    box2d: "plain",
    box3d: "plain",
    box2df: "plain",
    gidx: "plain",
    spheroid: "plain",
  },
  relations: [
    "CREATE TYPE geometry_dump AS (path integer[], geom geometry)",
    "CREATE TYPE valid_detail AS (valid boolean, reason varchar, location geometry)",
    "CREATE TABLE spatial_ref_sys (srid integer PRIMARY KEY, auth_name varchar(256), auth_srid integer, srtext varchar(2048), proj4text varchar(2048))",
    ...["geometry", "geography"].map(
      (type) => `CREATE VIEW ${type}_columns AS SELECT NULL::varchar AS f_table_catalog, NULL::name AS f_table_schema,
        NULL::name AS f_table_name, NULL::name AS f_${type}_column, NULL::integer AS coord_dimension, NULL::integer AS srid, NULL::varchar AS type`,
    ),
  ],
  functions,
  prefixes: ["st_", "_st_", "postgis_", "geometry_", "geography_"],
  operators: `
geometry geometry boolean: ${order} ${flat} &&& @@ ~~ ~~= &/& ~== @>> <<@
geometry geometry float8: <-> <#> |=| <<->>
geography geography boolean: ${order} &&
geography geography float8: <->
box2df box2df boolean: && ~ @
box2df geometry boolean: && ~ @
geometry box2df boolean: && ~ @
gidx gidx boolean: && &&&
geometry gidx boolean: &&&
gidx geometry boolean: &&&
geography gidx boolean: &&
gidx geography boolean: &&
`,
  casts: [
    "geometry geometry implicit modified",
    "geography geography implicit modified",
    "geometry geography implicit",
    "geography geometry explicit",
    "geometry box assignment",
    "box3d box implicit",
    ...["point", "path", "polygon"].flatMap((each) => [`geometry ${each} explicit`, `${each} geometry explicit`]),
    ...["box2d", "box3d", "text", "bytea"].flatMap((each) => [
      `geometry ${each} implicit`,
      `${each} geometry implicit`,
    ]),
    "box3d box2d implicit",
    "box2d box3d implicit",
    "geometry json explicit",
    "geometry jsonb explicit",
    "bytea geography implicit",
    "geography bytea implicit",
  ],
  operatorClasses: [
    `btree geometry btree_geometry_ops default: ${order}`,
    `btree geography btree_geography_ops default: ${order}`,
    "hash geometry hash_geometry_ops default: =",
    `gist geometry gist_geometry_ops_2d default: ${flat}`,
    "gist geometry gist_geometry_ops_nd: &&& ~~ @@ ~~=",
    "gist geography gist_geography_ops default: &&",
    `brin geometry brin_geometry_inclusion_ops_2d default: ${order}`,
    `brin geometry brin_geometry_inclusion_ops_3d: ${order}`,
    `brin geometry brin_geometry_inclusion_ops_4d: ${order}`,
    `brin geography brin_geography_inclusion_ops default: ${order}`,
    "spgist geometry spgist_geometry_ops_2d default: &&",
    "spgist geometry spgist_geometry_ops_3d: &/&",
    "spgist geometry spgist_geometry_ops_nd: &&&",
    "spgist geography spgist_geography_ops_nd default: &&",
  ],
};
