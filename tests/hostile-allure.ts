import { MessageTestRuntime, setGlobalTestRuntime } from 'allure-js-commons/sdk/runtime';
import { z } from 'zod';
import { addChecksToAllure, addToAllure } from '../fixtures/report/allure.ts';
import type { DiagnosisFile } from '../fixtures/report/diagnosis-schema.ts';
import { json } from '../fixtures/report/outlets/json.ts';
import { obeyedIn, withTexts } from './hostile-texts.ts';
import { asDiagnosis, named } from './hostile-outputs.ts';

/** Takes what goes to Allure in place of a reporter. */
class Listener extends MessageTestRuntime {
  readonly messages: unknown[] = [];

  override get sync(): never {
    throw new Error('Nothing goes to Allure in this way');
  }

  sendMessage(message: unknown): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }
}

const attachment = z.object({ type: z.literal('attachment_content'), data: z.object({ content: z.string() }) });

/** What a reader of Allure’s results would obey; changes the one runtime of this process. */
export async function obeyedInAllure({ instances }: DiagnosisFile, evidence: unknown): Promise<readonly string[]> {
  const listener = new Listener();
  setGlobalTestRuntime(listener);
  for (const diagnosis of instances.map(asDiagnosis)) {
    await addToAllure({
      diagnosis,
      evidence: json(evidence),
      picture: undefined,
      account: diagnosis.account,
      startedAt: '2026-01-01T00:00:00.000Z',
      browser: 'chromium',
      accepted: false,
    });
    await addChecksToAllure(diagnosis, 'fail');
  }
  const texts = listener.messages.flatMap((sent) => {
    const content = attachment.safeParse(sent);
    return content.success ? [Buffer.from(content.data.data.content, 'base64').toString('utf8')] : textsIn(sent);
  });
  return named('Allure', texts.flatMap(obeyedIn));
}

function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  withTexts(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
