import type { ValueClass } from "./class.ts";

/** How each language's frameworks give what a client sent: always text. */
const fromRequest: Readonly<Record<string, RegExp>> = {
  python:
    /^(?:flask\.|self\.)?request\.(?:args|form|values|json|GET|POST|cookies|headers|query_params|path_params|match_info|matchdict|params|view_args)\b/,
  javascript:
    /^(?:req|request|ctx|c|event)\??\.(?:params|query|body|headers|cookies|param|request\.(?:body|query)|queryStringParameters|pathParameters)\b|^\w*[sS]earchParams\.get\(/,
  php: /^\$_(?:GET|POST|REQUEST|COOKIE)\b|^\$(?:this->)?(?:request|req)->(?:input|get|query|post|route|request|attributes|getParam|getQueryParam|getAttribute|getPost|getGet)\b|^request\(|^Request::(?:input|get)\b|^Input::get\b/,
  ruby: /^params(?:\[|\.(?:require|fetch|dig|permit)\b)/,
  java: /^\w*[rR]eq(?:uest)?\.get(?:Parameter|Header)\(/,
  go: /^\w+\.(?:URL\.Query\(\)\.Get|FormValue|PostFormValue|PathValue|Param|Query|QueryParam|PostForm|Params)\(|^mux\.Vars\(|^chi\.URLParam\(/,
  csharp: /^(?:\w+\.)*Request\.(?:Query|Form|QueryString|Params|Headers|RouteValues)\[/,
};

const converted = /\btype\s*=\s*(?:int|float|uuid|UUID)|\.to_i\b|\.to_f\b|\.to_int\b/;

export const requestParameter: ValueClass = {
  id: "request-parameter",
  of: "value",
  severity: "advisory",
  summary: "what a client sent, as text",
  types: /^(?:integer|bigint|smallint|uuid|numeric)\b/,
  message:
    "What a client sent goes to this column as text. PostgreSQL refuses text that is no such value; MySQL and SQLite compare it.",
  advice: "Convert it first, and answer with an error where that fails.",
  isSuspect: ({ node: { text } }, language) => {
    const pattern = fromRequest[/^(?:typescript|tsx)$/.test(language) ? "javascript" : language];
    return pattern?.test(text) === true && !converted.test(text);
  },
  example: {
    language: "python",
    code: 'cursor.execute("SELECT a FROM users WHERE id = %s", (request.args["id"],))',
    types: { "users.id": "integer" },
  },
  nearMiss: {
    language: "python",
    code: 'cursor.execute("SELECT a FROM users WHERE id = %s", (int(request.args["id"]),))',
    types: { "users.id": "integer" },
  },
};
