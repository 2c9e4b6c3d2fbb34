import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import {
  allScanBranches,
  scan,
  type NamedSecret,
  type ScanBranches,
  type ScanResult,
} from '../../fixtures/report/scan/index.ts';

/** What the scan of a run says that wrote such files, and nothing else. */
export function scanOf(
  testInfo: TestInfo,
  files: Readonly<Record<string, string | Uint8Array>>,
  secrets: readonly NamedSecret[] = [],
  branches: ScanBranches = allScanBranches,
): ScanResult {
  const [folder, results] = [testInfo.outputPath('run'), testInfo.outputPath('results')];
  rmSync(results, { recursive: true, force: true });
  for (const path of [folder, results]) mkdirSync(path, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(results, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return scan({ places: [{ path: results, isOurs: true }], leftOut: [], printed: '', secrets, folder }, branches);
}
