import { z } from 'zod';
import { changesSince } from '../fixtures/report/changes.ts';
import type { DiagnosisFile } from '../fixtures/report/diagnosis-schema.ts';
import { messageFor } from '../fixtures/report/message.ts';
import { obeyedIn } from './hostile-texts.ts';

const text = z.string();
/** The shapes in which a chat shows a text to the letter. */
const shapes = {
  slack: z.object({
    text,
    mrkdwn: z.literal(false),
    blocks: z.array(
      z.strictObject({
        type: z.literal('section'),
        text: z.strictObject({ type: z.literal('plain_text'), text, emoji: z.literal(false) }),
      }),
    ),
  }),
  teams: z.object({
    attachments: z.tuple([
      z.object({
        content: z.object({
          body: z.array(
            z.strictObject({
              type: z.literal('RichTextBlock'),
              inlines: z.array(z.strictObject({ type: z.literal('TextRun'), text, weight: text.exactOptional() })),
            }),
          ),
        }),
      }),
    ]),
  }),
  generic: z.object({ text }),
};

/** What a chat would obey of the message of a night, in each of its shapes. */
export function chatIn(file: DiagnosisFile): readonly string[] {
  const news = { changes: changesSince(file, {}), ending: [] };
  const told = (format: keyof typeof shapes): object => messageFor(file, news, { format, runUrl: undefined });
  const slack = shapes.slack.parse(told('slack'));
  const [card] = shapes.teams.parse(told('teams')).attachments;
  const generic = shapes.generic.parse(told('generic')).text;
  const inSlack = [slack.text, ...slack.blocks.map((block) => block.text.text)];
  const inTeams = card.content.body.flatMap(({ inlines }) => inlines.map((run) => run.text));
  const found = (pattern: RegExp, texts: readonly string[]): readonly string[] =>
    texts.filter((one) => pattern.test(one)).map((one) => `somebody is called, or markup: ${one}`);
  return [
    ...[...inSlack, ...inTeams, generic].flatMap(obeyedIn),
    ...found(/[<>]|&(?!amp;|lt;|gt;)/, inSlack),
    ...found(/\{\{(DATE|TIME)/, inTeams),
    ...found(/(^|\s)@\w|<(?!U\+)[!@#/a-z]|\]\(/im, [generic]),
  ];
}
