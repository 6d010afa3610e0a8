import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, render, Section, Text } from "@react-email/components";
import type { MailWords } from "./words";

// Mail programs know inline styles; the colours are those of app/globals.css, and dark ones are the reader's own.
const INK = "#1a1a21";
const MUTED = "#55555f";
const ACCENT = "#3a4bd0";
const LINE = "#e3e3e8";
const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

function Mail({ words }: { words: MailWords }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
      </Head>
      <Preview>{words.preview}</Preview>
      <Body style={{ margin: 0, padding: "24px 12px", backgroundColor: "#f8f8f9", color: INK, fontFamily: font }}>
        <Container style={{ maxWidth: "560px", padding: "24px", backgroundColor: "#ffffff", border: `1px solid ${LINE}`, borderRadius: "8px" }}>
          <Text style={{ margin: "0 0 12px", color: MUTED, fontSize: "13px" }}>Countersign</Text>
          <Text style={{ margin: "0 0 16px", fontSize: "15px", lineHeight: "22px" }}>{words.opening}</Text>
          {words.sections.map((section) => (
            <Section key={section.topic} style={{ margin: "0 0 16px" }}>
              {/* Of one kind only, the opening has said it. */}
              {words.sections.length > 1 && (
                <Heading as="h2" style={{ margin: "0 0 8px", fontSize: "15px", lineHeight: "22px" }}>
                  {section.title}
                </Heading>
              )}
              {section.lines.map((line) => (
                <Text key={line.href} style={{ margin: "0 0 10px", fontSize: "14px", lineHeight: "20px" }}>
                  <Link href={line.href} style={{ color: ACCENT, textDecoration: "underline" }}>
                    {line.sentence}
                  </Link>
                  <br />
                  <span style={{ color: MUTED, fontSize: "13px" }}>{line.detail}</span>
                </Text>
              ))}
              {section.more > 0 && (
                <Text style={{ margin: 0, fontSize: "14px" }}>
                  <Link href={section.all} style={{ color: ACCENT, textDecoration: "underline" }}>{`and ${section.more.toLocaleString("en")} more`}</Link>
                </Text>
              )}
            </Section>
          ))}
          <Button href={words.button.href} style={{ padding: "10px 16px", borderRadius: "6px", backgroundColor: ACCENT, color: "#ffffff", fontSize: "14px", fontWeight: 600 }}>
            {words.button.label}
          </Button>
          <Hr style={{ margin: "24px 0 12px", borderColor: LINE }} />
          <Text style={{ margin: 0, color: MUTED, fontSize: "12px", lineHeight: "18px" }}>
            Nothing is decided by mail: a link opens a page behind your sign-in. What you hear of is{" "}
            <Link href={words.settings} style={{ color: MUTED, textDecoration: "underline" }}>
              yours to choose
            </Link>
            .
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The same words twice: for programs that show HTML, and as plain text. */
export async function mailOf(words: MailWords): Promise<{ html: string; text: string }> {
  return { html: await render(<Mail words={words} />), text: textOf(words) };
}

function textOf({ opening, sections, button, settings }: MailWords): string {
  const blocks = sections.map(({ title, lines, more, all }) =>
    [...(sections.length > 1 ? [`${title}:`] : []), ...lines.flatMap(({ sentence, detail, href }) => [`* ${sentence}`, `  ${detail}`, `  ${href}`]), ...(more > 0 ? [`  … and ${more.toLocaleString("en")} more: ${all}`] : [])].join("\n"),
  );
  return [opening, ...blocks, `${button.label}: ${button.href}`, `-- \nNothing is decided by mail: a link opens a page behind your sign-in.\nWhat you hear of is yours to choose: ${settings}`].join("\n\n");
}
