/** Words that users never see, and what a native technical writer would put in their place. */
const neverSeen: readonly (readonly [RegExp, string])[] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bblanks?\b/i, 'space'],
  [/(?<!there )\b(is|are) no (?!longer)[a-z]/i, '“isn’t a …”, “aren’t …”'],
  [/\b(is|are) none\b/, '“isn’t one”, “there aren’t any”'],
  [/\bamiss\b/i, 'wrong'],
  [/\b(needles?|nest|tier|eyes)\b/i, 'the field’s own word'],
  [/\bleave (is|was) (given|granted)\b/i, 'permission'],
  [/\b(stood|stands?) (in|at|beside|behind|before|round|above)\b/i, '“is in”, “is beside”, “in front of”'],
  [/\b(does|did|do|would) not take\b/i, 'accept, reject'],
  [/\b(could not be|is|was|were|are) told\b/i, 'sent, notified, known, “tell apart”'],
  [/\bto anybody\b/i, '“nothing was sent”'],
  [/\banew\b/i, 'again'],
  [/\bis meant\b/i, '“a misspelling of”'],
  [/\b(breaks?|broke) off\b/i, '“ends too early”, “drops the connection”'],
  [
    /\bno way (leads|on)\b|\bcame about\b|\b(have|has|had) no end\b/i,
    '“there is no route”, “could be established”, “never ends”',
  ],
  [/\bround\b/i, 'around'],
  [/\bvery same\b/i, 'exactly the same'],
  [/\bof no use\b/i, '“cannot be used”'],
  [/\blook whether\b/i, '“check whether”'],
  [/\b(is|are) not behind it\b|\bis behind it\b/i, 'the cause'],
  [/\bin the place of\b/i, '“instead of”'],
  [/\bif need be\b/i, '“if needed”'],
  [/\bas it must be\b/i, 'correctly'],
  [/\bgood (only )?once\b/i, '“valid only once”'],
  [/\bby themselves\b/i, '“on their own”'],
  [/\b(it|that) holds (a|an|no|more)\b|: holds (a|an) /i, 'contains'],
  [/\b(client|instance|provisioned client)(’s)? ids?\b/, 'ID'],
  [/\b(wins|beats)\b/i, '“takes precedence”'],
  [/\bof another one\b|\banother .{1,20} than\b/i, '“a different …”, “other than”'],
];

/** A text that people read: words with spaces between them. What is one word is an id, a selector or a key. */
export const isProse = (text: string): boolean => /\p{L}\p{L} \p{L}/u.test(text);

/** Each of those words that is in a text, with what to put in its place. */
export function wordsIn(text: string): readonly string[] {
  return neverSeen.flatMap(([pattern, better]) => {
    const found = pattern.exec(text);
    return found ? [`“${found[0]}” (${better})`] : [];
  });
}
