import { causesAre, found, id, other, outdated, proved, sentWrong, stage } from './cause-cases.ts';
import { open, right, wrong } from './judged-builder.ts';

/* How what IMS’s own answers prove makes a cause, whatever is known of a setting. */

const sends =
  'Label of client-id: the value that this run was given is right (It is right), but the running server sends “old”.';

causesAre({
  'what is proved wrong and wrong as stored': {
    settings: [[id, { stored: wrong, agrees: true }]],
    symptom: proved(id),
    causes: ['client-id confirmed'],
    evidence: ['It is wrong.', 'Proof of client-id.', 'Seen.'],
  },
  'what is proved wrong and right as stored': {
    settings: [
      [other, { stored: wrong }],
      [id, outdated],
    ],
    symptom: proved(other, id),
    causes: ['server-restart suspected', 'scopes confirmed'],
    evidence: [sends, 'Proof of client-id.', 'Seen.'],
  },
  'what is proved wrong and right as declared, which is what is sent': {
    settings: [[id, { stored: right, running: sentWrong, agrees: true }]],
    symptom: { ...proved(id), found: { 'client-id': found } },
    causes: ['client-id confirmed'],
    evidence: ['IMS shows it.', 'What is sent is wrong.', 'Proof of client-id.', 'Seen.'],
    first: { expected: 'due to IMS', actual: 'sent', remedy: 'Do it.', owner: 'Adobe', setting: 'Label of client-id' },
  },
  'what is proved wrong and right as declared, which cannot be compared': {
    settings: [[id, { stored: right, running: right }]],
    symptom: { ...proved(id), found: { 'client-id': found } },
    causes: ['client-id confirmed'],
    evidence: ['IMS shows it.', 'Proof of client-id.', 'Seen.'],
  },
  'what is proved wrong and not known, where its own rules say why': {
    settings: [[id, { stored: open, running: sentWrong }]],
    symptom: proved(id),
    causes: ['client-id confirmed'],
    evidence: ['What is sent is wrong.', 'Proof of client-id.', 'Seen.'],
    first: { expected: 'due as sent', actual: 'stored' },
  },
  'what is proved wrong and not known, where nothing says what it should be': {
    settings: [[id, { stored: open, running: right }]],
    symptom: proved(id),
    causes: ['client-id suspected'],
    evidence: ['Nobody knows it.', 'Proof of client-id.', 'Seen.'],
  },
  'what is not known beside what is proved wrong': {
    settings: [
      [stage, { stored: open }],
      [id, { stored: wrong }],
      [other, { stored: open, running: right }],
      ['client-secret', { stored: open }],
    ],
    symptom: { ...proved(id), pointsTo: [stage, id, other], found: { [stage]: found } },
    causes: ['client-id confirmed', 'ims-server-url suspected'],
  },
  'what is not known beside what is proved wrong, of which IMS shows nothing': {
    settings: [
      [id, { stored: wrong }],
      [other, { stored: open }],
    ],
    symptom: { ...proved(id), pointsTo: [id, other] },
    causes: ['client-id confirmed', 'scopes suspected'],
  },
  'what is right and sent as declared, beside what is proved wrong': {
    settings: [
      [id, { stored: wrong, agrees: false }],
      [other, { stored: right, running: sentWrong, agrees: true }],
    ],
    symptom: { ...proved(id), pointsTo: [id, other] },
    causes: ['client-id confirmed'],
  },
  'what is proved wrong, where nothing says in what': {
    settings: [
      [id, { stored: right, running: right }],
      [other, { stored: open }],
    ],
    symptom: proved(id, other),
    causes: ['scopes suspected'],
  },
  'what is proved wrong, and nobody sees how it runs': {
    settings: [[id, { stored: open }]],
    symptom: { ...proved(id), found: { 'client-id': found } },
    causes: ['client-id confirmed'],
    evidence: ['IMS shows it.', 'Proof of client-id.', 'Seen.'],
  },
  'a restart that is proved, before whatever is suspected': {
    settings: [
      [id, { stored: open }],
      [other, { ...outdated, isLive: true }],
    ],
    symptom: { pointsTo: [id, 'network'] },
    causes: ['server-restart confirmed', 'client-id suspected', 'network confirmed'],
  },
});
