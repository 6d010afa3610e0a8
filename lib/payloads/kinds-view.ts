import type { Json } from "@/lib/connectors/types";

/** A payload as people see it: plain values that may go to a browser, sensitive ones masked. */
export type Recipient = {
  address: string;
  /** Of no domain of the company's own; null where nothing says which those are. */
  outside: boolean | null;
  /** What makes its domain look like something it is not. */
  remark: string | null;
};

/** A piece of an HTML text as a reader would see it, in order. */
export type HtmlPiece = {
  text: string;
  /** Where it leads, in full. */
  href?: string;
  /** It reads like one address and leads to another. */
  misleading?: boolean;
  /** A reader of the mail would not see it. */
  hidden?: boolean;
};
export type HtmlReading = { source: string; pieces: HtmlPiece[]; /** Addresses of images, never loaded. */ images: string[]; /** What would run, frame or ask: `script`, `form`. */ active: string[] };

/** A param that reads better on its own than inside a tree. */
export type Passage = { pointer: string; text: string } & ({ kind: "sql" } | { kind: "text" } | { kind: "html"; html: HtmlReading });

/** Params that stand for money, as text, by JSON Pointer. */
export type Amounts = Readonly<Record<string, string>>;

/** The payload as its connector would use it, or as its tool's schema describes it; `tree` where nothing is known of its kind. */
export type PayloadView = { amounts: Amounts } & (
  | {
      kind: "email";
      from: string | null;
      to: Recipient[];
      cc: Recipient[];
      bcc: Recipient[];
      replyTo: string | null;
      subject: string;
      text: string | null;
      html: HtmlReading | null;
      /** Params that are sent along and not shown here. */
      others: string[];
    }
  | {
      kind: "record";
      verb: "insert" | "update" | "delete";
      table: string;
      key: string | null;
      fields: { field: string; value: Json; /** As money, where it is. */ amount: string | null }[];
    }
  | { kind: "tree"; passages: Passage[]; /** Its kind was known, and showing it went wrong. */ failed: boolean }
);
