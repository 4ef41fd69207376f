// The signatures of PostGIS 3.3, as PostgreSQL tells them. What it keeps for itself is left out.

export const functions = `
aggregate (anyelement) bytea: st_asflatgeobuf st_asgeobuf st_asmvt
aggregate (anyelement, boolean) bytea: st_asflatgeobuf
aggregate (anyelement, boolean, text) bytea: st_asflatgeobuf
(anyelement, bytea) setof anyelement: st_fromflatgeobuf
aggregate (anyelement, text) bytea: st_asgeobuf st_asmvt
aggregate (anyelement, text, integer) bytea: st_asmvt
aggregate (anyelement, text, integer, text) bytea: st_asmvt
aggregate (anyelement, text, integer, text, text) bytea: st_asmvt
(box2d) box3d: box3d
(box2d) geometry: geometry
(box2d, float8) box2d: st_expand
(box2d, float8, float8) box2d: st_expand
(box2d, geometry) box2d: st_combinebbox
(box3d) box: box box3dtobox
(box3d) box2d: box2d
(box3d) float8: st_xmax st_xmin st_ymax st_ymin st_zmax st_zmin
(box3d) geometry: geometry
(box3d, box3d) box3d: st_combinebbox
(box3d, float8) box3d: st_expand
(box3d, float8, float8, float8?) box3d: st_expand
(box3d, geometry) box3d: st_combinebbox
(bytea) geography: geography st_geogfromwkb
(bytea) geometry: geometry geomfromewkb st_geomcollfromwkb st_geomfromewkb st_geomfromtwkb st_geomfromwkb st_linefromwkb st_linestringfromwkb
(bytea) geometry: st_mlinefromwkb st_mpointfromwkb st_mpolyfromwkb st_multilinefromwkb st_multipointfromwkb st_multipolyfromwkb st_pointfromwkb
(bytea) geometry: st_polyfromwkb st_polygonfromwkb st_wkbtosql
(bytea, integer) geometry: st_geomcollfromwkb st_geomfromwkb st_linefromwkb st_linestringfromwkb st_mlinefromwkb st_mpointfromwkb st_mpolyfromwkb
(bytea, integer) geometry: st_multipointfromwkb st_multipolyfromwkb st_pointfromwkb st_polyfromwkb st_polygonfromwkb
(varchar, varchar, varchar) integer: find_srid
(float8, float8) geometry: st_makepoint st_point
(float8, float8, float8) geometry: st_makepoint st_makepointm
(float8, float8, float8, float8) geometry: st_makepoint
(float8, float8, float8, float8, integer?) geometry: st_makeenvelope st_pointzm
(float8, float8, float8, integer?) geometry: st_pointm st_pointz
(float8, float8, integer) geometry: st_point
(float8, integer, integer, geometry?) geometry: st_hexagon st_square
(geography) bytea: st_asbinary
(geography) geometry: geometry
(geography) integer: st_srid
(geography) text: geometrytype st_asewkt st_astext st_summary
(geography, boolean?) float8: st_area st_length st_perimeter
(geography, boolean?) geography: st_centroid
(geography, float8) geography: st_buffer st_segmentize
(geography, float8, float8) geography: st_project
(geography, float8, integer) geography: st_buffer
(geography, float8, text) geography: st_buffer
(geography, geography) boolean: st_coveredby st_covers st_intersects
(geography, geography) float8: st_azimuth
(geography, geography) geography: st_intersection
(geography, geography, boolean?) float8: st_distance
(geography, geography, float8, boolean?) boolean: st_dwithin
(geography, integer) geography: st_setsrid
(geography, integer) text: st_asewkt st_astext
(geography, integer, boolean) geography: geography
(geography, integer?) text: st_geohash
(geography, integer?, integer?) text: st_asgeojson st_assvg
(geography, integer?, integer?, text?, text?) text: st_asgml
(geography, integer?, text?) text: st_askml
(geography, text) bytea: st_asbinary
aggregate (geometry) box2d: st_extent
aggregate (geometry) box3d: st_3dextent
aggregate (geometry) geometry: st_collect st_makeline st_memcollect st_memunion st_polygonize st_union
aggregate (geometry) geometry[]: st_clusterintersecting
(geometry) boolean: st_hasarc st_isclosed st_iscollection st_isempty st_ispolygonccw st_ispolygoncw st_isring st_issimple st_isvalid
(geometry) boolean: st_isvalidtrajectory
(geometry) box: box
(geometry) box2d: box2d
(geometry) box3d: box3d
(geometry) bytea: st_asbinary st_asewkb
(geometry) float8: st_3dlength st_3dperimeter st_area st_area2d st_length st_length2d st_m st_minimumclearance st_perimeter st_perimeter2d st_x st_y
(geometry) float8: st_z
(geometry) geography: geography
(geometry) geometry: st_boundary st_buildarea st_centroid st_cleangeometry st_collectionextract st_collectionhomogenize st_convexhull st_endpoint
(geometry) geometry: st_envelope st_exteriorring st_flipcoordinates st_force2d st_forcecollection st_forcecurve st_forcepolygonccw st_forcepolygoncw
(geometry) geometry: st_forcerhr st_forcesfs st_linefrommultipoint st_linemerge st_linetocurve st_makepolygon st_makevalid st_minimumclearanceline
(geometry) geometry: st_multi st_node st_normalize st_orientedenvelope st_pointonsurface st_points st_reverse st_shiftlongitude st_startpoint
(geometry) geometry: st_triangulatepolygon
(geometry) setof geometry_dump: st_dump st_dumppoints st_dumprings st_dumpsegments
(geometry) integer: st_dimension st_memsize st_npoints st_nrings st_numgeometries st_numinteriorring st_numinteriorrings st_numpatches st_numpoints
(geometry) integer: st_srid
(geometry) point: point
(geometry) polygon: polygon
(geometry) smallint: st_coorddim st_ndims st_zmflag
(geometry) text: geometrytype st_asewkt st_ashexewkb st_astext st_geometrytype st_isvalidreason st_summary
(geometry, boolean) geometry: st_linemerge
(geometry, boolean?) geometry: st_boundingdiagonal
(geometry, box2d) geometry: st_clipbybox2d
(geometry, box2d, integer?, integer?, boolean?) geometry: st_asmvtgeom
(geometry, cstring) geometry: st_swapordinates
aggregate (geometry, float8) geometry: st_union
aggregate (geometry, float8) geometry[]: st_clusterwithin
(geometry, float8) geometry: st_3dlineinterpolatepoint st_expand st_lineinterpolatepoint st_reduceprecision st_rotate st_rotatex st_rotatey
(geometry, float8) geometry: st_rotatez st_segmentize st_simplify st_simplifypreservetopology st_simplifyvw st_snaptogrid
(geometry, float8, boolean) geometry: st_simplify
(geometry, float8, boolean?) geometry: st_concavehull st_lineinterpolatepoints st_simplifypolygonhull
(geometry, float8, float8) geometry: st_addmeasure st_linesubstring st_locatebetweenelevations st_scale st_snaptogrid st_translate st_wrapx
(geometry, float8, float8, float8) boolean: st_pointinsidecircle
(geometry, float8, float8, float8) geometry: st_rotate st_scale st_translate
(geometry, float8, float8, float8, float8) geometry: st_snaptogrid st_transscale
(geometry, float8, float8, float8, float8, float8, float8) geometry: st_affine
(geometry, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8) geometry: st_affine
(geometry, float8, float8, float8?) geometry: st_locatebetween
(geometry, float8, float8, float8?, float8?) geometry: st_expand
(geometry, float8, float8?) geometry: st_locatealong
(geometry, float8, float8?, boolean?) geometry: st_filterbym
(geometry, float8, geometry) geometry: st_rotate
(geometry, float8, integer) geometry: st_buffer
window (geometry, float8, integer) integer: st_clusterdbscan
(geometry, float8, text?) geometry: st_buffer st_offsetcurve
(geometry, float8?) geometry: st_force3d st_force3dm st_force3dz st_removerepeatedpoints st_unaryunion
(geometry, float8?, float8?) geometry: st_force4d
(geometry, float8?, geometry?) geometry: st_voronoilines st_voronoipolygons
(geometry, float8?, integer?) geometry: st_delaunaytriangles st_seteffectivearea
(geometry, float8?, integer?, boolean?) geometry: st_geometricmedian
(geometry, float8?, integer?, integer?) geometry: st_curvetoline
(geometry, geometry) boolean: equals st_3dintersects st_contains st_containsproperly st_coveredby st_covers st_crosses st_disjoint st_equals
(geometry, geometry) boolean: st_intersects st_orderingequals st_overlaps st_touches st_within
(geometry, geometry) box2d: st_makebox2d
(geometry, geometry) box3d: st_3dmakebox
(geometry, geometry) float8: st_3ddistance st_3dmaxdistance st_angle st_azimuth st_closestpointofapproach st_distance st_distancecpa
(geometry, geometry) float8: st_distancesphere st_distancespheroid st_hausdorffdistance st_interpolatepoint st_linelocatepoint st_maxdistance
(geometry, geometry) geometry: st_3dclosestpoint st_3dlongestline st_3dshortestline st_addpoint st_closestpoint st_collect st_longestline
(geometry, geometry) geometry: st_makeline st_scale st_scroll st_sharedpaths st_shortestline st_split st_symmetricdifference st_union
(geometry, geometry) integer: st_linecrossingdirection
(geometry, geometry) text: st_relate
(geometry, geometry, float8) boolean: st_3ddfullywithin st_3ddwithin st_cpawithin st_dfullywithin st_dwithin
(geometry, geometry, float8) float8: st_distancesphere st_hausdorffdistance
(geometry, geometry, float8) geometry: st_snap st_union
(geometry, geometry, float8, float8, float8, float8) geometry: st_snaptogrid
(geometry, geometry, float8?) float8: st_frechetdistance
(geometry, geometry, float8?) geometry: st_difference st_intersection st_symdifference
(geometry, geometry, geometry) geometry: st_scale
(geometry, geometry, geometry, geometry?) float8: st_angle
(geometry, geometry, integer) geometry: st_addpoint
(geometry, geometry, integer) text: st_relate
(geometry, geometry, spheroid) float8: st_distancespheroid
(geometry, geometry, text) boolean: st_relate
(geometry, geometry[]) geometry: st_makepolygon
(geometry, integer) boolean: st_isvalid
(geometry, integer) geometry: st_collectionextract st_generatepoints st_geometryn st_interiorringn st_patchn st_pointn st_polygon st_removepoint
(geometry, integer) geometry: st_setsrid st_transform
(geometry, integer) text: st_asewkt st_astext st_isvalidreason
(geometry, integer, boolean) geometry: geometry
window (geometry, integer, float8?) integer: st_clusterkmeans
(geometry, integer, geometry) geometry: st_setpoint
(geometry, integer, integer) geometry: st_generatepoints
(geometry, integer, integer?, integer?, integer?) geometry: st_quantizecoordinates
(geometry, integer?) geometry: st_minimumboundingcircle
(geometry, integer?) text: st_asencodedpolyline st_geohash
(geometry, integer?) valid_detail: st_isvaliddetail
(geometry, integer?, boolean?) geometry: st_chaikinsmoothing
(geometry, integer?, float8?) setof geometry: st_subdivide
(geometry, integer?, integer?) text: st_asgeojson st_asgml st_assvg st_asx3d
(geometry, integer?, integer?, integer?, boolean?, boolean?) bytea: st_astwkb
(geometry, integer?, text?) text: st_askml
(geometry, spheroid) float8: st_length2dspheroid st_lengthspheroid
(geometry, text) bytea: st_asbinary st_asewkb
(geometry, text) geometry: st_forcesfs st_makevalid st_transform
(geometry, text) text: st_ashexewkb
(geometry, text, integer) geometry: st_transform
(geometry, text, text) geometry: st_transform
(geometry, text?) text: st_aslatlontext st_asmarc21
(geometry[]) geometry: st_collect st_makeline st_polygonize st_union
(geometry[]) geometry[]: st_clusterintersecting
(geometry[], bigint[], integer?, integer?, integer?, boolean?, boolean?) bytea: st_astwkb
(geometry[], float8) geometry[]: st_clusterwithin
(integer, geography, integer?, integer?, text?, text?) text: st_asgml
(integer, geometry, integer?, integer?, text?, text?) text: st_asgml
(integer, integer, integer, geometry?, float8?) geometry: st_tileenvelope
(internal, internal, internal, internal) boolean: geog_brin_inclusion_add_value
(json) geometry: st_geomfromgeojson
(jsonb) geometry: st_geomfromgeojson
(path) geometry: geometry
(point) geometry: geometry
(polygon) geometry: geometry
(record, text?, integer?, boolean?) text: st_asgeojson
(text) float8: st_area st_length
(text) geography: st_geogfromtext st_geographyfromtext
(text) geometry: geometry geomfromewkt st_centroid st_geomcollfromtext st_geometryfromtext st_geomfromewkt st_geomfromgeojson st_geomfromgml
(text) geometry: st_geomfromkml st_geomfrommarc21 st_geomfromtext st_gmltosql st_linefromtext st_mlinefromtext st_mpointfromtext st_mpolyfromtext
(text) geometry: st_multilinestringfromtext st_multipointfromtext st_multipolygonfromtext st_pointfromtext st_polyfromtext st_polygonfromtext
(text) geometry: st_wkttosql
(text) text: st_asewkt st_asgeojson st_asgml st_askml st_assvg st_astext
(text, float8) geometry: st_buffer
(text, float8, integer) geometry: st_buffer
(text, float8, text) geometry: st_buffer
(text, integer) geometry: st_bdmpolyfromtext st_bdpolyfromtext st_geomcollfromtext st_geometryfromtext st_geomfromgml st_geomfromtext st_gmltosql
(text, integer) geometry: st_linefromtext st_mlinefromtext st_mpointfromtext st_mpolyfromtext st_multilinestringfromtext st_multipolygonfromtext
(text, integer) geometry: st_pointfromtext st_polyfromtext st_polygonfromtext
(text, integer?) box2d: st_box2dfromgeohash
(text, integer?) geometry: st_geomfromgeohash st_linefromencodedpolyline st_pointfromgeohash
(text, json?) geometry: st_letters
(text, text) boolean: st_coveredby st_covers st_intersects st_relatematch
(text, text) box2d: st_estimatedextent st_findextent
(text, text) float8: st_distance
(text, text) geometry: st_intersection
(text, text, bytea) void: st_fromflatgeobuftotable
(text, text, float8) boolean: st_dwithin
(text, text, text) box2d: st_estimatedextent st_findextent
(text, text, text, boolean) box2d: st_estimatedextent
(geometry, out center geometry, out nearest geometry, out radius float8) record: st_maximuminscribedcircle
(geometry, out center geometry, out radius float8) record: st_minimumboundingradius
(float8, geometry, out geom geometry, out i integer, out j integer) setof record: st_hexagongrid st_squaregrid
(varchar, varchar, integer, varchar, integer, boolean?) text: addgeometrycolumn
(varchar, varchar, varchar, integer, varchar, integer, boolean?) text: addgeometrycolumn
(varchar, varchar) text: dropgeometrycolumn
(varchar, varchar, varchar) text: dropgeometrycolumn
(varchar, varchar, integer) text: updategeometrysrid
(varchar, varchar, varchar, integer) text: updategeometrysrid
(boolean?) text: populate_geometry_columns
(oid, boolean?) integer: populate_geometry_columns
() text: postgis_full_version postgis_lib_version postgis_version
`;
