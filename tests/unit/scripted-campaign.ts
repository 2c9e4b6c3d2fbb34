import { settingsOfAddresses } from '../../fixtures/settings/address.ts';
import { Secret } from '../../fixtures/settings/secret.ts';
import type { InstanceSettings } from '../../fixtures/settings/types.ts';
import { ScriptedClient, type Scripted, type Sent } from './scripted-client.ts';

/* A Campaign that answers over SOAP in the shapes that Adobe’s SDK demands, row for row as a test says. */

export const router = 'https://prod.example.com/nl/jsp/soaprouter.jsp';
export const tokenAddress = 'https://ims-na1.adobelogin.com/ims/token/v3';

/** The instance, and the native operator with whom it is read. */
export function instanceWith(more: Partial<InstanceSettings> = {}): InstanceSettings {
  const [instance] = settingsOfAddresses(['https://prod.example.com'], {}).instances;
  if (!instance) throw new Error('No instance.');
  return { ...instance, id: 'prod', operator: { user: 'probe', password: new Secret('an operator’s') }, ...more };
}

export function envelope(content: string): string {
  return `<?xml version='1.0'?><SOAP-ENV:Envelope xmlns:xsd='http://www.w3.org/2001/XMLSchema' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:ns='http://xml.apache.org/xml-soap' xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body>${content}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function answerTo(urn: string, method: string, content: string): string {
  return envelope(`<${method}Response xmlns='urn:${urn}'>${content}</${method}Response>`);
}

/** Campaign’s refusal, with HTTP 200. */
export function fault(text: string): string {
  return envelope(
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>SOP-330011 Error while executing the method</faultstring><detail>${text}</detail></SOAP-ENV:Fault>`,
  );
}

export const fieldsInSchema = [
  '<attribute name="server" label="IMS server"/>',
  '<attribute name="account" label="IMS client identifier"/>',
  '<attribute name="secret" label="IMS client secret"/>',
  '<element name="ims">',
  '<attribute name="callback" label="Callback server (https)"/>',
  '<attribute name="org" label="IMS organization ID"/>',
  '<attribute name="mask" label="Association mask"/>',
  '<attribute name="context" label="Product context"/>',
  '<element name="scope" label="IMS scope"/>',
  '</element>',
] as const;

export function accountSchema(fields: string = fieldsInSchema.join('')): string {
  return `<schema name="extAccount" namespace="nms"><enumeration name="accountKind"><value name="pop3" label="Bounce mails (POP3)" value="0"/><value name="mac" label="Adobe Experience Cloud" value="14"/></enumeration><element name="extAccount"><attribute name="name" label="Internal name"/><attribute name="type" label="Type" enum="nms:extAccount:accountKind"/>${fields}</element></schema>`;
}

const operatorSchema =
  '<schema name="operator" namespace="xtk"><element name="operator"><attribute name="email" label="E-mail"/><element name="access"><attribute name="authenticationType" label="Authentication type"/><attribute name="disabled" label="Account disabled"/></element></element></schema>';

export function accountRow(name: string, active = 'true', mask = 'Campaign - prod - (.*)'): string {
  return `<extAccount name="${name}" active="${active}" server="https://ims-na1.adobelogin.com" account="Campaign1" secret="@packed="><ims callback="https://prod.example.com" org="ABC@AdobeOrg" mask="${mask}" context="dma_campaign_classic"><scope><![CDATA[openid,AdobeID]]></scope></ims></extAccount>`;
}

/** What Campaign has, and how it answers a logon. */
export interface World {
  readonly logon: Scripted;
  readonly accountSchema: string;
  readonly operatorSchema: string;
  readonly accounts: Scripted | string;
  readonly groups: Scripted | string;
  readonly operators: Scripted | string;
  readonly build: Scripted;
  readonly token: Scripted;
}

const release = (numbers: string): string =>
  `<pstrSessionToken xsi:type='xsd:string'>___token</pstrSessionToken><pSessionInfo xsi:type='ns:Element'><sessionInfo><serverInfo buildNumber='9384' ${numbers}/><userInfo login='probe'/></sessionInfo></pSessionInfo><pstrSecurityToken xsi:type='xsd:string'>@security==</pstrSecurityToken>`;

/** An accepted logon; the numbers are those of its release. */
export function welcome(numbers = "majNumber='7' minNumber='4' servicePack='1'"): Scripted {
  return { body: answerTo('xtk:session', 'Logon', release(numbers)) };
}

const sound: World = {
  logon: welcome(),
  accountSchema: accountSchema(),
  operatorSchema,
  accounts: accountRow('Adobe_Marketing_Cloud'),
  groups: '<group id="1060" name="admin"/><group id="1061" name="delivery"/>',
  operators: '<operator email="probe@example.com"><access authenticationType="ims" disabled="false"/></operator>',
  build: { body: '<redir status="OK" build="9384" sourceIP="10.0.0.1"/>' },
  token: { body: JSON.stringify({ access_token: 'a-token' }) },
};

function rowsOf(rows: Scripted | string): Scripted {
  if (typeof rows !== 'string') return rows;
  return {
    body: answerTo('xtk:queryDef', 'ExecuteQuery', `<pdomOutput xsi:type='ns:Element'><all>${rows}</all></pdomOutput>`),
  };
}

function schemaOf(world: World, id: string): string {
  if (id === 'nms:extAccount') return world.accountSchema;
  if (id === 'xtk:operator') return world.operatorSchema;
  return '<schema name="queryDef" namespace="xtk"><element name="queryDef"/><methods><method const="true" name="ExecuteQuery"><parameters><param inout="out" name="output" type="DOMDocument"/></parameters></method></methods></schema>';
}

/** The call that a request makes. */
export function callOf({ headers = {} }: Sent): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'soapaction')?.[1] ?? '';
}

/** A client that reaches this Campaign and IMS, and nothing else. */
export function campaignClient(more: Partial<World> = {}): ScriptedClient {
  const world = { ...sound, ...more };
  return new ScriptedClient((request) => {
    const { url, body = '' } = request;
    if (url === 'https://prod.example.com/r/test') return world.build;
    if (url === tokenAddress) return world.token;
    if (url !== router) throw new Error(`Nobody is at ${url}`);
    switch (callOf(request)) {
      case 'xtk:session#Logon':
        return world.logon;
      case 'xtk:session#Logoff':
        return { body: answerTo('xtk:session', 'Logoff', '') };
      case 'xtk:persist#GetEntityIfMoreRecent': {
        const schema = schemaOf(world, /xtk:schema\|([\w:]+)/.exec(body)?.[1] ?? '');
        return {
          body: answerTo('xtk:persist', 'GetEntityIfMoreRecent', `<pdomDoc xsi:type='ns:Element'>${schema}</pdomDoc>`),
        };
      }
      default:
        if (body.includes('schema="nms:extAccount"')) return rowsOf(world.accounts);
        return rowsOf(body.includes('schema="xtk:group"') ? world.groups : world.operators);
    }
  });
}
