/** LaTeX commands that stand for one character or a fixed word, by name. `\log`, `\max` and the like read well as their name. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
   pi π varpi π rho ρ varrho ρ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
   Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
   times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ bigstar ★ circ ° bullet • oplus ⊕ otimes ⊗ odot ⊙ wedge ∧ land ∧ vee ∨ lor ∨ neg ¬ lnot ¬
   leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ equiv ≡ approx ≈ sim ~ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ lesssim ≲ gtrsim ≳
   preceq ⪯ succeq ⪰ prec ≺ succ ≻ mid | vert | Vert ‖ lVert ‖ rVert ‖ lvert | rvert | parallel ∥ perp ⊥ bot ⊥ top ⊤ nmid ∤
   in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ bigcup ⋃ bigcap ⋂ setminus ∖ emptyset ∅ varnothing ∅
   to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔ mapsto ↦ uparrow ↑ downarrow ↓
   longrightarrow → longleftarrow ← Longrightarrow ⇒ Longleftrightarrow ⇔
   infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ forall ∀ exists ∃ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ degree ° prime ′ dagger † ddagger ‡
   langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } colon : backslash \\ textbackslash \\
   ldots … dots … cdots … dotsc … dotsb … vdots ⋮ natural ♮ sharp ♯ flat ♭ checkmark ✓ S § P ¶ copyright © pounds £ euro €
   textasciitilde ~ textasciicircum ^ textgreater > textless < textbar | textemdash — textendash – textunderscore _ textdegree °
   textquotedblleft " textquotedblright " textquoteleft ' textquoteright ' textellipsis … textbullet • texttimes × textpm ± textmu µ
   textcopyright © textregistered ® texttrademark ™ textordmasculine º textordfeminine ª textperiodcentered · textsection § textparagraph ¶
   textsterling £ texteuro € textyen ¥ textdiv ÷ textonehalf ½ textonequarter ¼ textthreequarters ¾ textperthousand ‰ textnumero №
   textexclamdown ¡ textquestiondown ¿ textquotesingle ' textquotedbl " guillemotleft « guillemotright » quotedblbase „ slash / hyphen -
   dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ
   etc etc. eg e.g. ie i.e. etal et\u00a0al. LaTeX LaTeX TeX TeX`
    .split(/[ \n]+/)
    .filter(Boolean)
    .reduce<[string, string][]>((pairs, word, index, words) => {
      if (index % 2 === 0) pairs.push([word, words[index + 1]!]);
      return pairs;
    }, []),
);

/** Combining marks of accent commands: `\"i`, `\c{c}`, `\tilde{O}`. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["'", "\u0301"],
  ["^", "\u0302"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  [".", "\u0307"],
  ['"', "\u0308"],
  ["u", "\u0306"],
  ["r", "\u030a"],
  ["H", "\u030b"],
  ["v", "\u030c"],
  ["d", "\u0323"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["b", "\u0331"],
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
  ["tilde", "\u0303"],
  ["widetilde", "\u0303"],
  ["bar", "\u0304"],
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
]);

/** Commands that only change how what follows looks: their name goes, also where no braces follow, as in `{\em so}`. */
export const STYLES: ReadonlySet<string> = new Set(
  `emph em bf it tt sc rm sf sl cal bfseries itshape ttfamily scshape textbf textit texttt textsc textrm textsf textsl textup textmd
   textnormal text mbox hbox underline uline mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathbin mathrel mathop
   boldsymbol boldmath bm pmb operatorname displaystyle textstyle limits nolimits tiny scriptsize footnotesize small normalsize large
   Large LARGE huge Huge left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr noindent centering
   item par newline linebreak xspace protect ensuremath url path nolinkurl textsuperscript textsubscript`.split(/\s+/),
);

/** Commands whose argument is no prose: name and argument go. */
export const REFERENCES: ReadonlySet<string> = new Set(
  "cite citep citet citealp citeauthor citeyear ref eqref cref Cref autoref label vspace hspace begin end color pagestyle bibliography".split(
    " ",
  ),
);

/** Commands of two arguments whose first is no prose: `\textcolor{red}{text}`. */
export const FIRST_ARGUMENT_HIDDEN: ReadonlySet<string> = new Set(["textcolor", "colorbox", "hyperlink", "hyperref"]);

/** Commands of two arguments and what to put between them. */
export const INFIXES: ReadonlyMap<string, string> = new Map([
  ["frac", "/"],
  ["tfrac", "/"],
  ["dfrac", "/"],
  ["nicefrac", "/"],
  ["sfrac", "/"],
  ["binom", " choose "],
]);
