import { describe, expect, it } from "vitest";
import { unwrapLatex } from "../../pipeline/text/latex.ts";
import { readMath } from "../../pipeline/text/latex-math.ts";

describe("unwrapLatex", () => {
  it.each([
    [String.raw`13.5\% in average`, "13.5% in average"],
    [String.raw`lm\_head, Q\&A, \#1, \$5`, "lm_head, Q&A, #1, $5"],
    [String.raw`(I) \textbf{L}azy learning`, "(I) Lazy learning"],
    [String.raw`{\emph compression} and {\em so} on`, "compression and so on"],
    [String.raw`this \emph{scan and \textbf{snap}} one`, "this scan and snap one"],
    [String.raw`scaling factor {\gamma}.`, "scaling factor γ."],
    [String.raw`\(\Delta\)ConvFusion (\(\Delta\)ConvBlocks)`, "ΔConvFusion (ΔConvBlocks)"],
    [String.raw`E-NeRV, \etc) and \etc. So`, "E-NeRV, etc.) and etc. So"],
    [String.raw`\textcolor{red}{hot} stuff`, "hot stuff"],
    [String.raw`as shown by~\cite{one,two}, and \citep[p.~3]{x}.`, "as shown by, and."],
    [String.raw`10\,000 items of 5\,cm, a\\b`, "10000 items of 5 cm, a b"],
  ])("unwraps what it knows: %s", (raw, clean) => {
    expect(unwrapLatex(raw)).toBe(clean);
  });

  it.each([
    [String.raw`na\"ive`, "naïve"],
    [
      String.raw`G\"{u}nter, \'Etude, Erd\H{o}s, Fran\c{c}ois, \v{S}koda, na{\"\i}ve`,
      "Günter, Étude, Erdős, François, Škoda, naïve",
    ],
    [String.raw`Ma\~nana, \ss and \o{}re, Stra\ss{}e`, "Mañana, ß and øre, Straße"],
  ])("composes accents: %s", (raw, clean) => {
    expect(unwrapLatex(raw).normalize("NFC")).toBe(clean.normalize("NFC"));
  });

  it("takes an escaped quote or apostrophe for no accent", () => {
    expect(unwrapLatex(String.raw`the model\'s \"all you need\" claim`)).toBe(`the model's "all you need" claim`);
  });

  it("keeps the name of an unknown macro, or what stands in its braces", () => {
    expect(unwrapLatex(String.raw`We propose \aname (\mname), coupled with \sysname{} and \ours\ here.`)).toBe(
      "We propose aname (mname), coupled with sysname and ours here.",
    );
    expect(unwrapLatex(String.raw`an \ac{LLM} and \revise{new text}`)).toBe("an LLM and new text");
  });

  it("puts a footnote in brackets, and drops an empty one", () => {
    expect(unwrapLatex(String.raw`a thing\footnote{Or {two}.} here\footnote{}.`)).toBe("a thing (Or {two}.) here.");
  });

  it("lets a footnote that never closes begin a sentence, and spoils nothing after it", () => {
    const raw = String.raw`concepts\footnote{A concept is \textbf{a} thing, R^{n} too. We {\em made} it public.`;
    expect(unwrapLatex(raw)).toBe("concepts. A concept is a thing, R^{n} too. We made it public.");
  });

  it.each([
    "6929times, leq32 weeks, 0.78 pm 0.10, O(log n{mu})",
    "{sf B}^top({sf B}{sf B}^top)^{-1}{sf B}, f(x)=g_y^{-1}(A g_x(x)), a {l_1} ball",
    "Mask^2DiT, C^2LR, W in R^{mtimes n}, (<4-bit), K << V, Q&A; and S&P 500",
    "a } stray brace } and { another",
    "It runs 5.4 times --- or more -- faster.",
  ])("leaves alone what was stripped already: %s", (text) => {
    expect(unwrapLatex(text)).toBe(text);
  });

  it.each([
    ["codecs~(H.264), Figure~3, static strategy~The", "codecs (H.264), Figure 3, static strategy The"],
    ["LLaVA-Bench. ~Our project", "LLaVA-Bench.  Our project"],
    ["about ~5 or (~45 million), 204~365%, x ~ y", "about ~5 or (~45 million), 204~365%, x ~ y"],
  ])("reads a tying ~ as a space, and no other: %s", (raw, clean) => {
    expect(unwrapLatex(raw)).toBe(clean);
  });
});

describe("dollar math", () => {
  it.each([
    ["Mask$^2$DiT", "Mask2DiT"],
    ["ScV$_6$Sn$_6$ and RNiO$_3$", "ScV6Sn6 and RNiO3"],
    [String.raw`an $\ell_1$-norm of $\mathcal{O}(n\log n)$`, "an ℓ1-norm of O(n log n)"],
    [String.raw`yields $<$5\% and $\sim$5`, "yields <5% and ~5"],
    ["the $k$-means of $n$ points", "the k-means of n points"],
    ["so $$x^2$$ holds", "so x^2 holds"],
  ])("is unwrapped: %s", (raw, clean) => {
    expect(unwrapLatex(raw)).toBe(clean);
  });

  it.each([
    "costs $5 and $10 a month",
    "costs $5-$10, or US$28.31 to US$40.88",
    "between $5M and 10$ of it",
    "a $38% lower price",
    "one $ sign, two $$ signs",
    "$HOME and $PATH",
  ])("is told from money and other dollar signs: %s", (text) => {
    expect(unwrapLatex(text)).toBe(text);
  });
});

describe("readMath", () => {
  it.each([
    [String.raw`\frac{a}{b}`, "a/b"],
    [String.raw`\frac{a+1}{\sqrt{n}}`, "(a+1)/(√n)"],
    [String.raw`\sqrt[3]{x+y}`, "√(x+y)"],
    ["n^{-2}, 10^{12}, x^{n+1}, x_i, x_{12}", "n^-2, 10^12, x^(n+1), x_i, x12"],
    [String.raw`90^\circ`, "90°"],
    [String.raw`\tilde{O}(\widehat{x})`, "Õ(x̂)"],
    [String.raw`\left( a \leq b \right.`, "( a ≤ b"],
    [String.raw`x \in \mathbb{R}^n`, "x ∈ R^n"],
    [String.raw`5 \pmod{44}`, "5 pmod(44)"],
    [String.raw`\frac{`, "/"],
    ["^", ""],
  ])("writes %s as one would type it", (math, typed) => {
    expect(readMath(math)).toBe(typed);
  });
});
