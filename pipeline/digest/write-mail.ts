import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";

/** A picture that stands in the HTML of a mail by its name: `cid:` and the name. */
export type MailPicture = { name: string; content: Buffer };

/** A mail: addresses as they stand in its head, its content twice, and the pictures of its HTML. */
export type Mail = {
  from: string;
  to: string[];
  subject: string;
  date: string;
  text: string;
  html: string;
  pictures: MailPicture[];
};

/**
 * Returns a mail as an RFC 5322 message: multipart/alternative of plain text and of HTML, which is multipart/related where it has pictures.
 * Without a receiver it is a draft. The same mail gives the same bytes: its Message-ID and boundaries are made from its content.
 */
export async function writeMail({ from, to, subject, date, text, html, pictures }: Mail): Promise<Buffer> {
  const hash = createHash("sha256").update(JSON.stringify([from, to, subject, date, text, html]));
  for (const { name, content } of pictures) hash.update(name).update(content);
  const digest = hash.digest("hex").slice(0, 32);
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
    attachments: pictures.map(({ name, content }) => ({
      filename: name,
      content,
      cid: name,
      contentType: "image/png",
      contentDisposition: "inline" as const,
    })),
    textEncoding: "quoted-printable",
    baseBoundary: digest.slice(0, 16),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
