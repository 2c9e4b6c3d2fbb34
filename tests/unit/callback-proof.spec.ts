import { owners } from '../../fixtures/diagnosis/types.ts';
import { instanceUrl, known } from './evidence-builder.ts';
import { ownCallback, signInPage, usualIms, type Ims } from './requests-world.ts';

import { bare, besideStage, elsewhere, field, imsShows, line, replaced, stage } from './what-ims-shows.ts';

/** An IMS that takes one form of the instance’s callback alone. */
const exactIms: Ims = (asked) =>
  usualIms(
    asked.redirectUri === ownCallback || !asked.redirectUri.startsWith(instanceUrl)
      ? asked
      : { ...asked, redirectUri: elsewhere },
  );
/** An IMS that takes none of this instance’s callbacks, and another instance’s. */
const othersIms: Ims = (asked) =>
  asked.redirectUri.startsWith('https://stage.example.com/')
    ? signInPage(asked.redirectUri)
    : usualIms({ ...asked, redirectUri: elsewhere });

imsShows({
  'a callback over http': [
    { facts: bare, ims: exactIms, sent: { redirectUri: ownCallback.replace('https:', 'http:') } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          certainty: 'confirmed',
          expected: ownCallback,
          actual: ownCallback.replace('https:', 'http:'),
          remedy: `Set Callback server to \`${instanceUrl}\` in ${field}, then restart the server.`,
          owner: owners.campaign,
        },
      ],
      proof: [
        `IMS accepts ${ownCallback}, but the server sends ${ownCallback.replace('https:', 'http:')}.`,
        line(exactIms, { redirectUri: ownCallback.replace('https:', 'http:') }),
        line(exactIms),
      ],
    },
  ],
  'a path that Campaign itself puts behind it': [
    { facts: bare, ims: exactIms, sent: { redirectUri: `${ownCallback}/` } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          expected: `${ownCallback}/, allow-listed by Adobe`,
          actual: `IMS accepts only ${ownCallback}`,
          remedy: `Ask Adobe to add \`${ownCallback}/\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
          owner: owners.adobe,
        },
      ],
      proof: [`IMS accepts ${ownCallback}, but the server sends ${ownCallback}/.`],
    },
  ],
  'a callback that IMS takes in no form, as it may take none at all': [
    { facts: bare, ims: (asked) => usualIms({ ...asked, redirectUri: elsewhere }) },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      needsLogin: true,
      causes: [
        { cause: 'client-id', certainty: 'suspected' },
        { cause: 'callback-url', certainty: 'suspected', expected: `${ownCallback}, allow-listed by Adobe` },
      ],
      proof: [
        'Either this client is not this instance’s, or its list of callback URLs lacks this address: Adobe, who provisioned both, can say which.',
        'This run did not see IMS accept any callback, so it may say the same of every one; another instance whose login works would show it.',
      ],
      silent: [/Instance “/],
    },
  ],
  'a callback that IMS takes in no form, and another instance’s it takes': [
    { facts: besideStage, ims: othersIms, others: { stage } },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        { cause: 'client-id', certainty: 'suspected' },
        { cause: 'callback-url', certainty: 'suspected' },
      ],
      proof: ['Instance “stage” sends the same client, and IMS accepts it there.', line(othersIms)],
      silent: [/did not see IMS accept any callback/],
    },
  ],
  'a callback that IMS takes in no form for the client that Adobe provisioned': [
    {
      facts: (facts) => {
        besideStage(facts);
        facts.provisioned.clientId = known('Campaign1');
      },
      ims: othersIms,
      others: { stage },
    },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [
        {
          cause: 'callback-url',
          certainty: 'confirmed',
          expected: `${ownCallback}, allow-listed by Adobe`,
          actual: 'a callback that IMS does not accept for this client',
          remedy: `Ask Adobe to add \`${ownCallback}\` to the callback URLs of client \`Campaign1\`; nothing changes in Campaign.`,
          owner: owners.adobe,
        },
      ],
      proof: [
        `IMS knows client “Campaign1”, but accepts ${ownCallback} for it in none of its forms.`,
        line(othersIms),
        line(othersIms, { redirectUri: `${ownCallback}/` }),
      ],
      silent: [/Either this client/],
    },
  ],
  'a client that is another instance’s': [
    {
      facts: (facts) => {
        bare(facts);
        facts.otherInstances = [{ id: 'stage', url: 'https://stage.example.com', provisionedClientId: 'Campaign1' }];
      },
      ims: othersIms,
      others: { stage },
    },
    {
      outcome: 'redirected-to-adobe-com',
      summary: replaced,
      causes: [{ cause: 'client-id' }, { cause: 'callback-url' }],
      proof: [
        '“Campaign1” is the client that Adobe provisioned for instance “stage”, and IMS does not accept this instance’s callback for it.',
      ],
    },
  ],
});
