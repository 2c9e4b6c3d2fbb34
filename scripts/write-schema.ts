import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnosisJsonSchema } from '../fixtures/report/diagnosis-schema.ts';
import { acceptedRisksJsonSchema } from '../fixtures/settings/accepted-risks.ts';
import { fleetJsonSchema } from '../fixtures/settings/fleet/fleet-schema.ts';
import { provisioningJsonSchema } from '../fixtures/settings/provisioning-file.ts';
import { say } from '../fixtures/report/outlets/streams.ts';
import { terminal } from '../fixtures/report/outlets/terminal.ts';
import { withTable } from './settings-table.ts';

const schemas = {
  diagnosis: diagnosisJsonSchema(),
  fleet: fleetJsonSchema(),
  provisioning: provisioningJsonSchema(),
  'accepted-risks': acceptedRisksJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  const file = resolve(__dirname, `../schema/${name}.schema.json`);
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  say(terminal`Wrote ${file}`);
}

const readme = resolve(__dirname, '../README.md');
writeFileSync(readme, withTable(readFileSync(readme, 'utf8')));
say(terminal`Wrote the table of settings in ${readme}`);
