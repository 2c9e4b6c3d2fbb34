import { causesAre, found, id, other, outdated, sentWrong, stage } from './cause-cases.ts';
import { open, right, wrong } from './judged-builder.ts';

/* How what is known of a setting and how the login went make a cause, for every state of both. */

const unclear = 'Adobe does not say how a login with this value ends: it may be what stopped this one.';
const asFarAsKnown =
  'As far as this run knows, the external account is right (Label of client-id: It is right), but Campaign’s answer points to it: the running server may have a different value.';
const sends =
  'Label of client-id: the value that this run was given is right (It is right), but the running server sends “old”.';

causesAre({
  'what is wrong and shows': {
    settings: [[id, { stored: wrong }]],
    symptom: { pointsTo: [id] },
    causes: ['client-id confirmed'],
    evidence: ['It is wrong.', 'Seen.'],
    first: { setting: 'Label of client-id', expected: 'due', actual: 'stored', remedy: 'Set it.', owner: 'whoever' },
  },
  'what is wrong and does not show': {
    settings: [[id, { stored: wrong }]],
    symptom: { pointsTo: [other] },
    causes: ['client-id latent'],
    evidence: ['It is wrong.'],
  },
  'what is wrong, and is sent right': {
    settings: [[id, { stored: wrong, running: right }]],
    symptom: { pointsTo: [id], mayFollowFrom: [id], doesNotRuleOut: [id] },
    causes: ['client-id latent'],
  },
  'what is wrong and not ruled out': {
    settings: [[id, { stored: wrong }]],
    symptom: { pointsTo: [other], doesNotRuleOut: [id] },
    causes: ['client-id confirmed'],
  },
  'two that are wrong, of which the one that shows comes first': {
    settings: [
      [id, { stored: wrong }],
      [other, { stored: wrong }],
    ],
    symptom: { pointsTo: [other], doesNotRuleOut: [id] },
    causes: ['scopes confirmed', 'client-id latent'],
  },
  'what is right, not known or not ruled out otherwise': {
    settings: [
      [id, { stored: right }],
      [other, { stored: open }],
    ],
    symptom: { pointsTo: [id], doesNotRuleOut: [other] },
    causes: [],
  },
  'what is right, and is sent wrong': {
    settings: [[id, outdated]],
    symptom: { pointsTo: [id] },
    causes: ['server-restart suspected'],
    evidence: [sends, 'Seen.'],
  },
  'what is right as Campaign itself shows it, and is sent wrong': {
    settings: [[id, { ...outdated, isLive: true }]],
    symptom: { pointsTo: [id] },
    causes: ['server-restart confirmed'],
    evidence: [
      sends.replace('the value that this run was given', 'the stored value, read from Campaign in this run,'),
      'Seen.',
    ],
  },
  'what is right and another value is sent, which does not show': {
    settings: [[id, outdated]],
    symptom: { pointsTo: [other] },
    causes: ['server-restart suspected'],
    evidence: [sends],
  },
  'what is right, and what is sent is right as well, though another': {
    settings: [[id, { ...outdated, running: right }]],
    symptom: { pointsTo: [id] },
    causes: ['server-restart suspected'],
    evidence: [sends],
  },
  'what is wrong and another value is sent': {
    settings: [[id, { ...outdated, stored: wrong }]],
    symptom: { pointsTo: [id] },
    causes: ['client-id confirmed'],
  },
  'what is right and sent wrong, as far as the two can be compared': {
    settings: [[id, { stored: right, running: sentWrong }]],
    symptom: { pointsTo: [id] },
    causes: [],
  },
  'what is not known': {
    settings: [[id, { stored: open, missing: ['CLIENT_ID'] }]],
    symptom: { pointsTo: [id] },
    causes: ['client-id suspected'],
    evidence: ['Nobody knows it.', 'Seen.'],
    first: {
      expected: 'due',
      actual: '(not known)',
      remedy: 'Compare it. To prove it, set CLIENT_ID: a value that you can copy, which needs no further access.',
    },
  },
  'what is not known and sent right': {
    settings: [[id, { stored: open, running: right }]],
    symptom: { pointsTo: [id] },
    causes: [],
  },
  'two that are not known, of which one is sent wrong': {
    settings: [
      [id, { stored: open }],
      [other, { stored: open, running: sentWrong, runningValue: 'x' }],
    ],
    symptom: { pointsTo: [id, other] },
    causes: ['scopes suspected'],
    evidence: ['What is sent is wrong.', 'Seen.'],
    first: { expected: 'due as sent', actual: 'x (sent by the running server)' },
  },
  'what is not known, where IMS shows more of it': {
    settings: [[id, { stored: open }]],
    symptom: { pointsTo: [id], found: { 'client-id': found } },
    causes: ['client-id suspected'],
    evidence: ['IMS shows it.', 'Seen.'],
    first: { expected: 'due to IMS', remedy: 'Do it.', owner: 'Adobe' },
  },
  'what the symptom names, and is right as it is stored': {
    settings: [[id, { stored: right }]],
    symptom: { pointsTo: [id], names: [id] },
    causes: ['server-restart suspected'],
    evidence: [asFarAsKnown, 'Seen.'],
  },
  'what the symptom names, and is sent as it is stored': {
    settings: [[id, { stored: right, agrees: true }]],
    symptom: { pointsTo: [id], names: [id] },
    causes: [],
  },
  'what the symptom names beside another one': {
    settings: [
      [id, { stored: right }],
      [other, { stored: right }],
    ],
    symptom: { pointsTo: [id, other], names: [id] },
    causes: [],
  },
  'what the symptom names, where something else may explain it': {
    settings: [
      [id, { stored: right }],
      [other, { stored: wrong }],
    ],
    symptom: { pointsTo: [id], names: [id], mayFollowFrom: [other] },
    causes: ['scopes suspected'],
    evidence: ['It is wrong.', unclear, 'Seen.'],
  },
  'what may explain it, where it is known what stopped the login': {
    settings: [
      [id, { stored: wrong }],
      [other, { stored: wrong }],
    ],
    symptom: { pointsTo: [id], mayFollowFrom: [other] },
    causes: ['client-id confirmed', 'scopes latent'],
  },
  'what may explain it, beside a suspicion': {
    settings: [
      [id, { stored: open }],
      [other, { stored: wrong }],
    ],
    symptom: { pointsTo: [id], mayFollowFrom: [other] },
    causes: ['client-id suspected', 'scopes suspected'],
  },
  'what is not known as stored, and is another and wrong as sent': {
    settings: [[id, { ...outdated, stored: open }]],
    symptom: { pointsTo: [id] },
    causes: ['client-id suspected', 'server-restart suspected'],
  },
  'what the symptom names, and is wrong as stored and right as sent': {
    settings: [[id, { stored: wrong, running: right }]],
    symptom: { pointsTo: [id], names: [id] },
    causes: ['client-id latent'],
  },
  'what the symptom names, where what else may explain it is right': {
    settings: [
      [id, { stored: right }],
      [other, { stored: right }],
    ],
    symptom: { pointsTo: [id], names: [id], mayFollowFrom: [other] },
    causes: ['server-restart suspected'],
  },
  'a setting and a circumstance that both show': {
    settings: [[id, { stored: wrong }]],
    symptom: { pointsTo: [id, 'network'] },
    causes: ['client-id confirmed', 'network confirmed'],
  },
  'each kind of cause, in the order in which they are to be looked at': {
    settings: [
      [stage, { stored: wrong }],
      [id, { stored: open }],
      [other, outdated],
    ],
    symptom: { pointsTo: [id, 'network'] },
    causes: ['client-id suspected', 'network confirmed', 'server-restart suspected', 'ims-server-url latent'],
  },
});
