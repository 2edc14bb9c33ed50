/** One repository of the sample organisation, and the habits it shows. */
export interface SampleRepository {
  name: string;
  title: string;
  description: string;
  team: string;
  type: 'service' | 'website' | 'library';
  lifecycle: 'production' | 'experimental' | 'deprecated';
  system?: string;
  /** Whether the component says more about itself than it must. */
  described: boolean;
  /** Whether it provides the API that its `openapi.yaml` describes. */
  api?: boolean;
  /** Where it stands; calls go down only. */
  layer?: 'presentation' | 'business' | 'data';
  dependsOn?: string[];
  consumesApis?: string[];
  /** Folders below `sample/layers`, laid over each other in this order. */
  layers: string[];
}

const documented = ['readme', 'techdocs', 'contributing', 'licence'];
const owned = ['codeowners', 'security-policy'];
const service = ['node', 'lockfile', 'service', 'tests', 'openapi'];
const delivered = ['ci', 'renovate', 'image', 'kubernetes'];

/** From near perfect to neglected, as an organisation has them. */
export const sampleRepositories: SampleRepository[] = [
  {
    name: 'orders',
    title: 'Orders',
    description: 'Takes orders and follows them until they arrive.',
    team: 'ordering',
    type: 'service',
    lifecycle: 'production',
    system: 'order-management',
    described: true,
    layer: 'business',
    api: true,
    dependsOn: ['component:default/shipping'],
    consumesApis: ['api:default/payments-gateway'],
    layers: [
      ...documented,
      ...owned,
      ...service,
      ...delivered,
      'measured',
      'resilience',
      'slo',
    ],
  },
  {
    name: 'shipping',
    title: 'Shipping',
    description: 'Estimates deliveries and books carriers.',
    team: 'ordering',
    type: 'service',
    lifecycle: 'production',
    system: 'order-management',
    described: true,
    layer: 'business',
    api: true,
    layers: [
      'readme',
      'techdocs',
      'codeowners',
      ...service,
      'ci',
      'image',
      'kubernetes-loose',
    ],
  },
  {
    name: 'order-events',
    title: 'Order events',
    description: 'Publishes what happened to orders.',
    team: 'ordering',
    type: 'service',
    lifecycle: 'production',
    system: 'order-management',
    described: false,
    dependsOn: ['component:default/orders'],
    layers: ['readme', 'node', 'service', 'ci-loose', 'image-loose'],
  },
  {
    name: 'payments-gateway',
    title: 'Payments gateway',
    description: 'Talks to the banks so that nobody else has to.',
    team: 'payments',
    type: 'service',
    lifecycle: 'production',
    system: 'payments',
    described: true,
    layer: 'business',
    api: true,
    layers: [
      ...documented,
      ...owned,
      ...service,
      ...delivered,
      'resilience-gateway',
    ],
  },
  {
    name: 'refunds',
    title: 'Refunds',
    description: 'Pays customers back.',
    team: 'payments',
    type: 'service',
    lifecycle: 'production',
    system: 'payments',
    described: true,
    layer: 'business',
    consumesApis: ['api:default/payments-gateway'],
    // Retries what the gateway retries too, and gives up before it does.
    layers: [
      'readme',
      'codeowners',
      ...service,
      'ci-loose',
      'image',
      'resilience-refunds',
    ],
  },
  {
    name: 'ledger',
    title: 'Ledger',
    description: 'Books every movement of money.',
    team: 'payments',
    type: 'service',
    lifecycle: 'production',
    system: 'payments',
    described: false,
    layer: 'data',
    dependsOn: ['component:default/payments-gateway'],
    layers: ['readme-empty', 'service-bare', 'image-loose', 'committed-secret'],
  },
  {
    name: 'shop',
    title: 'Shop',
    description: 'The shop as customers see it.',
    team: 'storefront',
    type: 'website',
    lifecycle: 'production',
    system: 'storefront',
    described: true,
    layer: 'presentation',
    consumesApis: ['api:default/orders'],
    dependsOn: ['component:default/design-tokens'],
    layers: [
      ...documented,
      ...owned,
      'node',
      'lockfile',
      'website',
      'ci',
      'renovate',
    ],
  },
  {
    name: 'product-pages',
    title: 'Product pages',
    description: 'Pages about single products.',
    team: 'storefront',
    type: 'website',
    lifecycle: 'production',
    system: 'storefront',
    described: false,
    layer: 'presentation',
    dependsOn: ['component:default/design-tokens'],
    layers: ['readme', 'node', 'website', 'ci-loose'],
  },
  {
    name: 'design-tokens',
    title: 'Design tokens',
    description: 'Colours, sizes and type that the shop shares.',
    team: 'storefront',
    type: 'library',
    lifecycle: 'production',
    described: true,
    layers: [
      'readme',
      'contributing',
      'licence',
      'codeowners',
      'node',
      'lockfile',
      'library',
      'ci',
    ],
  },
  {
    name: 'http-client',
    title: 'HTTP client',
    description: 'Outbound calls with timeout, retry and circuit breaker.',
    team: 'platform',
    type: 'library',
    lifecycle: 'production',
    described: true,
    layers: [
      ...documented,
      ...owned,
      'node',
      'lockfile',
      'library',
      'ci',
      'renovate',
      'hardened',
    ],
  },
  {
    name: 'reports',
    title: 'Reports',
    description: 'Figures for the business, every morning.',
    team: 'data',
    type: 'service',
    lifecycle: 'production',
    system: 'insights',
    described: true,
    layer: 'presentation',
    consumesApis: ['api:default/orders'],
    layers: ['readme', 'security-policy', ...service, 'ci', 'image-loose'],
  },
  {
    name: 'recommendations',
    title: 'Recommendations',
    description: 'What else a customer may like.',
    team: 'data',
    type: 'service',
    lifecycle: 'experimental',
    system: 'insights',
    described: true,
    layers: ['readme', ...service, 'ci', 'broken-yaml'],
  },
  {
    name: 'access-audit',
    title: 'Access audit',
    description: 'Who could do what, and who did.',
    team: 'security',
    type: 'service',
    lifecycle: 'production',
    system: 'insights',
    described: true,
    layers: ['readme', ...owned, ...service, 'ci', 'renovate', 'image'],
  },
  {
    // Its catalog-info.yaml cannot be read: the catalog says so in its log.
    name: 'legacy-importer',
    title: 'Legacy importer',
    description: 'Brings old orders over.',
    team: 'data',
    type: 'service',
    lifecycle: 'deprecated',
    described: false,
    layers: ['readme-empty', 'service-bare', 'broken-catalog-info'],
  },
];

/** What the repositories belong to. */
export const sampleSystems = [
  {
    name: 'order-management',
    title: 'Order management',
    owner: 'ordering',
    domain: 'shop',
  },
  { name: 'payments', title: 'Payments', owner: 'payments', domain: 'shop' },
  {
    name: 'storefront',
    title: 'Storefront',
    owner: 'storefront',
    domain: 'shop',
  },
  { name: 'insights', title: 'Insights', owner: 'data', domain: 'business' },
];

export const sampleDomains = [
  { name: 'shop', title: 'Shop', owner: 'ordering' },
  { name: 'business', title: 'Business', owner: 'data' },
];
