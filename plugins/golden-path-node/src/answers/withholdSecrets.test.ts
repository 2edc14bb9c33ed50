import fc from 'fast-check';
import { withholdSecrets } from './withholdSecrets';

describe('withholdSecrets', () => {
  it('leaves out fields that are named like secrets, and says which', () => {
    expect(
      withholdSecrets(
        {
          name: 'orders',
          password: 'p',
          dbPassword: 'p',
          api_key: 'k',
          nested: { 'client-secret': 's', list: [{ apiToken: 't', port: 1 }] },
          tokenTtlSeconds: 60,
          secretary: 'Ada',
          token: '',
        },
        [],
      ),
    ).toEqual({
      answers: {
        name: 'orders',
        nested: { list: [{ port: 1 }] },
        tokenTtlSeconds: 60,
        secretary: 'Ada',
        token: '',
      },
      withheld: [
        'api_key',
        'dbPassword',
        'nested.client-secret',
        'nested.list[0].apiToken',
        'password',
      ],
    });
  });

  it('leaves out a secret under any name and in the shapes that filters give it', () => {
    const secret = 'hunter2-Sésame';
    const shapes = {
      plain: `https://user:${secret}@host/`,
      upper: secret.toUpperCase(),
      lower: `x${secret.toLowerCase()}x`,
      base64: Buffer.from(secret).toString('base64'),
      base64url: Buffer.from(secret).toString('base64url'),
      hex: Buffer.from(secret).toString('hex'),
      reversed: [...secret].reverse().join(''),
      encoded: encodeURIComponent(secret),
    };
    const result = withholdSecrets(
      {
        ...shapes,
        list: ['a', secret, 'b'],
        [`key ${secret}`]: 1,
        kept: 'sesame',
      },
      [secret, ''],
    );
    expect(result.answers).toEqual({ list: ['a', 'b'], kept: 'sesame' });
    expect(result.withheld).toEqual(
      ['*', ...Object.keys(shapes), 'list[1]'].sort(),
    );
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  it('finds a short secret as a whole, without taking every text that contains it', () => {
    expect(
      withholdSecrets({ pin: 1234, port: 12345, text: 'a1234' }, ['1234']),
    ).toEqual({ answers: { port: 12345, text: 'a1234' }, withheld: ['pin'] });
  });

  it('never lets a secret of six characters or more through', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, unit: 'grapheme' }),
        fc.jsonValue(),
        fc.string(),
        fc.string(),
        (secret, other, before, after) => {
          const { answers } = withholdSecrets(
            { a: [{ b: `${before}${secret}${after}`, other }] } as never,
            [secret],
          );
          const texts: string[] = [];
          JSON.stringify(answers, (key, value) => {
            texts.push(key, typeof value === 'object' ? '' : String(value));
            return value;
          });
          expect(texts.filter(text => text.includes(secret))).toEqual([]);
        },
      ),
    );
  });

  it('keeps a key __proto__ as data', () => {
    const { answers } = withholdSecrets(
      JSON.parse('{"__proto__": {"polluted": true}, "a": 1}'),
      [],
    );
    expect(Object.keys(answers)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
