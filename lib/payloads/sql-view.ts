/**
 * SQL read far enough to show what kind of statement it is and to colour it. Nothing here runs or checks it. The pieces
 * joined are the text again, whatever the text is; reading takes time in proportion to its length.
 */
export type SqlPiece = { kind: "keyword" | "text" | "number" | "comment" | "name" | "plain"; text: string };

export type SqlStatement = {
  /** In capitals: `SELECT`, `DELETE`, `DROP TABLE`. */
  verb: string;
  effect: "reads" | "changes" | "destroys" | "unclear";
  /** What a reader must not miss, in a few words. */
  remark: string | null;
};

export type SqlReading = {
  pieces: SqlPiece[];
  statements: SqlStatement[];
  /** Databases may not agree where a text or a comment in it ends, so that what is shown as one may run as the other. */
  ambiguous: boolean;
};

const READS = new Set("SELECT SHOW EXPLAIN DESCRIBE DESC VALUES TABLE".split(" "));
const CHANGES = new Set("INSERT UPDATE MERGE REPLACE UPSERT CREATE ALTER COMMENT COPY LOAD IMPORT RENAME REINDEX REFRESH ANALYZE VACUUM SET RESET BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE LOCK".split(" "));
const DESTROYS = new Set("DELETE DROP TRUNCATE GRANT REVOKE KILL SHUTDOWN".split(" "));
/** They run what cannot be seen here, or lead to it. */
const UNCLEAR = new Set("CALL DO EXEC EXECUTE PREPARE DECLARE IF WHILE ATTACH".split(" "));
const WITH_OBJECT = new Set("CREATE ALTER DROP TRUNCATE".split(" "));
const OBJECTS = new Set("TABLE VIEW INDEX DATABASE SCHEMA USER ROLE FUNCTION PROCEDURE TRIGGER SEQUENCE TYPE EXTENSION MATERIALIZED COLUMN POLICY".split(" "));
const KEYWORDS = new Set([
  ...[READS, CHANGES, DESTROYS, UNCLEAR, OBJECTS].flatMap((words) => [...words]),
  ...("FROM WHERE AND OR NOT IN IS NULL LIKE ILIKE BETWEEN EXISTS JOIN LEFT RIGHT INNER OUTER FULL CROSS LATERAL ON USING GROUP BY ORDER HAVING LIMIT OFFSET FETCH UNION ALL INTERSECT EXCEPT DISTINCT AS WITH " +
    "RECURSIVE INTO RETURNING CASE WHEN THEN ELSE END ASC CASCADE RESTRICT DEFAULT PRIMARY KEY FOREIGN REFERENCES CONSTRAINT UNIQUE CHECK IF TO ADD TRUE FALSE CAST OVER PARTITION FOR CONFLICT NOTHING ANY SOME ONLY").split(" "),
]);

// One alternative per kind of token; none can match the empty text, and none looks twice at the same character.
const TOKEN =
  /(?<comment>--[^\n]*|\/\*)|(?<dollar>\$(?:[A-Za-z_]\w*)?\$)|(?<text>'(?:[^']|'')*(?:'|$))|(?<name>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\[[A-Za-z_ ][^\]\n]{0,127}\])|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d[\d.]*)|(?<rest>\s+|.)/gsu;

export function readSql(text: string): SqlReading {
  const pieces = piecesOf(text);
  return { pieces, statements: statementsOf(pieces), ambiguous: /\\['"]|(?:^|[^-\w])#|\/\*[!+]|--[^\s-]/.test(text) };
}

function piecesOf(text: string): SqlPiece[] {
  const pieces: SqlPiece[] = [];
  const token = new RegExp(TOKEN);
  /** Whether the last piece is made of signs alone, and another may be added to it. */
  let open = false;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const { comment, dollar, text: quoted, name, word, number } = found.groups!;
    let piece = found[0];
    if (comment === "/*") piece = text.slice(found.index, endOfComment(text, found.index));
    else if (dollar) {
      const end = text.indexOf(dollar, found.index + dollar.length);
      piece = text.slice(found.index, end < 0 ? text.length : end + dollar.length);
    }
    token.lastIndex = found.index + piece.length;
    const kind = comment ? "comment" : dollar || quoted ? "text" : name ? "name" : number ? "number" : word && KEYWORDS.has(word.toUpperCase()) ? "keyword" : "plain";
    const sign = kind === "plain" && !word && piece !== ";";
    if (sign && open) pieces.at(-1)!.text += piece;
    else pieces.push({ kind, text: piece });
    open = sign;
  }
  return pieces;
}

/** Comments nest in the standard. */
function endOfComment(text: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

function statementsOf(pieces: readonly SqlPiece[]): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let words: string[] = [];
  const end = () => {
    if (words.length > 0) statements.push(statementOf(words));
    words = [];
  };
  for (const { kind, text } of pieces) {
    if (kind === "plain" && text === ";") end();
    else if (kind === "keyword") words.push(text.toUpperCase());
    else if (kind !== "comment" && /\S/.test(text) && !/^[\s(]*$/.test(text)) words.push("");
  }
  end();
  return statements;
}

const RANK = { reads: 0, changes: 1, unclear: 2, destroys: 3 } as const;
const effectOf = (word: string): SqlStatement["effect"] => (READS.has(word) ? "reads" : CHANGES.has(word) ? "changes" : DESTROYS.has(word) ? "destroys" : "unclear");

/** `words`: its keywords in capitals; anything else stands as an empty word. */
function statementOf(words: readonly string[]): SqlStatement {
  const [first = ""] = words;
  // What comes before the statement proper may itself change data: WITH gone AS (DELETE …) SELECT …, EXPLAIN ANALYZE DELETE …
  const inner = first === "WITH" || first === "EXPLAIN" || first === "SELECT" ? words.filter((word, index) => index > 0 && verbHere(words, index) && RANK[effectOf(word)] !== 0) : [];
  const verbs = [first === "WITH" ? (words.find((word, index) => index > 0 && (READS.has(word) || verbHere(words, index))) ?? "WITH") : first, ...inner];
  const verb = verbs.toSorted((a, b) => RANK[effectOf(b)] - RANK[effectOf(a)])[0]!;
  const object = WITH_OBJECT.has(verb) ? words.slice(words.indexOf(verb) + 1).find((word) => OBJECTS.has(word)) : undefined;
  return { verb: verb === "" ? "Not a known statement" : object ? `${verb} ${object}` : verb, effect: effectOf(verb), remark: remarkOn(verb, words) };
}

const INNER = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "DROP"]);
/** `FOR UPDATE` locks and `ON DELETE` declares; neither does it. */
const verbHere = (words: readonly string[], index: number): boolean => INNER.has(words[index]!) && words[index - 1] !== "FOR" && words[index - 1] !== "ON";

function remarkOn(verb: string, words: readonly string[]): string | null {
  if ((verb === "DELETE" || verb === "UPDATE") && !words.includes("WHERE")) return "no WHERE: every row";
  if (verb === "SELECT" && words.includes("INTO")) return "INTO: makes a table or a file";
  if (words.includes("CASCADE")) return "CASCADE: takes what depends on it along";
  return null;
}
