import { expect, test } from './unit-test.ts';
import { z } from 'zod';
import { changesSince } from '../../fixtures/report/changes.ts';
import { messageFor } from '../../fixtures/report/message.ts';
import { broken, fileOf, passing, soon, unclear } from './result-builder.ts';

const since = { ...broken, history: { since: '2025-12-24T03:00:00.000Z' } };
const runUrl = 'https://ci.example.com/runs/7';

test.describe('the message of a night', () => {
  const file = fileOf([since, passing, unclear], {}, [soon]);
  const news = { changes: changesSince(file, { broken: 'pass' }), ending: [soon] };

  test('says what changed, since when, the fix, what ends soon, and where the run is', () => {
    expect(messageFor(file, news, { format: 'slack', runUrl })).toMatchObject({
      text: expect.stringMatching(
        /^Campaign login probe: Of 3 instances[^\n]*\n✗ pass → fail: broken: [^\n]* Since 2025-12-24\. Fix: Set Association mask[^\n]*\n\? [^\n]*unclear[^\n]*\n! broken: association-mask, accepted by Jo Doe until 2026-01-08 \(in force; 7 days left[^\n]*\nRun: https:\/\/ci\.example\.com\/runs\/7$/,
      ),
      mrkdwn: false,
      unfurl_links: false,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: expect.stringContaining('Of 3 instances') } },
        {},
        {},
        {},
        { text: { type: 'mrkdwn', text: `<${runUrl}|Open the run>` } },
      ],
    });
  });

  test('is a card for Teams, with the run as a button', () => {
    expect(messageFor(file, news, { format: 'teams', runUrl })).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [
              {
                type: 'RichTextBlock',
                inlines: [{ type: 'TextRun', text: expect.stringContaining('Of 3 instances'), weight: 'Bolder' }],
              },
              {},
              {},
              {},
            ],
            actions: [{ type: 'Action.OpenUrl', url: runUrl }],
          },
        },
      ],
    });
  });

  test('has every fact by its name for anybody else', () => {
    expect(messageFor(file, news, { format: 'generic', runUrl })).toMatchObject({
      schemaVersion: 1,
      runUrl,
      changes: [{ instance: 'broken', before: 'pass', now: 'fail', since: '2025-12-24T03:00:00.000Z' }, {}],
      endingRisks: [{ instance: 'broken', owner: 'Jo Doe', lastDay: '2026-01-08' }],
    });
  });

  test('says to each receiver an ID, a mask and an address as they are, and nobody is called by what a page says', () => {
    const mask = 'Campaign - eu_west - (.*)';
    const hostile = {
      ...broken,
      instance: 'prod_eu_1',
      causes: broken.causes.map((cause) => ({
        ...cause,
        remedy: `Set \`${mask}\` for ABC@AdobeOrg and p…@example.com, @here <!channel> [log in](https://e.example) a & b.`,
      })),
    };
    const fleet = fileOf([hostile]);
    const one = { changes: changesSince(fleet, {}), ending: [] };
    const said = (format: 'slack' | 'teams' | 'generic'): string =>
      JSON.stringify(messageFor(fleet, one, { format, runUrl: undefined }));
    for (const format of ['slack', 'teams', 'generic'] as const) {
      for (const asItIs of ['prod_eu_1', `\`${mask}\``, 'ABC@AdobeOrg', 'p…@example.com']) {
        expect(said(format), format).toContain(asItIs);
      }
    }
    const { text } = z.object({ text: z.string() }).parse(messageFor(fleet, one, { format: 'generic', runUrl }));
    expect(text).toContain('@ here < !channel> [log in] (https://e.example) a & b.');
    expect(said('slack')).toContain('@here &lt;!channel&gt; [log in](https://e.example) a &amp; b.');
    expect(said('slack')).not.toMatch(/[<>]/);
    expect(said('teams')).toContain('@here <!channel> [log in](https://e.example) a & b.');
    expect(said('teams')).not.toContain('"TextBlock"');
  });

  test('names some of very many, and how many more there are', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...broken, instance: `i${String(index)}` }));
    const fleet = fileOf(many);
    const message = messageFor(fleet, { changes: changesSince(fleet, {}), ending: [] }, { format: 'slack', runUrl });
    expect(JSON.stringify(message)).toContain('and 40 more');
    const long = many.map((one) => ({
      ...one,
      causes: one.causes.map((cause) => ({ ...cause, remedy: 'x'.repeat(5000) })),
    }));
    const told = { changes: changesSince(fileOf(long), {}), ending: [] };
    // What Teams accepts, and the most that Slack does of one text and of blocks.
    const teams = messageFor(fileOf(long), told, { format: 'teams', runUrl });
    expect(Buffer.byteLength(JSON.stringify(teams))).toBeLessThan(28_000);
    const slack = z.object({ blocks: z.array(z.object({ text: z.object({ text: z.string().max(3000) }) })).max(50) });
    expect(slack.safeParse(messageFor(fileOf(long), told, { format: 'slack', runUrl })).error).toBeUndefined();
  });
});
