// pgvector: https://github.com/pgvector/pgvector

import type { KnownExtension } from "../known.ts";

const types = ["vector", "halfvec", "sparsevec"];
const numbers = ["integer[]", "real[]", "float8[]", "numeric[]"];

export const vector: KnownExtension = {
  name: "vector",
  isWhole: true,
  types: { vector: "integer", halfvec: "integer", sparsevec: "integer" },
  functions: `
(bit, bit) float8: hamming_distance jaccard_distance
(halfvec) bit: binary_quantize
(halfvec) float8: l2_norm
(halfvec) halfvec: l2_normalize
(halfvec) integer: vector_dims
(halfvec, halfvec) float8: cosine_distance halfvec_l2_squared_distance inner_product l1_distance l2_distance
(halfvec, integer, integer) halfvec: subvector
(sparsevec) float8: l2_norm
(sparsevec) sparsevec: l2_normalize
(sparsevec, sparsevec) float8: cosine_distance inner_product l1_distance l2_distance sparsevec_l2_squared_distance
(vector) bit: binary_quantize
(vector) float8: vector_norm
(vector) integer: vector_dims
(vector) vector: l2_normalize
(vector, integer, integer) vector: subvector
(vector, vector) float8: cosine_distance inner_product l1_distance l2_distance vector_l2_squared_distance
aggregate (halfvec) halfvec: avg sum
aggregate (vector) vector: avg sum
`,
  operators: `
bit bit float8: <~> <%>
halfvec halfvec boolean: < <= = >= > <>
halfvec halfvec float8: <#> <=> <+> <->
halfvec halfvec halfvec: + * - ||
sparsevec sparsevec boolean: < <= = >= > <>
sparsevec sparsevec float8: <#> <=> <+> <->
vector vector boolean: < <= = >= > <>
vector vector float8: <#> <=> <+> <->
vector vector vector: + * - ||
`,
  casts: [
    ...types.map((type) => `${type} ${type} implicit modified`),
    "vector real[] implicit modified",
    "halfvec real[] assignment modified",
    "halfvec vector assignment modified",
    "vector halfvec implicit modified",
    "sparsevec vector assignment modified",
    "vector sparsevec implicit modified",
    "sparsevec halfvec assignment modified",
    "halfvec sparsevec implicit modified",
    ...types.flatMap((type) => numbers.map((each) => `${each} ${type} assignment modified`)),
  ],
  methods: ["ivfflat", "hnsw"],
  operatorClasses: [
    ...types.map((type) => `btree ${type} ${type}_ops default: < <= = >= >`),
    ...types.flatMap((type) => ["l2", "ip", "cosine", "l1"].map((by) => `hnsw ${type} ${type}_${by}_ops`)),
    "hnsw bit bit_hamming_ops",
    "hnsw bit bit_jaccard_ops",
    "ivfflat bit bit_hamming_ops",
    "ivfflat vector vector_l2_ops default",
    "ivfflat halfvec halfvec_l2_ops",
    ...["vector", "halfvec"].flatMap((type) => ["ip", "cosine"].map((by) => `ivfflat ${type} ${type}_${by}_ops`)),
  ],
};
