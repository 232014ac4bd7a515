import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";

/** A mail: addresses as they stand in its head, its content twice. */
export type Mail = { from: string; to: string[]; subject: string; date: string; text: string; html: string };

/**
 * Returns a mail as an RFC 5322 message: multipart/alternative of plain text and HTML, in quoted-printable UTF-8. Without a receiver it is
 * a draft. The same mail gives the same bytes: its Message-ID and boundary are made from its content.
 */
export async function writeMail({ from, to, subject, date, text, html }: Mail): Promise<Buffer> {
  const digest = createHash("sha256")
    .update(JSON.stringify([from, to, subject, date, text, html]))
    .digest("hex")
    .slice(0, 32);
  const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? "localhost";
  const composer = new MailComposer({
    from,
    to: to.length > 0 ? to : undefined,
    subject,
    date: new Date(date),
    messageId: `<${digest}@${domain}>`,
    // Asks Outlook to open it as a mail to be sent, not as one received.
    headers: { "X-Unsent": "1" },
    text,
    html,
    textEncoding: "quoted-printable",
    baseBoundary: digest.slice(0, 16),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
