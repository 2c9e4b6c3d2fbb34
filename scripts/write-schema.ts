import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnosisJsonSchema } from '../fixtures/report/diagnosis-file.ts';

const file = resolve(__dirname, '../schema/diagnosis.schema.json');
writeFileSync(file, `${JSON.stringify(diagnosisJsonSchema(), undefined, 2)}\n`);
console.log(`Wrote ${file}`);
