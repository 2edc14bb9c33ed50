import { createSeededRandom } from './seededRandom';

interface Team {
  name: string;
  title: string;
  description: string;
  department: string;
  /** How many people, those with an account included. */
  size: number;
}

interface Person {
  name: string;
  displayName: string;
  team: string;
}

/** The people whom one can sign in as. */
export const accounts: Person[] = [
  { name: 'developer', displayName: 'Dana Whitfield', team: 'ordering' },
  { name: 'team-lead', displayName: 'Tomasz Lind', team: 'ordering' },
  {
    name: 'platform-engineer',
    displayName: 'Priya Engström',
    team: 'platform',
  },
  { name: 'newcomer', displayName: 'Noor Castellan', team: 'storefront' },
];

const departments = [
  {
    name: 'commerce',
    title: 'Commerce',
    description: 'Everything that a customer sees and pays.',
  },
  {
    name: 'foundation',
    title: 'Foundation',
    description: 'What the other teams build on.',
  },
];

// Security is small on purpose: results never show so few people.
const teams: Team[] = [
  {
    name: 'ordering',
    title: 'Ordering',
    description: 'Orders and their way to the customer.',
    department: 'commerce',
    size: 11,
  },
  {
    name: 'payments',
    title: 'Payments',
    description: 'Charges, refunds and the ledger.',
    department: 'commerce',
    size: 12,
  },
  {
    name: 'storefront',
    title: 'Storefront',
    description: 'The shop and its design.',
    department: 'commerce',
    size: 13,
  },
  {
    name: 'platform',
    title: 'Platform',
    description: 'The golden path, this portal, and help with both.',
    department: 'foundation',
    size: 9,
  },
  {
    name: 'data',
    title: 'Data',
    description: 'Reports and recommendations.',
    department: 'foundation',
    size: 12,
  },
  {
    name: 'security',
    title: 'Security',
    description: 'Access, audits and incident response.',
    department: 'foundation',
    size: 3,
  },
];

const firstNames =
  'Ada Bilal Chiara Deniz Elif Farid Greta Hana Imran Jonas Kavita Leon Mira Nils Olga Pavel Quirin Rosa Samir Tessa Umar Vera Wiktor Xenia Yusuf Zora Amara Bruno Clara Dario Edda Felix'.split(
    ' ',
  );
const lastNames =
  'Abels Brandt Cordova Dahl Eriksen Fontaine Gupta Haddad Ivanov Jensen Kowalski Laurent Moreau Novak Okafor Petrov Quist Rossi Silva Tanaka Ulrich Vogel Weiss Yilmaz Zeller'.split(
    ' ',
  );

/**
 * Some sixty people in six teams under two departments, as catalog entities:
 * the same for the same seed.
 */
export function createPeople(seed: number): object[] {
  const random = createSeededRandom(seed);
  const names = random.shuffle(
    firstNames.flatMap(first => lastNames.map(last => `${first} ${last}`)),
  );
  const people = teams.flatMap(team => {
    const known = accounts.filter(account => account.team === team.name);
    const others = names
      .splice(0, team.size - known.length)
      .map(displayName => ({
        name: displayName.toLowerCase().replace(' ', '-'),
        displayName,
        team: team.name,
      }));
    return [...known, ...others];
  });
  return [
    ...departments.map(department => group(department, 'department')),
    ...teams.map(team => group(team, 'team', team.department)),
    ...people.map(user),
  ];
}

function group(
  of: { name: string; title: string; description: string },
  type: string,
  parent?: string,
): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: of.name, title: of.title, description: of.description },
    spec: {
      type,
      profile: {
        displayName: of.title,
        email: `${of.name}@sample.example`,
      },
      ...(parent && { parent }),
      children: [],
    },
  };
}

function user(person: Person): object {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: person.name },
    spec: {
      profile: {
        displayName: person.displayName,
        email: `${person.name}@sample.example`,
      },
      memberOf: [person.team],
    },
  };
}
