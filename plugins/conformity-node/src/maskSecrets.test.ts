import fc from 'fast-check';
import { maskSecrets } from './maskSecrets';

describe('maskSecrets', () => {
  it('hides what looks like a secret, and only that', () => {
    const hidden: [string, string][] = [
      [`key: ${'AKIA'}IOSFODNN7EXAMPLE`, 'IOSFODNN7'],
      [`token=${'ghp'}_${'a1B2'.repeat(9)}`, 'a1B2a1B2'],
      [`- ${'glpat'}-${'x9'.repeat(10)}`, 'x9x9'],
      ['password: "correct horse"', 'correct'],
      ["DB_PASSWORD='hunter2!'", 'hunter2'],
      ['{"apiKey":"abcd1234efgh"}', 'abcd1234'],
      ['url: https://ada:s3cr3t@host.example/x', 's3cr3t'],
      ['Authorization: Bearer abcdef0123456789', 'abcdef0123'],
      ['-----BEGIN RSA PRIVATE KEY-----MIIEow', 'MIIEow'],
      [`jwt ${'eyJ'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3.abc`, 'hbGci'],
    ];
    for (const [line, secret] of hidden) {
      expect(maskSecrets(line)).not.toContain(secret);
      expect(maskSecrets(line)).toContain('***');
    }
    for (const harmless of [
      'FROM node:24.11.0-alpine',
      'password: ${DB_PASSWORD}',
      'const token = process.env.TOKEN;',
      'uses: actions/checkout@v5.0.0',
      'https://docs.example/secrets',
    ]) {
      expect(maskSecrets(harmless)).toBe(harmless);
    }
  });

  it('can be applied again without a change, on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        const once = maskSecrets(text);
        expect(maskSecrets(once)).toBe(once);
      }),
    );
  });

  it('stays fast on long lines made to slow it down', () => {
    const start = performance.now();
    for (const line of [
      'password'.repeat(5000),
      `password${' '.repeat(50_000)}`,
      `eyJ${'a'.repeat(50_000)}`,
      '://a:'.repeat(10_000),
      `eyJaaaaaaaa.${'eyJaaaaaaaa.'.repeat(4000)}`,
    ]) {
      maskSecrets(line);
    }
    // In quadratic time it would be minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
