import type { ValueClass } from "./class.ts";

/** How each language makes a time without a zone. */
const naive: Readonly<Record<string, RegExp>> = {
  python:
    /^(?:datetime\.|dt\.)*datetime\.(?:utcnow|utcfromtimestamp|today|strptime)\b|^(?:datetime\.|dt\.)*datetime\.now\(\s*\)|\.strftime\((?!.*%z)/i,
  javascript:
    /\.toISOString\(\)\s*\.(?:slice|replace|substring|substr|split)\(|\.toLocale(?:Date|Time)?String\(|^(?:new Date|Date)\([^)]*\)\.toString\(|^(?:moment|dayjs)\(.*\.format\(\s*['"][^'"Z]*['"]\s*\)$|^Date\(\)$/s,
  php: /^(?:gm)?date\(\s*['"][^'"cPTeOZ]*['"]|->(?:toDateTimeString|toDateString)\(\)|->format\(\s*['"][^'"cPTeOZ]*['"]\s*\)/,
  ruby: /\.strftime\((?!.*%z)|\.to_(?:fs|s|formatted_s)\(:db\)/i,
  java: /^(?:java\.time\.)?LocalDateTime\.|^new SimpleDateFormat\(/,
  go: /\.Format\(\s*"2006-01-02 15:04:05"\s*\)|\.Format\(time\.DateTime\)/,
  csharp: /^DateTime\.Now\b|^DateTime\.Parse\(|\.ToString\(\s*"yyyy-MM-dd HH:mm:ss"/,
};

export const naiveDatetime: ValueClass = {
  id: "naive-datetime",
  of: "value",
  severity: "advisory",
  summary: "times without a zone",
  types: /^timestamp(?:\(\d\))? with time zone$|^timestamptz$/,
  message:
    "A time without a zone is given to a timestamptz column. PostgreSQL reads it in the session's time zone, which may be another than was meant.",
  advice: "Pass a time with its zone: in Python datetime.now(timezone.utc).",
  isSuspect: ({ node: { text } }, language) =>
    naive[/^(?:typescript|tsx)$/.test(language) ? "javascript" : language]?.test(text) === true,
  example: {
    language: "python",
    code: 'cursor.execute("UPDATE users SET seen = %s", (datetime.utcnow(),))',
    types: { "users.seen": "timestamp with time zone" },
  },
  nearMiss: {
    language: "python",
    code: 'cursor.execute("UPDATE users SET seen = %s", (datetime.now(timezone.utc),))',
    types: { "users.seen": "timestamp with time zone" },
  },
};
