import { readSettings, SettingsError, type Settings } from '../../fixtures/settings/index.ts';

export type Environment = Readonly<Record<string, string>>;

/** The test account, with a password that nobody takes for a word. */
export const accountVariables = { IMS_USER_EMAIL: 'probe@example.com', IMS_USER_PASSWORD: 'Correct-horse-battery-9' };

/** The least that a run of one instance needs. */
export const leastEnvironment = {
  CAMPAIGN_INSTANCES: 'prod',
  CAMPAIGN_PROD_URL: 'https://prod.example.com',
  ...accountVariables,
};

/** The project’s folder, and what the lab declares where it is asked for. */
interface Place {
  readonly directory?: string | undefined;
  readonly lab?: (captureFolder?: string) => Environment;
}

const noLab = (): never => {
  throw new Error('The lab was asked for');
};

/** The settings of an environment that is no more than this. */
export function settingsOf(environment: Environment, { directory = '/nowhere', lab = noLab }: Place = {}): Settings {
  return readSettings({ environment, directory, lab });
}

/** The problems that settings have, as `variable: message`; none where they can be read. */
export function problemsIn(read: () => Settings): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ variable, message }) => `${variable}: ${message}`);
  }
}

/** The same of an environment that is no more than this. */
export function problemsOf(environment: Environment, directory?: string): readonly string[] {
  return problemsIn(() => settingsOf(environment, { directory }));
}
